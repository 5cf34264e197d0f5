use std::borrow::Cow;
use std::fmt::Display;
use std::marker::PhantomData;

use progenitor_client::{ByteStream, QueryParam};
#[cfg(not(runtime))]
use progenitor_client::{ClientHooks, Error, OperationInfo, ResponseValue};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

/// An operation: its facts, and how its answers are decoded. A success decodes to `T`, a
/// documented error to `E`.
pub struct Operation<T, E> {
    /// The facts that do not depend on types.
    pub facts: &'static Facts,
    /// The way to decode the body of a success.
    pub decode: Decode<T>,
    /// The type of a documented error.
    pub error: PhantomData<fn() -> E>,
}

/// The facts that the document states about an operation.
#[derive(Debug)]
pub struct Facts {
    /// The name of the client's method.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with the names of its parameters in braces.
    pub template: &'static str,
    /// The media type that the request accepts, if the answer has one.
    pub accept: Option<&'static str>,
    /// The statuses that mean success.
    pub success: &'static [Statuses],
    /// The statuses whose body the document describes.
    pub errors: &'static [Statuses],
    /// True if the request may be sent again while the outcome of an attempt is unknown.
    pub repeatable: bool,
    /// The path parameter that is the client's project where a caller leaves it out.
    #[cfg(runtime)]
    pub default_project: Option<&'static str>,
}

impl Facts {
    /// Returns true if the status means success.
    pub fn is_success(&self, status: u16) -> bool {
        self.success.iter().any(|statuses| statuses.contains(status))
    }

    /// Returns true if the document describes the body of an error with this status.
    pub fn is_documented_error(&self, status: u16) -> bool {
        !self.is_success(status) && self.errors.iter().any(|statuses| statuses.contains(status))
    }
}

/// Statuses that the document lists under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statuses {
    /// One status, such as `404`.
    Code(u16),
    /// A class of a hundred statuses, such as `4XX`.
    Class(u16),
    /// Every status, `default`.
    Any,
}

impl Statuses {
    /// Returns true if the status is one of these.
    pub const fn contains(self, status: u16) -> bool {
        match self {
            Self::Code(code) => status == code,
            Self::Class(class) => status / 100 == class,
            Self::Any => true,
        }
    }
}

/// The way to decode the body of a success.
pub enum Decode<T> {
    /// The success has no body to decode.
    Empty(fn() -> T),
    /// The body is JSON.
    Json(fn(&[u8]) -> Result<T, DecodeError>),
    /// The body is handed over as it arrives.
    Stream(fn(ByteStream) -> T),
}

impl Decode<()> {
    /// Ignores the body.
    pub const EMPTY: Self = Self::Empty(|| ());
}

impl Decode<ByteStream> {
    /// Hands the body over as it arrives.
    pub const STREAM: Self = Self::Stream(|stream| stream);
}

impl<T: DeserializeOwned> Decode<T> {
    /// Decodes the body as JSON. An empty body is read as `null`.
    pub const JSON: Self = Self::Json(json);
}

/// The reason why a body could not be decoded.
#[cfg(runtime)]
pub type DecodeError = serde_path_to_error::Error<serde_json::Error>;

/// The reason why a body could not be decoded.
#[cfg(not(runtime))]
pub type DecodeError = serde_json::Error;

/// Decodes JSON. Only a body that does not decode is read once more, to find out where it fails.
#[cfg(runtime)]
fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = if body.is_empty() { b"null" } else { body };
    serde_json::from_slice(body).or_else(|_| {
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(body))
    })
}

/// Decodes JSON.
#[cfg(not(runtime))]
fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(if body.is_empty() { b"null" } else { body })
}

/// An argument of a request: its value, or the reason why there is none that can be sent.
pub(super) type Argument<T> = Result<T, Cow<'static, str>>;

/// A request as its builder composes it. It collects every argument that cannot be sent.
pub(crate) struct Request {
    facts: &'static Facts,
    path: String,
    /// The part of the template that the path does not hold yet.
    rest: &'static str,
    query: String,
    headers: HeaderMap,
    body: Option<reqwest::Body>,
    /// The place in the path for the project, where the caller left it out.
    #[cfg(runtime)]
    place: Option<usize>,
    /// The project, as a header carries it.
    #[cfg(runtime)]
    project: Option<HeaderValue>,
    invalid: Vec<Cow<'static, str>>,
}

impl Request {
    /// Starts a request without arguments.
    pub(super) fn new(facts: &'static Facts) -> Self {
        let mut request = Self {
            facts,
            path: String::with_capacity(2 * facts.template.len() + 64),
            rest: facts.template,
            query: String::new(),
            headers: HeaderMap::new(),
            body: None,
            #[cfg(runtime)]
            place: None,
            #[cfg(runtime)]
            project: None,
            invalid: Vec::new(),
        };
        request.constant();
        request
    }

    /// Copies the template up to its next parameter.
    fn constant(&mut self) {
        let (constant, rest) = match self.rest.split_once('{') {
            Some((constant, rest)) => {
                (constant, rest.split_once('}').map_or("", |(_, rest)| rest))
            }
            None => (self.rest, ""),
        };
        self.path.push_str(constant);
        self.rest = rest;
    }

    /// Takes the value of an argument, or notes why there is none.
    fn take<V>(&mut self, argument: Argument<V>) -> Option<V> {
        argument.map_err(|reason| self.invalid.push(reason)).ok()
    }

    /// Puts a value into the place of the next parameter of the path.
    pub(super) fn path<V: Display>(&mut self, name: &str, argument: Argument<V>) {
        if let Some(value) = self.take(argument) {
            self.segment(name, &value);
        }
        self.constant();
    }

    /// Puts the project into the place of the next parameter of the path, or keeps that place for
    /// the project of the client.
    #[cfg(runtime)]
    pub(super) fn project<V: Display>(&mut self, name: &str, argument: Argument<Option<V>>) {
        let start = self.path.len();
        match self.take(argument) {
            Some(Some(value)) => {
                self.segment(name, &value);
                self.project = HeaderValue::from_str(&self.path[start..]).ok();
            }
            Some(None) => self.place = Some(start),
            None => {}
        }
        self.constant();
    }

    fn segment(&mut self, name: &str, value: &dyn Display) {
        use std::fmt::Write as _;
        let start = self.path.len();
        // Writing to a string does not fail.
        let _ = write!(self.path, "{value}");
        if let Err(reason) = encode_segment(name, &mut self.path, start) {
            self.invalid.push(reason.into());
        }
    }

    /// Adds a parameter of the query. A list is added value by value, and an absent value is left
    /// out.
    pub(super) fn query<V: serde::Serialize>(&mut self, name: &str, argument: Argument<V>) {
        let Some(value) = self.take(argument) else { return };
        match serde_urlencoded::to_string(QueryParam::new(name, &value)) {
            Ok(pairs) if pairs.is_empty() => {}
            Ok(pairs) => {
                if !self.query.is_empty() {
                    self.query.push('&');
                }
                // A form writes these three in another way than the rest of a URL, and a signature
                // knows only the latter.
                let pairs = pairs.replace('+', "%20").replace('*', "%2A").replace("%7E", "~");
                self.query.push_str(&pairs);
            }
            Err(error) => self.invalid.push(format!("invalid {name}: {error}").into()),
        }
    }

    /// Adds a header, unless its value is absent.
    pub(super) fn header<V: Display>(&mut self, name: &str, argument: Argument<Option<V>>) {
        let Some(Some(value)) = self.take(argument) else { return };
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::try_from(value.to_string())) {
            (Ok(name), Ok(value)) => drop(self.headers.append(name, value)),
            _ => self.invalid.push(
                format!("invalid {name}: it holds a character that a header cannot carry").into(),
            ),
        }
    }

    /// Sets a JSON body.
    pub(super) fn json<V: serde::Serialize>(&mut self, argument: Argument<V>) {
        let Some(value) = self.take(argument) else { return };
        match serde_json::to_vec(&value) {
            Ok(json) => self.body("application/json", Ok(json)),
            Err(error) => self.invalid.push(format!("invalid body: {error}").into()),
        }
    }

    /// Sets a form as the body.
    pub(super) fn form<V: serde::Serialize>(&mut self, argument: Argument<V>) {
        let Some(value) = self.take(argument) else { return };
        match serde_urlencoded::to_string(&value) {
            Ok(form) => self.body("application/x-www-form-urlencoded", Ok(form)),
            Err(error) => self.invalid.push(format!("invalid body: {error}").into()),
        }
    }

    /// Sets a body of any media type.
    pub(super) fn body<V: Into<reqwest::Body>>(
        &mut self,
        media_type: &'static str,
        argument: Argument<V>,
    ) {
        let Some(body) = self.take(argument) else { return };
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        self.body = Some(body.into());
    }

    /// Returns true if the caller left the project out.
    #[cfg(runtime)]
    pub(crate) fn lacks_project(&self) -> bool {
        self.place.is_some()
    }

    /// Returns the facts of the operation.
    #[cfg(runtime)]
    pub(crate) fn facts(&self) -> &'static Facts {
        self.facts
    }

    /// Puts the project of the client into its place.
    #[cfg(runtime)]
    pub(crate) fn set_project(&mut self, project: &str, header: HeaderValue) {
        let Some(place) = self.place.take() else { return };
        let mut segment = project.to_owned();
        match encode_segment("project_id", &mut segment, 0) {
            Ok(()) => self.path.insert_str(place, &segment),
            Err(reason) => self.invalid.push(reason.into()),
        }
        self.project = Some(header);
    }

    /// Returns the project, as a header carries it.
    #[cfg(runtime)]
    pub(crate) fn take_project(&mut self) -> Option<HeaderValue> {
        self.project.take()
    }

    /// Returns the reasons why the request cannot be sent.
    pub(crate) fn invalid(&self) -> Option<String> {
        (!self.invalid.is_empty()).then(|| self.invalid.join("; "))
    }

    /// Makes the HTTP request.
    pub(crate) fn build(self, base: &BaseUrl) -> Result<reqwest::Request, String> {
        let mut url = base.with_path(&self.path)?;
        if !self.query.is_empty() {
            url.set_query(Some(&self.query));
        }
        let mut request = reqwest::Request::new(self.facts.method.clone(), url);
        *request.headers_mut() = self.headers;
        *request.body_mut() = self.body;
        Ok(request)
    }
}

/// The base of every URL: scheme, host, and port and path prefix if there are any. It is parsed
/// once, so nothing in a path can change where a request goes.
#[derive(Clone)]
pub(crate) struct BaseUrl(std::sync::Arc<Base>);

struct Base {
    text: String,
    prefix: String,
    /// The base with a path that is longer than most, so that a copy has room for them.
    url: Result<reqwest::Url, String>,
}

impl BaseUrl {
    /// Parses the base. A text that is not a URL is refused by each request.
    pub(crate) fn new(text: &str) -> Self {
        let text = text.trim_end_matches('/').to_owned();
        let url = text.parse::<reqwest::Url>();
        let url = url.map_err(|error| format!("the base URL cannot be used: {error}"));
        let prefix = url.as_ref().map_or("", |url| url.path().trim_end_matches('/')).to_owned();
        let url = url.map(|mut url| {
            url.set_path(&"-".repeat(160));
            url
        });
        Self(std::sync::Arc::new(Base { text, prefix, url }))
    }

    /// Returns the base as text, without a slash at its end.
    pub(crate) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Makes the URL of a path, which begins with a slash and is percent-encoded.
    fn with_path(&self, path: &str) -> Result<reqwest::Url, String> {
        let Base { prefix, url, .. } = &*self.0;
        let mut url = url.clone()?;
        if prefix.is_empty() {
            url.set_path(path);
        } else {
            url.set_path(&format!("{prefix}{path}"));
        }
        Ok(url)
    }
}

impl std::fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

/// Percent-encodes the end of `path`, from `start` on, as one segment or a part of one.
///
/// URL parsers resolve `.` and `..` even when they are percent-encoded, and read a backslash as a
/// slash. Such values would address something else than the caller named, so they are refused.
pub(super) fn encode_segment(name: &str, path: &mut String, start: usize) -> Result<(), String> {
    use std::fmt::Write as _;
    match &path[start..] {
        "" => return Err(format!("{name} is empty, so the path would lose a segment")),
        value @ ("." | "..") => {
            return Err(format!("{name} is `{value}`, which a URL resolves to another path"));
        }
        _ => {}
    }
    let is_bare =
        |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'_' | b'.' | b'~');
    // The loop has no early end, so that the compiler can look at many bytes at once.
    if path.bytes().skip(start).fold(true, |all, byte| all & is_bare(byte)) {
        return Ok(());
    }
    for byte in path.split_off(start).bytes() {
        if is_bare(byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    Ok(())
}

#[cfg(not(runtime))]
impl super::Client {
    /// Sends a request and decodes the answer by its status.
    pub(super) async fn call<T, E: DeserializeOwned>(
        &self,
        operation: &Operation<T, E>,
        request: Request,
    ) -> Result<ResponseValue<T>, Error<E>> {
        let facts = operation.facts;
        if let Some(reasons) = request.invalid() {
            return Err(Error::InvalidRequest(reasons));
        }
        let mut request = request.build(&self.baseurl).map_err(Error::InvalidRequest)?;
        if let Some(media_type) = facts.accept {
            request.headers_mut().insert(ACCEPT, HeaderValue::from_static(media_type));
        }
        let info = OperationInfo { operation_id: facts.id };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        let status = response.status().as_u16();
        if facts.is_success(status) {
            return operation.decode.success(response).await;
        }
        // An undocumented error most likely has the form of a documented one.
        if facts.is_documented_error(status) || !facts.errors.is_empty() && (400..600).contains(&status)
        {
            return Err(documented_error(response).await);
        }
        Err(Error::UnexpectedResponse(response))
    }
}

#[cfg(not(runtime))]
impl<T> Decode<T> {
    /// Decodes a success. A body that does not decode stays with the error.
    async fn success<E>(
        &self,
        response: reqwest::Response,
    ) -> Result<ResponseValue<T>, Error<E>> {
        let (status, headers) = (response.status(), response.headers().clone());
        let value = match self {
            Self::Empty(value) => value(),
            Self::Stream(value) => value(ResponseValue::stream(response).into_inner()),
            Self::Json(decode) => {
                let (response, body) = buffer(response, usize::MAX).await;
                match decode(&body) {
                    Ok(value) => value,
                    Err(_) => return Err(Error::UnexpectedResponse(response)),
                }
            }
        };
        Ok(ResponseValue::new(value, status, headers))
    }
}

/// Decodes the body of an error. A body that does not decode costs nothing but the type: status,
/// headers and body stay with the error. A body beyond 1 MiB is cut.
#[cfg(not(runtime))]
async fn documented_error<E: DeserializeOwned>(response: reqwest::Response) -> Error<E> {
    let (response, body) = buffer(response, 1 << 20).await;
    match serde_json::from_slice(&body) {
        Ok(value) => Error::ErrorResponse(ResponseValue::new(
            value,
            response.status(),
            response.headers().clone(),
        )),
        Err(_) => Error::UnexpectedResponse(response),
    }
}

/// Reads up to `limit` bytes of the body, and puts them back behind the same head. A connection
/// that breaks off ends the body early; its cause is kept among the response's extensions.
#[cfg(not(runtime))]
async fn buffer(
    mut response: reqwest::Response,
    limit: usize,
) -> (reqwest::Response, bytes::Bytes) {
    let mut body = bytes::BytesMut::new();
    let mut failure = None;
    while body.len() < limit {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk[..chunk.len().min(limit - body.len())]),
            Ok(None) => break,
            Err(error) => {
                failure = Some(std::sync::Arc::new(error));
                break;
            }
        }
    }
    let body = body.freeze();
    let mut head = http::Response::new(body.clone());
    *head.status_mut() = response.status();
    *head.version_mut() = response.version();
    std::mem::swap(head.headers_mut(), response.headers_mut());
    std::mem::swap(head.extensions_mut(), response.extensions_mut());
    if let Some(failure) = failure {
        head.extensions_mut().insert(failure);
    }
    (head.into(), body)
}
