//! Checks where requests may go, and says why a configuration is refused.

use std::fmt;

use reqwest::Url;

/// Whether a feature for TLS is on.
pub(super) const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// The reason why a client could not be configured. No variant shows a secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConfigError {
    /// Neither a region nor an endpoint was given.
    NoEndpoint,
    /// Credentials may not be sent to the endpoint.
    Endpoint {
        /// The source of the endpoint: `the endpoint`, or the environment variable.
        origin: String,
        /// The reason.
        reason: &'static str,
    },
    /// A credential is empty or holds a character that no header can carry.
    Credential(crate::auth::InvalidCredential),
    /// The project ID cannot be part of a path.
    Project {
        /// The reason.
        reason: String,
    },
    /// The suffix of the user agent holds a character that no header can carry.
    UserAgent,
    /// The endpoint needs TLS, and the crate was built without it.
    NoTls,
    /// The HTTP client that was passed in is not known to leave redirects alone.
    FollowsRedirects,
    /// The HTTP client could not be set up.
    Http(reqwest::Error),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("there is no endpoint; name a region or an endpoint"),
            Self::Endpoint { origin, reason } => write!(f, "{origin} cannot be used: {reason}"),
            Self::Credential(_) => f.write_str("a credential cannot be used"),
            Self::Project { reason } => write!(f, "the project ID cannot be used: it {reason}"),
            Self::UserAgent => f.write_str(
                "the suffix of the user agent holds a character that a header cannot carry",
            ),
            Self::NoTls => f.write_str(
                "the endpoint needs TLS, which this build has not; switch on the feature `rustls` \
                 or `native-tls` of huaweicloud-dcs",
            ),
            Self::FollowsRedirects => f.write_str(
                "the HTTP client may follow redirects, and take tokens along; build it with \
                 `redirect(reqwest::redirect::Policy::none())`",
            ),
            Self::Http(_) => f.write_str("the HTTP client could not be set up"),
        }
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            Self::Credential(error) => Some(error),
            Self::NoEndpoint
            | Self::Endpoint { .. }
            | Self::Project { .. }
            | Self::UserAgent
            | Self::NoTls
            | Self::FollowsRedirects => None,
        }
    }
}

/// Checks that credentials may be sent to the endpoint. Plain `http` is for loopback, unless the
/// caller asked for it by name.
pub(super) fn endpoint(text: &str, origin: &str, plain: bool) -> Result<Url, ConfigError> {
    let refuse = |reason| Err(ConfigError::Endpoint { origin: origin.to_owned(), reason });
    let Ok(url) = Url::parse(text.trim()) else {
        return refuse("it is not a URL; write it like https://dcs.cn-north-4.myhuaweicloud.com");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("it holds user information; pass credentials instead");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refuse("it holds a query or a fragment; only a path prefix may follow the host");
    }
    match (url.scheme(), url.host_str()) {
        ("https", Some(_)) => Ok(url),
        ("http", Some(host)) if plain || is_loopback(host) => Ok(url),
        ("http", _) => refuse("plain http would show the credentials to the network; use https"),
        _ => refuse("its scheme is neither https nor http"),
    }
}

/// Whether a client is known to follow no redirect. reqwest has no question for it, and shows it in
/// `Debug` alone; were that to change, every client would be refused, and tests would say so.
pub(super) fn follows_no_redirect(http: &reqwest::Client) -> bool {
    format!("{http:?}").contains(r#"redirect_policy: "Policy(None)""#)
}

/// Whether what is sent there stays on this machine, and is not encrypted.
pub(super) fn is_plain_loopback(url: &Url) -> bool {
    url.scheme() == "http" && url.host_str().is_some_and(is_loopback)
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
