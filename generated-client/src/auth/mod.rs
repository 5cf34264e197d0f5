//! How requests are authenticated: credentials, where they come from, and signatures.
//!
//! ```no_run
//! use huaweicloud_dcs::auth::{Cached, DefaultChain, ProvideCredentials};
//!
//! # async fn example() -> Result<(), huaweicloud_dcs::auth::CredentialsError> {
//! let provider = Cached::new(DefaultChain::new());
//! let credentials = provider.provide().await?;
//! # Ok(())
//! # }
//! ```

mod cached;
mod canonical;
mod chain;
mod credentials;
mod environment;
#[cfg(test)]
mod loopback;
mod mac;
mod metadata;
mod profile;
pub(crate) mod project;
mod provider;
pub mod sign;
mod time;

pub use cached::Cached;
pub use chain::DefaultChain;
pub use credentials::{AccessKey, Credentials, InvalidCredential, Secret};
pub use environment::Environment;
pub(crate) use environment::Variables;
pub use metadata::Metadata;
pub use profile::ProfileFile;
pub use provider::{CredentialsError, ProvideCredentials, ProvideFuture};
