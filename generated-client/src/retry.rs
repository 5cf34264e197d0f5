//! Decides whether to try again, and when: pure functions of what happened.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::generated::error_code::ErrorCode;

/// Sets how often a call is tried, and how long the client waits between attempts.
///
/// Whatever the policy says, an operation that is not repeatable is sent again only if it certainly
/// was not carried out.
///
/// Between two attempts the client waits a random time between zero and a bound that doubles with
/// each attempt ("full jitter"), or as long as the service asks for with `Retry-After`. If that asks
/// for no wait at all, or for a time that is over by this machine's clock, the random time holds.
///
/// ```
/// use std::time::Duration;
/// use huaweicloud_dcs::RetryPolicy;
///
/// let patient = RetryPolicy::default().max_attempts(8).max_delay(Duration::from_secs(60));
/// let none = RetryPolicy::never();
/// # let _ = (patient, none);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    base: Duration,
    max: Duration,
}

impl Default for RetryPolicy {
    /// Up to 4 attempts, with bounds of 0.5, 1 and 2 seconds between them; a longer
    /// `Retry-After` is obeyed up to 20 seconds.
    fn default() -> Self {
        Self { attempts: 4, base: Duration::from_millis(500), max: Duration::from_secs(20) }
    }
}

impl RetryPolicy {
    /// Returns a policy of one attempt, whatever happens.
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets the largest number of requests for a call; 0 counts as 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the bound of the first wait.
    #[must_use]
    pub fn base_delay(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// Sets the bound of every wait. If the service asks for a longer one with `Retry-After`, the
    /// call ends without another attempt.
    #[must_use]
    pub fn max_delay(mut self, max: Duration) -> Self {
        self.max = max;
        self
    }
}

/// What an attempt came to, as far as the decision depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A response that is not a success.
    Response { status: StatusCode, code: Option<ErrorCode>, retry_after: Option<Duration> },
    /// No response, or none that could be read.
    Transport,
    /// Something that another attempt does not change, or would make worse.
    Lasting,
}

/// What to do after an attempt that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Wait, then try again.
    Retry { after: Duration },
    /// Give up.
    Stop,
}

/// Decides after attempt number `attempt`, counted from 1. `random` is between 0 and 1;
/// `remaining` is what is left of the time for the whole call.
pub(crate) fn decide(
    policy: &RetryPolicy,
    attempt: u32,
    outcome: &Outcome,
    remaining: Duration,
    random: f64,
) -> Decision {
    if attempt >= policy.attempts || !may_pass(outcome) {
        return Decision::Stop;
    }
    let asked = match outcome {
        Outcome::Response { retry_after, .. } => retry_after.unwrap_or_default(),
        Outcome::Transport | Outcome::Lasting => Duration::ZERO,
    };
    if asked > policy.max {
        return Decision::Stop;
    }
    let after = if asked.is_zero() { back_off(policy, attempt, random) } else { asked };
    // An attempt that could not even start would only delay the answer.
    if after < remaining { Decision::Retry { after } } else { Decision::Stop }
}

/// A random time below a bound that doubles with each attempt.
fn back_off(policy: &RetryPolicy, attempt: u32, random: f64) -> Duration {
    let doubled = policy.base.saturating_mul(1 << (attempt - 1).min(16));
    let seconds = doubled.min(policy.max).as_secs_f64() * random.clamp(0.0, 1.0);
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)
}

/// Whether the same request may succeed later.
fn may_pass(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Transport => true,
        Outcome::Lasting => false,
        Outcome::Response { status, code, .. } => {
            let says_so = code.as_ref().and_then(ErrorCode::retry_may_help).unwrap_or(false);
            is_transient(*status) || *status == StatusCode::INTERNAL_SERVER_ERROR && says_so
        }
    }
}

/// Statuses that pass by themselves.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::REQUEST_TIMEOUT
            | StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// The wait that a response asks for, in seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not fit asks for a long wait all the same.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    fn status(status: u16) -> Outcome {
        let status = StatusCode::from_u16(status).expect("a status");
        Outcome::Response { status, code: None, retry_after: None }
    }

    fn decide_first(outcome: &Outcome) -> Decision {
        decide(&RetryPolicy::default(), 1, outcome, LONG, 1.0)
    }

    #[test]
    fn only_what_passes_by_itself_is_tried_again() {
        for transient in [408, 429, 502, 503, 504] {
            assert_ne!(decide_first(&status(transient)), Decision::Stop, "{transient}");
        }
        for lasting in [200, 302, 400, 401, 403, 404, 405, 409, 500, 501] {
            assert_eq!(decide_first(&status(lasting)), Decision::Stop, "{lasting}");
        }
        assert_ne!(decide_first(&Outcome::Transport), Decision::Stop);
        assert_eq!(decide_first(&Outcome::Lasting), Decision::Stop);
    }

    #[test]
    fn a_500_is_tried_again_where_its_code_says_so() {
        let with = |code: &str| Outcome::Response {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: Some(code.into()),
            retry_after: None,
        };
        assert_ne!(decide_first(&with("DCS.5000")), Decision::Stop);
        assert_ne!(decide_first(&with("111500000")), Decision::Stop);
        assert_eq!(decide_first(&with("DCS.4842")), Decision::Stop);
        assert_eq!(decide_first(&with("DCS.9999")), Decision::Stop);
    }

    #[test]
    fn waits_double_up_to_a_bound_and_are_random_below_it() {
        let policy = RetryPolicy::default().max_attempts(40).max_delay(Duration::from_secs(3));
        let wait = |attempt, random| decide(&policy, attempt, &Outcome::Transport, LONG, random);
        let after = |millis| Decision::Retry { after: Duration::from_millis(millis) };
        assert_eq!(wait(1, 1.0), after(500));
        assert_eq!(wait(2, 1.0), after(1000));
        assert_eq!(wait(3, 0.5), after(1000));
        assert_eq!(wait(4, 1.0), after(3000));
        assert_eq!(wait(39, 1.0), after(3000));
        assert_eq!(wait(39, 0.0), after(0));
        let endless = policy.base_delay(Duration::MAX).max_delay(Duration::MAX);
        assert_eq!(decide(&endless, 9, &Outcome::Transport, LONG, 1.0), Decision::Stop);
    }

    #[test]
    fn attempts_and_time_are_bounded() {
        let policy = RetryPolicy::default();
        assert_eq!(decide(&policy, 4, &Outcome::Transport, LONG, 0.0), Decision::Stop);
        let short = Duration::from_millis(400);
        assert_eq!(decide(&policy, 1, &Outcome::Transport, short, 1.0), Decision::Stop);
        assert_eq!(
            decide(&RetryPolicy::never(), 1, &Outcome::Transport, LONG, 0.0),
            Decision::Stop
        );
    }

    #[test]
    fn retry_after_is_obeyed_up_to_the_longest_wait() {
        let asked = |seconds| Outcome::Response {
            status: StatusCode::TOO_MANY_REQUESTS,
            code: None,
            retry_after: Some(Duration::from_secs(seconds)),
        };
        let after = Duration::from_secs(7);
        assert_eq!(decide_first(&asked(7)), Decision::Retry { after });
        assert_eq!(decide_first(&asked(3600)), Decision::Stop);
        // Many clients that are asked to come back at once would do so at once.
        let after = Duration::from_millis(500);
        assert_eq!(decide_first(&asked(0)), Decision::Retry { after });
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date() {
        let at = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").expect("a date");
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().expect("a header value"));
            retry_after(&headers, at)
        };
        assert_eq!(read("120"), Some(Duration::from_secs(120)));
        assert_eq!(read("Sun, 06 Nov 1994 08:49:47 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(read("Sunday, 06-Nov-94 08:49:47 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(read("Sun Nov  6 08:49:47 1994"), Some(Duration::from_secs(10)));
        // More seconds than any number holds are a long wait, not none.
        let endless = Duration::from_secs(u64::MAX);
        assert_eq!(read("18446744073709551615"), Some(endless));
        assert_eq!(read("99999999999999999999999999"), Some(endless));
        assert_eq!(read("Sun, 06 Nov 1994 08:49:07 GMT"), Some(Duration::ZERO));
        for other in ["", "soon", "-1", "+1", "1.5"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
