//# success documented_error
use progenitor_client::{Error, ResponseValue};
use reqwest::Response;
use serde::de::DeserializeOwned;

//# documented_error
/// How many bytes of an error's body are kept; a body beyond that is cut, not refused.
const ERROR_BODY_LIMIT: usize = 1 << 20;

//# path_segment
/// Percent-encodes `value` as one segment of a path, or says why it cannot be one.
///
/// URL parsers resolve `.` and `..` even when they are percent-encoded, and read a backslash as a
/// slash. Sent as they are, such values would address something else than the caller named.
pub(super) fn path_segment(name: &str, value: &str) -> Result<String, String> {
    match value {
        "" => return Err(format!("{name} is empty, so the path would lose a segment")),
        "." | ".." => {
            return Err(format!("{name} is `{value}`, which a URL resolves to another path"));
        }
        _ => {}
    }
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    if value.bytes().all(is_bare) {
        return Ok(value.to_owned());
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
