//! The client as those who depend on it meet it: its examples, the environment, proxies and TLS,
//! HTTP clients of their own, and the tables of its documentation.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

mod documented;
mod environment;
mod examples;
mod http_client;
mod project;
mod tls;
mod transport;
mod types;

use huaweicloud_dcs::{Client, ClientBuilder, Deleted, Error};
use tests::clock::FakeClock;
use tests::dcs::{AccessKey, Builder, Service};

const TOKEN: &str = "MIIF-consumer-token";
const ACCESS_KEY: &str = "CONSUMERACCESSKEY";
const SECRET_KEY: &str = "consumer-secret-key";
const SECURITY_TOKEN: &str = "consumer-security-token";

/// A client's configuration that nothing on this machine has a say in.
fn builder(endpoint: &str) -> ClientBuilder {
    let builder = Client::builder().endpoint(endpoint).token(TOKEN);
    builder.clock(FakeClock::default()).environment(|_| None)
}

async fn delete(client: &Client) -> Result<Deleted, Error> {
    let request = client.delete_background_task().project_id("project-1");
    request.instance_id("instance-1").task_id("task-1").send().await
}

fn key() -> AccessKey {
    AccessKey::new(ACCESS_KEY, SECRET_KEY).project("project-1")
}

/// A service with an instance, a task in it, and this key.
fn service(key: AccessKey) -> Builder {
    let service = Service::builder().key(key).instance("instance-1", "project-1");
    service.task("instance-1", "task-1").task("instance-1", "task-2")
}

#[expect(clippy::disallowed_methods, reason = "a test writes the files that the client reads")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    std::fs::write(path, text).expect("written");
}

/// What a program printed, and whether it ended well.
struct Ran {
    fine: bool,
    text: String,
}

/// Runs a program with these arguments and variables, and no others.
async fn run(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = std::process::Command::new(program);
    command.args(arguments).env_clear().envs(variables.iter().copied());
    // Windows opens no socket without it.
    command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.expect("no panic").expect("the program runs");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into());
    let text: [String; 2] = text;
    let ran = Ran { fine: output.status.success(), text: text.concat() };
    for secret in [TOKEN, ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN] {
        assert!(!ran.text.contains(secret), "{secret} shows in {}", ran.text);
    }
    ran
}
