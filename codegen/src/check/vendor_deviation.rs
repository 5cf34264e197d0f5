//! `vendor-deviation`: the extension `x-vendor-deviation`, which says why the document departs from
//! the vendor's page. `cargo xtask conform` reads it.

use super::Findings;
use super::context::Context;
use super::model::Kind;
use super::suggest::closest;
use super::walk::{Site, child};
use crate::conform::{FACTS, KEY, MISSING, is_fact};
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The objects that are compared with a page.
const KINDS: [Kind; 6] = [
    Kind::Operation,
    Kind::Parameter,
    Kind::RequestBody,
    Kind::Response,
    Kind::Header,
    Kind::Schema,
];

/// Looks at every deviation of the document.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    for (compared, site) in context.visited.all(&KINDS) {
        let Some(entry) = site.node.entry(KEY) else { continue };
        let at = child(&site.pointer, KEY);
        if !compared {
            misplaced(entry.key, at, "an object that is not compared with a page", findings);
        } else {
            shape(&entry.node, site, findings);
        }
    }
    for reference in &context.visited.references {
        if let Some(entry) = reference.site.node.entry(KEY) {
            let at = child(&reference.site.pointer, KEY);
            misplaced(entry.key, at, "a `$ref`", findings);
        }
    }
}

fn push(findings: &mut Findings, span: Span, pointer: String, message: String, help: &str) {
    findings.push(Level::Error, "vendor-deviation", span, pointer, message, help);
}

fn misplaced(key: Span, pointer: String, beside: &str, findings: &mut Findings) {
    let message = format!("`{KEY}` has no effect beside {beside}");
    let help =
        "put it into the operation, parameter, body, response, header or schema that departs";
    push(findings, key, pointer, message, help);
}

/// A reason, or reasons by fact.
fn shape(node: &Node, site: &Site<'_>, findings: &mut Findings) {
    let at = child(&site.pointer, KEY);
    match &node.value {
        Value::String(reason) if !reason.trim().is_empty() => {}
        Value::Map(map) if !map.is_empty() => {
            for (fact, entry) in map {
                let at = child(&at, fact);
                if !is_fact(fact) {
                    let message = format!("`{fact}` is no fact that can depart from a page");
                    push(findings, entry.key, at.clone(), message, &help(fact));
                }
                if entry.node.as_str().is_none_or(|reason| reason.trim().is_empty()) {
                    let message = format!("`{fact}` must have a reason, not {}", kind(&entry.node));
                    push(
                        findings,
                        entry.node.span,
                        at,
                        message,
                        "say in a sentence why it departs",
                    );
                }
            }
        }
        _ => {
            let message = format!(
                "`{KEY}` must be a reason or a mapping of facts to reasons, not {}",
                kind(node)
            );
            push(findings, node.span, at, message, "say in a sentence why the document departs");
        }
    }
}

fn kind(node: &Node) -> &'static str {
    match &node.value {
        Value::String(_) => "an empty one",
        Value::Map(map) if map.is_empty() => "an empty mapping",
        _ => node.kind(),
    }
}

fn help(fact: &str) -> String {
    match closest(fact, FACTS.iter().map(|(known, _)| *known)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "spec/README.md lists the facts; one that the document lacks is `{MISSING}NAME`"
        ),
    }
}
