//! All attempts of one call.

use std::mem;
use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::{Either, select};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Request, StatusCode};

use super::prepare::prepare;
use super::{Runtime, Shared, Success};
use crate::clock::Sleep;
use crate::error::{Broken, Error, Response};
use crate::retry::{self, Decision, Outcome};

/// How much of an error's body is kept.
const BODY_LIMIT: usize = 1 << 20;

/// How much of a success's body is read, so that the connection can be used again.
const DRAIN_LIMIT: usize = 1 << 14;

/// All attempts of one call.
pub(super) struct Call<'a> {
    shared: &'a Shared,
    http: &'a reqwest::Client,
    request: &'a Request,
    project: Option<&'a HeaderValue>,
    started: Duration,
    attempts: u32,
    /// Whether an attempt may have taken effect without the client knowing.
    open: bool,
    /// The last response, which says more than what follows it without one.
    last: Option<Response>,
}

/// What one attempt came to.
enum Attempt {
    Success(StatusCode, HeaderMap, reqwest::Response),
    /// A response, and why its body is not whole.
    Response(Response, Option<Broken>),
    Transport(reqwest::Error),
    Timeout(Duration),
}

impl<'a> Call<'a> {
    pub(super) fn new(
        runtime: &'a Runtime,
        http: &'a reqwest::Client,
        request: &'a Request,
    ) -> Self {
        let shared = &*runtime.shared;
        let project = runtime.call.as_ref().map(|call| &call.project);
        let started = runtime.call.as_ref().map(|call| call.started);
        let started = started.unwrap_or_else(|| shared.clock.elapsed());
        Self { shared, http, request, project, started, attempts: 0, open: false, last: None }
    }

    /// The outcome. The response of a success goes into `response`, without headers and body: the
    /// generated code needs one, and making another takes longer than signing a request.
    pub(super) async fn run(
        &mut self,
        response: &mut Option<reqwest::Response>,
    ) -> Result<Success, Error> {
        loop {
            let request = match self.prepare().await {
                Ok(request) => request,
                Err(error) => {
                    return Err(error.after(self.attempts).or_response(self.last.take()));
                }
            };
            self.attempts += 1;
            let attempt = self.attempt(request).await;
            self.trace(&attempt);
            let error = match self.judge(attempt, response) {
                Ok(success) => return Ok(success),
                Err(error) => error,
            };
            match self.decide(&error) {
                Decision::Retry { after } => self.shared.clock.sleep(after).await,
                Decision::Stop => return Err(error),
            }
        }
    }

    /// The request as the credentials of this moment have it.
    pub(super) async fn prepare(&self) -> Result<Request, Error> {
        let shared = self.shared;
        let credentials = shared.credentials(self.started).await?;
        let now = shared.clock.now();
        prepare(self.request, &credentials, self.project, &shared.user_agent, now)
    }

    /// Takes in what an attempt came to.
    fn judge(
        &mut self,
        attempt: Attempt,
        whole: &mut Option<reqwest::Response>,
    ) -> Result<Success, Error> {
        let attempts = self.attempts;
        match attempt {
            Attempt::Success(status, headers, response) => {
                *whole = Some(response);
                Ok(Success { status, headers, attempts, not_found: None })
            }
            Attempt::Response(response, _)
                if self.open && response.status == StatusCode::NOT_FOUND =>
            {
                let (status, headers) = (response.status, response.headers.clone());
                Ok(Success { status, headers, attempts, not_found: Some(Box::new(response)) })
            }
            Attempt::Response(response, broken) => {
                self.open |= retry::leaves_open(response.status);
                self.last = Some(response.clone());
                Err(Error::response(response, broken, attempts))
            }
            Attempt::Transport(error) => {
                self.open |= !error.is_connect();
                Err(Error::transport(error, attempts).or_response(self.last.clone()))
            }
            Attempt::Timeout(limit) => {
                self.open = true;
                Err(Error::timeout(limit, attempts).or_response(self.last.clone()))
            }
        }
    }

    fn decide(&self, error: &Error) -> Decision {
        let Shared { clock, retry: policy, .. } = self.shared;
        let outcome = Outcome::of(error, clock.now());
        let remaining = self.shared.remaining(self.started);
        retry::decide(policy, self.attempts, &outcome, remaining, clock.random())
    }

    /// Sends one request, and reads the response as far as it is needed. When the time is up,
    /// a status that has come is kept, and the body as far as it came.
    fn attempt(&self, request: Request) -> impl Future<Output = Attempt> + Send + use<> {
        let limit = self.shared.attempt_timeout.min(self.shared.remaining(self.started));
        let mut sleep = self.shared.clock.sleep(limit);
        // The request is in here, and takes no room in the future that follows.
        let head = self.http.execute(request);
        async move {
            let mut response = match select(head, &mut sleep).await {
                Either::Left((Ok(response), _)) => response,
                Either::Left((Err(error), _)) => return Attempt::Transport(error),
                Either::Right(_) => return Attempt::Timeout(limit),
            };
            let status = response.status();
            let headers = mem::take(response.headers_mut());
            let success = matches!(status, StatusCode::OK | StatusCode::NO_CONTENT);
            let most = if success { DRAIN_LIMIT } else { BODY_LIMIT };
            let (body, broken) = read(&mut response, most, &mut sleep, limit).await;
            if success {
                Attempt::Success(status, headers, response)
            } else {
                Attempt::Response(Response::new(status, headers, body), broken)
            }
        }
    }

    fn trace(&self, attempt: &Attempt) {
        let resend_count = self.attempts - 1;
        match attempt {
            Attempt::Success(status, ..) => tracing::debug!(
                "http.request.resend_count" = resend_count,
                "http.response.status_code" = status.as_u16(),
                "attempt succeeded"
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

/// Reads up to `most` bytes of a body, until it ends, breaks off, or the time is up.
async fn read(
    response: &mut reqwest::Response,
    most: usize,
    sleep: &mut Sleep,
    limit: Duration,
) -> (Bytes, Option<Broken>) {
    let mut body = BytesMut::new();
    let mut broken = None;
    // As with most 204: there is nothing to wait for.
    if response.content_length() == Some(0) {
        return (body.freeze(), broken);
    }
    while body.len() < most {
        match select(pin!(response.chunk()), &mut *sleep).await {
            Either::Left((Ok(Some(chunk)), _)) => {
                body.extend_from_slice(&chunk[..chunk.len().min(most - body.len())]);
            }
            Either::Left((Err(error), _)) => {
                broken = Some(Broken::Off(error));
                break;
            }
            Either::Left((Ok(None), _)) => break,
            Either::Right(_) => {
                broken = Some(Broken::Late(limit));
                break;
            }
        }
    }
    (body.freeze(), broken)
}
