//! `x-vendor-deviation`: where the document departs from the page on purpose, and why.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::yaml::{Node, Value};

use super::at::At;

/// The key.
pub(crate) const KEY: &str = "x-vendor-deviation";

/// Every fact that a deviation can be about; beside them `missing.NAME`, see [`MISSING`].
pub const FACTS: &[(&str, &str)] = &[
    ("extra", "the page does not have it"),
    ("required", "whether it has to be there"),
    ("type", "its type"),
    ("format", "the size of a number"),
    ("enum", "its values"),
    ("default", "its default"),
    ("minimum", "its smallest value"),
    ("maximum", "its largest value"),
    ("minLength", "its smallest length"),
    ("maxLength", "its largest length"),
    ("minItems", "its smallest number of items"),
    ("maxItems", "its largest number of items"),
    ("pattern", "its pattern"),
    ("description", "whether it is described"),
    ("path", "the names in the path"),
    ("security", "how a request proves who sent it"),
    ("example", "an example on the page that the page itself does not bear out"),
];

/// What a fact begins with that is about something that the page has below the node and the
/// document does not, such as `missing.limit`.
pub const MISSING: &str = "missing.";

/// Whether a text names a fact.
pub(crate) fn is_fact(text: &str) -> bool {
    FACTS.iter().any(|(fact, _)| *fact == text)
        || text.strip_prefix(MISSING).is_some_and(|name| !name.is_empty())
}

/// The deviations beside the nodes that a comparison came by.
#[derive(Debug, Default)]
pub(super) struct Deviations<'a> {
    visited: IndexMap<String, At<'a>>,
    used: HashSet<(String, String)>,
}

impl<'a> Deviations<'a> {
    pub(super) fn visit(&mut self, at: &At<'a>) {
        if at.node.get(KEY).is_some() && !self.visited.contains_key(&at.pointer) {
            self.visited.insert(at.pointer.clone(), at.clone());
        }
    }

    /// The reason that the first of the nodes gives for a fact, and where.
    pub(super) fn reason(&mut self, nodes: &[&At<'a>], fact: &str) -> Option<(At<'a>, String)> {
        for at in nodes {
            let Some(deviation) = at.get(KEY) else { continue };
            let (reason, used) = match &deviation.node.value {
                Value::String(reason) => (Some(reason.as_str()), ""),
                _ => (deviation.node.get(fact).and_then(Node::as_str), fact),
            };
            let Some(reason) = reason else { continue };
            self.used.insert((at.pointer.clone(), used.to_owned()));
            let at = deviation.get(fact).unwrap_or_else(|| deviation.clone());
            return Some((At { pointer: deviation.pointer.clone(), ..at }, reason.to_owned()));
        }
        None
    }

    /// What explains nothing: where it stands, its fact and reason.
    pub(super) fn unused(&self) -> Vec<(At<'a>, String, String)> {
        let mut unused = Vec::new();
        for (pointer, at) in &self.visited {
            let Some(deviation) = at.get(KEY) else { continue };
            let used = |fact: &str| self.used.contains(&(pointer.clone(), fact.to_owned()));
            if let Some(reason) = deviation.node.as_str() {
                if !used("") {
                    unused.push((deviation.clone(), KEY.to_owned(), reason.to_owned()));
                }
                continue;
            }
            for (fact, entry) in deviation.node.as_map().into_iter().flatten() {
                if let Some(child) = deviation.get(fact).filter(|_| !used(fact)) {
                    let reason = entry.node.as_str().unwrap_or_default();
                    unused.push((child, fact.clone(), reason.to_owned()));
                }
            }
        }
        unused
    }
}
