//! The client and how it is configured.

mod build;
mod builder;
mod config;
mod project;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

pub use builder::ClientBuilder;
pub use config::ConfigError;
pub(crate) use project::Named;

use crate::error::Error;
use crate::generated;
use crate::generated::region::Region;
use crate::generated::types::ProjectId;
use crate::operation::DeleteBackgroundTask;

/// A client of DCS. Cheap to clone; clones share one pool of connections, credentials and
/// configuration.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: String,
    generated: generated::Client,
    project: project::Project,
}

impl Client {
    /// Starts the configuration of a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client of a region with what the environment holds, as the official SDKs read it:
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

    /// A client of a region that authenticates with a token.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn with_token(region: Region, token: &str) -> Result<Self, ConfigError> {
        Self::builder().region(region).token(token).build()
    }

    /// A client of another endpoint, such as a test server, that authenticates with a token.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn with_endpoint(endpoint: &str, token: &str) -> Result<Self, ConfigError> {
        Self::builder().endpoint(endpoint).token(token).build()
    }

    /// Deletes a background task of an instance.
    pub fn delete_background_task(&self) -> DeleteBackgroundTask<'_> {
        DeleteBackgroundTask::new(self)
    }

    /// The URL that paths are appended to.
    pub fn endpoint(&self) -> &str {
        &self.shared.endpoint
    }

    /// The time by [`Clock::elapsed`](crate::Clock::elapsed).
    pub(crate) fn now(&self) -> Duration {
        self.shared.generated.inner.shared().clock.elapsed()
    }

    /// The project of a call: that which it names, or else that of the client.
    pub(crate) async fn project(
        &self,
        named: Option<ProjectId>,
        started: Duration,
    ) -> Result<Named, Error> {
        let Shared { generated, project, .. } = &*self.shared;
        let id = match (named, project.explicit()) {
            (Some(id), _) => id,
            (None, Some(project)) => return Ok(project.clone()),
            (None, None) => {
                let shared = generated.inner.shared();
                let found = Box::pin(project.look_for(shared, started));
                shared.in_time(started, found).await??
            }
        };
        Named::try_from(id).map_err(|error| Error::request(format!("invalid project_id: {error}")))
    }

    /// The generated client with room for the outcome of one call.
    pub(crate) fn for_call(
        &self,
        template: &'static str,
        project: HeaderValue,
        started: Duration,
    ) -> generated::Client {
        let generated::Client { baseurl, client, inner } = &self.shared.generated;
        generated::Client {
            baseurl: baseurl.clone(),
            client: client.clone(),
            inner: inner.for_call(template, project, started),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.shared.endpoint).finish_non_exhaustive()
    }
}
