//! The configuration of a client.

use std::any::Any;
use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::auth::{Credentials, InvalidCredential, ProvideCredentials, Variables};
use crate::clock::{Clock, SystemClock};
use crate::generated::region::Region;
use crate::generated::types::ProjectId;
use crate::retry::RetryPolicy;

/// The configuration of a [`Client`](crate::Client).
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
    pub(super) region: Option<Region>,
    pub(super) endpoint: Option<String>,
    pub(super) plain_http: bool,
    pub(super) iam_endpoint: Option<String>,
    pub(super) credentials: Source,
    pub(super) project_id: Option<Result<ProjectId, String>>,
    pub(super) connect_timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) call_timeout: Duration,
    pub(super) body_limit: usize,
    pub(super) retry: RetryPolicy,
    pub(super) proxy: Option<reqwest::Proxy>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(super) roots: Vec<reqwest::Certificate>,
    pub(super) user_agent: Option<String>,
    pub(super) http: Option<reqwest::Client>,
    pub(super) configure_http: Option<Arc<ConfigureHttp>>,
    pub(super) variables: Variables,
    pub(super) clock: Arc<dyn Clock>,
}

/// What a caller changes about the HTTP client.
pub(super) type ConfigureHttp =
    dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync;

/// Where credentials come from.
#[derive(Clone)]
pub(super) enum Source {
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
            body_limit: 64 << 20,
            retry: RetryPolicy::default(),
            proxy: None,
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            roots: Vec::new(),
            user_agent: None,
            http: None,
            configure_http: None,
            variables: Variables::of_process(),
            clock: Arc::new(SystemClock::new()),
        }
    }

    /// Sets the region whose public endpoint is used. The environment may name another endpoint for
    /// it: `HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4` for `cn-north-4`.
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the endpoint, in place of that of a region. A path after the host is put in front of
    /// every path, and signed.
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

    /// Sets the endpoint of IAM, which is asked for the project of the region if nothing names it;
    /// by default `HUAWEICLOUD_SDK_IAM_ENDPOINT`, then `https://iam.{region}.myhuaweicloud.com`.
    pub fn iam_endpoint(mut self, endpoint: &str) -> Self {
        self.iam_endpoint = Some(endpoint.to_owned());
        self
    }

    /// Sets the source of credentials: [`Credentials`] themselves, or a provider, which is then
    /// wrapped into a [`Cached`](crate::auth::Cached). By default the client looks in the
    /// environment, then in the profile file, then asks the metadata service of the machine.
    pub fn credentials<P: ProvideCredentials + 'static>(mut self, provider: P) -> Self {
        let fixed = (&provider as &dyn Any).downcast_ref::<Credentials>().cloned();
        self.credentials = match fixed {
            Some(credentials) => Source::Fixed(Ok(credentials)),
            None => Source::Provider(Arc::new(provider)),
        };
        self
    }

    /// Sets a token of IAM as credentials.
    pub fn token(mut self, token: &str) -> Self {
        self.credentials = Source::Fixed(Credentials::token(token));
        self
    }

    /// Sets the project of calls that name none. By default it is that of the credentials, then
    /// `HUAWEICLOUD_SDK_PROJECT_ID`, then what IAM answers for the region.
    pub fn project_id<V>(mut self, project_id: V) -> Self
    where
        V: TryInto<ProjectId>,
        V::Error: fmt::Display,
    {
        self.project_id = Some(project_id.try_into().map_err(|error| error.to_string()));
        self
    }

    /// Sets how long connecting may take; 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long one attempt may take, from connecting to the end of the response; 60 seconds
    /// by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Sets how long a call may take with all attempts and the waits between them; 120 seconds by
    /// default.
    pub fn call_timeout(mut self, timeout: Duration) -> Self {
        self.call_timeout = timeout;
        self
    }

    /// Sets the longest body of a success that is read into memory, in bytes; 64 MiB by default. A
    /// longer one is an error of kind [`Decode`](crate::ErrorKind::Decode). A body that the document
    /// calls binary is streamed, without a limit.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets when a call, and the look-up of its project, is tried again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets a proxy for all requests; by default it is what the environment names. Plain `http` to loopback
    /// never goes through a proxy of the environment.
    pub fn proxy(mut self, proxy: reqwest::Proxy) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// Adds a root certificate to trust beside those of the system.
    ///
    /// It takes one of the features `rustls` and `native-tls`.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificate(mut self, certificate: reqwest::Certificate) -> Self {
        self.roots.push(certificate);
        self
    }

    /// Sets the text after the client's own name in the header `User-Agent`.
    pub fn user_agent_suffix(mut self, suffix: &str) -> Self {
        self.user_agent = Some(suffix.to_owned());
        self
    }

    /// Changes the HTTP client that [`build`](Self::build) makes, in whatever reqwest lets you
    /// choose. It is called after the settings of this builder, and cannot make the client follow
    /// redirects.
    ///
    /// ```
    /// # fn example(builder: huaweicloud_dcs::ClientBuilder) -> huaweicloud_dcs::ClientBuilder {
    /// builder.configure_http(|http| http.pool_max_idle_per_host(4).tcp_nodelay(true))
    /// # }
    /// ```
    pub fn configure_http<F>(mut self, configure: F) -> Self
    where
        F: Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    {
        self.configure_http = Some(Arc::new(configure));
        self
    }

    /// Sets an HTTP client in place of one of the client's own, to share its pool of connections.
    /// `connect_timeout`, `proxy`, `root_certificate` and `configure_http` then have no effect.
    ///
    /// It must be made with `redirect(reqwest::redirect::Policy::none())`: reqwest follows redirects
    /// unless told otherwise, and takes headers along, a token among them. An HTTP client that may
    /// follow redirects is refused with
    /// [`ConfigError::FollowsRedirects`](crate::ConfigError::FollowsRedirects). A request that the
    /// HTTP client sends again by itself has the old signature, and does not count as an attempt.
    /// Where no pool has to be shared, [`configure_http`](Self::configure_http) is simpler.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Sets the source of environment variables, in place of this process: `lookup` returns the
    /// value of a name. It serves tests, and programs with a configuration of their own. Proxies
    /// are not looked up with it, since reqwest finds them itself.
    pub fn environment(
        mut self,
        lookup: impl Fn(&str) -> Option<OsString> + Send + Sync + 'static,
    ) -> Self {
        self.variables = Variables::new(lookup);
        self
    }

    /// Sets the source of time and random numbers.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
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
