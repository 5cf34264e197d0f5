//! Why a call failed.

pub(crate) mod details;
mod display;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use self::details::Details;
use crate::auth::project::ProjectError;
use crate::generated::error_code::ErrorCode;

/// The headers in which the service, and IAM, name a request.
const REQUEST_ID: [&str; 2] = ["x-request-id", "x-iam-trace-id"];

/// Why a call failed. Everything that is known of the failure can be asked for; what a response
/// said is never lost, whatever form it had.
pub struct Error {
    inner: Box<Inner>,
}

/// What a call failed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument or the configuration; nothing was sent.
    Request,
    /// No credentials could be had.
    Credentials,
    /// No project was named, and IAM did not name it either. Status, code, message, headers and
    /// body are then those of IAM's answer, and the attempts those at IAM.
    Project,
    /// No connection to the service came about.
    Connect,
    /// An attempt or the whole call took too long.
    Timeout,
    /// The connection broke off, or what came over it was no HTTP.
    Transport,
    /// The service, or something in front of it, answered with something other than success.
    Response,
}

type Source = Box<dyn StdError + Send + Sync>;

struct Inner {
    kind: ErrorKind,
    reason: Option<String>,
    response: Option<Response>,
    attempts: u32,
    source: Option<Source>,
}

/// A response that is not a success.
#[derive(Clone)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) details: Details,
}

/// The status alone: what headers and body hold is the service's, and may be anything.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Why the body of a response is not whole.
pub(crate) enum Broken {
    /// The connection broke off.
    Off(reqwest::Error),
    /// It did not end within the time for the attempt.
    Late(Duration),
}

impl Response {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let details = Details::of(&body);
        Self { status, headers, body, details }
    }

    pub(crate) fn code(&self) -> Option<ErrorCode> {
        self.details.code.as_deref().map(ErrorCode::from)
    }
}

/// The ID of the request that a response is the answer to.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let ids = REQUEST_ID.iter().filter_map(|name| headers.get(*name)?.to_str().ok());
    ids.map(str::trim).find(|id| !id.is_empty())
}

impl Error {
    /// The same, after this many requests.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.inner.attempts = attempts;
        self
    }

    #[cold]
    pub(crate) fn request(reason: impl Into<String>) -> Self {
        Self::with(ErrorKind::Request, Some(reason.into()), None, 0, None)
    }

    #[cold]
    pub(crate) fn credentials(source: impl Into<Source>, attempts: u32) -> Self {
        Self::with(ErrorKind::Credentials, None, None, attempts, Some(source.into()))
    }

    /// What IAM answered, if it did, moves from the cause to the error.
    #[cold]
    pub(crate) fn project(mut source: ProjectError, attempts: u32) -> Self {
        let response = source.take_response();
        Self::with(ErrorKind::Project, None, response, attempts, Some(source.into()))
    }

    /// A response, and why its body is not whole, if it is not.
    #[cold]
    pub(crate) fn response(response: Response, broken: Option<Broken>, attempts: u32) -> Self {
        let (reason, source) = match broken {
            None => (None, None),
            Some(Broken::Off(error)) => {
                (Some("its body broke off".to_owned()), Some(error.without_url().into()))
            }
            Some(Broken::Late(limit)) => {
                (Some(format!("its body did not end within {} ms", limit.as_millis())), None)
            }
        };
        Self::with(ErrorKind::Response, reason, Some(response), attempts, source)
    }

    #[cold]
    pub(crate) fn timeout(after: Duration, attempts: u32) -> Self {
        let reason = format!("no answer within {} ms", after.as_millis());
        Self::with(ErrorKind::Timeout, Some(reason), None, attempts, None)
    }

    /// A failure below HTTP. The URL is taken out of it: it is in the way, and known.
    #[cold]
    pub(crate) fn transport(source: reqwest::Error, attempts: u32) -> Self {
        let kind = if source.is_connect() {
            ErrorKind::Connect
        } else if source.is_timeout() {
            ErrorKind::Timeout
        } else {
            ErrorKind::Transport
        };
        Self::with(kind, None, None, attempts, Some(source.without_url().into()))
    }

    fn with(
        kind: ErrorKind,
        reason: Option<String>,
        response: Option<Response>,
        attempts: u32,
        source: Option<Source>,
    ) -> Self {
        Self { inner: Box::new(Inner { kind, reason, response, attempts, source }) }
    }

    /// A later failure that hides an earlier response, which says more.
    pub(crate) fn or_response(mut self, response: Option<Response>) -> Self {
        if self.inner.response.is_none() {
            self.inner.response = response;
        }
        self
    }

    /// The response, where the call failed on it and not on something after it.
    pub(crate) fn failed_response(&self) -> Option<&Response> {
        let of_response = matches!(self.inner.kind, ErrorKind::Response | ErrorKind::Project);
        self.inner.response.as_ref().filter(|_| of_response)
    }

    /// What failed below HTTP, on the way to the service or to IAM.
    fn below_http(&self) -> Option<&reqwest::Error> {
        let source = self.inner.source.as_deref()?;
        match source.downcast_ref::<ProjectError>() {
            Some(ProjectError::Http(error)) => Some(error),
            Some(_) => None,
            None => source.downcast_ref(),
        }
    }

    /// Whether IAM took too long to name the project.
    fn is_project_timeout(&self) -> bool {
        let source = self.inner.source.as_deref();
        let project = source.and_then(|source| source.downcast_ref());
        matches!(project, Some(ProjectError::Timeout(_)))
    }

    /// What OpenTelemetry calls `error.type`: the status, or what failed below HTTP.
    pub(crate) fn type_name(&self) -> String {
        match (self.inner.kind, self.status()) {
            (ErrorKind::Response, Some(status)) => status.as_u16().to_string(),
            (kind, _) => format!("{kind:?}").to_lowercase(),
        }
    }

    /// What the call failed on.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The HTTP status, where there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.inner.response.as_ref()?.status)
    }

    /// The code of the error, in whatever field it came. Older numeric codes are mapped to those
    /// that have taken their place.
    pub fn code(&self) -> Option<ErrorCode> {
        self.inner.response.as_ref()?.code()
    }

    /// The message of the service, or of what stands in front of it.
    pub fn message(&self) -> Option<&str> {
        self.inner.response.as_ref()?.details.message.as_deref()
    }

    /// The extended message; the service documents it as unused.
    pub fn ext_message(&self) -> Option<&str> {
        self.inner.response.as_ref()?.details.ext_message.as_deref()
    }

    /// Why access was refused, encoded; IAM decodes it for those who may know.
    pub fn encoded_authorization_message(&self) -> Option<&str> {
        self.inner.response.as_ref()?.details.encoded_authorization_message.as_deref()
    }

    /// The ID by which the vendor's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// The headers of the response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.inner.response.as_ref()?.headers)
    }

    /// The body of the response as it came, cut after 1 MiB; empty where there was none.
    pub fn body(&self) -> &[u8] {
        self.inner.response.as_ref().map_or(&[], |response| &response.body)
    }

    /// How many requests were sent to what the call failed on: the service, or where the project is
    /// not known, IAM. 0 where the call failed before the first one.
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// Whether the service said that what the call names does not exist. A 404 of IAM says nothing
    /// of that.
    pub fn is_not_found(&self) -> bool {
        self.inner.kind != ErrorKind::Project && self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the service, or IAM, asked for fewer requests.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether credentials are missing, wrong, or do not allow the call.
    pub fn is_auth(&self) -> bool {
        self.inner.kind == ErrorKind::Credentials
            || matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Whether the call, an attempt, or connecting took too long.
    pub fn is_timeout(&self) -> bool {
        self.inner.kind == ErrorKind::Timeout
            || self.is_project_timeout()
            || self.is_connect() && self.below_http().is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether no connection came about, to the service, or to IAM where the project is not known.
    pub fn is_connect(&self) -> bool {
        match self.inner.kind {
            ErrorKind::Project => self.below_http().is_some_and(reqwest::Error::is_connect),
            kind => kind == ErrorKind::Connect,
        }
    }

    /// Whether the same call may succeed later. Deleting twice does no harm, so this is about the
    /// chance of success alone: failures of the connection, statuses that pass by themselves, and
    /// codes that the document marks with `retry`. The client has then tried again by itself, as
    /// far as its [`RetryPolicy`](crate::RetryPolicy) goes; but for codes of other statuses than
    /// 500, since what they name takes longer than a call may.
    pub fn is_retryable(&self) -> bool {
        match (self.inner.kind, self.failed_response()) {
            (_, Some(response)) => {
                crate::retry::is_transient(response.status)
                    || response.code().and_then(|code| code.retry_may_help()).unwrap_or(false)
            }
            (ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport, _) => true,
            (ErrorKind::Project, _) => self.below_http().is_some() || self.is_project_timeout(),
            (_, None) => false,
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner.source.as_deref().map(|source| source as _)
    }
}
