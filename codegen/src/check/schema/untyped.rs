//! Schemas without a `type`, and with keywords from which typify cannot guess it.

use super::{ARRAY, NUMBER, OBJECT, STRING, Site};
use crate::check::Findings;
use crate::check::document::Document;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Map, Node, Value};

/// How many schemas `allOf` may lead to before this rule looks away.
const MAX_PARTS: usize = 64;

pub(super) fn untyped(site: &Site<'_, '_>, findings: &mut Findings) {
    let mut parts = Vec::new();
    let known = match site.entry("allOf") {
        _ if site.has("not") || site.has("oneOf") || site.has("anyOf") || in_whole(site) => return,
        None => {
            parts.push(site.keywords);
            true
        }
        // With nothing but a `type` beside `allOf`, typify does not look at it.
        Some(entry) => {
            if says_more(site.keywords) {
                parts.push(site.keywords);
            }
            collect(site.document, &entry.node, &mut parts, 0)
        }
    };
    if !known || parts.iter().any(|part| part.contains_key("type")) {
        return;
    }
    let Some((keyword, span)) = culprit(&parts) else {
        return;
    };
    // The generator adds the type that a list of texts implies.
    let texts =
        |values: &[Node]| values.iter().all(|v| v.as_str().is_some() || v.value == Value::Null);
    if keyword == "enum" && site.node("enum").and_then(Node::as_seq).is_some_and(texts) {
        return;
    }
    let (place, span) = match site.entry("allOf") {
        Some(entry) => ("allOf", entry.key),
        None => (keyword, span),
    };
    site.push(
        Level::Error,
        "type-missing",
        (span, place),
        format!("`{keyword}` without a `type`: progenitor cannot tell what the value is"),
        "add `type`",
        findings,
    );
}

/// Whether typify looks at the keywords of the schema itself, beside those that compose it.
pub(super) fn says_more(schema: &Map) -> bool {
    let groups = [STRING, NUMBER, ARRAY, OBJECT, &["format"]];
    groups.into_iter().flatten().any(|keyword| schema.contains_key(*keyword))
}

/// Whether the schema is read as a part of another, which is a site of its own.
fn in_whole(site: &Site<'_, '_>) -> bool {
    let mut tokens = site.pointer.rsplitn(3, '/');
    let last = tokens.next();
    let keyword = tokens.next();
    let whole = tokens.next();
    let whole = || site.document.root.pointer(whole?)?.as_map();
    match (keyword, last) {
        (_, Some("not")) | (Some("allOf"), _) => true,
        // What they stand in gives its type to the alternatives, if it says more than that.
        (Some("oneOf" | "anyOf"), _) => whole().is_some_and(|whole| {
            let composed = ["allOf", "oneOf", "anyOf", "not"].iter();
            let several = composed.filter(|keyword| whole.contains_key(**keyword)).count() > 1;
            several || (says_more(whole) && whole.contains_key("type"))
        }),
        _ => false,
    }
}

/// Collects what `allOf` lists, references followed; false where not all of it can be known.
fn collect<'a>(
    document: Document<'a>,
    list: &'a Node,
    parts: &mut Vec<&'a Map>,
    depth: usize,
) -> bool {
    list.as_seq().unwrap_or_default().iter().all(|one| {
        let Some(part) = document.resolve(one).and_then(Node::as_map) else {
            return false;
        };
        if parts.len() == MAX_PARTS || depth == 16 {
            return false;
        }
        if ["oneOf", "anyOf", "not"].iter().any(|keyword| part.contains_key(*keyword)) {
            return false;
        }
        parts.push(part);
        part.get("allOf").is_none_or(|entry| collect(document, &entry.node, parts, depth + 1))
    })
}

/// The keyword that leaves the type open: each arm was seen to panic or to give a wrong type.
fn culprit(parts: &[&Map]) -> Option<(&'static str, Span)> {
    let entry = |keyword: &str| parts.iter().find_map(|part| part.get(keyword));
    let first = |group: &[&'static str]| {
        group.iter().find_map(|keyword| Some((*keyword, entry(keyword)?.key)))
    };
    let groups = [first(STRING), first(NUMBER), first(ARRAY), first(OBJECT)];
    let [string, number, ..] = groups;
    let count = groups.iter().flatten().count();
    let values = entry("enum").and_then(|entry| entry.node.as_seq()).unwrap_or_default();
    let enumeration = if values.is_empty() { None } else { first(&["enum"]) };
    let format = first(&["format"]);
    let nullable = entry("nullable").is_some_and(|entry| entry.node.as_bool() == Some(true));
    let null = |node: &Node| matches!(node.value, Value::Null);
    number
        .or(enumeration.filter(|_| count > 0 || format.is_some()))
        .or(format.filter(|_| string.is_none()))
        .or(groups.iter().flatten().next().copied().filter(|_| count > 1))
        .or(string.filter(|_| nullable))
        .or(enumeration.filter(|_| nullable && !values.iter().all(null)))
}
