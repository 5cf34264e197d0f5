//! Rules about the parameters of operations and paths.

use std::collections::HashMap;

use super::Findings;
use super::context::{Context, parameters};
use super::model::Kind;
use super::walk::{Site, child};
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

/// `header-name`: a name that cannot be sent, or that stands for nothing.
pub(super) fn names(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Parameter) {
        let Some(name) = site.node.get("name") else { continue };
        let Some(text) = name.as_str() else { continue };
        let header = site.node.get("in").and_then(Node::as_str) == Some("header");
        if text.is_empty() || (header && !is_token(text)) {
            let pointer = child(&site.pointer, "name");
            no_name(Level::Error, text, name.span, pointer, findings);
        }
    }
    for site in context.visited.of(Kind::Response) {
        let headers = site.node.get("headers").and_then(Node::as_map).into_iter().flatten();
        for (name, entry) in headers.filter(|(name, _)| !is_token(name) && *name != "<<") {
            let pointer = child(&child(&site.pointer, "headers"), name);
            no_name(Level::Warning, name, entry.key, pointer, findings);
        }
    }
}

fn no_name(level: Level, name: &str, span: Span, pointer: String, findings: &mut Findings) {
    let message = match (name, level) {
        ("", Level::Error) => "the name of the parameter is empty".to_owned(),
        ("", Level::Warning) => "the name of the header is empty".to_owned(),
        _ => format!("`{}` cannot be the name of an HTTP header", name.escape_debug()),
    };
    let help = "write the name as it is sent; a header's has letters, digits and `-`, no spaces";
    findings.push(level, "header-name", span, pointer, message, help);
}

/// Whether the text is a token of RFC 9110, as the names of headers are.
fn is_token(text: &str) -> bool {
    let special = |byte| b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || special(byte))
}

/// Which styles a parameter can have in its place.
fn styles_of(location: &str) -> Option<&'static [&'static str]> {
    Some(match location {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return None,
    })
}

/// The styles that a parameter can have, if its own is not among them.
pub(super) fn misplaced_style(parameter: &Node) -> Option<&'static [&'static str]> {
    let style = parameter.get("style")?.as_str()?;
    let known = styles_of(parameter.get("in")?.as_str()?)?;
    (!known.contains(&style)).then_some(known)
}

/// `unknown-value`: a style that parameters in another place have.
pub(super) fn styles(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Parameter) {
        let Some(known) = misplaced_style(site.node) else { continue };
        let Some(node) = site.node.get("style") else { continue };
        let text = node.as_str().unwrap_or_default();
        // What is no style anywhere has been found.
        if ["path", "query"].iter().filter_map(|at| styles_of(at)).any(|all| all.contains(&text)) {
            let place = site.node.get("in").and_then(Node::as_str).unwrap_or_default();
            findings.push(
                Level::Error,
                "unknown-value",
                node.span,
                child(&site.pointer, "style"),
                format!("`style` of a {place} parameter cannot be `{text}`"),
                format!("write `{}`, or remove it", known.join("` or `")),
            );
        }
    }
}
