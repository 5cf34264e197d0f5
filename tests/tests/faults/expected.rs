//! The documented outcome of each fault, where it strikes once.

use std::time::Duration;

use huaweicloud_dcs::{Clock as _, ErrorKind};
use tests::clock::FakeClock;
use tests::dcs::{Fault, RetryAfter};
use tests::server::Gate;

/// What the call comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Deleted,
    /// Taken for deleted, since the last attempt found no task.
    Presumed,
    Failed {
        status: u16,
        /// Whether the error says what its body ended with.
        broken: bool,
        /// How much of the body is kept, where it is of a known length.
        body: Option<usize>,
    },
}

/// What a fault comes to where it strikes the first request.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// Before the service has deleted the task, and after.
    pub outcomes: [Outcome; 2],
    pub attempts: u32,
    pub elapsed: Duration,
}

/// The first wait between attempts, by the random numbers of the tests.
pub const WAIT: Duration = Duration::from_millis(250);
/// The limit of an attempt.
pub const LIMIT: Duration = Duration::from_secs(60);

/// All faults, each once, with values of their own where a kind has several.
pub fn faults(gate: &Gate, location: &str) -> Vec<Fault> {
    let date = |seconds| FakeClock::default().now() + Duration::from_secs(seconds);
    let mut faults = Fault::all(gate, location);
    for fault in &mut faults {
        if let Fault::CloseIdle(gate) = fault {
            // Nothing is held back behind this one.
            *gate = Gate::shut();
        }
    }
    faults.extend([
        Fault::Throttled(RetryAfter::Seconds(0)),
        Fault::Throttled(RetryAfter::Seconds(20)),
        Fault::Throttled(RetryAfter::Seconds(3_600)),
        Fault::Throttled(RetryAfter::Date(date(9))),
        Fault::Throttled(RetryAfter::Date(date(3_600))),
        Fault::SlowBody(Gate::open()),
        Fault::HeaderDrip(Gate::open()),
    ]);
    faults
}

/// Another attempt gets past it; what it did not say about the deletion is presumed.
const fn passes(elapsed: Duration) -> Expected {
    Expected { outcomes: [Outcome::Deleted, Outcome::Presumed], attempts: 2, elapsed }
}

/// The call ends with it, whatever the service had done.
const fn lasts(status: u16, broken: bool, body: Option<usize>) -> Expected {
    let outcomes = [Outcome::Failed { status, broken, body }; 2];
    Expected { outcomes, attempts: 1, elapsed: Duration::ZERO }
}

/// A 429 says that nothing was done; where something was all the same, the next attempt is told so.
const fn throttled(elapsed: Duration) -> Expected {
    let not_found = Outcome::Failed { status: 404, broken: false, body: None };
    Expected { outcomes: [Outcome::Deleted, not_found], attempts: 2, elapsed }
}

/// What comes of a fault. `gate` is one that stays shut.
pub fn expected(fault: &Fault, gate: &Gate) -> Expected {
    match fault {
        Fault::ResetBeforeHead
        | Fault::ResetInHead
        | Fault::Garbage
        | Fault::RequestTimeout
        | Fault::Html(502..=504)
        | Fault::Gateway(502..=504) => passes(WAIT),
        Fault::NeverAnswers => passes(LIMIT + WAIT),
        Fault::HeaderDrip(held) if held.same_as(gate) => passes(LIMIT + WAIT),
        // A code that does not say that a retry may help.
        Fault::SlowBody(held) if held.same_as(gate) => {
            Expected { elapsed: LIMIT, ..lasts(500, true, None) }
        }
        Fault::SlowBody(_) => lasts(500, false, None),
        Fault::ResetAfterHead => lasts(500, true, Some(0)),
        Fault::TruncatedBody => lasts(500, true, Some(20)),
        Fault::TruncatedChunks => lasts(500, true, None),
        Fault::HugeBody => lasts(500, false, Some(1 << 20)),
        // It stays compressed: the client asked for no encoding, and undoes none.
        Fault::CompressedBomb => lasts(500, false, Some(4_098)),
        Fault::Redirect(status, _) => lasts(*status, false, Some(0)),
        Fault::Throttled(after) => match wait(*after) {
            Some(wait) => throttled(wait),
            None => lasts(429, false, None),
        },
        // The answer is whole. The connection is not used again, which another test looks at.
        Fault::CloseIdle(_) | Fault::HeaderDrip(_) => {
            Expected { outcomes: [Outcome::Deleted; 2], attempts: 1, elapsed: Duration::ZERO }
        }
        other => panic!("say what comes of {other:?}"),
    }
}

/// The wait that a `Retry-After` brings about; `None` where it is longer than the client waits.
fn wait(after: RetryAfter) -> Option<Duration> {
    let asked = match after {
        RetryAfter::Absent => Duration::ZERO,
        RetryAfter::Seconds(seconds) => Duration::from_secs(seconds),
        RetryAfter::Date(date) => {
            date.duration_since(FakeClock::default().now()).unwrap_or_default()
        }
    };
    match asked.as_secs() {
        0 => Some(WAIT),
        1..=20 => Some(asked),
        _ => None,
    }
}

/// What is left of the call when each attempt fails in this way.
pub fn kind(fault: &Fault) -> ErrorKind {
    match fault {
        Fault::ResetBeforeHead | Fault::ResetInHead | Fault::Garbage => ErrorKind::Transport,
        Fault::NeverAnswers | Fault::HeaderDrip(_) => ErrorKind::Timeout,
        _ => ErrorKind::Response,
    }
}
