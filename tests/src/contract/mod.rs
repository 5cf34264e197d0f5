//! What document and client promise, as one list of facts.
//!
//! [`spec::derive`] reads the facts from the document, [`rust::derive`] from the generated code.
//! Neither shares code with the generator. [`Contract::mismatches`] compares the two lists fact
//! by fact, and [`Contract::render`] makes a page of them that a reviewer reads in a minute.

pub mod chars;
pub mod generated;
mod render;
pub mod rust;
pub mod spec;
pub mod words;

use std::collections::BTreeMap;
use std::fmt;

/// Where a fact stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path of the file, relative to the root of the workspace.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// What becomes of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is compared, and it is on the page.
    Shown,
    /// It is compared; the page holds it already in other words.
    Compared,
    /// Only the document has it, so only the page can show that it changed.
    DocumentOnly,
}

/// One thing that the document or the code says.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it says.
    pub value: String,
    /// Where it says so.
    pub place: Place,
    /// What becomes of it.
    pub kind: Kind,
}

/// The section of keys of the document that no reader knows.
const UNKNOWN_KEYS: &str = "keys that no reader knows";

/// The subject of parts of the code that no reader knows.
const NOT_UNDERSTOOD: &str = "not understood";

/// What a fact is about: an operation or schema, a part of it, and a property of that part.
pub type Key = (String, String, String);

/// All facts of one side, in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    facts: Vec<(Key, Fact)>,
}

impl Contract {
    /// Starts facts about one part of a section.
    pub fn about(&mut self, section: &str, subject: &str, place: Place) -> About<'_> {
        About { contract: self, section: section.to_owned(), subject: subject.to_owned(), place }
    }

    /// Adds the facts of another list behind its own.
    pub fn append(&mut self, mut other: Self) {
        self.facts.append(&mut other.facts);
    }

    /// What neither side may hold: keys of the document and parts of the code that no reader knows.
    pub fn unread(&self) -> Vec<String> {
        let unread = self.facts.iter().filter(|((section, subject, _), _)| {
            section == UNKNOWN_KEYS || subject == NOT_UNDERSTOOD
        });
        unread
            .map(|((section, subject, what), fact)| {
                format!("{} {section} {subject} {what}: {}", fact.place, fact.value)
            })
            .collect()
    }

    /// What the two sides say differently, a paragraph each; nothing where they agree.
    pub fn mismatches(&self, code: &Self) -> Vec<String> {
        let (ours, theirs) = (self.compared(), code.compared());
        let mut keys: Vec<&Key> = ours.keys().chain(theirs.keys()).copied().collect();
        keys.sort();
        keys.dedup();
        keys.into_iter()
            .filter_map(|key| {
                let says = |side: &Self, found: Option<&Said<'_>>| match found {
                    Some((values, place)) => format!("{place} says: {}", values.join("; and: ")),
                    None => format!("{} says nothing about it", side.nearest(key)),
                };
                let (a, b) = (ours.get(key), theirs.get(key));
                (a.map(|(values, _)| values) != b.map(|(values, _)| values)).then(|| {
                    let (section, subject, attribute) = key;
                    let what = [section, subject, attribute].map(String::as_str);
                    let what: Vec<_> = what.into_iter().filter(|part| !part.is_empty()).collect();
                    format!("{}\n  {}\n  {}", what.join(", "), says(self, a), says(code, b))
                })
            })
            .collect()
    }

    fn compared(&self) -> BTreeMap<&Key, Said<'_>> {
        let mut map: BTreeMap<&Key, Said<'_>> = BTreeMap::new();
        for (key, fact) in &self.facts {
            if fact.kind != Kind::DocumentOnly {
                let (values, _) = map.entry(key).or_insert((Vec::new(), &fact.place));
                values.push(&fact.value);
            }
        }
        map
    }

    /// Where a fact would stand that this side does not have.
    fn nearest(&self, (section, subject, _): &Key) -> String {
        let kind = |subject: &str| subject.split(' ').next().map(str::to_owned);
        let by = |wanted: &dyn Fn(&Key) -> bool| {
            let found = self.facts.iter().find(|(key, _)| wanted(key));
            found.map(|(_, fact)| fact.place.to_string())
        };
        by(&|key| key.0 == *section && key.1 == *subject)
            .or_else(|| by(&|key| key.0 == *section && kind(&key.1) == kind(subject)))
            .or_else(|| by(&|key| key.0 == *section))
            .or_else(|| by(&|_| true))
            .unwrap_or_default()
    }
}

/// Values for one key, and where the first of them stands.
type Said<'a> = (Vec<&'a str>, &'a Place);

/// Adds facts about one part of a section.
#[derive(Debug)]
pub struct About<'a> {
    contract: &'a mut Contract,
    section: String,
    subject: String,
    place: Place,
}

impl About<'_> {
    /// Adds a fact that stands where the part itself stands.
    pub fn fact(&mut self, kind: Kind, attribute: &str, value: impl Into<String>) -> &mut Self {
        self.fact_at(kind, attribute, value, self.place.clone())
    }

    /// Adds prose, unless there is none.
    pub fn text(&mut self, text: impl Into<String>, place: Place) -> &mut Self {
        let text = text.into();
        if text.is_empty() { self } else { self.fact_at(Kind::Shown, "text", text, place) }
    }

    /// Adds a fact that stands elsewhere.
    pub fn fact_at(
        &mut self,
        kind: Kind,
        attribute: &str,
        value: impl Into<String>,
        place: Place,
    ) -> &mut Self {
        let key = (self.section.clone(), self.subject.clone(), attribute.to_owned());
        let value = value.into();
        self.contract.facts.push((key, Fact { value, place, kind }));
        self
    }
}
