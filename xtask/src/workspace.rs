//! Where things are in this workspace.

use std::path::{Path, PathBuf};

/// The document, relative to the root.
pub(crate) const SPEC: &str = "spec/openapi.yaml";

/// Levels and silenced changes, relative to the root; the file need not be there.
pub(crate) const REVIEW: &str = "spec/review.yaml";

/// The generated modules, relative to the root.
pub(crate) const GENERATED: &str = "generated-client/src/generated";

/// The module that the operations are built on, as the generated modules name it.
pub(crate) const RUNTIME: &str = "crate";

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}
