//! Errors of calls.

pub(crate) mod details;
mod display;

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use self::details::Details;
use crate::auth::project::ProjectError;
use crate::generated::DecodeError;
use crate::generated::error_code::ErrorCode;
use crate::retry::{self, Outcome};

/// The headers in which the service, and IAM, name a request.
const REQUEST_ID: [&str; 2] = ["x-request-id", "x-iam-trace-id"];

/// The error of a call that failed. Its methods return everything that is known of the failure. No
/// response is lost, whatever form it has.
pub struct Error {
    inner: Box<Inner>,
}

/// The kind of failure.
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
    /// The connection broke off, or what came over it was not HTTP.
    Transport,
    /// The service, or something in front of it, answered with something other than success.
    Response,
    /// The service answered with success, but the body cannot be decoded or is too long.
    Decode,
}

type Source = Box<dyn StdError + Send + Sync>;

struct Inner {
    kind: ErrorKind,
    reason: Option<String>,
    response: Option<Response>,
    attempts: u32,
    /// True if an attempt may have taken effect without the client knowing.
    open: bool,
    source: Option<Source>,
}

/// A response that is not a success.
#[derive(Clone)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) details: Details,
    /// True if the document describes the body of this status.
    pub(crate) documented: bool,
}

/// The status alone: what headers and body hold is the service's, and may be anything.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// The reason why the body of a response is not whole.
pub(crate) enum Broken {
    /// The connection broke off.
    Off(reqwest::Error),
    /// It did not end within the time for the attempt.
    Late(Duration),
    /// It is longer than this many bytes.
    Long(usize),
}

impl Response {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        let details = Details::of(&body);
        Self { status, headers, body, details, documented: false }
    }

    /// A success whose body is of no use. The body is not searched for the code and message of an
    /// error.
    pub(crate) fn of_success(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { status, headers, body, details: Details::default(), documented: false }
    }

    pub(crate) fn code(&self) -> Option<ErrorCode> {
        self.details.code.as_deref().map(ErrorCode::from)
    }
}

impl Broken {
    /// The kind of an error that it makes of a success, the reason, and the cause.
    fn parts(self) -> (ErrorKind, Option<String>, Option<Source>) {
        let (kind, reason, source) = match self {
            Self::Off(error) => {
                let reason = "its body broke off".to_owned();
                (ErrorKind::Transport, reason, Some(error.without_url().into()))
            }
            Self::Late(limit) => {
                let reason = format!("its body did not end within {} ms", limit.as_millis());
                (ErrorKind::Timeout, reason, None)
            }
            Self::Long(limit) => {
                (ErrorKind::Decode, format!("its body is longer than {limit} bytes"), None)
            }
        };
        (kind, Some(reason), source)
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

    /// A response, and the reason why its body is not whole, if it is not.
    #[cold]
    pub(crate) fn response(response: Response, broken: Option<Broken>, attempts: u32) -> Self {
        let (_, reason, source) = broken.map_or((ErrorKind::Response, None, None), Broken::parts);
        Self::with(ErrorKind::Response, reason, Some(response), attempts, source)
    }

    /// A success whose body is not whole.
    #[cold]
    pub(crate) fn cut(response: Response, broken: Broken, attempts: u32) -> Self {
        let (kind, reason, source) = broken.parts();
        Self::with(kind, reason, Some(response), attempts, source)
    }

    /// A success whose body does not decode. The values in it may be secret, so the reason says
    /// where it fails and not on what.
    #[cold]
    pub(crate) fn decode(error: &DecodeError, response: Response, attempts: u32) -> Self {
        let inner = error.inner();
        // A part of the path may be a key that the service chose.
        let path = error.path().to_string();
        let path = display::Shown(&path);
        let problem = match inner.classify() {
            Category::Syntax => "it is not JSON",
            Category::Eof => "it ends too early",
            Category::Data | Category::Io => "the document promises another value",
        };
        let (line, column) = (inner.line(), inner.column());
        let reason = format!("{problem} at `{path}`, line {line}, column {column}");
        Self::with(ErrorKind::Decode, Some(reason), Some(response), attempts, None)
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
        let open = false;
        Self { inner: Box::new(Inner { kind, reason, response, attempts, open, source }) }
    }

    /// The same, with one more reason.
    pub(crate) fn because(mut self, reason: &str) -> Self {
        self.inner.reason = Some(match self.inner.reason.take() {
            Some(before) => format!("{before}; {reason}"),
            None => reason.to_owned(),
        });
        self
    }

    /// The same, after attempts that may have taken effect without the client knowing.
    pub(crate) fn with_open(mut self, open: bool) -> Self {
        self.inner.open = open;
        self
    }

    /// What the decision about another attempt depends on, at `now`.
    pub(crate) fn outcome(&self, now: SystemTime) -> Outcome {
        match self.failed_response() {
            Some(response) => Outcome::Response {
                status: response.status,
                code: response.code(),
                retry_after: retry::retry_after(&response.headers, now),
            },
            None if self.is_retryable() => Outcome::Transport,
            None => Outcome::Lasting,
        }
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
        let of_response =
            matches!(self.inner.kind, ErrorKind::Response | ErrorKind::Project | ErrorKind::Decode);
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

    /// Returns the kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// Returns the HTTP status of the last response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.inner.response.as_ref()?.status)
    }

    /// Returns the code of the error, in whatever field it came. Older numeric codes are mapped to
    /// those that have taken their place.
    pub fn code(&self) -> Option<ErrorCode> {
        self.inner.response.as_ref()?.code()
    }

    /// Returns the message of the service, or of what stands in front of it.
    pub fn message(&self) -> Option<&str> {
        self.inner.response.as_ref()?.details.message.as_deref()
    }

    /// Returns the extended message, which the service documents as unused.
    pub fn ext_message(&self) -> Option<&str> {
        self.inner.response.as_ref()?.details.ext_message.as_deref()
    }

    /// Returns the encoded reason why access was refused. IAM decodes it for those who may know it.
    pub fn encoded_authorization_message(&self) -> Option<&str> {
        self.inner.response.as_ref()?.details.encoded_authorization_message.as_deref()
    }

    /// Returns the ID by which the vendor's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// Returns the headers of the response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.inner.response.as_ref()?.headers)
    }

    /// Returns the body of the response as it came, cut after 1 MiB; empty if there was none.
    pub fn body(&self) -> &[u8] {
        self.inner.response.as_ref().map_or(&[], |response| &response.body)
    }

    /// Decodes the body that the document promises for the status that came.
    ///
    /// `E` is the second type parameter of the operation's constant `OPERATION`. The result is
    /// `None` if the document describes no body for the status, or if the body has another form.
    /// [`code`](Self::code), [`message`](Self::message) and [`body`](Self::body) then return what is
    /// known.
    ///
    /// ```no_run
    /// # async fn example(client: huaweicloud_dcs::Client) {
    /// # let request = client.delete_background_task().instance_id("i").task_id("t");
    /// use huaweicloud_dcs::ErrorResponse;
    ///
    /// let error = request.send().await.expect_err("a failure");
    /// if let Some(ErrorResponse { error_code, .. }) = error.documented() {
    ///     println!("{error_code:?}");
    /// }
    /// # }
    /// ```
    pub fn documented<E: DeserializeOwned>(&self) -> Option<E> {
        let response = self.inner.response.as_ref().filter(|response| response.documented)?;
        serde_json::from_slice(details::without_mark(&response.body)).ok()
    }

    /// Returns true if the operation may have taken effect although the call failed: the answer to
    /// an attempt was lost, or came from something that may have lost it.
    pub fn is_outcome_unknown(&self) -> bool {
        self.inner.open
    }

    /// Returns the number of requests that were sent to the service, or to IAM if the kind is
    /// [`Project`](ErrorKind::Project). It is 0 if the call failed before the first request.
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// Returns true if the service said that what the call names does not exist. A 404 of IAM does
    /// not count.
    pub fn is_not_found(&self) -> bool {
        self.inner.kind != ErrorKind::Project && self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Returns true if the service, or IAM, asked for fewer requests.
    pub fn is_throttled(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Returns true if credentials are missing, wrong, or do not allow the call.
    pub fn is_auth(&self) -> bool {
        self.inner.kind == ErrorKind::Credentials
            || matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN))
    }

    /// Returns true if the call, an attempt, or connecting took too long.
    pub fn is_timeout(&self) -> bool {
        self.inner.kind == ErrorKind::Timeout
            || self.is_project_timeout()
            || self.is_connect() && self.below_http().is_some_and(reqwest::Error::is_timeout)
    }

    /// Returns true if no connection came about: to the service, or to IAM if the kind is
    /// [`Project`](ErrorKind::Project).
    pub fn is_connect(&self) -> bool {
        match self.inner.kind {
            ErrorKind::Project => self.below_http().is_some_and(reqwest::Error::is_connect),
            kind => kind == ErrorKind::Connect,
        }
    }

    /// Returns true if the same call may succeed later: after failures of the connection, statuses
    /// that pass by themselves, and codes that the document marks with `retry`. It says nothing about
    /// effects: [`is_outcome_unknown`](Self::is_outcome_unknown) says whether another call may repeat
    /// one.
    ///
    /// The client has then tried again by itself as far as its [`RetryPolicy`](crate::RetryPolicy) and
    /// the operation allow it. Codes of statuses other than 500 are left to the caller, since they
    /// name conditions that last longer than a call may.
    pub fn is_retryable(&self) -> bool {
        match (self.inner.kind, self.failed_response()) {
            (_, Some(response)) => {
                retry::is_transient(response.status)
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
