//! What a reviewer is shown of a comparison: what changed, which part of the version that asks to
//! raise, and what it does to the Rust client; for people, programs and GitHub.
//!
//! Everything here is a function from values to text. The order of a report is the order of the
//! comparison, so equal documents give equal bytes.

mod entry;
mod escape;
mod github;
mod json;
mod markdown;
pub mod release;
mod sarif;
mod settings;
#[cfg(test)]
mod testing;
mod text;
mod verdict;

pub use entry::{Entry, RustChange, RustEffect, Side};
pub use markdown::{LIMIT, MARKER};
pub use settings::Settings;
pub use verdict::{Counts, Verdict};

use crate::diff::{Comparison, Level};
use crate::spec::Spec;

/// A kind of change, for formats that list all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Stable name in kebab case.
    pub id: &'static str,
    /// The level that it has where nothing lowers or raises it.
    pub level: Level,
    /// What it is; lower case, no full stop.
    pub summary: &'static str,
}

/// A comparison as it is shown: levels as the settings have them, silenced changes marked.
#[derive(Debug, Clone)]
pub struct Review {
    base: Side,
    head: Side,
    entries: Vec<Entry>,
    rust: RustEffect,
}

impl Review {
    /// Judges the changes of `comparison`, which is that of `base` and `head`, by `settings`.
    pub fn new(
        (base, head): (Side, Side),
        document: &Spec,
        comparison: &Comparison,
        settings: &Settings,
        rust: RustEffect,
    ) -> Self {
        let entries = comparison
            .changes()
            .iter()
            .map(|change| Entry::new(change.clone(), document, settings))
            .collect();
        Self { base, head, entries, rust }
    }

    /// The document that was.
    pub fn base(&self) -> &Side {
        &self.base
    }

    /// The document that is to be.
    pub fn head(&self) -> &Side {
        &self.head
    }

    /// The changes in the order of the comparison.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What happens to the generated Rust.
    pub fn rust(&self) -> &RustEffect {
        &self.rust
    }

    /// How many changes there are of each level.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.entries)
    }

    /// What the changes ask of the next version.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.entries, &self.rust)
    }

    /// Whether a change that is not silenced is of this level or above.
    pub fn reaches(&self, level: Level) -> bool {
        self.entries.iter().any(|entry| entry.silenced.is_none() && entry.level >= level)
    }

    /// The changes by operation, each operation where its first change stands.
    fn groups(&self) -> Vec<(&str, Vec<&Entry>)> {
        let mut groups = indexmap::IndexMap::<&str, Vec<&Entry>>::new();
        for entry in &self.entries {
            groups.entry(entry.operation()).or_default().push(entry);
        }
        groups.into_iter().collect()
    }
}
