//! The configuration of a client.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use super::config::{self, ConfigError};
use super::project::Project;
use super::{Client, Shared};
use crate::auth::project::ProjectLookup;
use crate::auth::{Cached, Credentials, DefaultChain, InvalidCredential, ProvideCredentials};
use crate::clock::{Clock, SystemClock};
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
    iam_endpoint: Option<String>,
    credentials: Source,
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

/// Where credentials come from.
#[derive(Clone)]
enum Source {
    Default,
    Fixed(Result<Credentials, InvalidCredential>),
    Provider(Arc<dyn ProvideCredentials>),
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            region: None,
            endpoint: None,
            plain_http: false,
            iam_endpoint: None,
            credentials: Source::Default,
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

    /// The endpoint of IAM, which is asked for the project of the region where nothing names it;
    /// by default `HUAWEICLOUD_SDK_IAM_ENDPOINT`, then `https://iam.{region}.myhuaweicloud.com`.
    pub fn iam_endpoint(mut self, endpoint: &str) -> Self {
        self.iam_endpoint = Some(endpoint.to_owned());
        self
    }

    /// Where credentials come from: [`Credentials`] themselves, or a provider, which is then
    /// wrapped into a [`Cached`]. By default the environment, then the profile file, then the
    /// metadata of the machine.
    pub fn credentials<P: ProvideCredentials + 'static>(mut self, provider: P) -> Self {
        let fixed = (&provider as &dyn Any).downcast_ref::<Credentials>().cloned();
        self.credentials = match fixed {
            Some(credentials) => Source::Fixed(Ok(credentials)),
            None => Source::Provider(Arc::new(provider)),
        };
        self
    }

    /// A token of IAM as credentials.
    pub fn token(mut self, token: &str) -> Self {
        self.credentials = Source::Fixed(Credentials::token(token));
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
        let project = self.project()?;
        let http = match &self.http {
            Some(http) => http.clone(),
            None => self.http(&url).map_err(ConfigError::Http)?,
        };
        let runtime = Runtime::new(runtime::Shared {
            credentials: self.provider()?,
            user_agent: self.user_agent()?,
            clock: self.clock,
            retry: self.retry,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
        });
        Ok(Client { shared: Arc::new(Shared { endpoint, http, runtime, project }) })
    }

    fn provider(&self) -> Result<Arc<dyn ProvideCredentials>, ConfigError> {
        let clock = Arc::clone(&self.clock);
        Ok(match &self.credentials {
            Source::Default => Arc::new(Cached::with_clock(DefaultChain::new(), clock)),
            Source::Provider(provider) => Arc::new(Cached::with_clock(Arc::clone(provider), clock)),
            Source::Fixed(Ok(credentials)) => Arc::new(credentials.clone()),
            Source::Fixed(Err(error)) => return Err(ConfigError::Credential(*error)),
        })
    }

    fn user_agent(&self) -> Result<HeaderValue, ConfigError> {
        let text = match &self.user_agent {
            Some(suffix) => format!("{USER_AGENT} {}", suffix.trim()),
            None => USER_AGENT.to_owned(),
        };
        HeaderValue::from_str(text.trim_end()).map_err(|_| ConfigError::UserAgent)
    }

    fn project(&self) -> Result<Project, ConfigError> {
        let explicit = match &self.project_id {
            Some(Err(reason)) => return Err(ConfigError::Project { reason: reason.clone() }),
            Some(Ok(project)) => Some(project.clone()),
            None => None,
        };
        // Where the project is given, IAM is not asked, and its endpoint is of no concern.
        let iam = match &self.region {
            Some(region) if explicit.is_none() => {
                Some((region.clone(), self.iam_endpoint_of(region)?))
            }
            _ => None,
        };
        Ok(Project { explicit, iam, lookup: ProjectLookup::default() })
    }

    fn iam_endpoint_of(&self, region: &Region) -> Result<String, ConfigError> {
        const VARIABLE: &str = "HUAWEICLOUD_SDK_IAM_ENDPOINT";
        let (text, origin) = match (&self.iam_endpoint, environment(VARIABLE)) {
            (Some(endpoint), _) => (endpoint.clone(), "the endpoint of IAM"),
            (None, Some(endpoint)) => (endpoint, VARIABLE),
            (None, None) => {
                let endpoint = format!("https://iam.{}.myhuaweicloud.com", region.as_str());
                (endpoint, "the region's endpoint of IAM")
            }
        };
        Ok(config::endpoint(&text, origin, self.plain_http)?.into())
    }

    /// The endpoint and where it comes from.
    fn endpoint_text(&self) -> Result<(String, String), ConfigError> {
        if let Some(endpoint) = &self.endpoint {
            return Ok((endpoint.clone(), "the endpoint".to_owned()));
        }
        let region = self.region.as_ref().ok_or(ConfigError::NoEndpoint)?;
        let name = region.as_str().replace('-', "_").to_ascii_uppercase();
        let variable = format!("HUAWEICLOUD_SDK_REGION_DCS_{name}");
        Ok(match environment(&variable) {
            Some(endpoint) => (endpoint, variable),
            None => (region.endpoint(), "the region's endpoint".to_owned()),
        })
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

/// The value of a variable, unless it is empty.
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
