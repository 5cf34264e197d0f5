//! What differs between two documents, and what that means to callers.
//!
//! Both documents are walked side by side with their references followed, and every change is one
//! of a [table of rules](RULES). What the walk did not look at is compared node by node in the end,
//! so that nothing is dropped.
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
//! let other = diff::diff(&parse("base.yaml", "1.0.0"), &parse("head.yaml", "1.1.0"));
//! assert_eq!(other.changes()[0].id, "info-version-changed");
//! ```

mod bodies;
mod change;
mod client;
mod closing;
mod date;
mod documents;
mod equal;
mod error_codes;
mod extensions;
mod lifecycle;
mod media;
mod operations;
mod parameters;
mod paths;
mod responses;
mod rules;
mod schema;
mod schemes;
mod security;
mod servers;
mod show;
mod texts;
mod view;
mod walk;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

pub use change::{Audience, Bump, Change, Level, Place};
pub use date::Date;
pub use rules::{DEPARTURES, Departure, RULES, Rule};

use crate::source::Source;
use crate::spec::Spec;
use view::Document;
use walk::Walk;

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
/// as such. No sunset date counts as passed; [`diff_on`] is for who knows what day it is.
pub fn diff(base: &Spec, head: &Spec) -> Comparison {
    compare(base, head, None)
}

/// Compares two documents as they are on a day: what is removed on or after its `x-sunset` date is
/// removed as announced.
pub fn diff_on(base: &Spec, head: &Spec, today: Date) -> Comparison {
    compare(base, head, Some(today))
}

fn compare(base: &Spec, head: &Spec, today: Option<Date>) -> Comparison {
    let mut walk = Walk::new(
        Document::new(&base.root, &base.source),
        Document::new(&head.root, &head.source),
        today,
    );
    documents::compare(&mut walk);
    closing::check(&mut walk);
    let order = paths::order(&walk);
    let changes = sorted(walk.changes, &order);
    Comparison { base: Arc::clone(&base.source), head: Arc::clone(&head.source), changes }
}

fn sorted(mut changes: Vec<Change>, order: &HashMap<String, usize>) -> Vec<Change> {
    changes.sort_by_cached_key(|change| {
        let operation = change.operation.as_ref();
        let rank = operation.map(|name| order.get(name).copied().unwrap_or(usize::MAX));
        let at = |place: &Option<Place>| place.as_ref().map(|place| place.span);
        let place = at(&change.head).or(at(&change.base));
        let rest = (change.subject.clone(), change.id, change.message.clone());
        (rank, Reverse(change.level), place, rest)
    });
    changes.dedup_by(|a, b| a.fingerprint == b.fingerprint);
    changes
}
