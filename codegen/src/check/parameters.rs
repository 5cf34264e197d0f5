//! Rules about the parameters of operations and paths.

use std::collections::HashMap;

use super::Findings;
use super::context::{Context, parameters};
use super::model::Kind;
use super::walk::Site;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// `path-parameter-not-required`.
pub(super) fn required(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Parameter) {
        let required = site.node.get("required");
        let in_path = site.node.get("in").and_then(Node::as_str) == Some("path");
        // A value of another kind is reported as such.
        if in_path && required.is_none_or(|node| node.value == Value::Bool(false)) {
            findings.push(
                Level::Error,
                "path-parameter-not-required",
                required.map_or_else(|| name(site), |node| node.span),
                site.pointer.as_str(),
                "a parameter in the path is always required; progenitor insists on it",
                "write `required: true`",
            );
        }
    }
}

fn name(site: &Site<'_>) -> Span {
    site.node.get("name").map_or(site.key, |name| name.span)
}

/// `duplicate-parameter`.
pub(super) fn duplicates(context: &Context<'_>, findings: &mut Findings) {
    let operations = context.visited.of(Kind::Operation);
    for owner in operations.iter().chain(context.visited.of(Kind::PathItem)) {
        let mut seen = HashMap::new();
        for parameter in
            parameters(context.document, owner.node, &owner.pointer).into_iter().flatten()
        {
            let id = (parameter.name, parameter.location);
            let first: Span = *seen.entry(id).or_insert(parameter.span);
            if first != parameter.span {
                findings.push(
                    Level::Error,
                    "duplicate-parameter",
                    parameter.span,
                    parameter.pointer,
                    format!(
                        "the {} parameter `{}` is in this list already, on line {}",
                        parameter.location,
                        parameter.name,
                        context.line(first)
                    ),
                    "remove one of them; the last one would win without a word",
                );
            }
        }
    }
}

/// `schema-or-content`: parameters and headers have one of the two.
pub(super) fn typed(context: &Context<'_>, findings: &mut Findings) {
    for kind in [Kind::Parameter, Kind::Header] {
        let sites = context.visited.of(kind).iter();
        for site in sites.filter(|site| site.node.get("<<").is_none()) {
            let both = [site.node.entry("schema"), site.node.entry("content")];
            let (span, message, help) = match both {
                [None, None] => {
                    let help = "add `schema:`; in OpenAPI 3 the `type` stands below it";
                    (site.key, "needs a `schema` that says what its value is", help)
                }
                [Some(_), Some(content)] => {
                    (content.key, "cannot have both `schema` and `content`", "remove one of them")
                }
                _ => continue,
            };
            let message = format!("{} {message}", kind.model().title);
            let pointer = site.pointer.as_str();
            findings.push(Level::Error, "schema-or-content", span, pointer, message, help);
        }
    }
}
