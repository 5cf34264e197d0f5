//! The way from a request to its answer: credentials, signature, time limits, retries and
//! telemetry. It knows an operation through its facts alone.

mod attempt;
mod call;
mod prepare;

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use futures_util::future::{Either, select};
use reqwest::Request;
use reqwest::header::{HeaderMap, HeaderValue};

pub(crate) use self::attempt::Wanted;
use self::call::Call;
use crate::auth::{Credentials, ProvideCredentials};
use crate::clock::Clock;
use crate::error::Error;
use crate::generated::Facts;
use crate::retry::RetryPolicy;
use crate::success::{Body, Head};

/// The configuration that all calls of a client share.
pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) credentials: Source,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) retry: RetryPolicy,
    pub(crate) attempt_timeout: Duration,
    pub(crate) call_timeout: Duration,
    /// The longest body of a success that is read into memory, in bytes.
    pub(crate) body_limit: usize,
    pub(crate) user_agent: HeaderValue,
}

/// The source of credentials.
pub(crate) enum Source {
    /// They are always the same, and no call has to wait for them.
    Fixed(Credentials),
    Provider(Arc<dyn ProvideCredentials>),
}

/// A request that is ready but for credentials and time.
pub(crate) struct Ready {
    pub(crate) facts: &'static Facts,
    pub(crate) request: Request,
    /// The project, which signed requests name in a header.
    pub(crate) project: Option<HeaderValue>,
    /// The start of the call, by [`Clock::elapsed`].
    pub(crate) started: Duration,
}

impl Shared {
    /// Returns what is left of the time for a call that began at `started`.
    pub(crate) fn remaining(&self, started: Duration) -> Duration {
        self.call_timeout.saturating_sub(self.clock.elapsed().saturating_sub(started))
    }

    /// Returns the credentials of this moment, for a call that began at `started`.
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

    /// Returns the request as a call would send it now.
    pub(crate) async fn prepare(&self, ready: &Ready) -> Result<Request, Error> {
        let credentials = self.credentials(ready.started).await?;
        prepare::prepare(ready, &credentials, &self.user_agent, self.clock.now())
    }

    /// Runs all attempts of a call, in a span of their own.
    pub(crate) async fn run(&self, ready: &Ready, wanted: Wanted) -> Result<(Head, Body), Error> {
        let Ready { facts, request, .. } = ready;
        let span = tracing::info_span!(
            "call",
            "otel.kind" = "client",
            "rpc.method" = facts.id,
            "http.request.method" = %request.method(),
            "url.template" = facts.template,
            "server.address" = request.url().host_str(),
            "server.port" = request.url().port_or_known_default(),
            "http.response.status_code" = tracing::field::Empty,
            "error.type" = tracing::field::Empty,
        );
        let outcome = {
            let mut run = pin!(Call::new(self, ready, wanted).run());
            // As `Instrument` does it, but without a move of the whole future.
            poll_fn(|context| span.in_scope(|| run.as_mut().poll(context))).await
        };
        if !span.is_disabled() {
            record_outcome(&span, outcome.as_ref().map(|(head, _)| head));
        }
        outcome
    }
}

#[cold]
fn record_outcome(span: &tracing::Span, outcome: Result<&Head, &Error>) {
    let status = match outcome {
        Ok(head) => Some(head.status),
        Err(error) => {
            span.record("error.type", error.type_name().as_str());
            error.failed_response().map(|response| response.status)
        }
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
}

/// Takes the headers of a response, which then has none.
fn take_headers(response: &mut reqwest::Response) -> HeaderMap {
    std::mem::take(response.headers_mut())
}
