//! Retries by a policy of your own, and by a loop of your own.
//!
//! Arguments: the region, the ID of the instance, the IDs of two tasks.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::time::Duration;

use huaweicloud_dcs::{Client, Region, RetryPolicy};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("the {name} is missing"));
    let (region, instance) = (next("region")?, next("instance ID")?);
    let (first, second) = (next("first task ID")?, next("second task ID")?);
    let region: Region = region.parse()?;

    // More attempts, after shorter waits, within a time that holds for all of them together.
    let policy = RetryPolicy::default()
        .max_attempts(6)
        .base_delay(Duration::from_millis(20))
        .max_delay(Duration::from_secs(5));
    let builder = || Client::builder().region(region.clone());
    let client = builder().retry(policy).call_timeout(Duration::from_secs(30)).build()?;
    let request = client.delete_background_task().instance_id(&*instance).task_id(&*first);
    println!("the policy took {} attempts", request.send().await?.attempts());

    // Or each call sends one request, and the decision is yours. A 404 after a lost answer is then
    // an error like any other: only you know what happened before.
    let client = builder().retry(RetryPolicy::never()).build()?;
    for attempt in 1_u32.. {
        let request = client.delete_background_task().instance_id(&*instance).task_id(&*second);
        match request.send().await {
            Ok(_) => {
                println!("the loop took {attempt} attempts");
                break;
            }
            Err(error) if error.is_retryable() && attempt < 10 => {
                println!("attempt {attempt} failed: {error}");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
