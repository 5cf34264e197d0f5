//! What each fault of the service, or of the way to it, comes to for the caller. No real time
//! passes: client and service go by one clock, which the tests move.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

mod expected;
mod idle;
mod lasting;
mod matrix;
mod world;

use huaweicloud_dcs::{Client, Credentials, Deleted, Error};

const TOKEN: &str = "MIIF-fault-token";
const ACCESS_KEY: &str = "FAULTACCESSKEY";
const SECRET_KEY: &str = "fault-secret-key";
const SECURITY_TOKEN: &str = "fault-security-token";

/// A token, and a key that signs.
fn credentials() -> [Credentials; 2] {
    let key = Credentials::temporary(ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN);
    [Credentials::token(TOKEN).expect("fit"), key.expect("fit")]
}

async fn delete(client: &Client, task: &str) -> Result<Deleted, Error> {
    let request = client.delete_background_task().project_id("project-1");
    request.instance_id("instance-1").task_id(task).send().await
}

/// Nothing that can be shown of an outcome holds a secret.
fn holds_no_secret(outcome: &Result<Deleted, Error>) {
    let mut text = format!("{outcome:?} {outcome:#?}");
    if let Err(error) = outcome {
        text.push_str(&error.to_string());
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            text.push_str(&format!("{cause} {cause:?}"));
            source = cause.source();
        }
    }
    // Nor a body: one of 1 MiB, say.
    assert!(text.len() < 5_000, "{} characters", text.len());
    for secret in [TOKEN, ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN] {
        assert!(!text.contains(secret), "{secret} shows in {text}");
    }
}
