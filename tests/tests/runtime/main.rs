//! What the client does about failures, time and secrets, by a clock that takes no real time.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

mod endpoints;
mod retries;
mod secrets;
mod signatures;
mod time;

use huaweicloud_dcs::{Client, ClientBuilder, Credentials, Deleted, Error};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};

const TOKEN: &str = "MIIF-runtime-token";
const ACCESS_KEY: &str = "RUNTIMEACCESSKEY";
const SECRET_KEY: &str = "runtime-secret-key";
const SECURITY_TOKEN: &str = "runtime-security-token";

fn builder(server: &Server, clock: &FakeClock) -> ClientBuilder {
    let builder = Client::builder().endpoint(&server.url()).token(TOKEN).clock(clock.clone());
    // What is set on this machine has no say.
    builder.environment(|_| None)
}

fn temporary() -> Credentials {
    Credentials::temporary(ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN).expect("fit credentials")
}

async fn delete(client: &Client) -> Result<Deleted, Error> {
    let request = client.delete_background_task().project_id("project-1");
    request.instance_id("instance-1").task_id("task-1").send().await
}

/// A server that gives these answers, a client of it, and the clock.
async fn scripted(replies: Vec<Reply>) -> (Server, Client, FakeClock) {
    let clock = FakeClock::default();
    let server = Server::start(replies).await;
    let client = builder(&server, &clock).build().expect("loopback is a fit endpoint");
    (server, client, clock)
}
