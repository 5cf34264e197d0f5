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

pub use entry::{Entry, RustChange, RustEffect, Side, Spot};
pub use markdown::{LIMIT, MARKER};
pub use settings::Settings;
pub use verdict::{Counts, Verdict};

use crate::diff::{Change, Comparison, Level};
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
        let entries = entries(comparison.changes(), document, settings);
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

/// The changes as they are shown: one entry for all that come from the same nodes and have the same
/// level, each where the first of them stands. One that is silenced by itself stays by itself.
fn entries(changes: &[Change], document: &Spec, settings: &Settings) -> Vec<Entry> {
    let mut groups = indexmap::IndexMap::<(&str, Level), Vec<&Change>>::new();
    for change in changes {
        let own = settings.reason(&change.fingerprint).is_some();
        let key = if own { &change.fingerprint } else { &change.shared };
        groups.entry((key, change.level)).or_default().push(change);
    }
    groups.values().filter_map(|group| Entry::new(group, document, settings)).collect()
}

#[cfg(test)]
mod tests {
    use super::testing::spec;
    use super::*;
    use crate::diff::diff;
    use crate::finding::Report;

    /// A document whose operations share a schema in all their responses.
    fn document(paths: &[&str], length: usize) -> Spec {
        let mut text = "openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\npaths:\n".to_owned();
        for path in paths {
            text.push_str(&format!("  {path}:\n    get:\n      responses:\n"));
            for status in ["'400'", "'404'"] {
                let reference = "{ $ref: '#/components/schemas/Error' }";
                let content = format!("{{ application/json: {{ schema: {reference} }} }}");
                text.push_str(&format!(
                    "        {status}: {{ description: d, content: {content} }}\n"
                ));
            }
        }
        let code = format!("{{ type: string, maxLength: {length} }}");
        let properties = format!("{{ type: object, properties: {{ code: {code} }} }}");
        text.push_str(&format!("components:\n  schemas:\n    Error: {properties}\n"));
        spec(&text)
    }

    fn review(paths: &[&str], silenced: &str) -> (Review, Report) {
        let (base, head) = (document(paths, 9), document(paths, 12));
        let (settings, report) = Settings::parse("review.yaml", silenced.into(), &[]);
        assert!(report.is_empty(), "{}", report.human(false));
        let comparison = diff(&base, &head);
        let stale = settings.stale(comparison.changes());
        let side = Side { path: "spec/openapi.yaml".to_owned(), revision: None };
        let rust = RustEffect::known(Vec::new());
        (Review::new((side.clone(), side), &head, &comparison, &settings, rust), stale)
    }

    fn silenced(fingerprint: &str) -> String {
        format!("silenced: [{{ fingerprint: '{fingerprint}', reason: r }}]")
    }

    #[test]
    fn a_schema_that_several_responses_share_changes_once() {
        let (shown, _) = review(&["/a"], "");
        let [entry] = shown.entries() else { panic!("{:#?}", shown.entries()) };
        assert_eq!((entry.operation(), entry.places.len()), ("GET /a", 2));
        assert!(entry.change.message.ends_with(" (and at one more place)"), "{entry:?}");
        assert_eq!(shown.counts().level(Level::Breaking), 1);
        let at =
            "    at responses/400/application/json/code, responses/404/application/json/code\n";
        assert!(shown.text(false).contains(at), "{}", shown.text(false));
        let at = "; at `responses/400/application/json/code, responses/404/application/json/code`";
        assert!(shown.markdown().contains(at), "{}", shown.markdown());
        let places = shown.json()["changes"][0]["places"].clone();
        assert_eq!(places[1]["subject"], "responses/404/application/json/code");
        let (shown, _) = review(&["/a", "/b"], "");
        let [entry] = shown.entries() else { panic!("{:#?}", shown.entries()) };
        assert_eq!((entry.operation(), entry.places.len()), ("several operations", 4));
        assert!(
            shown.text(false).contains("    at GET /a responses/400/"),
            "{}",
            shown.text(false)
        );
    }

    #[test]
    fn one_fingerprint_silences_a_change_at_all_its_places_and_wherever_it_is_used_later() {
        let (shown, _) = review(&["/a"], "");
        let settings = silenced(&shown.entries()[0].change.fingerprint);
        for paths in [&["/a"][..], &["/a", "/b"]] {
            let (shown, stale) = review(paths, &settings);
            assert!(!shown.reaches(Level::Documentation) && stale.is_empty(), "{paths:?}");
        }
    }

    #[test]
    fn one_place_can_be_silenced_alone() {
        let (shown, _) = review(&["/a"], "");
        let (shown, stale) = review(&["/a"], &silenced(&shown.entries()[0].places[1].fingerprint));
        assert!(stale.is_empty() && shown.reaches(Level::Breaking));
        let silent: Vec<bool> = shown.entries().iter().map(|one| one.silenced.is_some()).collect();
        assert_eq!(silent, [false, true]);
    }
}
