//! What happens between a generated request and its response: credentials, signature, time
//! limits, retries and telemetry.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::{Either, select};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Request, StatusCode};
use tracing::Instrument as _;

use crate::auth::sign::{Signable, sign};
use crate::auth::{Credentials, ProvideCredentials};
use crate::clock::{Clock, Sleep};
use crate::error::{Error, Response};
use crate::generated::types::ProjectId;
use crate::generated::{self, ClientHooks, OperationInfo};
use crate::retry::{self, Decision, Outcome, RetryPolicy};

/// How much of an error's body is kept.
const BODY_LIMIT: usize = 1 << 20;

/// How much of a success's body is read, so that the connection can be used again.
const DRAIN_LIMIT: usize = 1 << 14;

/// What all calls of a client share.
pub(crate) struct Shared {
    pub(crate) credentials: Arc<dyn ProvideCredentials>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Duration,
    pub(crate) user_agent: HeaderValue,
}

/// The state of the generated client. Each call works on a copy with a slot for its outcome,
/// since the generated code has no place for all of it.
#[derive(Clone)]
pub struct Runtime {
    shared: Arc<Shared>,
    /// The project of the call, which signed requests name in a header.
    project: Option<ProjectId>,
    outcome: Option<Arc<Mutex<Option<Result<Success, Error>>>>>,
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}

/// A call that did what it should.
#[derive(Clone)]
pub(crate) struct Success {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
    /// The 404 that came after an attempt whose outcome is unknown.
    pub(crate) not_found: Option<Response>,
}

impl Runtime {
    pub(crate) fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), project: None, outcome: None }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// A copy for one call in a project.
    pub(crate) fn for_call(&self, project: &ProjectId) -> Self {
        let shared = Arc::clone(&self.shared);
        Self { shared, project: Some(project.clone()), outcome: Some(Arc::default()) }
    }

    /// What the call came to, if it came to sending anything.
    pub(crate) fn take_outcome(&self) -> Option<Result<Success, Error>> {
        self.outcome.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn record(&self, outcome: Result<Success, Error>) {
        if let Some(slot) = &self.outcome {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        }
    }
}

impl ClientHooks<Runtime> for generated::Client {
    /// Runs all attempts of a call. The generated code sees the last response, and decodes it.
    async fn exec(
        &self,
        request: Request,
        operation: &OperationInfo,
    ) -> reqwest::Result<reqwest::Response> {
        let span = tracing::info_span!(
            "call",
            otel.kind = "client",
            rpc.method = operation.operation_id,
            http.request.method = %request.method(),
            server.address = request.url().host_str(),
            http.response.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
        );
        let mut call = Call::new(&self.inner.shared, &self.client, request);
        call.project.clone_from(&self.inner.project);
        let outcome = call.run().instrument(span.clone()).await;
        let response = match &outcome {
            Ok(success) => plain(success.status, &success.headers, Bytes::new()),
            Err(error) => match error.parts() {
                Some(response) => {
                    plain(response.status, &response.headers, response.body.clone())
                }
                // No response: the caller of the generated code never looks at this one.
                None => plain(StatusCode::SERVICE_UNAVAILABLE, &HeaderMap::new(), Bytes::new()),
            },
        };
        if let Err(error) = &outcome {
            span.record("error.type", error.type_name().as_str());
        }
        if let Ok(Success { status, .. }) = &outcome {
            span.record("http.response.status_code", status.as_u16());
        }
        self.inner.record(outcome);
        Ok(response)
    }
}

fn plain(status: StatusCode, headers: &HeaderMap, body: Bytes) -> reqwest::Response {
    let mut response = http::Response::new(body);
    // The generated code knows one success; the service has two.
    *response.status_mut() = if status == StatusCode::OK { StatusCode::NO_CONTENT } else { status };
    response.headers_mut().clone_from(headers);
    response.into()
}

/// All attempts of one call.
struct Call<'a> {
    shared: &'a Shared,
    http: &'a reqwest::Client,
    request: Request,
    project: Option<ProjectId>,
    started: Duration,
    attempts: u32,
    /// Whether an attempt may have taken effect without the client knowing.
    open: bool,
    last: Option<Response>,
}

/// What one attempt came to.
enum Attempt {
    Success(StatusCode, HeaderMap),
    Response(Response),
    Transport(reqwest::Error),
    Timeout(Duration),
}

impl<'a> Call<'a> {
    fn new(shared: &'a Shared, http: &'a reqwest::Client, request: Request) -> Self {
        let started = shared.clock.elapsed();
        Self { shared, http, request, project: None, started, attempts: 0, open: false, last: None }
    }

    async fn run(mut self) -> Result<Success, Error> {
        loop {
            let credentials = match self.shared.credentials.provide().await {
                Ok(credentials) => credentials,
                Err(error) => {
                    return Err(Error::credentials(error, self.attempts).or_response(self.last));
                }
            };
            let request = self.prepare(&credentials)?;
            self.attempts += 1;
            let attempt = self.attempt(request).await;
            self.trace(&attempt);
            let error = match attempt {
                Attempt::Success(status, headers) => {
                    let attempts = self.attempts;
                    return Ok(Success { status, headers, attempts, not_found: None });
                }
                Attempt::Response(response)
                    if self.open && response.status == StatusCode::NOT_FOUND =>
                {
                    return Ok(Success {
                        status: response.status,
                        headers: response.headers.clone(),
                        attempts: self.attempts,
                        not_found: Some(response),
                    });
                }
                Attempt::Response(response) => {
                    self.open |= retry::leaves_open(response.status);
                    self.last = Some(response.clone());
                    Error::response(response, self.attempts)
                }
                Attempt::Transport(error) => {
                    self.open |= !error.is_connect();
                    Error::transport(error, self.attempts).or_response(self.last.take())
                }
                Attempt::Timeout(limit) => {
                    self.open = true;
                    Error::timeout(limit, self.attempts).or_response(self.last.take())
                }
            };
            match self.decide(&error) {
                Decision::Retry { after } => self.shared.clock.sleep(after).await,
                Decision::Stop => return Err(error),
            }
        }
    }

    fn remaining(&self) -> Duration {
        let spent = self.shared.clock.elapsed().saturating_sub(self.started);
        self.shared.call_timeout.saturating_sub(spent)
    }

    fn decide(&self, error: &Error) -> Decision {
        let clock = &self.shared.clock;
        let outcome = match error.failed_response() {
            Some(response) => Outcome::Response {
                status: response.status,
                code: response.code(),
                retry_after: retry::retry_after(&response.headers, clock.now()),
            },
            None => Outcome::Transport,
        };
        retry::decide(&self.shared.retry, self.attempts, &outcome, self.remaining(), clock.random())
    }

    /// The request with everything that depends on the time: each attempt is signed anew.
    fn prepare(&self, credentials: &Credentials) -> Result<Request, Error> {
        let Some(mut request) = self.request.try_clone() else {
            return Err(Error::request("its body is a stream, which cannot be sent twice"));
        };
        let headers = request.headers_mut();
        headers.insert(reqwest::header::USER_AGENT, self.shared.user_agent.clone());
        if let Some(token) = credentials.auth_token() {
            headers.insert("x-auth-token", secret(token.expose())?);
        }
        if let Some(token) = credentials.security_token() {
            headers.insert("x-security-token", secret(token.expose())?);
        }
        let Some(key) = credentials.signing_key() else { return Ok(request) };
        if let Some(project) = &self.project {
            let project = HeaderValue::from_str(project)
                .map_err(|_| Error::request("the project ID cannot be sent in a header"))?;
            request.headers_mut().insert("x-project-id", project);
        }
        let url = request.url();
        let host = match url.port() {
            Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
            None => url.host_str().unwrap_or_default().to_owned(),
        };
        // What a proxy may add or change, such as `Accept`, stays out of the signature.
        let signed_headers: Vec<(&str, &[u8])> = ["x-project-id", "x-security-token"]
            .into_iter()
            .filter_map(|name| Some((name, request.headers().get(name)?.as_bytes())))
            .collect();
        let signable = Signable {
            method: request.method().as_str(),
            host: &host,
            path: url.path(),
            query: url.query().unwrap_or_default(),
            headers: &signed_headers,
            body: request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default(),
        };
        let signed = sign(&signable, key, self.shared.clock.now());
        let date = HeaderValue::from_str(signed.date.as_str())
            .map_err(|_| Error::request("the clock gives a date that no header can carry"))?;
        let authorization = secret(&signed.authorization)?;
        let headers = request.headers_mut();
        headers.insert(HeaderName::from_static("x-sdk-date"), date);
        headers.insert(reqwest::header::AUTHORIZATION, authorization);
        Ok(request)
    }

    /// Sends one request, and reads the response as far as it is needed. When the time is up,
    /// a status that has come is kept, and the body as far as it came.
    async fn attempt(&self, request: Request) -> Attempt {
        let limit = self.shared.attempt_timeout.min(self.remaining());
        let mut sleep = self.shared.clock.sleep(limit);
        let head = Box::pin(self.http.execute(request));
        let response = match select(head, &mut sleep).await {
            Either::Left((Ok(response), _)) => response,
            Either::Left((Err(error), _)) => return Attempt::Transport(error),
            Either::Right(_) => return Attempt::Timeout(limit),
        };
        let status = response.status();
        let headers = response.headers().clone();
        let success = matches!(status, StatusCode::OK | StatusCode::NO_CONTENT);
        let most = if success { DRAIN_LIMIT } else { BODY_LIMIT };
        let body = read(response, most, &mut sleep).await;
        if success {
            Attempt::Success(status, headers)
        } else {
            Attempt::Response(Response::new(status, headers, body))
        }
    }

    fn trace(&self, attempt: &Attempt) {
        let resend_count = self.attempts - 1;
        match attempt {
            Attempt::Success(status, _) => tracing::debug!(
                http.request.resend_count = resend_count,
                http.response.status_code = status.as_u16(),
                "attempt succeeded"
            ),
            Attempt::Response(response) => tracing::debug!(
                http.request.resend_count = resend_count,
                http.response.status_code = response.status.as_u16(),
                error.r#type = response.status.as_str(),
                "attempt was answered with an error"
            ),
            Attempt::Transport(error) => tracing::debug!(
                http.request.resend_count = resend_count,
                error.r#type = if error.is_connect() { "connect" } else { "transport" },
                "attempt failed"
            ),
            Attempt::Timeout(_) => tracing::debug!(
                http.request.resend_count = resend_count,
                error.r#type = "timeout",
                "attempt took too long"
            ),
        }
    }
}

/// Reads up to `most` bytes of a body, until it ends, breaks off, or the time is up.
async fn read(mut response: reqwest::Response, most: usize, sleep: &mut Sleep) -> Bytes {
    let mut body = BytesMut::new();
    while body.len() < most {
        let chunk = match select(Box::pin(response.chunk()), &mut *sleep).await {
            Either::Left((Ok(Some(chunk)), _)) => chunk,
            Either::Left((Ok(None) | Err(_), _)) | Either::Right(_) => break,
        };
        body.extend_from_slice(&chunk[..chunk.len().min(most - body.len())]);
    }
    body.freeze()
}

/// A header value that `Debug` does not show.
fn secret(text: &str) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(text)
        .map_err(|_| Error::request("a credential holds a character that no header can carry"))?;
    value.set_sensitive(true);
    Ok(value)
}
