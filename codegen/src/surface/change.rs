//! One change of the public API of generated code.

use std::fmt;

use crate::diff::Level;

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
    /// It is new.
    Added,
}

impl ChangeKind {
    /// The kind's name in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where an item stands in generated code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// Path of the file below the output directory, with `/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One item of the public API that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// The item as a consumer names it, below the generated module: `types::TaskId`,
    /// `Client::delete_task`; an implementation as `Clone for types::TaskId`.
    pub path: String,
    /// What happened to it.
    pub kind: ChangeKind,
    /// What sort of item it is: `struct`, `method`, `field`, `variant`, `impl`, …
    pub what: &'static str,
    /// Its signature in the base.
    pub before: Option<String>,
    /// Its signature in the head.
    pub after: Option<String>,
    /// Name of the rule that decides the level, in kebab case; one of [`RULES`](super::RULES).
    pub rule: &'static str,
    /// What it means to programs that use the crate.
    pub level: Level,
    /// Why, from the most serious down, where several rules have something to say; lower case, no
    /// full stop.
    pub reason: String,
    /// The lint of `cargo semver-checks` for the same, where there is one.
    pub lint: Option<&'static str>,
    /// Where the item stands in the code of the base.
    pub base: Option<Spot>,
    /// Where it stands in that of the head.
    pub head: Option<Spot>,
}
