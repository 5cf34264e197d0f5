//! How requests are authenticated: credentials, where they come from, and signatures.

mod canonical;
mod credentials;
pub mod sign;
mod time;

pub use credentials::{AccessKey, Credentials, InvalidCredential, Secret};
