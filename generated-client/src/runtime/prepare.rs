//! Adds to a request what it carries beside its method and URL.

use std::time::SystemTime;

use reqwest::Request;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use super::Ready;
use crate::auth::Credentials;
use crate::auth::sign::{Signable, Signed, sign};
use crate::error::Error;

const AUTH_TOKEN: HeaderName = HeaderName::from_static("x-auth-token");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");
const PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
const SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-sdk-content-sha256");

/// How many headers [`prepare`] adds at most to a request without a body.
const MOST_HEADERS: usize = 6;

/// A copy of the request with everything that depends on credentials and time. Each attempt has
/// its own, so that no signature is too old when it arrives.
pub(super) fn prepare(
    ready: &Ready,
    credentials: &Credentials,
    user_agent: &HeaderValue,
    now: SystemTime,
) -> Result<Request, Error> {
    let mut request = copy(&ready.request)?;
    let project = ready.project.as_ref();
    let headers = request.headers_mut();
    if let Some(media_type) = ready.facts.accept {
        headers.insert(ACCEPT, HeaderValue::from_static(media_type));
    }
    headers.insert(USER_AGENT, user_agent.clone());
    if let Some(token) = credentials.auth_token() {
        headers.insert(AUTH_TOKEN, secret(token.expose())?);
    }
    if let Some(token) = credentials.security_token() {
        headers.insert(SECURITY_TOKEN, secret(token.expose())?);
    }
    let Some(key) = credentials.signing_key() else { return Ok(request) };
    if let Some(project) = project {
        headers.insert(PROJECT_ID, project.clone());
    }
    let url = request.url();
    // Host and port, for an endpoint holds no user information.
    let host = url.authority();
    // What a proxy may add or change, such as `Accept`, stays out of the signature.
    let project = project.map(|project| ("x-project-id", project.as_bytes()));
    let token = credentials.security_token();
    let token = token.map(|token| ("x-security-token", token.expose().as_bytes()));
    let signed_headers: &[_] = match (project, token) {
        (Some(project), Some(token)) => &[project, token],
        (Some(header), None) | (None, Some(header)) => &[header],
        (None, None) => &[],
    };
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
    headers.insert(AUTHORIZATION, secret(authorization)?);
    if let Some(hash) = content_sha256 {
        headers.insert(CONTENT_SHA256, HeaderValue::from_static(hash));
    }
    Ok(request)
}

/// As `Request::try_clone`, with room for the headers that follow.
fn copy(request: &Request) -> Result<Request, Error> {
    if request.body().is_some() {
        let stream =
            || Error::request("its body is a stream, which cannot be signed or sent twice");
        return request.try_clone().ok_or_else(stream);
    }
    let mut copy = Request::new(request.method().clone(), request.url().clone());
    let mut headers = HeaderMap::with_capacity(request.headers().len() + MOST_HEADERS);
    for (name, value) in request.headers() {
        headers.append(name, value.clone());
    }
    *copy.headers_mut() = headers;
    Ok(copy)
}

fn value<T: TryInto<HeaderValue>>(text: T) -> Result<HeaderValue, Error> {
    text.try_into()
        .map_err(|_| Error::request("a value holds a character that no header can carry"))
}

/// A header value that `Debug` does not show.
fn secret<T: TryInto<HeaderValue>>(text: T) -> Result<HeaderValue, Error> {
    let mut value = value(text)?;
    value.set_sensitive(true);
    Ok(value)
}
