//! Time and chance, which tests bring themselves.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// A future that ends when a time has passed.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where a client gets the time from, how it waits, and how it draws random numbers. The default
/// is that of the system; a test brings one of its own and takes no real time.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The time of day, for signatures and expiry.
    fn now(&self) -> SystemTime;

    /// The time since some fixed moment, which never goes back.
    fn elapsed(&self) -> Duration;

    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// A number from 0 up to, not including, 1.
    fn random(&self) -> f64;
}

/// The system's clock and Tokio's timer.
#[derive(Debug)]
pub(crate) struct SystemClock {
    start: Instant,
}

impl SystemClock {
    pub(crate) fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }

    /// Spreads retries of many clients; nothing secret depends on it.
    fn random(&self) -> f64 {
        use std::hash::{BuildHasher as _, RandomState};
        let bits = RandomState::new().hash_one(self.start.elapsed());
        // The upper 53 bits are as many as a float holds.
        (bits >> 11) as f64 / (1_u64 << 53) as f64
    }
}
