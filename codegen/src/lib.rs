//! Turns an OpenAPI 3.0 document into a Rust client, in pure stages.

pub mod check;
pub mod error;
pub mod finding;
mod pattern;
mod render;
pub mod source;
pub mod spec;
pub mod yaml;
