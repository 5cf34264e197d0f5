//! `endless-merge`: an `allOf` that typify merges without end.
//!
//! typify makes one schema of the parts of an `allOf`. Where two parts have the same property, it
//! merges the schemas of that property in turn, through references. Two trees that refer back to
//! themselves under the same property never come to an end, and what ends then is the stack.

use std::collections::{BTreeMap, HashSet};

use super::Findings;
use super::context::Context;
use super::document::Document;
use super::model::Kind;
use crate::finding::Level;
use crate::yaml::Node;

/// How many schemas are looked at in one document; where that is not enough, there is no verdict.
const STEPS: usize = 500_000;

/// How deep merges may go inside merges.
const MAX_LEVELS: usize = 64;

/// Schemas that are merged into one: in the order of their addresses, so that equal sets are equal.
type Parts<'a> = BTreeMap<*const Node, &'a Node>;

/// Looks at every `allOf` of the document.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut merges =
        Merges { document: context.document, steps: STEPS, open: Vec::new(), done: HashSet::new() };
    for site in context.visited.of(Kind::Schema) {
        let Some(all_of) = site.node.entry("allOf") else { continue };
        if merges.ends(&[site.node]) {
            continue;
        }
        findings.push(
            Level::Error,
            "endless-merge",
            all_of.key,
            site.pointer.as_str(),
            "the parts have properties of the same name whose schemas lead back to themselves, so \
             typify merges them without end",
            "declare such a property in one of the parts only, or refer to the same schema in all",
        );
        merges.open.clear();
    }
}

struct Merges<'a> {
    document: Document<'a>,
    steps: usize,
    /// The merges that stand around the current one.
    open: Vec<Vec<*const Node>>,
    /// Merges that are known to end.
    done: HashSet<Vec<*const Node>>,
}

impl<'a> Merges<'a> {
    /// Whether the merge of these schemas comes to an end.
    fn ends(&mut self, schemas: &[&'a Node]) -> bool {
        let mut parts = Parts::new();
        self.flatten(schemas, &mut parts);
        if parts.len() < 2 || self.steps == 0 {
            return true;
        }
        let key: Vec<_> = parts.keys().copied().collect();
        if self.done.contains(&key) {
            return true;
        }
        if self.open.contains(&key) || self.open.len() >= MAX_LEVELS {
            return false;
        }
        self.open.push(key);
        for schemas in together(&parts) {
            if !self.ends(&schemas) {
                return false;
            }
        }
        self.done.extend(self.open.pop());
        true
    }

    /// Collects the schemas, and those that they are all of; references are followed.
    fn flatten(&mut self, schemas: &[&'a Node], parts: &mut Parts<'a>) {
        let mut open = schemas.to_vec();
        while let Some(schema) = open.pop() {
            self.steps = self.steps.saturating_sub(1);
            let Some(schema) = self.document.resolve(schema).filter(|_| self.steps > 0) else {
                continue;
            };
            if parts.insert(schema, schema).is_none() {
                open.extend(schema.get("allOf").and_then(Node::as_seq).unwrap_or_default());
            }
        }
    }
}

/// Per property, and for the items, the schemas that several parts give for it.
fn together<'a>(parts: &Parts<'a>) -> Vec<Vec<&'a Node>> {
    let mut by_name: BTreeMap<&str, Vec<&'a Node>> = BTreeMap::new();
    for part in parts.values() {
        let properties = part.get("properties").and_then(Node::as_map).into_iter().flatten();
        for (name, entry) in properties {
            by_name.entry(name).or_default().push(&entry.node);
        }
        // No property has an empty name for long.
        by_name.entry("").or_default().extend(part.get("items"));
    }
    let differ = |schemas: &Vec<&Node>| {
        let target = schemas.first().and_then(|schema| schema.ref_target());
        schemas.len() > 1
            && (target.is_none() || schemas.iter().any(|schema| schema.ref_target() != target))
    };
    by_name.into_values().filter(differ).collect()
}
