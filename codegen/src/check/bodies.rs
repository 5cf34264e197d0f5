//! `unsupported-body` and `unsupported-encoding`: request bodies that progenitor refuses.

use super::Findings;
use super::context::Context;
use super::walk::child;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Map, Node};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const BYTES: &str = "application/octet-stream";
const TEXTS: [&str; 2] = ["text/plain", "text/x-markdown"];

/// `unsupported-body`.
pub(super) fn supported(context: &Context<'_>, findings: &mut Findings) {
    for endpoint in &context.endpoints {
        let Some(request) = endpoint.site.node.get("requestBody") else {
            continue;
        };
        let Some(body) = context.document.resolve(request) else {
            continue;
        };
        let Some(content) = body.entry("content") else {
            continue;
        };
        let Some(map) = content.node.as_map() else {
            continue;
        };
        let pointer = child(&child(&endpoint.site.pointer, "requestBody"), "content");
        if let Some((span, message, help)) = problem(context, content.key, map) {
            findings.push(Level::Error, "unsupported-body", span, pointer.as_str(), message, help);
        } else if let Some((media, entry)) = map.first()
            && [JSON, FORM].contains(&essence(media))
        {
            encoding(&entry.node, &child(&pointer, media), findings);
        }
    }
}

fn problem(
    context: &Context<'_>,
    key: Span,
    content: &Map,
) -> Option<(Span, String, &'static str)> {
    let (media, entry) = content.first()?;
    if content.len() > 1 {
        return Some((
            key,
            format!("a request body of {} media types; progenitor takes one", content.len()),
            "keep the one that the client should send",
        ));
    }
    let essence = essence(media);
    let schema = entry.node.as_map()?.get("schema");
    if ![JSON, FORM, BYTES, TEXTS[0], TEXTS[1]].contains(&essence) {
        return Some((
            entry.key,
            format!("progenitor cannot send a body of type `{media}`"),
            "it knows JSON, URL-encoded forms, `text/plain` and `application/octet-stream`",
        ));
    }
    let Some(schema) = schema else {
        return Some((
            entry.key,
            "a request body needs a schema".to_owned(),
            "add `schema:`, or `schema: {}` for any JSON value",
        ));
    };
    let schema = (context.document.resolve(&schema.node)?, schema.key);
    match essence {
        BYTES if !plain(schema.0, Some("binary")) => Some((
            schema.1,
            format!("the schema of a body of type `{BYTES}` must say only that it is binary"),
            "write `schema: {type: string, format: binary}`",
        )),
        JSON | FORM | BYTES => None,
        _ if plain(schema.0, None) => None,
        _ => Some((
            schema.1,
            format!("the schema of a body of type `{media}` must say only that it is text"),
            "write `schema: {type: string}`",
        )),
    }
}

fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media)
}

/// Whether a schema is a string of this format without any limit.
fn plain(schema: &Node, format: Option<&str>) -> bool {
    let limits = ["pattern", "enum", "minLength", "maxLength", "default", "discriminator"];
    schema.get("type").and_then(Node::as_str) == Some("string")
        && schema.get("format").and_then(Node::as_str) == format
        && schema.get("nullable").and_then(Node::as_bool) != Some(true)
        && limits.iter().all(|limit| schema.get(limit).is_none())
}

/// `unsupported-encoding`.
pub(super) fn encoding(media: &Node, pointer: &str, findings: &mut Findings) {
    let Some(entry) = media.entry("encoding") else {
        return;
    };
    if entry.node.as_map().is_some_and(|map| !map.is_empty()) {
        findings.push(
            Level::Error,
            "unsupported-encoding",
            entry.key,
            child(pointer, "encoding"),
            "progenitor panics on `encoding`",
            "remove it; bodies are sent as JSON or as a plain URL-encoded form",
        );
    }
}
