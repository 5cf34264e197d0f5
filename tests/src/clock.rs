//! A clock that takes no real time, for the client and for the fake service alike.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use huaweicloud_dcs::{Clock, Sleep};

/// Waits shorter than this are those between attempts; longer ones are time limits.
const THRESHOLD: Duration = Duration::from_secs(30);

/// Begins at 2019-11-15T03:36:55Z. A wait below 30 seconds moves it on and is over at once; a
/// longer one, which is a time limit, is over when the test has moved it far enough. Clones are the
/// same clock.
#[derive(Clone, Debug, Default)]
pub struct FakeClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    slept: Vec<Duration>,
    limits: Vec<Limit>,
    next_limit: u64,
}

/// A time limit that somebody waits for.
#[derive(Debug)]
struct Limit {
    number: u64,
    end: Duration,
    waker: Option<Waker>,
}

impl FakeClock {
    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        let mut state = self.state();
        state.elapsed += by;
        let now = state.elapsed;
        for limit in state.limits.iter_mut().filter(|limit| limit.end <= now) {
            limit.waker.take().into_iter().for_each(Waker::wake);
        }
    }

    /// How long it is until the next time limit; `None` where nobody waits for one.
    pub fn until_limit(&self) -> Option<Duration> {
        let state = self.state();
        let ends = state.limits.iter().map(|limit| limit.end);
        ends.filter(|end| *end > state.elapsed).min().map(|end| end - state.elapsed)
    }

    /// How many time limits somebody waits for.
    pub fn limits(&self) -> usize {
        self.state().limits.len()
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
        let mut state = self.state();
        let (number, end) = (state.next_limit, state.elapsed.saturating_add(duration));
        state.next_limit += 1;
        state.limits.push(Limit { number, end, waker: None });
        Box::pin(Waiting { clock, number })
    }

    fn random(&self) -> f64 {
        0.5
    }
}

/// The wait for one time limit.
struct Waiting {
    clock: FakeClock,
    number: u64,
}

impl Future for Waiting {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.state();
        let now = state.elapsed;
        match state.limits.iter_mut().find(|limit| limit.number == self.number) {
            Some(limit) if limit.end > now => {
                limit.waker = Some(context.waker().clone());
                Poll::Pending
            }
            _ => Poll::Ready(()),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.clock.state().limits.retain(|limit| limit.number != self.number);
    }
}
