//! The command `dcs`, as a process, against the fake service.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod credentials;
mod dry_run;
mod failures;
mod many;
mod pages;
mod refused;
#[cfg(unix)]
mod signals;
mod support;
#[cfg(unix)]
mod terminal;
