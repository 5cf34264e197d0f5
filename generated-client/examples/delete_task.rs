//! Deletes one background task, with credentials from the environment, the profile file or the
//! metadata of the machine.
//!
//! Arguments: the region, the ID of the instance, the ID of the task. It ends with 0 where the task
//! is gone.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;

use huaweicloud_dcs::{Client, Region};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("the {name} is missing"));
    let (region, instance, task) = (next("region")?, next("instance ID")?, next("task ID")?);

    // Make one client and keep it: it holds the connections and the credentials.
    let region: Region = region.parse()?;
    let client = Client::from_env(region)?;

    // An ID with a slash or a dot in the wrong place never leaves this process.
    let request = client.delete_background_task().instance_id(&*instance).task_id(&*task);
    match request.send().await {
        // An earlier attempt has most likely deleted it, and its answer was lost.
        Ok(deleted) if deleted.is_presumed() => println!("gone, most likely by this call"),
        Ok(deleted) => println!("deleted, with status {}", deleted.status().as_u16()),
        // Whoever wants a task gone has what they want.
        Err(error) if error.is_not_found() => println!("there is no such task"),
        Err(error) => {
            // Quote this ID to the vendor's support.
            println!("failed, request ID {}", error.request_id().unwrap_or("unknown"));
            // `Display` is one line; the causes behind it say the rest.
            println!("{error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                println!("  because: {error}");
                cause = error.source();
            }
            return Err("the task was not deleted".into());
        }
    }
    Ok(())
}
