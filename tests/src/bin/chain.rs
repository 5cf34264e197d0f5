//! A program that deletes a task with the sources of the default chain, the metadata service at
//! another address than the fixed one. Tests run it with an environment of its own.
//!
//! Arguments: the endpoint, the address of the metadata service.
#![expect(clippy::print_stdout, reason = "tests read what it prints")]

use huaweicloud_dcs::auth::{DefaultChain, Environment, Metadata, ProfileFile};
use huaweicloud_dcs::{Client, RetryPolicy};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, endpoint, metadata] = &arguments[..] else { return Err("two arguments".into()) };
    let chain = DefaultChain::of(vec![
        Box::new(Environment::new()),
        Box::new(ProfileFile::new()),
        Box::new(Metadata::at(metadata)),
    ]);
    let client = Client::builder().endpoint(endpoint).credentials(chain);
    let client = client.retry(RetryPolicy::never()).build()?;
    let request = client.delete_background_task().project_id("project-1");
    request.instance_id("instance-1").task_id("task-1").send().await?;
    println!("deleted");
    Ok(())
}
