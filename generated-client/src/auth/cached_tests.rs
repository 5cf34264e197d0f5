//! Caching, by a clock that stands still until a test moves it.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::time::UNIX_EPOCH;

use futures_util::future::join_all;

use super::*;

const MINUTE: u64 = 60;

#[derive(Debug, Default)]
struct Fake {
    now: AtomicU64,
    /// How long credentials last, in seconds.
    life: AtomicU64,
    calls: AtomicUsize,
    fails: std::sync::atomic::AtomicBool,
    running: AtomicUsize,
}

impl Fake {
    fn advance(&self, seconds: u64) {
        self.now.fetch_add(seconds, SeqCst);
    }
}

impl Clock for Fake {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.now.load(SeqCst))
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.now.load(SeqCst))
    }

    fn sleep(&self, _: Duration) -> crate::clock::Sleep {
        Box::pin(std::future::pending())
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// Gives credentials, for an hour unless a test says otherwise, numbered by call, and yields in between.
struct Counting(Arc<Fake>);

impl ProvideCredentials for Counting {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(async {
            let call = self.0.calls.fetch_add(1, SeqCst) + 1;
            assert_eq!(self.0.running.fetch_add(1, SeqCst), 0, "one refresh at a time");
            let _running = Running(&self.0);
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            if self.0.fails.load(SeqCst) {
                return Err(CredentialsError::broken("fake", format!("call {call}")));
            }
            let credentials = Credentials::access_key(&call.to_string(), "s").expect("valid");
            Ok(credentials
                .with_expiry(self.0.now() + Duration::from_secs(self.0.life.load(SeqCst))))
        })
    }
}

struct Running<'a>(&'a Fake);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, SeqCst);
    }
}

fn setup() -> (Arc<Fake>, Cached<Counting>) {
    let fake = Arc::new(Fake::default());
    fake.life.store(60 * MINUTE, SeqCst);
    (fake.clone(), Cached::with_clock(Counting(fake.clone()), fake))
}

async fn id(cached: &Cached<Counting>) -> String {
    let credentials = cached.provide().await.expect("credentials");
    credentials.signing_key().expect("a key").id().to_owned()
}

#[tokio::test]
async fn credentials_are_kept_until_forty_minutes_before_they_expire() {
    let (fake, cached) = setup();
    assert_eq!(id(&cached).await, "1");
    fake.advance(20 * MINUTE - 1);
    assert_eq!(id(&cached).await, "1");
    fake.advance(1);
    assert_eq!(id(&cached).await, "2");
    assert_eq!(id(&cached).await, "2");
    assert_eq!(fake.calls.load(SeqCst), 2);
}

#[tokio::test]
async fn callers_who_must_wait_share_one_refresh() {
    let (fake, cached) = setup();
    let ids = join_all((0..100).map(|_| id(&cached))).await;
    assert!(ids.iter().all(|id| id == "1"));
    assert_eq!(fake.calls.load(SeqCst), 1);
}

#[tokio::test]
async fn callers_do_not_wait_while_the_old_credentials_work() {
    let (fake, cached) = setup();
    id(&cached).await;
    fake.advance(30 * MINUTE);
    let ids = join_all((0..100).map(|_| id(&cached))).await;
    assert_eq!(ids.iter().filter(|id| *id == "2").count(), 1);
    assert_eq!(ids.iter().filter(|id| *id == "1").count(), 99);
    assert_eq!(fake.calls.load(SeqCst), 2);
}

#[tokio::test]
async fn a_failed_refresh_is_no_error_until_the_old_credentials_expire() {
    let (fake, cached) = setup();
    id(&cached).await;
    fake.fails.store(true, SeqCst);
    fake.advance(30 * MINUTE);
    for _ in 0..10 {
        assert_eq!(id(&cached).await, "1");
    }
    assert_eq!(fake.calls.load(SeqCst), 2, "one attempt within 30 seconds");
    fake.advance(30);
    assert_eq!(id(&cached).await, "1");
    assert_eq!(fake.calls.load(SeqCst), 3);
    fake.advance(30 * MINUTE);
    cached.provide().await.expect_err("expired");
    fake.fails.store(false, SeqCst);
    assert_eq!(id(&cached).await, "5");
}

#[tokio::test]
async fn callers_who_wait_share_a_failure_and_later_ones_try_anew() {
    let (fake, cached) = setup();
    fake.fails.store(true, SeqCst);
    let outcomes = join_all((0..100).map(|_| cached.provide())).await;
    for outcome in outcomes {
        assert!(outcome.expect_err("fails").to_string().ends_with("call 1"));
    }
    assert_eq!(fake.calls.load(SeqCst), 1);
    cached.provide().await.expect_err("fails");
    assert_eq!(fake.calls.load(SeqCst), 2);
}

/// As where the clock of this machine is ahead, so that all it gets looks expired.
#[tokio::test]
async fn callers_who_wait_share_credentials_that_look_expired() {
    let (fake, cached) = setup();
    fake.life.store(0, SeqCst);
    let ids = join_all((0..100).map(|_| id(&cached))).await;
    assert!(ids.iter().all(|id| id == "1"));
    assert_eq!(id(&cached).await, "2");
    assert_eq!(fake.calls.load(SeqCst), 2);
}

#[tokio::test]
async fn a_cancelled_refresh_of_credentials_that_work_is_left_alone_for_a_while() {
    let (fake, cached) = setup();
    id(&cached).await;
    fake.advance(30 * MINUTE);
    let waker = futures_util::task::noop_waker();
    let mut context = std::task::Context::from_waker(&waker);
    let mut cancelled = cached.provide();
    assert!(cancelled.as_mut().poll(&mut context).is_pending());
    drop(cancelled);
    assert_eq!(id(&cached).await, "1");
    fake.advance(30);
    assert_eq!(id(&cached).await, "3");
}

#[tokio::test]
async fn a_cancelled_refresh_leaves_the_way_free() {
    let (fake, cached) = setup();
    let mut cancelled = cached.provide();
    let waker = futures_util::task::noop_waker();
    let mut context = std::task::Context::from_waker(&waker);
    assert!(cancelled.as_mut().poll(&mut context).is_pending());
    drop(cancelled);
    assert_eq!(id(&cached).await, "2");
    assert_eq!(fake.calls.load(SeqCst), 2);
}

#[tokio::test]
async fn credentials_without_an_expiry_are_kept_for_good() {
    let fixed = Credentials::access_key("a", "s").expect("valid");
    let fake = Arc::new(Fake::default());
    let cached = Cached::with_clock(fixed.clone(), fake.clone());
    fake.advance(1 << 32);
    assert_eq!(cached.provide().await.expect("kept"), fixed);
}
