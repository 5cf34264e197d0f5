//! What the client reports of its calls: a span for each, and in it an event for each attempt, with
//! the names that OpenTelemetry has for HTTP. An exporter of OpenTelemetry takes the place of the
//! layer that prints.
//!
//! Arguments: the region, the ID of the instance, the ID of the task.

use std::error::Error;

use huaweicloud_dcs::{Client, Region};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("the {name} is missing"));
    let (region, instance, task) = (next("region")?, next("instance ID")?, next("task ID")?);

    // Calls are at level info, attempts at level debug. Nothing else is let through.
    let own = Targets::new().with_target("huaweicloud_dcs", LevelFilter::DEBUG);
    let printer = tracing_subscriber::fmt::layer().with_ansi(false);
    tracing_subscriber::registry().with(printer).with(own).init();

    let client = Client::from_env(region.parse::<Region>()?)?;
    let request = client.delete_background_task().instance_id(&*instance).task_id(&*task);
    let deleted = request.send().await?;
    // Your own events stand beside those of the client, where the filter lets them through.
    tracing::info!(target: "huaweicloud_dcs", attempts = deleted.attempts(), "done");
    Ok(())
}
