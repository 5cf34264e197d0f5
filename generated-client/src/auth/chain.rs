//! Sources one after the other.

use std::fmt;

use super::credentials::Credentials;
use super::environment::{Environment, Variables};
use super::metadata::Metadata;
use super::profile::ProfileFile;
use super::provider::{CredentialsError, ProvideCredentials, ProvideFuture};

/// Asks [`Environment`], then [`ProfileFile`], then [`Metadata`]. A source that is absent is
/// skipped; one that is broken is an error, so that a slip in the first is never hidden by the
/// credentials of another identity.
pub struct DefaultChain {
    providers: Vec<Box<dyn ProvideCredentials>>,
}

impl DefaultChain {
    /// The three sources, of this process and machine.
    pub fn new() -> Self {
        Self::with_variables(&Variables::of_process())
    }

    pub(crate) fn with_variables(variables: &Variables) -> Self {
        let environment = Environment::with_variables(variables.clone());
        let profile = ProfileFile::with_variables(variables.clone());
        Self::of(vec![Box::new(environment), Box::new(profile), Box::new(Metadata::new())])
    }

    /// Other sources, by the same rules.
    pub fn of(providers: Vec<Box<dyn ProvideCredentials>>) -> Self {
        Self { providers }
    }

    async fn first(&self) -> Result<Credentials, CredentialsError> {
        let mut reasons = Vec::new();
        for provider in &self.providers {
            match provider.provide().await {
                Err(error) if error.is_absent() => reasons.push(error.to_string()),
                outcome => return outcome,
            }
        }
        let reason = format!("none is set up ({})", reasons.join("; "));
        Err(CredentialsError::absent("the default chain", reason))
    }
}

impl Default for DefaultChain {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for DefaultChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DefaultChain").finish_non_exhaustive()
    }
}

impl ProvideCredentials for DefaultChain {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(self.first())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(Result<&'static str, CredentialsError>);

    impl ProvideCredentials for Fixed {
        fn provide(&self) -> ProvideFuture<'_> {
            let outcome = self.0.clone().map(|id| Credentials::access_key(id, "s").expect("valid"));
            Box::pin(std::future::ready(outcome))
        }
    }

    fn absent(name: &str) -> Box<dyn ProvideCredentials> {
        Box::new(Fixed(Err(CredentialsError::absent(name, "unset"))))
    }

    #[tokio::test]
    async fn the_absent_are_skipped_and_the_broken_are_not() {
        let good = |id| Box::new(Fixed(Ok(id))) as Box<dyn ProvideCredentials>;
        let chain = DefaultChain::of(vec![absent("one"), good("second"), good("third")]);
        let credentials = chain.provide().await.expect("the second");
        assert_eq!(credentials.signing_key().map(|key| key.id()), Some("second"));

        let broken = Box::new(Fixed(Err(CredentialsError::broken("file f", "cut off"))));
        let chain = DefaultChain::of(vec![absent("one"), broken, good("third")]);
        let error = chain.provide().await.expect_err("the second");
        assert!(!error.is_absent() && error.origin() == "file f", "{error}");

        let error = DefaultChain::of(vec![absent("one"), absent("two")]).provide().await;
        let error = error.expect_err("none");
        assert!(error.is_absent(), "{error}");
        assert!(error.to_string().contains("one") && error.to_string().contains("two"), "{error}");
    }
}
