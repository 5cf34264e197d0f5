//! A clock that takes no real time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use huaweicloud_dcs::{Clock, Sleep};

/// Waits shorter than this are those between attempts; longer ones are time limits.
const THRESHOLD: Duration = Duration::from_secs(30);

/// Begins at 2019-11-15T03:36:55Z. A wait below 30 seconds moves it on and is over at once; a
/// longer one is over when the test has moved it far enough. Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct FakeClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    slept: Vec<Duration>,
    waiting: Vec<Waker>,
}

impl FakeClock {
    /// Moves the clock on.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        state.elapsed += duration;
        state.waiting.drain(..).for_each(Waker::wake);
    }

    /// The short waits so far.
    pub fn slept(&self) -> Vec<Duration> {
        self.state().slept.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for FakeClock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_573_789_015) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        if duration < THRESHOLD {
            return Box::pin(async move {
                clock.state().slept.push(duration);
                clock.advance(duration);
            });
        }
        let end = self.elapsed().saturating_add(duration);
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = clock.state();
            if state.elapsed >= end {
                return Poll::Ready(());
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        }))
    }

    fn random(&self) -> f64 {
        0.5
    }
}
