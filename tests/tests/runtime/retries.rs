//! What is tried again, how often, and after which waits.

use std::time::Duration;

use huaweicloud_dcs::{ErrorKind, RetryPolicy};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};

use super::{builder, delete, scripted};

fn millis(waits: &[u64]) -> Vec<Duration> {
    waits.iter().copied().map(Duration::from_millis).collect()
}

fn code(status: u16, code: &str) -> Reply {
    Reply::json(status, format!(r#"{{"error_code":"{code}","error_msg":"m"}}"#))
}

#[tokio::test]
async fn what_passes_by_itself_is_tried_four_times_with_waits_that_double() {
    for reply in [
        Reply::close(),
        Reply::reset(),
        Reply::raw("HTTP/1.1 204 No"),
        Reply::status(408),
        Reply::status(429),
        code(500, "DCS.5000"),
        Reply::status(502),
        Reply::status(503),
        Reply::body(503, "0123456789").cut(3),
        Reply::status(504),
    ] {
        let shown = format!("{reply:?}");
        let (server, client, clock) = scripted(vec![reply.clone(); 4]).await;
        let error = delete(&client).await.expect_err("four failures");
        assert_eq!(error.attempts(), 4, "{shown}: {error}");
        assert!(error.is_retryable(), "{shown}: {error}");
        assert_eq!(clock.slept(), millis(&[250, 500, 1000]), "{shown}");
        assert_eq!(server.finish().await.requests.len(), 4, "{shown}");

        let (server, client, clock) = scripted(vec![reply, Reply::status(204)]).await;
        let deleted = delete(&client).await.expect("the second answer is a success");
        assert_eq!((deleted.attempts(), deleted.is_presumed()), (2, false), "{shown}");
        assert_eq!(clock.slept(), millis(&[250]), "{shown}");
        assert_eq!(server.finish().await.requests.len(), 2, "{shown}");
    }
}

#[tokio::test]
async fn what_lasts_is_sent_once() {
    let replies = [
        code(400, "DCS.4070"),
        code(401, "DCS.1002"),
        code(403, "DCS.2003"),
        code(404, "DCS.3022"),
        code(500, "DCS.4842"),
        Reply::status(500),
        Reply::status(501),
        Reply::status(302),
    ];
    for reply in replies {
        let shown = format!("{reply:?}");
        let (server, client, clock) = scripted(vec![reply]).await;
        let error = delete(&client).await.expect_err("a failure");
        assert_eq!((error.attempts(), error.kind()), (1, ErrorKind::Response), "{shown}");
        assert_eq!(clock.slept(), [], "{shown}");
        assert_eq!(server.finish().await.requests.len(), 1, "{shown}");
    }
}

/// Such as a backup that is being made: it may pass, and not within a call.
#[tokio::test]
async fn a_code_of_another_status_than_500_may_pass_and_is_sent_once() {
    let (server, client, clock) = scripted(vec![code(400, "DCS.4096")]).await;
    let error = delete(&client).await.expect_err("a failure");
    assert!(error.is_retryable(), "{error}");
    assert_eq!((error.attempts(), clock.slept()), (1, vec![]));
    assert_eq!(server.finish().await.requests.len(), 1);
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_and_leaves_nothing_open() {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    let loopback = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(loopback).expect("a free port");
    let address = socket.local_addr().expect("an address");
    let clock = FakeClock::default();
    let client = huaweicloud_dcs::Client::builder().endpoint(&format!("http://{address}"));
    let client = client.token("t").clock(clock.clone()).build().expect("loopback");
    let error = delete(&client).await.expect_err("nobody listens");
    assert!(error.is_connect() && error.is_retryable(), "{error:?}");
    assert_eq!(error.attempts(), 4);
    assert_eq!(clock.slept(), millis(&[250, 500, 1000]));
}

#[tokio::test]
async fn retry_after_is_obeyed_in_seconds_and_as_a_date() {
    for text in ["7", "Fri, 15 Nov 2019 03:37:02 GMT"] {
        let busy = Reply::status(429).header("Retry-After", text);
        let (server, client, clock) = scripted(vec![busy, Reply::status(204)]).await;
        delete(&client).await.expect("the second answer is a success");
        assert_eq!(clock.slept(), millis(&[7000]), "{text}");
        assert_eq!(server.finish().await.requests.len(), 2);
    }
}

#[tokio::test]
async fn a_retry_after_beyond_the_longest_wait_stops() {
    let busy = Reply::status(429).header("Retry-After", "3600");
    let (server, client, clock) = scripted(vec![busy]).await;
    let error = delete(&client).await.expect_err("an hour is too long");
    assert!(error.is_throttled() && error.is_retryable(), "{error}");
    assert_eq!((error.attempts(), clock.slept()), (1, vec![]));
    assert_eq!(server.finish().await.requests.len(), 1);
}

#[tokio::test]
async fn a_policy_of_one_attempt_sends_one_request() {
    let clock = FakeClock::default();
    let server = Server::start([Reply::status(503)]).await;
    let client = builder(&server, &clock).retry(RetryPolicy::never()).build().expect("fit");
    let error = delete(&client).await.expect_err("503");
    assert_eq!((error.attempts(), clock.slept()), (1, vec![]));
    assert_eq!(server.finish().await.requests.len(), 1);
}

#[tokio::test]
async fn a_404_after_an_unknown_outcome_is_presumed_success() {
    for unknown in [Reply::close(), Reply::reset(), Reply::status(502), Reply::status(504)] {
        let replies = vec![unknown, code(404, "DCS.3022")];
        let (server, client, _) = scripted(replies).await;
        let deleted = delete(&client).await.expect("presumed");
        assert!(deleted.is_presumed());
        assert_eq!((deleted.status().as_u16(), deleted.attempts()), (404, 2));
        let code = deleted.not_found_code().expect("a code");
        assert_eq!((code.as_str(), deleted.not_found_message()), ("DCS.3022", Some("m")));
        assert_eq!(server.finish().await.requests.len(), 2);
    }
}

#[tokio::test]
async fn a_404_after_a_known_outcome_is_an_error() {
    let (server, client, _) = scripted(vec![Reply::status(429), code(404, "DCS.3022")]).await;
    let error = delete(&client).await.expect_err("nothing was deleted");
    assert!(error.is_not_found(), "{error}");
    assert_eq!(error.attempts(), 2);
    drop(server);
}

#[tokio::test]
async fn a_response_is_not_lost_to_later_failures_of_the_connection() {
    let busy = Reply::json(503, r#"{"error_msg":"busy"}"#);
    let replies = vec![busy, Reply::close(), Reply::reset(), Reply::close()];
    let (_server, client, _) = scripted(replies).await;
    let error = delete(&client).await.expect_err("four failures");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Transport, Some("busy")));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
}
