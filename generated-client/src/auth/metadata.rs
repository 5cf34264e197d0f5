//! Credentials of a cloud instance, from its metadata service.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use reqwest::header::HeaderValue;
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::credentials::Credentials;
use super::provider::{CredentialsError, ProvideCredentials, ProvideFuture, from_parts};
use super::time::parse_utc;

const ENDPOINT: &str = "http://169.254.169.254";
const ORIGIN: &str = "the instance metadata service";
/// Six hours, in seconds.
const TOKEN_TTL: &str = "21600";
const TIMEOUT: Duration = Duration::from_secs(3);
/// Far beyond any answer of the service, in bytes.
const BODY_LIMIT: usize = 64 << 10;

/// Asks the metadata service of the cloud instance that this process runs on for the temporary
/// credentials of the instance's agency. Each request may take three seconds, follows no redirect,
/// and never goes through a proxy.
///
/// It is absent where the service cannot be reached, as on any other machine. Wrap it into a
/// [`Cached`](super::Cached): the service limits how often it is asked.
#[derive(Clone)]
pub struct Metadata {
    endpoint: String,
}

impl Metadata {
    /// The service at its fixed address.
    pub fn new() -> Self {
        Self::at(ENDPOINT)
    }

    /// A service elsewhere, such as a test server: scheme, host and port.
    pub fn at(endpoint: &str) -> Self {
        Self { endpoint: endpoint.trim_end_matches('/').to_owned() }
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()
            .map_err(|error| broken("the HTTP client cannot be set up").with_source(error))?;
        let token = self.token(&client).await?;
        let mut request = client.get(format!("{}/openstack/latest/securitykey", self.endpoint));
        if let Some(token) = token {
            request = request.header("X-Metadata-Token", token);
        }
        let response = request.send().await;
        // It has answered the question for a token, so it is there.
        let response =
            response.map_err(|error| broken("it gives no credentials").with_source(error))?;
        if response.status() != StatusCode::OK {
            let reason = format!(
                "it refuses credentials with status {}; check that the instance has an agency",
                response.status().as_u16()
            );
            return Err(broken(reason));
        }
        decode(&read(response).await?)
    }

    /// A token for the service; `None` where it does not know of tokens.
    async fn token(
        &self,
        client: &reqwest::Client,
    ) -> Result<Option<HeaderValue>, CredentialsError> {
        let request = client
            .put(format!("{}/meta-data/latest/api/token", self.endpoint))
            .header("X-Metadata-Token-Ttl-Seconds", TOKEN_TTL);
        let response = request.send().await.map_err(|error| {
            if error.is_connect() || error.is_timeout() {
                let reason = "it cannot be reached; only a cloud instance has one";
                CredentialsError::absent(ORIGIN, reason).with_source(error)
            } else {
                broken("the request failed").with_source(error)
            }
        })?;
        match response.status().as_u16() {
            200 => {
                let body = read(response).await?;
                let mut token = HeaderValue::from_bytes(body.trim_ascii())
                    .map_err(|_| broken("its token holds a character that no header carries"))?;
                token.set_sensitive(true);
                Ok(Some(token).filter(|token| !token.is_empty()))
            }
            404 | 405 | 503 => Ok(None),
            status => Err(broken(format!("it refuses a token with status {status}"))),
        }
    }
}

impl Default for Metadata {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metadata").field("endpoint", &self.endpoint).finish()
    }
}

impl ProvideCredentials for Metadata {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(self.fetch())
    }
}

fn broken(reason: impl Into<String>) -> CredentialsError {
    CredentialsError::broken(ORIGIN, reason)
}

async fn read(mut response: Response) -> Result<Zeroizing<Vec<u8>>, CredentialsError> {
    let mut body = Zeroizing::new(Vec::with_capacity(BODY_LIMIT));
    loop {
        match response.chunk().await {
            Ok(None) => return Ok(body),
            Ok(Some(chunk)) if body.len() + chunk.len() <= BODY_LIMIT => {
                body.extend_from_slice(&chunk);
            }
            Ok(Some(_)) => return Err(broken(format!("it sends more than {BODY_LIMIT} bytes"))),
            Err(error) => return Err(broken("its answer breaks off").with_source(error)),
        }
    }
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    credential: Credential<'a>,
}

#[derive(Deserialize)]
struct Credential<'a> {
    #[serde(borrow)]
    access: Cow<'a, str>,
    #[serde(borrow)]
    secret: Cow<'a, str>,
    #[serde(borrow)]
    securitytoken: Cow<'a, str>,
    #[serde(borrow)]
    expires_at: Cow<'a, str>,
}

fn decode(body: &[u8]) -> Result<Credentials, CredentialsError> {
    // The decoder's own message may quote a value, so only the place of the mistake is told.
    let Answer { credential } = serde_json::from_slice(body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        broken(format!(
            "its answer is not {{\"credential\": {{access, secret, securitytoken, expires_at}}}} \
             (line {line}, column {column})"
        ))
    })?;
    let expires_at = parse_utc(&credential.expires_at)
        .ok_or_else(|| broken("expires_at is not of the form 2026-01-31T23:59:59.000000Z"))?;
    let keys = (&*credential.access, &*credential.secret);
    let credentials = from_parts(keys, Some(&credential.securitytoken), None)
        .map_err(|error| CredentialsError::invalid(ORIGIN, error))?;
    Ok(credentials.with_expiry(expires_at))
}

#[cfg(test)]
#[path = "metadata_tests.rs"]
mod tests;
