//! What all changes together mean.

use super::entry::{Entry, RustEffect};
use crate::diff::{Bump, Level};

/// The levels from most to least serious.
pub(super) const LEVELS: [Level; 4] =
    [Level::Breaking, Level::Dangerous, Level::Compatible, Level::Documentation];

/// How many changes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    by_level: [usize; LEVELS.len()],
    /// How many are silenced; no level counts them.
    pub silenced: usize,
}

impl Counts {
    pub(super) fn of(entries: &[Entry]) -> Self {
        let mut counts = Self::default();
        for entry in entries {
            if entry.silenced.is_some() {
                counts.silenced += 1;
            } else if let Some(at) = LEVELS.iter().position(|level| *level == entry.level) {
                counts.by_level[at] += 1;
            }
        }
        counts
    }

    /// How many are of a level and not silenced.
    pub fn level(&self, level: Level) -> usize {
        LEVELS.iter().zip(self.by_level).find(|(of, _)| **of == level).map_or(0, |(_, n)| n)
    }

    /// The counts that are not zero, in words.
    pub(super) fn words(&self) -> String {
        let levels = LEVELS.iter().map(|level| (self.level(*level), level.as_str()));
        let counts: Vec<String> = levels
            .chain([(self.silenced, "silenced")])
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if counts.is_empty() { "no changes".to_owned() } else { counts.join(", ") }
    }
}

/// What the changes ask of the next version. A silenced change counts here: to accept a break does
/// not mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The most serious change of the document.
    pub document_level: Option<Level>,
    /// The most serious change of the generated client's interface.
    pub rust_level: Option<Level>,
    /// What the document asks for.
    pub document: Bump,
    /// What the generated client's interface asks for; `None` where that is not known.
    pub rust: Option<Bump>,
}

impl Verdict {
    pub(super) fn of(entries: &[Entry], rust: &RustEffect) -> Self {
        let document_level = entries.iter().map(|entry| entry.level).max();
        let rust_level = rust.changes().iter().map(|change| change.level).max();
        let bump = |level: Option<Level>| level.map_or(Bump::None, Bump::from);
        Self {
            document_level,
            rust_level,
            document: bump(document_level),
            rust: match rust {
                RustEffect::Unknown { .. } => None,
                RustEffect::Known { bump, .. } => Some(*bump),
            },
        }
    }

    /// The higher of the two.
    pub fn bump(&self) -> Bump {
        self.document.max(self.rust.unwrap_or(Bump::None))
    }

    /// What to do with the version; lower case, no full stop.
    pub fn advice(&self) -> &'static str {
        match self.bump() {
            Bump::None => "nothing asks for a new version",
            Bump::Patch => "raise the patch version",
            Bump::Minor => "raise the minor version; before 1.0, the patch version",
            Bump::Major => "raise the major version; before 1.0, the minor version",
        }
    }

    /// The document's side and Rust's, in words: the most serious level, and what it asks for.
    pub(super) fn sides(&self) -> (String, String) {
        let side = |level: Option<Level>, bump: Bump| match (level, bump) {
            (Some(level), bump) => format!("{level}, asks for {bump}"),
            (None, Bump::None) => "no change".to_owned(),
            (None, bump) => format!("the same interface, asks for {bump}"),
        };
        let rust =
            self.rust.map_or_else(|| "not known".to_owned(), |bump| side(self.rust_level, bump));
        (side(self.document_level, self.document), rust)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{review, rust, silenced};
    use super::*;

    #[test]
    fn the_higher_of_document_and_rust_decides() {
        let verdict = |document: &[Level], effect: RustEffect| review(document, effect).verdict();
        let known = |level| RustEffect::known(vec![rust(level)]);
        let unknown = || RustEffect::Unknown { reason: "no".to_owned() };
        for (document, effect, expected) in [
            (&[][..], RustEffect::known(Vec::new()), Bump::None),
            (&[Level::Documentation], RustEffect::known(Vec::new()), Bump::Patch),
            (&[Level::Documentation], known(Level::Breaking), Bump::Major),
            (&[Level::Breaking], known(Level::Compatible), Bump::Major),
            (&[Level::Compatible, Level::Documentation], unknown(), Bump::Minor),
            (&[], known(Level::Compatible), Bump::Minor),
            (&[], RustEffect::Known { changes: Vec::new(), bump: Bump::Patch }, Bump::Patch),
        ] {
            assert_eq!(verdict(document, effect).bump(), expected, "{document:?}");
        }
        assert_eq!(verdict(&[], unknown()).rust, None);
    }

    #[test]
    fn a_silenced_change_counts_for_the_version_alone() {
        let review = silenced(&[Level::Breaking, Level::Compatible]);
        assert_eq!(review.verdict().bump(), Bump::Major);
        assert_eq!(review.counts().level(Level::Breaking), 0);
        assert_eq!(review.counts().silenced, 1);
        assert!(!review.reaches(Level::Dangerous));
        assert!(review.reaches(Level::Compatible));
    }
}
