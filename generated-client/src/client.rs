//! How a client comes about.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use crate::generated::Client;
use crate::generated::region::Region;
use crate::hooks::Auth;

/// The same as that of [`Client::new`].
const LOOPBACK_TIMEOUT: Duration = Duration::from_secs(15);

impl Client {
    /// Creates a client of a region that authenticates with a token.
    ///
    /// # Errors
    /// [`ConfigError`] where the token cannot be sent or TLS cannot be set up.
    pub fn with_token(region: &Region, token: &str) -> Result<Self, ConfigError> {
        Self::with_endpoint(&region.endpoint(), token)
    }

    /// Creates a client of another endpoint, such as a proxy or a test server.
    ///
    /// # Errors
    /// [`ConfigError::Endpoint`] where the endpoint is not an `https` URL, or holds user
    /// information, a query or a fragment. Plain `http` is accepted for loopback addresses only,
    /// since it would show the token to the network; a proxy that the environment names is passed
    /// over for the same reason.
    pub fn with_endpoint(endpoint: &str, token: &str) -> Result<Self, ConfigError> {
        let url = check_endpoint(endpoint)?;
        let auth = Auth::token(token)?;
        if url.scheme() == "https" {
            return Self::new(endpoint, auth).map_err(ConfigError::Http);
        }
        let http = reqwest::Client::builder()
            .no_proxy()
            .connect_timeout(LOOPBACK_TIMEOUT)
            .timeout(LOOPBACK_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(ConfigError::Http)?;
        Ok(Self::new_with_client(endpoint, http, auth))
    }
}

fn check_endpoint(endpoint: &str) -> Result<Url, ConfigError> {
    let refuse = |reason| Err(ConfigError::Endpoint { reason });
    let Ok(url) = Url::parse(endpoint) else {
        return refuse("it is not a URL; write it like https://dcs.cn-north-4.myhuaweicloud.com");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("it holds user information; pass a token instead");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("it holds a query or a fragment; only a path prefix may follow the host");
    }
    match (url.scheme(), url.host_str()) {
        ("https", Some(_)) => Ok(url),
        ("http", Some(host)) if is_loopback(host) => Ok(url),
        ("http", _) => refuse("plain http would show the token to the network; use https"),
        _ => refuse("its scheme is neither https nor http"),
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Why a client could not be created. No variant shows a secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// The endpoint is not one that a token may be sent to.
    Endpoint {
        /// Why not.
        reason: &'static str,
    },
    /// The token is empty or holds a character that no header can carry.
    Token,
    /// The HTTP client could not be set up.
    Http(reqwest::Error),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint { reason } => write!(f, "the endpoint cannot be used: {reason}"),
            Self::Token => f.write_str(
                "the token is empty or holds a character that a header cannot carry; pass it as \
                 IAM issued it",
            ),
            Self::Http(_) => f.write_str("the HTTP client could not be set up"),
        }
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            Self::Endpoint { .. } | Self::Token => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_that_would_leak_the_token_are_refused() {
        for endpoint in [
            "",
            "dcs.example.com",
            "ftp://dcs.example.com",
            "http://dcs.example.com",
            "http://127.0.0.1.example.com",
            "https://user:secret@dcs.example.com",
            "https://dcs.example.com?q=1",
            "https://dcs.example.com#f",
        ] {
            let error = Client::with_endpoint(endpoint, "t").expect_err(endpoint);
            assert!(matches!(error, ConfigError::Endpoint { .. }), "{endpoint}: {error}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
        for endpoint in [
            "https://dcs.example.com",
            "https://dcs.example.com/prefix",
            "http://localhost:1",
            "http://127.0.0.1:1",
            "http://[::1]:1",
        ] {
            Client::with_endpoint(endpoint, "t").expect(endpoint);
        }
    }

    #[test]
    fn a_token_that_no_header_can_carry_is_refused_and_none_is_shown() {
        for token in ["", "  ", "a\nb", "a\0"] {
            let error = Client::with_token(&Region::CnNorth4, token).expect_err("refused");
            assert!(matches!(error, ConfigError::Token), "{error}");
        }
        let client = Client::with_token(&Region::CnNorth4, " s3cret\n").expect("accepted");
        assert!(!format!("{client:?}").contains("s3cret"));
    }
}
