//! The command `dcs`, as a process, against the fake service.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod commands;
mod credentials;
#[cfg(unix)]
mod documented;
mod dry_run;
mod failures;
mod many;
#[cfg(unix)]
#[expect(dead_code, reason = "here only blocks of code count")]
#[path = "../documents/markdown.rs"]
mod markdown;
mod pages;
mod refused;
#[cfg(unix)]
mod signals;
mod support;
#[cfg(unix)]
mod terminal;
mod tree;
