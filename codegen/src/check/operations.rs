//! Rules about operations: identifiers and tags.

use std::collections::{HashMap, HashSet};

use heck::{ToPascalCase as _, ToSnakeCase as _};

use super::Findings;
use super::context::{Context, Endpoint};
use super::names::words;
use super::walk::child;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Node;

/// `missing-operation-id`.
pub(super) fn missing_id(context: &Context<'_>, findings: &mut Findings) {
    for endpoint in &context.endpoints {
        let id = endpoint.site.node.get("operationId");
        let missing = id.is_none_or(|node| node.as_str() == Some(""));
        if endpoint.site.node.as_map().is_some() && missing {
            findings.push(
                Level::Warning,
                "missing-operation-id",
                id.map_or(endpoint.site.key, |node| node.span),
                endpoint.site.pointer.as_str(),
                "the operation has no `operationId`; the client's method is named after the path",
                "add an `operationId`, so that the name stays when the path changes",
            );
        }
    }
}

/// `duplicate-operation-id` and `operation-id-collision`.
pub(super) fn same_id(context: &Context<'_>, findings: &mut Findings) {
    let mut exact = HashMap::new();
    let mut rust = HashMap::new();
    for endpoint in &context.endpoints {
        let Some(node) = endpoint.site.node.get("operationId") else {
            continue;
        };
        let Some(id) = node.as_str().filter(|id| !id.is_empty()) else { continue };
        let mut report = |rule, message: String, help: &str| {
            let pointer = child(&endpoint.site.pointer, "operationId");
            findings.push(Level::Error, rule, node.span, pointer, message, help);
        };
        if let Some(first) = exact.insert(id, node.span) {
            exact.insert(id, first);
            report(
                "duplicate-operation-id",
                format!(
                    "the `operationId` `{id}` is taken by the operation on line {}",
                    context.line(first)
                ),
                "give each operation an `operationId` of its own",
            );
            continue;
        }
        let snake = words(id).to_snake_case();
        let pascal = words(id).to_pascal_case();
        for (name, what) in [(snake, "method"), (pascal, "type")] {
            let (first, span): (&str, Span) =
                *rust.entry((name.clone(), what)).or_insert((id, node.span));
            if first != id {
                report(
                    "operation-id-collision",
                    format!(
                        "`{id}` and `{first}` on line {} would both give the {what} `{name}`",
                        context.line(span)
                    ),
                    "choose identifiers that differ in more than case and punctuation",
                );
                break;
            }
        }
    }
}

/// `undeclared-tag`.
pub(super) fn tags(context: &Context<'_>, findings: &mut Findings) {
    let list = context.document.root.get("tags").and_then(Node::as_seq).unwrap_or_default();
    let declared: HashSet<_> =
        list.iter().filter_map(|tag| tag.get("name")).filter_map(Node::as_str).collect();
    if declared.is_empty() {
        return;
    }
    for Endpoint { site, .. } in &context.endpoints {
        let tags = site.node.get("tags").and_then(Node::as_seq).unwrap_or_default();
        for (index, tag) in tags.iter().enumerate() {
            let Some(name) = tag.as_str().filter(|name| !declared.contains(name)) else {
                continue;
            };
            findings.push(
                Level::Warning,
                "undeclared-tag",
                tag.span,
                child(&child(&site.pointer, "tags"), &index.to_string()),
                format!("the tag `{name}` is not in the list `tags` of the document"),
                context.closest(name, declared.iter().copied()).map_or_else(
                    || format!("add `- name: {name}` to `tags`"),
                    |near| format!("did you mean `{near}`?"),
                ),
            );
        }
    }
}
