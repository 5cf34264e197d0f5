//! A client of Huawei Cloud DCS (Distributed Cache Service). Its operations come from an OpenAPI
//! document; today there is one, which deletes a background task of a cache instance.
//!
//! ```no_run
//! use huaweicloud_dcs::{Client, Region};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::from_env(Region::CnNorth4)?;
//! let deleted = client
//!     .delete_background_task()
//!     .instance_id("5560df16-cebf-4473-95c4-d1b573c16e79")
//!     .task_id("8abf6e1e72c12e7c0172c15b508500aa")
//!     .send()
//!     .await?;
//! println!("deleted with status {}", deleted.status());
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//! Every call returns a [`Success`] or an [`Error`]. The statuses that mean success are those of the
//! document. An error keeps status, headers, body (up to 1 MiB), code and message of the response,
//! whatever form it has, and [`Error::documented`] decodes the body that the document promises. No ID
//! that could change the path is sent, and no redirect is followed. More: [`docs::errors`].
//!
//! ```no_run
//! # async fn example(client: huaweicloud_dcs::Client) {
//! # let request = client.delete_background_task().instance_id("i").task_id("t");
//! match request.send().await {
//!     Ok(deleted) if deleted.is_presumed() => println!("gone, most likely by this call"),
//!     Ok(_) => println!("deleted"),
//!     Err(error) if error.is_not_found() => println!("there is no such task"),
//!     Err(error) => println!("{error} ({:?}, code {:?})", error.kind(), error.code()),
//! }
//! # }
//! ```
//!
//! # Retries
//! An operation that is repeatable, as a deletion is, is tried again after failures of the
//! connection, time limits, the statuses 408, 429, 502, 503 and 504, and a 500 whose code says that it
//! may pass. An operation that is not repeatable, such as a `POST`, is sent again only if it certainly
//! was not carried out. [`RetryPolicy`] sets how often a call is tried, and how long the client waits;
//! `Retry-After` is obeyed. A deletion that is answered with 404 after an attempt whose outcome is
//! unknown counts as a success: [`Deleted::is_presumed`]. More: [`docs::retries`].
//!
//! # Credentials
//! A token, or an access key that signs requests, permanent or temporary: [`Credentials`]. A client
//! without any looks in the environment, then in the profile file, then asks the metadata service
//! of the machine. Other sources implement [`auth::ProvideCredentials`]. The project is that of the
//! request, else of [`ClientBuilder::project_id`], of the credentials, of the environment, or what
//! IAM answers for the region. More, with all variables and files: [`docs::credentials`].
//!
//! # Testing
//! [`Client::with_endpoint`] takes a server on loopback, over plain `http`. [`ClientBuilder::clock`]
//! takes a [`Clock`] that passes no real time. The feature `mock` brings typed mocks: module `mock`.
//! More: [`docs::testing`].
//!
//! # Telemetry
//! Each call is a `tracing` span, each attempt an event in it, with the names that OpenTelemetry has
//! for HTTP. Neither holds a secret, an ID or a body.
//!
//! # Features
//! | Feature | On by default | What it does |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS by rustls, with the roots of the system; takes a C compiler |
//! | `native-tls` | no | TLS by the library of the system; on Linux OpenSSL, whose headers it takes |
//! | `mock` | no | typed mocks of the operations, for tests: module `mock` |
//!
//! Where both are on, rustls is used. Without either, an `https` endpoint is refused with
//! [`ConfigError::NoTls`], unless [`ClientBuilder::http_client`] or
//! [`ClientBuilder::configure_http`] is called: reqwest may have TLS from another crate. HTTP/2 is
//! spoken where the service offers it.
//!
//! The module [`generated`] comes from an OpenAPI document: the methods of [`Client`] that start
//! requests, their builders, and the types. The rest of the crate is written by hand, and knows an
//! operation only through the constant `OPERATION` of its builder.

pub mod auth;
mod client;
mod clock;
#[cfg(any(doc, doctest))]
pub mod docs;
mod effect;
mod error;
/// The modules that `cargo xtask generate` makes of `spec/openapi.yaml`; never edited by hand.
#[rustfmt::skip]
#[cfg_attr(growth, path = "../../tests/fixtures/growth/generated/mod.rs")]
pub mod generated;
#[cfg(feature = "mock")]
pub mod mock;
mod retry;
mod runtime;
mod success;

pub use auth::Credentials;
pub use client::{Client, ClientBuilder, ConfigError};
pub use clock::{Clock, Sleep};
pub use error::{Error, ErrorKind};
pub use generated::builder::DeleteBackgroundTask;
pub use generated::error_code::ErrorCode;
pub use generated::region::{Region, RegionError};
pub use generated::types::{ErrorResponse, InstanceId, ProjectId, TaskId};
/// The HTTP client below, whose types [`ClientBuilder`] takes.
pub use reqwest;
pub use retry::RetryPolicy;
pub use success::{Deleted, Success};

/// Compiles the examples of both READMEs.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../README.md")]
    struct Package;
    #[doc = include_str!("../../README.md")]
    struct Workspace;
}
