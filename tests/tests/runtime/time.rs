//! Time limits and cancellation.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use huaweicloud_dcs::auth::{ProvideCredentials, ProvideFuture};
use huaweicloud_dcs::{Client, Clock as _, ErrorKind, RetryPolicy};
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
    // A third attempt would not wait for an answer for good, but fail at once.
    drop(listener);
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

/// Gives credentials for half an hour, and then never again.
struct Once(AtomicBool, FakeClock);

impl ProvideCredentials for Once {
    fn provide(&self) -> ProvideFuture<'_> {
        if self.0.swap(true, Ordering::SeqCst) {
            return Box::pin(std::future::pending());
        }
        let expiry = self.1.now() + Duration::from_secs(30 * 60);
        Box::pin(std::future::ready(Ok(super::temporary().with_expiry(expiry))))
    }
}

#[tokio::test]
async fn a_renewal_that_never_ends_costs_no_call_while_the_old_credentials_work() {
    let clock = FakeClock::default();
    let server = Server::start(vec![Reply::status(204); 3]).await;
    let once = Once(AtomicBool::new(false), clock.clone());
    let client = super::builder(&server, &clock).credentials(once).build().expect("fit");
    delete(&client).await.expect("204 is success");
    clock.advance(Duration::from_secs(60));
    let clone = client.clone();
    let call = tokio::spawn(async move { delete(&clone).await });
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    assert_eq!(clock.limits(), 2, "of the renewal and of the call");
    clock.advance(Duration::from_secs(60));
    call.await.expect("no panic").expect("204 is success");
    // The next one is not held at all.
    delete(&client).await.expect("204 is success");
    assert_eq!(server.finish().await.requests.len(), 3);
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
