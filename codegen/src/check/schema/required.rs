//! Required properties that nothing declares.

use std::collections::HashSet;

use super::Site;
use crate::check::Findings;
use crate::check::document::Document;
use crate::finding::Level;
use crate::yaml::Node;

/// How many schemas one object may be composed of before this rule looks away.
const MAX_PARTS: usize = 100;

pub(super) fn required(site: &Site<'_, '_>, findings: &mut Findings) {
    duplicates(site, findings);
    // Parts of a composition are looked at together with the whole.
    if !site.is_branch() {
        undeclared(site, findings);
    }
}

fn duplicates(site: &Site<'_, '_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for (index, node) in site.list("required").unwrap_or_default().iter().enumerate() {
        let Some(name) = node.as_str() else { continue };
        if !seen.insert(name) {
            site.push(
                Level::Warning,
                "duplicate-required",
                (node.span, &format!("required/{index}")),
                format!("`{name}` stands in `required` twice"),
                "remove one, or correct its spelling",
                findings,
            );
        }
    }
}

fn undeclared<'a>(site: &Site<'a, '_>, findings: &mut Findings) {
    let mut parts = Parts::default();
    parts.collect(site.document, site.node, Some(site.pointer.to_owned()), 0);
    // With no property at all the schema is an addition to others, which declare them.
    if parts.open || parts.required.is_empty() || parts.declared.is_empty() {
        return;
    }
    for (name, node, pointer) in parts.required {
        if !parts.declared.contains(name) {
            findings.push(
                Level::Warning,
                "required-undeclared",
                node.span,
                pointer,
                format!("`{name}` is required, but `properties` does not declare it"),
                "declare it, or correct its spelling",
            );
        }
    }
}

/// What the schemas that make up one object say about its properties.
#[derive(Default)]
struct Parts<'a> {
    declared: HashSet<&'a str>,
    /// Names required in this place of the text, not behind a reference.
    required: Vec<(&'a str, &'a Node, String)>,
    /// Other properties are declared in another way, or not all schemas can be read.
    open: bool,
    count: usize,
}

impl<'a> Parts<'a> {
    fn collect(
        &mut self,
        document: Document<'a>,
        node: &'a Node,
        pointer: Option<String>,
        depth: usize,
    ) {
        self.count += 1;
        if self.count > MAX_PARTS || depth > 32 {
            self.open = true;
            return;
        }
        if node.get("$ref").is_some() {
            match document.resolve(node) {
                Some(target) => self.collect(document, target, None, depth + 1),
                None => self.open = true,
            }
            return;
        }
        if let Some(properties) = node.get("properties").and_then(Node::as_map) {
            self.declared.extend(properties.keys().map(String::as_str));
        }
        let additional = node.get("additionalProperties");
        self.open |= additional.is_some_and(|node| node.as_bool() != Some(false));
        let required = node.get("required").and_then(Node::as_seq).unwrap_or_default();
        for (index, node) in required.iter().enumerate() {
            if let (Some(pointer), Some(name)) = (&pointer, node.as_str()) {
                self.required.push((name, node, format!("{pointer}/required/{index}")));
            }
        }
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let all = node.get(keyword).and_then(Node::as_seq).unwrap_or_default();
            for (index, one) in all.iter().enumerate() {
                let pointer = pointer.as_ref().map(|at| format!("{at}/{keyword}/{index}"));
                self.collect(document, one, pointer, depth + 1);
            }
        }
    }
}
