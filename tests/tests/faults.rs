//! What each fault of the service, or of the way to it, comes to for the caller.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

use std::sync::Arc;
use std::time::Duration;

use huaweicloud_dcs::{Client, Deleted, Error, RetryPolicy};
use tests::clock::FakeClock;
use tests::dcs::{Fault, Plan, RetryAfter, Service, Strike, Token};
use tests::server::{Reply, Server};

const TOKEN: &str = "MIIF-fault-token";

/// A service with one task that answers first with a fault, and a client of it.
async fn service(strike: Strike) -> (Service, Client) {
    let service = Service::builder()
        .token(Token::new(TOKEN, "project-1"))
        .instance("instance-1", "project-1")
        .task("instance-1", "task-1")
        .plan(Plan::strikes([strike]))
        .start()
        .await;
    let client = Client::builder().endpoint(&service.url()).token(TOKEN);
    let client = client.clock(FakeClock::default()).build().expect("loopback");
    (service, client)
}

async fn delete(client: &Client, task: &str) -> Result<Deleted, Error> {
    let request = client.delete_background_task().project_id("project-1");
    request.instance_id("instance-1").task_id(task).send().await
}

/// Faults that another attempt gets past.
fn passing() -> Vec<Fault> {
    let mut faults =
        vec![Fault::ResetBeforeHead, Fault::ResetInHead, Fault::Garbage, Fault::RequestTimeout];
    faults.extend([502, 503, 504].into_iter().flat_map(|s| [Fault::Html(s), Fault::Gateway(s)]));
    faults
}

#[tokio::test]
async fn a_fault_before_the_deletion_costs_an_attempt_and_nothing_else() {
    let throttled = [RetryAfter::Absent, RetryAfter::Seconds(7)].map(Fault::Throttled);
    for fault in passing().into_iter().chain(throttled) {
        let name = fault.name();
        let (service, client) = service(fault.before()).await;
        let deleted = delete(&client, "task-1").await.expect(name);
        assert_eq!((deleted.attempts(), deleted.is_presumed()), (2, false), "{name}");
        assert_eq!(service.deletions("instance-1", "task-1"), 1, "{name}");
        assert!(!service.catastrophe(), "{name}");
    }
}

#[tokio::test]
async fn a_fault_after_the_deletion_makes_it_presumed() {
    for fault in passing() {
        let name = fault.name();
        let (service, client) = service(fault.after()).await;
        let deleted = delete(&client, "task-1").await.expect(name);
        assert_eq!((deleted.attempts(), deleted.is_presumed()), (2, true), "{name}");
        assert!(deleted.not_found_code().is_some(), "{name}");
        assert_eq!(service.deletions("instance-1", "task-1"), 1, "{name}");
        assert!(!service.catastrophe(), "{name}");
    }
}

#[tokio::test]
async fn a_status_is_kept_however_its_body_ends() {
    for fault in [
        Fault::ResetAfterHead,
        Fault::TruncatedBody,
        Fault::TruncatedChunks,
        Fault::HugeBody,
        Fault::CompressedBomb,
    ] {
        let name = fault.name();
        let (service, client) = service(fault.before()).await;
        let error = delete(&client, "task-1").await.expect_err(name);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(500), "{name}: {error}");
        assert!(error.body().len() <= 1 << 20, "{name}");
        assert_eq!(error.attempts(), 1, "{name}: {error}");
        assert!(!format!("{error} {error:?}").contains(TOKEN), "{name}");
        assert!(!service.catastrophe(), "{name}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_error_and_the_other_host_sees_nothing() {
    for status in [302, 307] {
        let other = Server::start(std::iter::repeat(Reply::status(204))).await;
        let fault = Fault::Redirect(status, format!("{}/elsewhere", other.url()));
        let (service, client) = service(fault.before()).await;
        let error = delete(&client, "task-1").await.expect_err("a redirect");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.attempts(), 1);
        assert_eq!(service.deletions("instance-1", "task-1"), 0);
        assert_eq!(other.finish().await.connections, 0);
    }
}

/// How many tasks the soak deletes, and how many calls are under way at once.
const TASKS: usize = 10_000;
const AT_ONCE: usize = 64;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_faults_of_all_kinds_each_task_is_deleted_once_and_every_error_has_a_cause() {
    let mut faults = passing();
    faults.extend([Fault::ResetAfterHead, Fault::TruncatedBody, Fault::TruncatedChunks]);
    let mut builder = Service::builder()
        .token(Token::new(TOKEN, "project-1"))
        .instance("instance-1", "project-1")
        .plan(Plan::random(7, 5, faults));
    for task in 0..TASKS {
        builder = builder.task("instance-1", &format!("task-{task}"));
    }
    let service = builder.start().await;
    let policy = RetryPolicy::default().max_attempts(6).base_delay(Duration::from_millis(1));
    let client = Client::builder().endpoint(&service.url()).token(TOKEN).retry(policy);
    let client = client.build().expect("loopback");

    let permits = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
    let mut calls = tokio::task::JoinSet::new();
    for task in 0..TASKS {
        let (client, permits) = (client.clone(), Arc::clone(&permits));
        calls.spawn(async move {
            let _permit = permits.acquire_owned().await.expect("never closed");
            (task, delete(&client, &format!("task-{task}")).await)
        });
    }
    let mut failed = 0;
    for (task, outcome) in calls.join_all().await {
        let deletions = service.deletions("instance-1", &format!("task-{task}"));
        match outcome {
            Ok(_) => assert_eq!(deletions, 1, "task-{task}"),
            // A 500 without a code that says more is not tried again, whether or not it came
            // after the deletion.
            Err(error) => {
                failed += 1;
                assert!(deletions <= 1, "task-{task}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(500), "{error}");
            }
        }
    }
    assert!(failed < TASKS / 20, "{failed} calls failed");
    assert!(!service.struck().is_empty());
    assert!(!service.catastrophe());
}
