//! What a request carries beside its method and URL.

use std::time::SystemTime;

use reqwest::Request;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::auth::Credentials;
use crate::auth::sign::{Signable, Signed, sign};
use crate::error::Error;

const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
const SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// A copy of the request with everything that depends on credentials and time. Each attempt has
/// its own, so that no signature is too old when it arrives.
pub(super) fn prepare(
    request: &Request,
    credentials: &Credentials,
    project: Option<&str>,
    user_agent: &HeaderValue,
    now: SystemTime,
) -> Result<Request, Error> {
    let Some(mut request) = request.try_clone() else {
        return Err(Error::request("its body is a stream, which cannot be sent twice"));
    };
    let headers = request.headers_mut();
    headers.insert(USER_AGENT, user_agent.clone());
    if let Some(token) = credentials.auth_token() {
        headers.insert(AUTH_TOKEN, secret(token.expose())?);
    }
    if let Some(token) = credentials.security_token() {
        headers.insert(SECURITY_TOKEN, secret(token.expose())?);
    }
    let Some(key) = credentials.signing_key() else { return Ok(request) };
    if let Some(project) = project {
        headers.insert(PROJECT_ID, value(project)?);
    }
    let url = request.url();
    // Host and port, for an endpoint holds no user information.
    let host = url.authority();
    let mut room: [(&str, &[u8]); 2] = [("", b""); 2];
    let signed_headers = signed_headers(request.headers(), &mut room);
    let signable = Signable {
        method: request.method().as_str(),
        host,
        path: url.path(),
        query: url.query().unwrap_or_default(),
        headers: signed_headers,
        body: request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default(),
    };
    let Signed { date, authorization, content_sha256 } = sign(&signable, key, now);
    let headers = request.headers_mut();
    headers.insert(SDK_DATE, value(date.as_str())?);
    headers.insert(AUTHORIZATION, secret(&authorization)?);
    if let Some(hash) = content_sha256 {
        headers.insert(CONTENT_SHA256, HeaderValue::from_static(hash));
    }
    Ok(request)
}

/// What a proxy may add or change, such as `Accept`, stays out of the signature.
fn signed_headers<'a, 'b>(
    headers: &'a HeaderMap,
    room: &'b mut [(&'static str, &'a [u8]); 2],
) -> &'b [(&'static str, &'a [u8])] {
    let mut count = 0;
    for (name, key) in [("x-project-id", &PROJECT_ID), ("x-security-token", &SECURITY_TOKEN)] {
        if let Some(value) = headers.get(key) {
            room[count] = (name, value.as_bytes());
            count += 1;
        }
    }
    &room[..count]
}

fn value(text: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(text)
        .map_err(|_| Error::request("a value holds a character that no header can carry"))
}

/// A header value that `Debug` does not show.
fn secret(text: &str) -> Result<HeaderValue, Error> {
    let mut value = value(text)?;
    value.set_sensitive(true);
    Ok(value)
}
