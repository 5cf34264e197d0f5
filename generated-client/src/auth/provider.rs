//! Where credentials come from.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::credentials::{Credentials, InvalidCredential};
use crate::generated::types::ProjectId;

/// What [`ProvideCredentials::provide`] returns.
pub type ProvideFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A source of credentials. A client keeps what it gives, as a [`Cached`](super::Cached) does:
/// credentials with an expiry are asked for anew before it comes, credentials without one are asked
/// for once.
///
/// ```
/// use huaweicloud_dcs::auth::{Credentials, CredentialsError, ProvideCredentials, ProvideFuture};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide(&self) -> ProvideFuture<'_> {
///         Box::pin(async {
///             // Ask the vault here.
///             Credentials::access_key("ak", "sk")
///                 .map_err(|error| CredentialsError::broken("vault", error.to_string()))
///         })
///     }
/// }
/// ```
pub trait ProvideCredentials: Send + Sync {
    /// Gives the credentials that hold now.
    ///
    /// The future may be dropped at any point, when a call is cancelled or runs out of time.
    fn provide(&self) -> ProvideFuture<'_>;
}

/// Credentials provide themselves.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn provide(&self) -> ProvideFuture<'_> {
        (**self).provide()
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Box<P> {
    fn provide(&self) -> ProvideFuture<'_> {
        (**self).provide()
    }
}

/// Why a source gave no credentials. It names the source, such as a variable, or a file and a
/// section, and never shows a secret.
#[derive(Clone, Debug)]
pub struct CredentialsError {
    absent: bool,
    origin: String,
    reason: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl CredentialsError {
    /// The source is not set up at all: a chain goes on to the next one.
    pub fn absent(origin: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { absent: true, origin: origin.into(), reason: reason.into(), source: None }
    }

    /// The source is set up and does not work: a chain stops here.
    pub fn broken(origin: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { absent: false, origin: origin.into(), reason: reason.into(), source: None }
    }

    pub(super) fn invalid(origin: impl Into<String>, error: InvalidCredential) -> Self {
        Self::broken(origin, error.to_string()).with_source(error)
    }

    /// Adds the cause. Its messages are shown in logs, so it must hold no secret.
    #[must_use]
    pub fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// Whether the source is not set up at all, rather than broken.
    pub fn is_absent(&self) -> bool {
        self.absent
    }

    /// The source, such as `environment variable HUAWEICLOUD_SDK_SK`.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no credentials from {}: {}", self.origin, self.reason)
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// Checks the parts that a file or the environment holds.
pub(super) fn from_parts(
    (access_key, secret_key): (&str, &str),
    security_token: Option<&str>,
    project_id: Option<&str>,
) -> Result<Credentials, InvalidCredential> {
    match security_token {
        Some(token) => Credentials::temporary(access_key, secret_key, token),
        None => Credentials::access_key(access_key, secret_key),
    }
    .and_then(|credentials| match project_id {
        Some(id) => credentials.with_project_id(id),
        None => Ok(credentials),
    })
}

/// Refuses a project ID that no path can hold, while it is known where it stands.
pub(super) fn check_project(
    origin: impl FnOnce() -> String,
    project_id: Option<&str>,
) -> Result<(), CredentialsError> {
    match project_id.map(|id| ProjectId::try_from(id.trim())) {
        Some(Err(error)) => {
            Err(CredentialsError::broken(origin(), format!("the project ID {error}")))
        }
        Some(Ok(_)) | None => Ok(()),
    }
}
