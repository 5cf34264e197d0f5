//! From a configuration to a client.

use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderValue;

use super::builder::Source;
use super::config::{self, ConfigError};
use super::project::{Iam, Named, Project};
use super::{Client, ClientBuilder, Shared};
use crate::auth::project::ProjectLookup;
use crate::auth::{Cached, DefaultChain, ProvideCredentials};
use crate::generated::BaseUrl;
use crate::generated::region::Region;
use crate::runtime;

/// What requests say of the client that sends them.
const USER_AGENT: &str = concat!("huaweicloud-dcs/", env!("CARGO_PKG_VERSION"));

impl ClientBuilder {
    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`ConfigError`] says which part of the configuration cannot be used, and why.
    pub fn build(self) -> Result<Client, ConfigError> {
        let (text, origin) = self.endpoint_text()?;
        let url = config::endpoint(&text, &origin, self.plain_http)?;
        let http = match &self.http {
            Some(http) if config::follows_no_redirect(http) => http.clone(),
            Some(_) => return Err(ConfigError::FollowsRedirects),
            None => self.http(&url)?,
        };
        let project = self.project(&url, &http)?;
        let runtime = runtime::Shared {
            http,
            credentials: self.source()?,
            user_agent: self.user_agent()?,
            clock: self.clock,
            retry: self.retry,
            attempt_timeout: self.attempt_timeout,
            call_timeout: self.call_timeout,
            body_limit: self.body_limit,
        };
        let base = BaseUrl::new(url.as_str());
        Ok(Client { shared: Arc::new(Shared { base, runtime, project }) })
    }

    fn source(&self) -> Result<runtime::Source, ConfigError> {
        let clock = Arc::clone(&self.clock);
        let provider: Arc<dyn ProvideCredentials> = match &self.credentials {
            Source::Default => {
                let chain = DefaultChain::with_variables(&self.variables);
                Arc::new(Cached::with_clock(chain, clock))
            }
            Source::Provider(provider) => Arc::new(Cached::with_clock(Arc::clone(provider), clock)),
            Source::Fixed(Ok(credentials)) => {
                return Ok(runtime::Source::Fixed(credentials.clone()));
            }
            Source::Fixed(Err(error)) => return Err(ConfigError::Credential(*error)),
        };
        Ok(runtime::Source::Provider(provider))
    }

    fn user_agent(&self) -> Result<HeaderValue, ConfigError> {
        let text = match &self.user_agent {
            Some(suffix) => format!("{USER_AGENT} {}", suffix.trim()),
            None => USER_AGENT.to_owned(),
        };
        HeaderValue::from_str(text.trim_end()).map_err(|_| ConfigError::UserAgent)
    }

    fn project(&self, endpoint: &Url, http: &reqwest::Client) -> Result<Project, ConfigError> {
        let explicit = match &self.project_id {
            Some(Err(reason)) => return Err(ConfigError::Project { reason: reason.clone() }),
            Some(Ok(id)) => Some(
                Named::try_from(id.clone())
                    .map_err(|error| ConfigError::Project { reason: error.to_string() })?,
            ),
            None => None,
        };
        // Where the project is given, IAM is not asked, and its endpoint is of no concern.
        let iam = match &self.region {
            Some(region) if explicit.is_none() => {
                let url = self.iam_endpoint_of(region)?;
                // The proxies of the client for the service may not see what goes to loopback.
                let apart = config::is_plain_loopback(&url) && !config::is_plain_loopback(endpoint);
                let http =
                    if apart && self.http.is_none() { self.http(&url)? } else { http.clone() };
                Some(Iam { region: region.clone(), endpoint: url.into(), http })
            }
            _ => None,
        };
        let (variables, lookup) = (self.variables.clone(), ProjectLookup::default());
        Ok(Project { explicit, variables, iam, lookup })
    }

    fn iam_endpoint_of(&self, region: &Region) -> Result<Url, ConfigError> {
        const VARIABLE: &str = "HUAWEICLOUD_SDK_IAM_ENDPOINT";
        let (text, origin) = match &self.iam_endpoint {
            Some(endpoint) => (endpoint.clone(), "the endpoint of IAM"),
            None => match self.variable(VARIABLE)? {
                Some(endpoint) => (endpoint, VARIABLE),
                None => {
                    let endpoint = format!("https://iam.{}.myhuaweicloud.com", region.as_str());
                    (endpoint, "the region's endpoint of IAM")
                }
            },
        };
        config::endpoint(&text, origin, self.plain_http)
    }

    /// The endpoint and where it comes from.
    fn endpoint_text(&self) -> Result<(String, String), ConfigError> {
        if let Some(endpoint) = &self.endpoint {
            return Ok((endpoint.clone(), "the endpoint".to_owned()));
        }
        let region = self.region.as_ref().ok_or(ConfigError::NoEndpoint)?;
        let name = region.as_str().replace('-', "_").to_ascii_uppercase();
        let variable = format!("HUAWEICLOUD_SDK_REGION_DCS_{name}");
        Ok(match self.variable(&variable)? {
            Some(endpoint) => (endpoint, variable),
            None => (region.endpoint(), "the region's endpoint".to_owned()),
        })
    }

    /// The endpoint that a variable holds; `None` where it is unset or blank.
    fn variable(&self, name: &str) -> Result<Option<String>, ConfigError> {
        let value = self.variables.text(name).map_err(|_| ConfigError::Endpoint {
            origin: name.to_owned(),
            reason: "it is not valid Unicode",
        })?;
        Ok(value.map(|value| value.to_string()))
    }

    fn http(&self, endpoint: &Url) -> Result<reqwest::Client, ConfigError> {
        // What a caller configures may bring TLS along that reqwest got from another crate.
        if endpoint.scheme() == "https" && !config::HAS_TLS && self.configure_http.is_none() {
            return Err(ConfigError::NoTls);
        }
        let mut http = reqwest::Client::builder().connect_timeout(self.connect_timeout);
        // Where both are there, reqwest by itself would take the other.
        #[cfg(feature = "rustls")]
        {
            http = http.tls_backend_rustls();
        }
        if let Some(proxy) = &self.proxy {
            http = http.proxy(proxy.clone());
        } else if config::is_plain_loopback(endpoint) {
            http = http.no_proxy();
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        {
            http = http.tls_certs_merge(self.roots.iter().cloned());
        }
        if let Some(configure) = &self.configure_http {
            http = configure(http);
        }
        // Last, so that nothing above can change it: a redirect is an error, each attempt is one
        // that this crate counts and signs, and responses arrive as they were sent, whatever
        // features of reqwest other crates switch on.
        let http = http.redirect(reqwest::redirect::Policy::none());
        let http = http.retry(reqwest::retry::never());
        let http = http.no_gzip().no_brotli().no_zstd().no_deflate();
        http.build().map_err(ConfigError::Http)
    }
}

#[cfg(all(test, not(any(feature = "rustls", feature = "native-tls"))))]
mod tests {
    use super::*;

    #[test]
    fn without_tls_an_https_endpoint_needs_a_client_of_the_caller() {
        let builder = || Client::builder().endpoint("https://dcs.example.com").token("t");
        let error = builder().build().expect_err("there is no TLS");
        assert!(matches!(error, ConfigError::NoTls), "{error}");
        for feature in ["rustls", "native-tls"] {
            assert!(error.to_string().contains(&format!("`{feature}`")), "{error}");
        }
        builder().configure_http(|http| http).build().expect("the caller's business");
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        builder()
            .http_client(http.build().expect("a client"))
            .build()
            .expect("the caller's business");
        Client::with_endpoint("http://127.0.0.1:1", "t").expect("no TLS needed");
    }
}
