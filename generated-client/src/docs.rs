//! Pages on one subject each. They are there in the documentation alone, and in no program.

#[doc = include_str!("docs/credentials.md")]
pub mod credentials {}

#[doc = include_str!("docs/errors.md")]
pub mod errors {}

#[doc = include_str!("docs/retries.md")]
pub mod retries {}

#[doc = include_str!("docs/testing.md")]
pub mod testing {}
