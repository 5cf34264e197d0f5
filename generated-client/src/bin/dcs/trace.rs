//! What `--verbose` shows.

use std::io;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// Shows the client's own traces on standard error. Those of the crates below it may hold headers
/// and stay out.
pub(crate) fn start() {
    let own = Targets::new().with_target("huaweicloud_dcs", LevelFilter::DEBUG);
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_target(false)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(io::stderr);
    let _ = tracing_subscriber::registry().with(lines).with(own).try_init();
}
