//! What happens between a generated request and its response: credentials, signature, time
//! limits, retries and telemetry.

mod call;
mod prepare;

use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Request, StatusCode};

use self::call::Call;
use crate::auth::{Credentials, ProvideCredentials};
use crate::clock::Clock;
use crate::error::{Error, Response};
use crate::generated::{self, ClientHooks, OperationInfo};
use crate::retry::RetryPolicy;

/// What all calls of a client share.
pub(crate) struct Shared {
    pub(crate) credentials: Source,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Duration,
    pub(crate) user_agent: HeaderValue,
}

/// Where credentials come from.
pub(crate) enum Source {
    /// They are always the same, and no call has to wait for them.
    Fixed(Credentials),
    Provider(Arc<dyn ProvideCredentials>),
}

/// The state of the generated client. Each call works on a copy with room for its outcome, since
/// the generated code has no place for all of it.
pub struct Runtime {
    shared: Arc<Shared>,
    call: Option<CallState>,
}

/// What belongs to one call.
struct CallState {
    /// The project, which signed requests name in a header.
    project: HeaderValue,
    /// The path of the operation, with names in place of the IDs.
    template: &'static str,
    /// When the call began, by [`Clock::elapsed`].
    started: Duration,
    outcome: Slot<Success>,
    /// Where the request goes, where it is not to be sent.
    prepared: Option<Box<Slot<Request>>>,
}

/// Where the result of a call is left.
struct Slot<T>(Mutex<Option<Result<T, Error>>>);

impl<T> Slot<T> {
    const fn new() -> Self {
        Self(Mutex::new(None))
    }

    fn put(&self, result: Result<T, Error>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
    }

    fn take(&self) -> Option<Result<T, Error>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The copy belongs to no call.
impl Clone for Runtime {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), call: None }
    }
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
    pub(crate) not_found: Option<Box<Response>>,
}

impl Shared {
    /// What is left of the time for a call that began at `started`.
    pub(crate) fn remaining(&self, started: Duration) -> Duration {
        self.call_timeout.saturating_sub(self.clock.elapsed().saturating_sub(started))
    }

    /// The credentials of this moment, for a call that began at `started`.
    pub(crate) async fn credentials(
        &self,
        started: Duration,
    ) -> Result<Cow<'_, Credentials>, Error> {
        let found = match &self.credentials {
            Source::Fixed(credentials) => return Ok(Cow::Borrowed(credentials)),
            Source::Provider(provider) => self.in_time(started, provider.provide()).await?,
        };
        found.map(Cow::Owned).map_err(|error| Error::credentials(error, 0))
    }

    /// Waits for a future, but no longer than the call may take.
    pub(crate) async fn in_time<F: Future + Unpin>(
        &self,
        started: Duration,
        mut future: F,
    ) -> Result<F::Output, Error> {
        // What is ready at once, as credentials at hand are, needs no timer.
        let first = poll_fn(|context| Poll::Ready(Pin::new(&mut future).poll(context)));
        if let Poll::Ready(output) = first.await {
            return Ok(output);
        }
        match select(future, self.clock.sleep(self.remaining(started))).await {
            Either::Left((output, _)) => Ok(output),
            Either::Right(_) => Err(Error::timeout(self.call_timeout, 0)),
        }
    }
}

impl Runtime {
    pub(crate) fn new(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), call: None }
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// A copy for one call of an operation in a project.
    pub(crate) fn for_call(
        &self,
        template: &'static str,
        project: HeaderValue,
        started: Duration,
    ) -> Self {
        let outcome = Slot::new();
        let call = CallState { project, template, started, outcome, prepared: None };
        Self { shared: Arc::clone(&self.shared), call: Some(call) }
    }

    /// From now on the call makes its request, and does not send it.
    pub(crate) fn only_prepare(&mut self) {
        if let Some(call) = &mut self.call {
            call.prepared = Some(Box::new(Slot::new()));
        }
    }

    /// The request of a call that only prepares it, if it came to that.
    pub(crate) fn take_prepared(&self) -> Option<Result<Request, Error>> {
        self.prepared()?.take()
    }

    /// What the call came to, if it came to sending anything.
    pub(crate) fn take_outcome(&self) -> Option<Result<Success, Error>> {
        self.call.as_ref()?.outcome.take()
    }

    fn prepared(&self) -> Option<&Slot<Request>> {
        self.call.as_ref()?.prepared.as_deref()
    }
}

impl ClientHooks<Runtime> for generated::Client {
    /// Runs all attempts of a call. The generated code sees no more of the last response than its
    /// status: the outcome holds all of it, decoded.
    async fn exec(
        &self,
        request: Request,
        operation: &OperationInfo,
    ) -> reqwest::Result<reqwest::Response> {
        if let Some(prepared) = self.inner.prepared() {
            prepared.put(Call::new(&self.inner, &self.client, &request).prepare().await);
            return Ok(without_body(StatusCode::NO_CONTENT));
        }
        let span = tracing::info_span!(
            "call",
            "otel.kind" = "client",
            "rpc.method" = operation.operation_id,
            "http.request.method" = %request.method(),
            "url.template" = self.inner.call.as_ref().map(|call| call.template),
            "server.address" = request.url().host_str(),
            "server.port" = request.url().port_or_known_default(),
            "http.response.status_code" = tracing::field::Empty,
            "error.type" = tracing::field::Empty,
        );
        let mut call = Call::new(&self.inner, &self.client, &request);
        let mut response = None;
        let outcome = {
            let mut run = pin!(call.run(&mut response));
            // As `Instrument` does it, but without a move of the whole future.
            poll_fn(|context| span.in_scope(|| run.as_mut().poll(context))).await
        };
        if !span.is_disabled() {
            record_outcome(&span, &outcome);
        }
        // The generated code knows one success; the service has two.
        let response = response.filter(|response| response.status() == StatusCode::NO_CONTENT);
        let response = response.unwrap_or_else(|| {
            without_body(match &outcome {
                Ok(_) => StatusCode::NO_CONTENT,
                Err(error) => error.status().unwrap_or(StatusCode::SERVICE_UNAVAILABLE),
            })
        });
        if let Some(call) = &self.inner.call {
            call.outcome.put(outcome);
        }
        Ok(response)
    }
}

fn without_body(status: StatusCode) -> reqwest::Response {
    let mut response = http::Response::new(Bytes::new());
    *response.status_mut() = status;
    response.into()
}

#[cold]
fn record_outcome(span: &tracing::Span, outcome: &Result<Success, Error>) {
    let status = match outcome {
        Ok(success) => Some(success.status),
        Err(error) => {
            span.record("error.type", error.type_name().as_str());
            error.failed_response().map(|response| response.status)
        }
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
}
