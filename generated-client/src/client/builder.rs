//! The configuration of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use super::config::{self, ConfigError};
use super::{Client, Shared};
use crate::auth::{Credentials, InvalidCredential, ProvideCredentials};
use crate::clock::{Clock, SystemClock};
use crate::error::Error;
use crate::generated::region::Region;
use crate::generated::types::ProjectId;
use crate::retry::RetryPolicy;
use crate::runtime::{self, Runtime};

/// What requests say of the client that sends them.
const USER_AGENT: &str = concat!("huaweicloud-dcs/", env!("CARGO_PKG_VERSION"));

/// The configuration of a [`Client`].
///
/// ```
/// use std::time::Duration;
/// use huaweicloud_dcs::{Client, Credentials, Region, RetryPolicy};
///
/// let client = Client::builder()
///     .region(Region::CnNorth4)
///     .credentials(Credentials::access_key("AK", "SK")?)
///     .project_id("a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71")
///     .call_timeout(Duration::from_secs(30))
///     .retry(RetryPolicy::default().max_attempts(3))
///     .build()?;
/// # let _ = client;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[must_use = "a configuration does nothing until it is built"]
pub struct ClientBuilder {
    region: Option<Region>,
    endpoint: Option<String>,
    plain_http: bool,
    credentials: Option<Result<Arc<dyn ProvideCredentials>, InvalidCredentialShared>>,
    project_id: Option<Result<ProjectId, String>>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    call_timeout: Duration,
    retry: RetryPolicy,
    proxy: Option<reqwest::Proxy>,
    roots: Vec<reqwest::Certificate>,
    user_agent: Option<String>,
    http: Option<reqwest::Client>,
    clock: Arc<dyn Clock>,
}

type InvalidCredentialShared = Arc<InvalidCredential>;

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            region: None,
            endpoint: None,
            plain_http: false,
            credentials: None,
            project_id: None,
            connect_timeout: Duration::from_secs(10),
            attempt_timeout: Duration::from_secs(60),
            call_timeout: Duration::from_secs(120),
            retry: RetryPolicy::default(),
            proxy: None,
            roots: Vec::new(),
            user_agent: None,
            http: None,
            clock: Arc::new(SystemClock::new()),
        }
    }

    /// The region whose public endpoint is used. The environment may name another endpoint for
    /// it: `HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4` for `cn-north-4`.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// The endpoint, in place of that of a region. A path after the host is put in front of every
    /// path, and signed.
    pub fn endpoint(mut self, endpoint: &str) -> Self {
        self.endpoint = Some(endpoint.to_owned());
        self
    }

    /// Accepts plain `http` for any host: everyone on the way can then read tokens and change
    /// requests. Loopback addresses need no such permission.
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Where credentials come from: [`Credentials`] themselves, or a provider. By default the
    /// environment, then the profile file, then the metadata of the machine.
    pub fn credentials(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.credentials = Some(Ok(Arc::new(provider)));
        self
    }

    /// A token of IAM as credentials.
    pub fn token(mut self, token: &str) -> Self {
        self.credentials = Some(match Credentials::token(token) {
            Ok(token) => Ok(Arc::new(token)),
            Err(error) => Err(Arc::new(error)),
        });
        self
    }

    /// The project of calls that name none. By default that of the credentials, then
    /// `HUAWEICLOUD_SDK_PROJECT_ID`, then what IAM answers for the region.
    pub fn project_id<V>(mut self, project_id: V) -> Self
    where
        V: TryInto<ProjectId>,
        V::Error: fmt::Display,
    {
        self.project_id = Some(project_id.try_into().map_err(|error| error.to_string()));
        self
    }

    /// How long connecting may take; 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long one attempt may take, from connecting to the end of the response; 60 seconds by
    /// default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// How long a call may take with all attempts and the waits between them; 120 seconds by
    /// default.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// When a call is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// A proxy for all requests; by default what the environment names. Plain `http` to loopback
    /// never goes through a proxy of the environment.
    pub fn proxy(mut self, proxy: reqwest::Proxy) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// A root certificate to trust beside those of the system.
    pub fn root_certificate(mut self, certificate: reqwest::Certificate) -> Self {
        self.roots.push(certificate);
        self
    }

    /// Text after the client's own name in the header `User-Agent`.
    pub fn user_agent_suffix(mut self, suffix: &str) -> Self {
        self.user_agent = Some(suffix.to_owned());
        self
    }

    /// An HTTP client to share, in place of one of the client's own: `connect_timeout`, `proxy`
    /// and `root_certificate` are then its business. It must follow no redirects, which reqwest
    /// does unless told otherwise with `redirect(reqwest::redirect::Policy::none())`: a redirect
    /// takes the token along to wherever it leads.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Where the client gets the time and random numbers from.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] says which part of the configuration cannot be used, and why.
    pub fn build(self) -> Result<Client, ConfigError> {
        let (text, origin) = self.endpoint_text()?;
        let url = config::endpoint(&text, &origin, self.plain_http)?;
        let endpoint = url.as_str().trim_end_matches('/').to_owned();
        let explicit = match &self.project_id {
            Some(Err(reason)) => return Err(ConfigError::Project { reason: reason.clone() }),
            Some(Ok(project)) => Some(project.clone()),
            None => None,
        };
        let user_agent = match &self.user_agent {
            Some(suffix) => format!("{USER_AGENT} {}", suffix.trim()),
            None => USER_AGENT.to_owned(),
        };
        let user_agent = HeaderValue::from_str(&user_agent).map_err(|_| ConfigError::UserAgent)?;
        let http = match &self.http {
            Some(http) => http.clone(),
            None => self.http(&url).map_err(ConfigError::Http)?,
        };
        let credentials = match self.credentials {
            Some(Ok(provider)) => provider,
            Some(Err(error)) => return Err(ConfigError::Credential((*error).clone())),
            None => Arc::new(crate::auth::default_chain(Arc::clone(&self.clock))),
        };
        let runtime = Runtime::new(runtime::Shared {
            credentials,
            clock: self.clock,
            retry: self.retry,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
            user_agent,
        });
        let project = Project { explicit, region: self.region };
        Ok(Client { shared: Arc::new(Shared { endpoint, http, runtime, project }) })
    }

    /// The endpoint and where it comes from.
    fn endpoint_text(&self) -> Result<(String, String), ConfigError> {
        if let Some(endpoint) = &self.endpoint {
            return Ok((endpoint.clone(), "the endpoint".to_owned()));
        }
        let region = self.region.as_ref().ok_or(ConfigError::NoEndpoint)?;
        let name = region.as_str().replace('-', "_").to_ascii_uppercase();
        let variable = format!("HUAWEICLOUD_SDK_REGION_DCS_{name}");
        match std::env::var(&variable) {
            Ok(endpoint) if !endpoint.trim().is_empty() => Ok((endpoint, variable)),
            _ => Ok((region.endpoint(), "the region's endpoint".to_owned())),
        }
    }

    fn http(&self, endpoint: &reqwest::Url) -> reqwest::Result<reqwest::Client> {
        let mut http = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            .redirect(reqwest::redirect::Policy::none());
        let loopback = endpoint.host_str().is_some_and(config::is_loopback);
        if let Some(proxy) = &self.proxy {
            http = http.proxy(proxy.clone());
        } else if endpoint.scheme() == "http" && loopback {
            http = http.no_proxy();
        }
        for root in &self.roots {
            http = http.add_root_certificate(root.clone());
        }
        http.build()
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Where the project of calls that name none comes from.
pub(super) struct Project {
    explicit: Option<ProjectId>,
    region: Option<Region>,
}

impl Project {
    /// The explicit one, that of the credentials, or that of the environment.
    pub(super) async fn get(&self, runtime: &Runtime) -> Result<ProjectId, Error> {
        if let Some(project) = &self.explicit {
            return Ok(project.clone());
        }
        let credentials = runtime.shared().credentials.provide().await;
        let credentials = credentials.map_err(|error| Error::credentials(error, 0))?;
        let environment = std::env::var("HUAWEICLOUD_SDK_PROJECT_ID").ok();
        let text = credentials.project_id().map(str::to_owned).or(environment);
        match text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => {
                ProjectId::try_from(text).map_err(|error| Error::request(format!("project_id {error}")))
            }
            None => self.look_up(runtime, &credentials).await,
        }
    }

    async fn look_up(&self, runtime: &Runtime, credentials: &Credentials) -> Result<ProjectId, Error> {
        let _ = (runtime, credentials, &self.region);
        Err(Error::request("project_id is missing; name it, or set HUAWEICLOUD_SDK_PROJECT_ID"))
    }
}
