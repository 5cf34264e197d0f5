//! The Rust sample of the operation, so that it is compiled and run.

use std::cell::RefCell;

thread_local! {
    /// Where a server of this test listens.
    static ENDPOINT: RefCell<String> = const { RefCell::new(String::new()) };
}

fn endpoint() -> String {
    ENDPOINT.with_borrow(Clone::clone)
}

/// Runs the sample against this endpoint.
pub(crate) async fn run(endpoint: &str, token: &str) -> Result<(), Box<dyn std::error::Error>> {
    ENDPOINT.set(endpoint.to_owned());
    delete(token).await
}

// The sample begins.
use huaweicloud_dcs::Client;

async fn delete(token: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::with_endpoint(&endpoint(), token)?;
    client
        .delete_background_task()
        .project_id("a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71")
        .instance_id("5560df16-cebf-4473-95c4-d1b573c16e79")
        .task_id("8abf6e1e72c12e7c0172c15b508500aa")
        .send()
        .await?;
    Ok(())
}
