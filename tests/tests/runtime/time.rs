//! Time limits and cancellation.

use std::time::Duration;

use huaweicloud_dcs::auth::{ProvideCredentials, ProvideFuture};
use huaweicloud_dcs::{Client, ErrorKind, RetryPolicy};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};
use tokio::net::TcpListener;

use super::delete;

/// A listener that takes connections and never answers, and a client of it.
async fn silent(clock: &FakeClock, policy: RetryPolicy) -> (TcpListener, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let builder = Client::builder().endpoint(&format!("http://{address}")).token("t");
    (listener, builder.clock(clock.clone()).retry(policy).build().expect("loopback"))
}

#[tokio::test]
async fn an_attempt_without_an_answer_ends_at_its_limit_and_is_tried_again() {
    let clock = FakeClock::default();
    let (listener, client) = silent(&clock, RetryPolicy::default()).await;
    let call = tokio::spawn(async move { delete(&client).await });
    let first = listener.accept().await.expect("the first attempt");
    clock.advance(Duration::from_secs(60));
    let second = listener.accept().await.expect("the second attempt");
    clock.advance(Duration::from_secs(60));
    let error = call.await.expect("no panic").expect_err("no answer");
    assert!(error.is_timeout() && error.is_retryable(), "{error}");
    // The call's 120 seconds are over, so there is no third attempt.
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    assert_eq!(clock.slept(), [Duration::from_millis(250)]);
    drop((first, second));
}

#[tokio::test]
async fn a_wait_that_the_call_has_no_time_for_is_not_begun() {
    let clock = FakeClock::default();
    let busy = || Reply::status(503).header("Retry-After", "20");
    let server = Server::start([busy(), busy(), busy()]).await;
    let client = super::builder(&server, &clock).call_timeout(Duration::from_secs(75));
    let client = client.retry(RetryPolicy::default().max_attempts(3)).build().expect("fit");
    let error = delete(&client).await.expect_err("busy");
    assert_eq!(error.attempts(), 3);
    assert_eq!(clock.slept(), [Duration::from_secs(20); 2]);

    let clock = FakeClock::default();
    let server = Server::start([Reply::status(503).header("Retry-After", "40")]).await;
    let patient = RetryPolicy::default().max_delay(Duration::from_secs(50));
    let client = super::builder(&server, &clock).call_timeout(Duration::from_secs(40));
    let client = client.retry(patient).build().expect("fit");
    let error = delete(&client).await.expect_err("busy");
    assert_eq!((error.attempts(), clock.slept()), (1, vec![]));
}

struct Stuck;

impl ProvideCredentials for Stuck {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_provider_that_never_answers_does_not_hold_the_call() {
    let clock = FakeClock::default();
    let server = Server::start([]).await;
    let client = super::builder(&server, &clock).credentials(Stuck).build().expect("fit");
    let call = tokio::spawn(async move { delete(&client).await });
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    clock.advance(Duration::from_secs(120));
    let error = call.await.expect("no panic").expect_err("no credentials");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
    assert_eq!(server.finish().await.connections, 0);
}

#[tokio::test]
async fn a_cancelled_call_leaves_the_client_usable() {
    let clock = FakeClock::default();
    let (listener, client) = silent(&clock, RetryPolicy::never()).await;
    let clone = client.clone();
    let call = tokio::spawn(async move { delete(&clone).await });
    let first = listener.accept().await.expect("the first attempt");
    call.abort();
    assert!(call.await.expect_err("cancelled").is_cancelled());
    drop(first);
    let call = tokio::spawn(async move { delete(&client).await });
    let (mut stream, _) = listener.accept().await.expect("the second call");
    let answer = b"HTTP/1.1 204 No Content\r\n\r\n";
    tokio::io::AsyncWriteExt::write_all(&mut stream, answer).await.expect("sent");
    call.await.expect("no panic").expect("204 is success");
}
