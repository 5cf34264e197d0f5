//! `--against-release`: version and changelog beside what changed since the latest release.

use std::sync::Arc;

use codegen::error::Result;
use codegen::finding::Report;
use codegen::review::Verdict;
use codegen::review::release::{Manifest, Version, check};
use codegen::source::Source;

use super::git::trouble;
use super::sides::Checkout;

const CRATE: &str = "generated-client/Cargo.toml";
const WORKSPACE: &str = "Cargo.toml";
const CHANGELOG: &str = "CHANGELOG.md";

/// What version and changelog do not say of `verdict`.
pub(super) fn findings(
    checkout: &Checkout,
    verdict: Verdict,
    release: Version,
) -> Result<Vec<Report>> {
    let changelog = source(checkout, CHANGELOG)?;
    Ok(check(verdict, release, &manifest(checkout)?, &changelog))
}

/// The crate's version: its own, or the one that the workspace gives it.
fn manifest(checkout: &Checkout) -> Result<Manifest> {
    if let Some(own) = Manifest::find(&source(checkout, CRATE)?, "package") {
        return Ok(own);
    }
    Manifest::find(&source(checkout, WORKSPACE)?, "workspace.package").ok_or_else(|| {
        trouble(
            "read",
            WORKSPACE,
            "it has no `version = \"1.2.3\"` below `[workspace.package]`, nor has the crate one of \
             its own; add it"
                .to_owned(),
        )
    })
}

fn source(checkout: &Checkout, name: &str) -> Result<Arc<Source>> {
    let bytes = checkout.file(name)?.ok_or_else(|| {
        trouble("read", name, "there is no such file in this checkout; add it".to_owned())
    })?;
    Ok(Arc::new(Source::new(name, String::from_utf8_lossy(&bytes).into_owned())))
}
