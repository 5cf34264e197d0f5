//! The fake service: that it checks what a real one checks, and fails as it is told to.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

mod checks;
mod companions;
mod faults;
mod growth;
mod made;
mod raw;
mod schema;
mod signature;
mod soak;

use std::time::SystemTime;

use huaweicloud_dcs::Clock as _;
use tests::clock::FakeClock;
use tests::dcs::{AccessKey, Builder, Service, Token};

/// The time at which the services of these tests stand still.
fn now() -> SystemTime {
    FakeClock::default().now()
}

fn key() -> AccessKey {
    AccessKey::new("AK", "SK").project("project-1")
}

fn temporary_key() -> AccessKey {
    AccessKey::new("TEMPORARY", "SK-2").project("project-1").security_token("security-token")
}

/// A service with two projects, an instance of each, and a task of each instance.
fn builder() -> Builder {
    Service::builder()
        .clock(FakeClock::default())
        .token(Token::new("token-1", "project-1"))
        .token(Token::new("token-2", "project-2"))
        .token(Token::new("token-old", "project-1").expires(now()))
        .key(key())
        .key(temporary_key())
        .instance("instance-1", "project-1")
        .instance("instance-2", "project-2")
        .task("instance-1", "task-1")
        .task("instance-2", "task-2")
}
