//# documented_error
use std::collections::HashSet;

//# success documented_error
use progenitor_client::{Error, ResponseValue};
use reqwest::Response;
use serde::de::DeserializeOwned;
//# documented_error
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
//# success documented_error

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
    let mut segment = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
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
/// Decodes the body of a documented error. A body that does not decode, or not without a loss,
/// costs nothing but the type: status, headers and body stay with the error.
pub(super) async fn documented_error<E: DeserializeOwned>(response: Response) -> Error<E> {
    let (response, body) = buffer(response, ERROR_BODY_LIMIT).await;
    match serde_json::from_slice::<Lossless>(&body).and_then(|_| serde_json::from_slice(&body)) {
        Ok(value) => Error::ErrorResponse(ResponseValue::new(
            value,
            response.status(),
            response.headers().clone(),
        )),
        Err(_) => Error::UnexpectedResponse(response),
    }
}

//# documented_error
/// JSON of which decoded values keep all: no object has a field twice, and no integer has more than
/// 64 bits. It is not kept itself.
struct Lossless;

impl<'de> Deserialize<'de> for Lossless {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Lossless {
    type Value = Self;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON with each field once and integers of 64 bits")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self, E> {
        // An integer that does not fit is read as a float, and looks like any other of its size.
        if value.abs() >= i64::MAX as f64 {
            return Err(E::invalid_value(Unexpected::Float(value), &self));
        }
        Ok(Self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(Self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self, A::Error> {
        let mut names = HashSet::new();
        while let Some((name, Self)) = fields.next_entry::<String, Self>()? {
            if let Some(name) = names.replace(name) {
                return Err(serde::de::Error::custom(format!("field `{name}` is there twice")));
            }
        }
        Ok(self)
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
