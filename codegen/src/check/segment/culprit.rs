//! What a maintainer must change so that a path parameter stays inside its segment.

use super::{Proof, proof};
use crate::check::document::Document;
use crate::check::pattern::compile;
use crate::check::walk::{Site, child};
use crate::source::Span;
use crate::yaml::Node;

const PATTERN: &str = "add `pattern: '^[A-Za-z0-9_-]+$'` or one that fits the service's \
                       identifiers, with `^` and `$`";
const TIGHTEN: &str = "tighten it, for example to `^[A-Za-z0-9_-]+$`, with `^` and `$`";
const TEXT: &str = "describe it as a string with a `pattern`, which the client checks";
const VALUE: &str = "remove the value, or send it in the query";

/// The place to edit.
pub(super) struct Culprit<'a> {
    pub(super) span: Span,
    pub(super) pointer: String,
    /// The schema of the parameter; none for one with `content`.
    pub(super) schema: Option<&'a Node>,
    /// Whether the value is made of several.
    pub(super) structured: bool,
    pub(super) help: &'static str,
}

/// The place that lets a value leave its segment; nothing where all is well, or where another
/// rule has said why it cannot be told.
pub(super) fn find<'a>(document: Document<'a>, site: &Site<'a>) -> Option<Culprit<'a>> {
    let Some(entry) = site.node.entry("schema") else {
        let content = site.node.entry("content")?;
        return Some(Culprit {
            span: content.key,
            pointer: child(&site.pointer, "content"),
            schema: None,
            structured: true,
            help: TEXT,
        });
    };
    if proof(document, &entry.node, 0).is_complete() || is_broken(document, &entry.node, 0) {
        return None;
    }
    let pointer = child(&site.pointer, "schema");
    let mut found = within(document, &entry.node, entry.key, pointer, 0)?;
    found.schema = Some(&entry.node);
    Some(found)
}

/// Whether a part of the schema leads nowhere or has a pattern that does not compile.
fn is_broken(document: Document<'_>, schema: &Node, depth: usize) -> bool {
    let Some(schema) = document.resolve(schema).filter(|_| depth < 16) else {
        return true;
    };
    let invalid = |pattern: &Node| pattern.as_str().is_none_or(|text| compile(text).is_err());
    schema.get("pattern").is_some_and(invalid)
        || parts(schema).any(|(.., part)| is_broken(document, part, depth + 1))
}

/// The schemas that a schema is composed of, with the keyword and the place in its list.
fn parts(schema: &Node) -> impl Iterator<Item = (&'static str, usize, &Node)> {
    ["allOf", "oneOf", "anyOf"].into_iter().flat_map(|keyword| {
        let list = schema.get(keyword).and_then(Node::as_seq).unwrap_or_default();
        list.iter().enumerate().map(move |(index, one)| (keyword, index, one))
    })
}

fn within<'a>(
    document: Document<'a>,
    schema: &'a Node,
    key: Span,
    mut pointer: String,
    depth: usize,
) -> Option<Culprit<'a>> {
    let mut key = key;
    let mut schema = schema;
    for _ in 0..32 {
        let Some(text) = schema.get("$ref").and_then(Node::as_str) else { break };
        pointer = text.strip_prefix('#')?.to_owned();
        schema = document.root.pointer(&pointer)?;
        key = schema.span;
        if let Some((owner, name)) = pointer.rsplit_once('/')
            && let Some(entry) = document.root.pointer(owner).and_then(|node| node.entry(name))
        {
            key = entry.key;
        }
    }
    let place = |span, token: &str, help| {
        let structured = help == TEXT;
        let pointer = token.split('/').fold(pointer.clone(), |at, token| child(&at, token));
        Some(Culprit { span, pointer, schema: None, structured, help })
    };
    let of = schema.entry("type");
    if let Some(entry) = of
        && matches!(entry.node.as_str(), Some("array" | "object"))
    {
        return place(entry.key, "type", TEXT);
    }
    if let Some(list) = schema.get("enum").and_then(Node::as_seq)
        && let Some(index) = list.iter().position(is_hostile)
    {
        return place(list[index].span, &format!("enum/{index}"), VALUE);
    }
    if let Some(pattern) = schema.get("pattern") {
        return place(pattern.span, "pattern", TIGHTEN);
    }
    let mut composed = parts(schema).filter(|_| depth < 16);
    let open = |part: &Node| !proof(document, part, 0).is_complete();
    if let Some((keyword, index, part)) = composed.find(|(.., part)| open(part)) {
        let at = child(&child(&pointer, keyword), &index.to_string());
        return within(document, part, part.span, at, depth + 1);
    }
    match of {
        Some(entry) => place(entry.key, "type", PATTERN),
        None => {
            Some(Culprit { span: key, pointer, schema: None, structured: false, help: PATTERN })
        }
    }
}

fn is_hostile(value: &Node) -> bool {
    value.as_str().is_some_and(|text| !Proof::text(text).is_complete())
}
