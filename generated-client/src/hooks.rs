//! What happens to each request before it is sent.

use std::fmt;

use reqwest::header::HeaderValue;

use crate::client::ConfigError;
use crate::generated::{Client, ClientHooks, Error, OperationInfo};

/// The header that carries a token.
const TOKEN_HEADER: &str = "X-Auth-Token";

/// How a client authenticates its requests. Its `Debug` output holds no secret.
#[derive(Clone)]
pub struct Auth {
    token: HeaderValue,
}

impl Auth {
    /// Authenticates with a token of IAM; white space around it is dropped.
    ///
    /// # Errors
    /// [`ConfigError::Token`] where the token is empty or holds what a header cannot carry.
    pub fn token(token: &str) -> Result<Self, ConfigError> {
        let token = token.trim();
        let mut value = HeaderValue::from_str(token).map_err(|_| ConfigError::Token)?;
        if token.is_empty() {
            return Err(ConfigError::Token);
        }
        value.set_sensitive(true);
        Ok(Self { token: value })
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Auth").finish_non_exhaustive()
    }
}

impl ClientHooks<Auth> for Client {
    async fn pre<E>(
        &self,
        request: &mut reqwest::Request,
        _operation: &OperationInfo,
    ) -> Result<(), Error<E>> {
        let token = self.inner.token.clone();
        request.headers_mut().insert(TOKEN_HEADER, token);
        Ok(())
    }
}
