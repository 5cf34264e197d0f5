//! The look-up of the project: what is tried again, and what a failure says.

use huaweicloud_dcs::{Client, Credentials, Deleted, Error, ErrorKind, Region, RetryPolicy};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};

use super::{ACCESS_KEY, SECRET_KEY, builder};

fn found() -> Reply {
    Reply::json(200, r#"{"projects":[{"id":"project-1"}]}"#)
}

fn client(server: &Server, iam: &str, policy: RetryPolicy, clock: &FakeClock) -> Client {
    let key = Credentials::access_key(ACCESS_KEY, SECRET_KEY).expect("fit");
    let builder = builder(&server.url()).region(Region::CnNorth4).iam_endpoint(iam);
    builder.credentials(key).retry(policy).clock(clock.clone()).build().expect("fit")
}

async fn delete(client: &Client) -> Result<Deleted, Error> {
    client.delete_background_task().instance_id("instance-1").task_id("task-1").send().await
}

/// The error of a call whose look-up is answered like this. The service is not asked.
async fn refused(replies: Vec<Reply>) -> Error {
    let server = Server::start([]).await;
    let sent = replies.len();
    let iam = Server::start(replies).await;
    let clock = FakeClock::default();
    let client = client(&server, &iam.url(), RetryPolicy::default(), &clock);
    let error = delete(&client).await.expect_err("no project");
    assert_eq!(error.kind(), ErrorKind::Project, "{error}");
    assert_eq!(error.attempts() as usize, sent, "{error}");
    assert_eq!(iam.finish().await.requests.len(), sent, "{error}");
    assert_eq!(server.finish().await.connections, 0);
    error
}

#[tokio::test]
async fn a_look_up_that_fails_for_a_while_is_tried_again_and_signed_anew() {
    let busy = Reply::status(503).header("Retry-After", "9");
    let iam = Server::start([busy, Reply::close(), Reply::status(429), found()]).await;
    let server = Server::start([Reply::status(204)]).await;
    let clock = FakeClock::default();
    let client = client(&server, &iam.url(), RetryPolicy::default(), &clock);
    let deleted = delete(&client).await.expect("found at last");
    assert_eq!(deleted.attempts(), 1);
    let waits: Vec<_> = clock.slept().iter().map(std::time::Duration::as_millis).collect();
    assert_eq!(waits, [9_000, 500, 1_000]);
    let requests = iam.finish().await.requests;
    let dates: std::collections::BTreeSet<_> =
        requests.iter().map(|request| request.header("x-sdk-date")).collect();
    assert_eq!((requests.len(), dates.len()), (4, 3), "{dates:?}");
}

#[tokio::test]
async fn calls_at_the_same_time_look_the_project_up_once() {
    let iam = Server::start([found()]).await;
    let server = Server::start(vec![Reply::status(204); 8]).await;
    let clock = FakeClock::default();
    let client = client(&server, &iam.url(), RetryPolicy::never(), &clock);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { delete(&client).await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("deleted");
    }
    assert_eq!(iam.finish().await.requests.len(), 1);
    assert_eq!(server.finish().await.requests.len(), 8);
}

#[tokio::test]
async fn a_policy_of_one_attempt_holds_for_the_look_up() {
    let iam = Server::start([Reply::status(503)]).await;
    let server = Server::start([]).await;
    let clock = FakeClock::default();
    let client = client(&server, &iam.url(), RetryPolicy::never(), &clock);
    let error = delete(&client).await.expect_err("busy");
    assert!(error.is_retryable() && clock.slept().is_empty(), "{error}");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Project, 1));
}

#[tokio::test]
async fn what_iam_answers_can_be_asked_of_the_error() {
    let body = r#"{"error":{"code":"IAM.0002","message":"no such key"}}"#;
    let reply = |status| Reply::json(status, body).header("X-IAM-Trace-Id", "trace-1");
    for (status, lasts) in [(401, true), (403, true), (404, true), (503, false), (429, false)] {
        let sent = if lasts { 1 } else { 4 };
        let error = refused(vec![reply(status); sent]).await;
        assert_eq!(error.status().map(|got| got.as_u16()), Some(status));
        assert_eq!(error.is_retryable(), !lasts, "{error}");
        assert_eq!(error.is_auth(), matches!(status, 401 | 403), "{error}");
        assert_eq!(error.is_throttled(), status == 429, "{error}");
        // It is no word on the task.
        assert!(!error.is_not_found(), "{error}");
        assert_eq!(error.code().map(|code| code.as_str().to_owned()).as_deref(), Some("IAM.0002"));
        assert_eq!((error.message(), error.request_id()), (Some("no such key"), Some("trace-1")));
        assert_eq!(error.body(), body.as_bytes());
        let cause = std::error::Error::source(&error).expect("a cause").to_string();
        assert!(cause.contains(&status.to_string()), "{cause}");
    }
}

#[tokio::test]
async fn a_status_of_iam_survives_a_body_that_breaks_off() {
    let broken = Reply::body(503, "0123456789").cut(3);
    let error = refused(vec![broken; 4]).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(error.body(), b"012");
}

#[tokio::test]
async fn a_look_up_without_an_answer_tells_how_it_failed() {
    let error = refused(vec![Reply::close(); 4]).await;
    assert!(error.is_retryable() && !error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(error.status(), None);

    let server = Server::start([]).await;
    let clock = FakeClock::default();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let iam = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    let client = client(&server, &iam, RetryPolicy::never(), &clock);
    let error = delete(&client).await.expect_err("nobody listens");
    assert!(error.is_retryable() && error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(error.kind(), ErrorKind::Project);
}

#[tokio::test]
async fn an_iam_that_never_answers_is_a_timeout_after_the_limit_of_an_attempt() {
    let iam = Server::start([Reply::silence()]).await;
    let server = Server::start([]).await;
    let clock = FakeClock::default();
    let client = client(&server, &iam.url(), RetryPolicy::never(), &clock);
    let call = tokio::spawn(async move { delete(&client).await });
    while iam.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    clock.advance(std::time::Duration::from_secs(60));
    let error = call.await.expect("no panic").expect_err("no answer");
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect(), "{error:?}");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Project, 1));
}

/// Nothing is sent to it, and the next call asks again.
#[tokio::test]
async fn an_id_of_iam_that_would_lead_elsewhere_is_refused_and_not_kept() {
    for id in ["..", ".", "", " ", "a/b", "a\\\\b", "%2e%2e", "a?b", "a\\nb", "\u{e4}"] {
        let body = format!(r#"{{"projects":[{{"id":"{id}"}}]}}"#);
        let iam = Server::start([Reply::json(200, body), found()]).await;
        let server = Server::start([Reply::status(204)]).await;
        let clock = FakeClock::default();
        let client = client(&server, &iam.url(), RetryPolicy::default(), &clock);
        let error = delete(&client).await.expect_err(id);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Project, 1), "{id}: {error}");
        assert!(!error.is_retryable(), "{id}: {error}");
        assert_eq!(server.requests().len(), 0, "{id}");
        delete(&client).await.expect("the second answer is fine");
    }
}

#[tokio::test]
async fn an_answer_that_names_no_single_project_is_not_asked_for_again() {
    for body in [r#"{"projects":[]}"#, r#"{"projects":[{"id":"a"},{"id":"b"}]}"#, "<html>"] {
        let error = refused(vec![Reply::json(200, body)]).await;
        assert!(!error.is_retryable() && error.status().is_none(), "{error:?}");
    }
}
