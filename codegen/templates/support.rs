//# success documented_error
use progenitor_client::{Error, ResponseValue};
use reqwest::Response;
use serde::de::DeserializeOwned;

//# documented_error
/// How many bytes of an error's body are kept; a body beyond that is cut, not refused.
const ERROR_BODY_LIMIT: usize = 1 << 20;

//# BaseUrl::new
/// What the URLs of all requests begin with: scheme, host, and port and path prefix if there are
/// any. It is parsed once, so that nothing in a path can change where a request goes.
#[derive(Clone)]
pub(crate) struct BaseUrl(std::sync::Arc<Base>);

struct Base {
    text: String,
    prefix: String,
    /// A URL of the base with a path that is as long as most, so that a copy has room for them.
    url: Result<reqwest::Url, String>,
}

impl BaseUrl {
    pub(super) fn new(text: &str) -> Self {
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

    pub(super) fn as_str(&self) -> &str {
        &self.0.text
    }
}

impl std::fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_str().fmt(f)
    }
}

//# with_path
impl BaseUrl {
    /// The URL of a path, which begins with a slash and is percent-encoded.
    pub(super) fn with_path(&self, parts: &[&str]) -> Result<reqwest::Url, String> {
        let Base { prefix, url, .. } = &*self.0;
        let (mut url, path) = (url.clone()?, parts.concat());
        if prefix.is_empty() {
            url.set_path(&path);
        } else {
            url.set_path(&format!("{prefix}{path}"));
        }
        Ok(url)
    }
}

//# path_segment
/// Percent-encodes `value` as one segment of a path, or says why it cannot be one.
///
/// URL parsers resolve `.` and `..` even when they are percent-encoded, and read a backslash as a
/// slash. Sent as they are, such values would address something else than the caller named.
pub(super) fn path_segment(name: &str, value: String) -> Result<String, String> {
    match value.as_str() {
        "" => return Err(format!("{name} is empty, so the path would lose a segment")),
        "." | ".." => {
            return Err(format!("{name} is `{value}`, which a URL resolves to another path"));
        }
        _ => {}
    }
    let is_bare =
        |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'_' | b'.' | b'~');
    // To the end in any case, so that the compiler looks at many bytes at once.
    if value.bytes().fold(true, |all, byte| all & is_bare(byte)) {
        return Ok(value);
    }
    let mut segment = String::with_capacity(value.len());
    for byte in value.bytes() {
        if is_bare(byte) {
            segment.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            segment.push('%');
            segment.push(char::from(HEX[usize::from(byte >> 4)]));
            segment.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    Ok(segment)
}

//# success
/// Decodes the body of a documented success.
pub(super) async fn success<T: DeserializeOwned, E>(
    response: Response,
) -> Result<ResponseValue<T>, Error<E>> {
    let (response, body) = buffer(response, usize::MAX).await;
    let body: &[u8] = if body.is_empty() { b"null" } else { &body };
    match serde_json::from_slice(body) {
        Ok(value) => Ok(ResponseValue::new(
            value,
            response.status(),
            response.headers().clone(),
        )),
        Err(_) => Err(Error::UnexpectedResponse(response)),
    }
}

//# documented_error
/// Decodes the body of a documented error. A body that does not decode costs nothing but the
/// type: status, headers and body stay with the error.
pub(super) async fn documented_error<E: DeserializeOwned>(response: Response) -> Error<E> {
    let (response, body) = buffer(response, ERROR_BODY_LIMIT).await;
    match serde_json::from_slice(&body) {
        Ok(value) => Error::ErrorResponse(ResponseValue::new(
            value,
            response.status(),
            response.headers().clone(),
        )),
        Err(_) => Error::UnexpectedResponse(response),
    }
}

//# undocumented
/// A status that the document does not list: 4xx and 5xx decode like a documented error, all
/// else, a redirect among it, is returned as it came.
pub(super) async fn undocumented<E: DeserializeOwned>(response: Response) -> Error<E> {
    if response.status().is_client_error() || response.status().is_server_error() {
        documented_error(response).await
    } else {
        Error::UnexpectedResponse(response)
    }
}

//# success documented_error
/// Reads up to `limit` bytes of the body, and puts them back behind the same head. A connection
/// that breaks off ends the body early; its cause is kept among the response's extensions.
async fn buffer(mut response: Response, limit: usize) -> (Response, bytes::Bytes) {
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
