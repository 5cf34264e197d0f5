//! Rules about responses.

use std::collections::HashSet;

use super::Findings;
use super::context::Context;
use super::model::Kind;
use super::walk::child;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Entry, Map, Node};

/// `invalid-status`.
pub(super) fn statuses(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Responses) {
        for (status, entry) in site.node.as_map().into_iter().flatten() {
            if is_status(status) || status.starts_with("x-") || status == "<<" || status == "$ref" {
                continue;
            }
            let help = match status.to_ascii_uppercase() {
                upper if upper == "DEFAULT" => "did you mean `default`?".to_owned(),
                upper if is_status(&upper) => format!("did you mean `{upper}`?"),
                _ => {
                    "write a status from 100 to 599, a range such as `4XX`, or `default`".to_owned()
                }
            };
            // What a range in lower case means is clear, and the generator takes it for that.
            let range = status.len() == 3 && is_status(&status.to_ascii_uppercase());
            findings.push(
                if range { Level::Warning } else { Level::Error },
                "invalid-status",
                entry.key,
                child(&site.pointer, status),
                format!("`{status}` is no HTTP status of OpenAPI"),
                help,
            );
        }
    }
}

fn is_status(text: &str) -> bool {
    match text.as_bytes() {
        b"default" => true,
        [b'1'..=b'5', b'X', b'X'] => true,
        [b'1'..=b'5', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}

/// The responses of each operation, and the place of `responses`.
fn responses<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (String, Span, &'a Map)> {
    context.endpoints.iter().filter_map(|endpoint| {
        let entry = endpoint.site.node.entry("responses")?;
        Some((child(&endpoint.site.pointer, "responses"), entry.key, entry.node.as_map()?))
    })
}

/// `no-success-response`.
pub(super) fn success(context: &Context<'_>, findings: &mut Findings) {
    for (pointer, key, map) in responses(context) {
        // A slip in a status is reported there; a merge key may bring responses in.
        let known = map.keys().filter(|status| !status.starts_with("x-"));
        let lacks = known.clone().all(|status| is_status(status) && status.starts_with(['4', '5']));
        if lacks {
            // Not an error: what progenitor makes up is a stream of bytes, which holds anything.
            findings.push(
                Level::Warning,
                "no-success-response",
                key,
                pointer,
                "no response says what success looks like, so the client takes any 2XX as raw bytes",
                "add the response with a `2XX` status, or `default`",
            );
        }
    }
}

/// `error-without-schema`.
pub(super) fn errors(context: &Context<'_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for (pointer, _, map) in responses(context) {
        for (status, entry) in map.iter().filter(|(status, _)| is_status(status)) {
            if !(status.starts_with(['4', '5']) || status == "default") {
                continue;
            }
            let Some(response) = context.document.resolve(&entry.node) else {
                continue;
            };
            let Some(problem) = untyped(response) else {
                continue;
            };
            // One finding for a component, however many operations use it.
            if seen.insert(std::ptr::from_ref(response)) {
                findings.push(
                    Level::Warning,
                    "error-without-schema",
                    place(entry),
                    child(&pointer, status),
                    format!("the response {problem}, so callers learn nothing about the error"),
                    "add `content: {application/json: {schema: …}}` with the error's schema",
                );
            }
        }
    }
}

fn place(entry: &Entry) -> Span {
    entry.node.get("$ref").map_or(entry.key, |reference| reference.span)
}

fn untyped(response: &Node) -> Option<&'static str> {
    let response = response.as_map()?;
    let Some(content) = response.get("content") else {
        return Some("has no `content`");
    };
    let content = content.node.as_map()?;
    if content.is_empty() {
        return Some("has no `content`");
    }
    // JSON without a schema is an error of its own.
    let json = content.keys().any(|media| is_json(media));
    let typed = content.values().any(|media| media.node.get("schema").is_some());
    (!json && !typed).then_some("has no schema")
}

fn is_json(media: &str) -> bool {
    media == "application/json" || media.starts_with("application/json;")
}

/// `json-without-schema` and `unsupported-encoding` for responses.
pub(super) fn json(context: &Context<'_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for (pointer, _, map) in responses(context) {
        for (status, entry) in map {
            let Some(response) = context.document.resolve(&entry.node) else {
                continue;
            };
            let content = response.get("content").and_then(Node::as_map);
            // progenitor looks at the first one only.
            let Some((media, found)) =
                content.into_iter().flatten().find(|(media, _)| is_json(media))
            else {
                continue;
            };
            if found.node.as_map().is_none() || !seen.insert(std::ptr::from_ref(found)) {
                continue;
            }
            let pointer = child(&child(&child(&pointer, status), "content"), media);
            if found.node.get("schema").is_none() {
                findings.push(
                    Level::Warning,
                    "json-without-schema",
                    found.key,
                    pointer.as_str(),
                    "a JSON response without a schema, so callers get untyped JSON",
                    "add `schema:`, or `schema: {}` where any JSON value is meant",
                );
            }
            super::bodies::encoding(&found.node, &pointer, findings);
        }
    }
}
