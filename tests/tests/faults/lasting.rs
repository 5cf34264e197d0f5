//! Faults that strike each attempt of a call.

use std::time::Duration;

use huaweicloud_dcs::Clock as _;
use tests::clock::FakeClock;
use tests::dcs::{Fault, RetryAfter};
use tests::server::Gate;

use super::credentials;
use super::expected::{Outcome, expected, faults, kind};
use super::world::World;

/// The time for a whole call.
const CALL: Duration = Duration::from_secs(120);

/// Attempts and time where every attempt meets this fault. A `Retry-After` takes its time before
/// each further attempt; a date is over by then.
fn attempts_and_time(fault: &Fault) -> (u32, Duration) {
    let millis = Duration::from_millis;
    match fault {
        // The second attempt has what is left of the call, and nothing is left for a third.
        Fault::NeverAnswers | Fault::HeaderDrip(_) => (2, CALL),
        Fault::Throttled(RetryAfter::Seconds(seconds @ 1..)) => {
            (4, Duration::from_secs(3 * seconds))
        }
        Fault::Throttled(RetryAfter::Date(date)) => {
            match date.duration_since(FakeClock::default().now()) {
                Ok(wait) => (4, wait + millis(500 + 1_000)),
                Err(_) => (4, millis(250 + 500 + 1_000)),
            }
        }
        _ => (4, millis(250 + 500 + 1_000)),
    }
}

#[tokio::test]
async fn a_fault_that_lasts_ends_the_call_when_attempts_or_time_are_used_up() {
    let mut tried = 0;
    for number in 0..faults(&Gate::shut(), "").len() {
        let gate = Gate::shut();
        let fault = faults(&gate, "").swap_remove(number);
        if expected(&fault, &gate).attempts == 1 {
            // One attempt, as the matrix has it.
            continue;
        }
        tried += 1;
        let name = format!("{fault:?}");
        let [_, signed] = credentials();
        let world = World::new(vec![fault.clone().before(); 4], &signed).await;
        let error = world.delete(&gate).await.expect_err(&name);
        let (attempts, time) = attempts_and_time(&fault);
        assert_eq!(error.kind(), kind(&fault), "{name}: {error}");
        assert_eq!((error.attempts(), world.elapsed()), (attempts, time), "{name}: {error}");
        assert!(error.is_retryable(), "{name}: {error}");
        let has_status = expected(&fault, &gate).outcomes[0] == Outcome::Deleted
            && kind(&fault) == huaweicloud_dcs::ErrorKind::Response;
        assert_eq!(error.status().is_some(), has_status, "{name}: {error}");
        assert_eq!(world.service.requests().len(), attempts as usize, "{name}");
        assert_eq!(world.service.deletions("instance-1", "task-1"), 0, "{name}");
        world.end(&name).await;
    }
    assert!(tried > 10, "{tried}");
}
