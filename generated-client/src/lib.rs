//! A client of Huawei Cloud DCS (Distributed Cache Service) for one operation: deleting a
//! background task of a cache instance.
//!
//! ```no_run
//! use huaweicloud_dcs::{Client, Error, Region};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let token = std::env::var("DCS_TOKEN")?;
//! let client = Client::with_token(&Region::CnNorth4, &token)?;
//!
//! let outcome = client
//!     .delete_background_task()
//!     .project_id("a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71")
//!     .instance_id("5560df16-cebf-4473-95c4-d1b573c16e79")
//!     .task_id("8abf6e1e72c12e7c0172c15b508500aa")
//!     .send()
//!     .await;
//! match outcome {
//!     Ok(_) => println!("deleted"),
//!     Err(Error::ErrorResponse(error)) => {
//!         println!("{}: {:?} {:?}", error.status(), error.error_code, error.error_msg);
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What it does not do
//! - It sends nothing for an ID that could change the path: an ID is letters, digits, `-` and `_`.
//! - It follows no redirect; a redirect is an error, and the token reaches no other host.
//! - It loses no response: an error that does not have the documented form is
//!   [`Error::UnexpectedResponse`], with status, headers and body.
//!
//! The module [`generated`] comes from an OpenAPI document. The rest of the crate is by hand.

pub mod auth;
mod client;
mod clock;
mod error;
/// What `cargo xtask generate` makes of `spec/openapi.yaml`: never edited by hand.
#[rustfmt::skip]
pub mod generated;
mod operation;
mod retry;
mod runtime;

pub use auth::Credentials;
pub use client::{Client, ClientBuilder, ConfigError};
pub use clock::{Clock, Sleep};
pub use error::{Error, ErrorKind};
pub use generated::error_code::ErrorCode;
pub use generated::region::{Region, RegionError};
pub use generated::types::{ErrorResponse, InstanceId, ProjectId, TaskId};
pub use operation::{DeleteBackgroundTask, Deleted};
pub use retry::RetryPolicy;

/// Compiles the examples of both READMEs.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../README.md")]
    struct Package;
    #[doc = include_str!("../../README.md")]
    struct Workspace;
}
