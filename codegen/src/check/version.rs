//! `openapi-version`: a document of another kind gets this one finding.

use super::Findings;
use super::suggest::closest;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// Whether the document says that it is OpenAPI 3.0; says so where it does not.
pub(super) fn check(root: &Node, findings: &mut Findings) -> bool {
    let Some((span, message, help)) = problem(root) else {
        return true;
    };
    let pointer = if root.get("openapi").is_some() { "/openapi" } else { "" };
    findings.push(Level::Error, "openapi-version", span, pointer, message, help);
    false
}

fn problem(root: &Node) -> Option<(Span, String, String)> {
    let start = Span { start: root.span.start, end: root.span.start };
    let Some(map) = root.as_map() else {
        return Some((
            start,
            format!("an OpenAPI document is a mapping, this is {}", root.kind()),
            "start with `openapi: 3.0.3`, `info:` and `paths:`".to_owned(),
        ));
    };
    if let Some(entry) = map.get("swagger") {
        return Some((
            entry.key,
            "this is a Swagger 2.0 document; only OpenAPI 3.0 can be read".to_owned(),
            "convert it, for example with `swagger2openapi`".to_owned(),
        ));
    }
    let Some(entry) = map.get("openapi") else {
        let help = closest("openapi", map.keys().map(String::as_str)).map_or_else(
            || "start the document with `openapi: 3.0.3`".to_owned(),
            |key| format!("rename `{key}` to `openapi`"),
        );
        return Some((start, "the document does not say which OpenAPI it is".to_owned(), help));
    };
    let span = entry.node.span;
    let Some(version) = entry.node.as_str() else {
        let span = if entry.node.value == Value::Null { entry.key } else { span };
        return Some((
            span,
            format!("`openapi` must be a version, not {}", entry.node.kind()),
            "write `openapi: 3.0.3`".to_owned(),
        ));
    };
    let patch = version.strip_prefix("3.0.");
    if patch.is_some_and(|patch| patch.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let help = if version.starts_with("3.") && version != "3.0" {
        "write it in OpenAPI 3.0: `nullable: true` for null types, no `webhooks`, one `example`"
    } else {
        "write `openapi: 3.0.3`"
    };
    Some((span, format!("OpenAPI `{version}` cannot be read, only 3.0.x"), help.to_owned()))
}
