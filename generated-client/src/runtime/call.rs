//! All attempts of one call.

use reqwest::{Method, Request, StatusCode};

use super::attempt::{Attempt, Limits, Wanted, attempt};
use super::{Ready, Shared};
use crate::effect::{Effect, is_safe};
use crate::error::{Error, Response};
use crate::retry::{self, Decision};
use crate::success::{Body, Head};

/// All attempts of one call.
pub(super) struct Call<'a> {
    shared: &'a Shared,
    ready: &'a Ready,
    wanted: Wanted,
    attempts: u32,
    /// True if the outcome of an attempt is unknown.
    open: bool,
    /// The last response, which says more than a failure without one.
    last: Option<Response>,
}

impl<'a> Call<'a> {
    pub(super) fn new(shared: &'a Shared, ready: &'a Ready, wanted: Wanted) -> Self {
        Self { shared, ready, wanted, attempts: 0, open: false, last: None }
    }

    pub(super) async fn run(mut self) -> Result<(Head, Body), Error> {
        loop {
            let request = match self.shared.prepare(self.ready).await {
                Ok(request) => request,
                Err(error) => {
                    let error = error.after(self.attempts).or_response(self.last.take());
                    return Err(error.with_open(self.open));
                }
            };
            self.attempts += 1;
            let attempt = self.attempt(request).await;
            self.trace(&attempt);
            let (error, effect) = match self.judge(attempt) {
                Ok(success) => return Ok(success),
                Err(failure) => failure,
            };
            self.open |= effect == Effect::Unknown;
            match self.decide(&error, effect) {
                Decision::Retry { after } => {
                    // The next failure does not tell that this attempt took effect.
                    self.open |= effect == Effect::Taken;
                    self.shared.clock.sleep(after).await;
                }
                Decision::Stop => {
                    return Err(error.with_open(self.open && effect != Effect::Taken));
                }
            }
        }
    }

    fn attempt(&self, request: Request) -> impl Future<Output = Attempt> + Send + use<> {
        let shared = self.shared;
        let time = shared.attempt_timeout.min(shared.remaining(self.ready.started));
        let limits = Limits { time, sleep: shared.clock.sleep(time), body: shared.body_limit };
        attempt(&shared.http, request, self.ready.facts, self.wanted, limits)
    }

    /// Makes a success or an error of an attempt.
    fn judge(&mut self, attempt: Attempt) -> Result<(Head, Body), (Error, Effect)> {
        let attempts = self.attempts;
        match attempt {
            Attempt::Success(status, headers, body) => {
                Ok((Head { status, headers, attempts, not_found: None }, body))
            }
            Attempt::Cut(response, broken) => {
                self.last = Some(response.clone());
                Err((Error::cut(response, broken, attempts), Effect::Taken))
            }
            Attempt::Response(response, _) if self.is_presumed(&response) => {
                let (status, headers) = (response.status, response.headers.clone());
                let not_found = Some(Box::new(response));
                Ok((Head { status, headers, attempts, not_found }, Body::Ignored))
            }
            Attempt::Response(response, broken) => {
                let effect = Effect::of_status(response.status);
                let gone = response.status == StatusCode::NOT_FOUND;
                self.last = Some(response.clone());
                let mut error = Error::response(response, broken, attempts);
                if gone && self.open && !is_safe(&self.ready.facts.method) {
                    error = error.because("an earlier attempt may have succeeded");
                }
                Err((error, effect))
            }
            Attempt::Transport(error) => {
                let effect = Effect::of_transport(&error);
                Err((Error::transport(error, attempts).or_response(self.last.clone()), effect))
            }
            Attempt::Timeout(limit) => {
                let error = Error::timeout(limit, attempts).or_response(self.last.clone());
                Err((error, Effect::Unknown))
            }
        }
    }

    /// Returns true if a deletion most likely succeeded before: the resource is gone, and the
    /// answer to an earlier attempt was lost.
    fn is_presumed(&self, response: &Response) -> bool {
        self.open
            && response.status == StatusCode::NOT_FOUND
            && self.ready.facts.method == Method::DELETE
            && self.wanted == Wanted::Nothing
    }

    fn decide(&self, error: &Error, effect: Effect) -> Decision {
        if !effect.allows_repeating(self.ready.facts.repeatable) {
            return Decision::Stop;
        }
        let Shared { clock, retry: policy, .. } = self.shared;
        let outcome = error.outcome(clock.now());
        let remaining = self.shared.remaining(self.ready.started);
        retry::decide(policy, self.attempts, &outcome, remaining, clock.random())
    }

    fn trace(&self, attempt: &Attempt) {
        let resend_count = self.attempts - 1;
        match attempt {
            Attempt::Success(status, ..) => tracing::debug!(
                "http.request.resend_count" = resend_count,
                "http.response.status_code" = status.as_u16(),
                "attempt succeeded"
            ),
            Attempt::Cut(response, _) => tracing::debug!(
                "http.request.resend_count" = resend_count,
                "http.response.status_code" = response.status.as_u16(),
                "error.type" = "body",
                "the body of the answer is not whole"
            ),
            Attempt::Response(response, _) => tracing::debug!(
                "http.request.resend_count" = resend_count,
                "http.response.status_code" = response.status.as_u16(),
                "error.type" = response.status.as_str(),
                "attempt was answered with an error"
            ),
            Attempt::Transport(error) => tracing::debug!(
                "http.request.resend_count" = resend_count,
                "error.type" = if error.is_connect() { "connect" } else { "transport" },
                "attempt failed"
            ),
            Attempt::Timeout(_) => tracing::debug!(
                "http.request.resend_count" = resend_count,
                "error.type" = "timeout",
                "attempt took too long"
            ),
        }
    }
}
