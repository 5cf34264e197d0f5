//! The client and how it is configured.

mod build;
mod builder;
mod call;
mod config;
mod project;

use std::fmt;
use std::sync::Arc;

pub use builder::ClientBuilder;
pub use config::ConfigError;

use crate::generated::BaseUrl;
use crate::generated::region::Region;
use crate::runtime;

/// A client of DCS. It is cheap to clone: clones share one pool of connections, credentials and
/// configuration.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    base: BaseUrl,
    runtime: runtime::Shared,
    project: project::Project,
}

impl Client {
    /// Starts the configuration of a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Makes a client of a region from the environment, which is read as the official SDKs do:
    /// credentials from `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` and
    /// `HUAWEICLOUD_SDK_SECURITY_TOKEN`, else from the profile file, else from the metadata of the
    /// machine; the project from `HUAWEICLOUD_SDK_PROJECT_ID`; and another endpoint from
    /// `HUAWEICLOUD_SDK_REGION_DCS_…`, with the region's name in upper case and underscores.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`]. Credentials are looked for when the first call needs them.
    pub fn from_env(region: Region) -> Result<Self, ConfigError> {
        Self::builder().region(region).build()
    }

    /// Makes a client of a region that authenticates with a token.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn with_token(region: Region, token: &str) -> Result<Self, ConfigError> {
        Self::builder().region(region).token(token).build()
    }

    /// Makes a client of another endpoint, such as a test server, that authenticates with a token.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn with_endpoint(endpoint: &str, token: &str) -> Result<Self, ConfigError> {
        Self::builder().endpoint(endpoint).token(token).build()
    }

    /// Returns the URL that paths are appended to.
    pub fn endpoint(&self) -> &str {
        self.shared.base.as_str()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.endpoint()).finish_non_exhaustive()
    }
}
