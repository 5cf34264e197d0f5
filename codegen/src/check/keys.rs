//! `unknown-key`, `missing-key`, `merge-key`, `misplaced-ref` and `ref-siblings`: an object has
//! keys that it should not have, or lacks some.

use super::Findings;
use super::model::{Kind, Model};
use super::suggest::closest;
use super::walk::{Site, child};
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Map;

/// Keys that look like a slip for another but belong to JSON Schema or a later OpenAPI.
const LATER: [&str; 9] =
    ["$defs", "examples", "const", "webhooks", "contains", "if", "then", "else", "prefixItems"];

/// Looks at the keys of an object.
pub(super) fn check(model: &Model, site: &Site<'_>, findings: &mut Findings) {
    let Some(map) = site.node.as_map() else {
        return;
    };
    let mut meant = Vec::new();
    for (name, entry) in map {
        if name == "<<" {
            merge(entry.key, &site.pointer, findings);
        } else if name == "$ref" && model.key(name).is_none() {
            misplaced_ref(model, entry.key, &site.pointer, findings);
        } else if model.rest.is_none() && model.key(name).is_none() && !name.starts_with("x-") {
            meant.extend(unknown(model, map, name, entry.key, &site.pointer, findings));
        }
    }
    // What is merged in is not lacking, only in a form that nobody reads.
    if !map.contains_key("<<") && !meant.contains(&"$ref") {
        missing(model, site, map, &meant, findings);
    }
}

fn unknown(
    model: &Model,
    map: &Map,
    name: &str,
    key: Span,
    pointer: &str,
    findings: &mut Findings,
) -> Option<&'static str> {
    let free = model.keys.iter().map(|key| key.name).filter(|known| !map.contains_key(*known));
    let reference = model.section.is_some() && !map.contains_key("$ref") && is_like_ref(name);
    let meant = if reference { Some("$ref") } else { closest(name, free) };
    let meant = meant.filter(|_| !LATER.contains(&name));
    findings.slips.extend(meant.map(|meant| (pointer.to_owned(), meant)));
    let message = format!("{} has no key `{name}`", model.title);
    let pointer = child(pointer, name);
    match meant {
        Some(meant) => findings.push(
            Level::Error,
            "unknown-key",
            key,
            pointer,
            message,
            format!("did you mean `{meant}`?"),
        ),
        None => findings.push(
            Level::Warning,
            "unknown-key",
            key,
            pointer,
            format!("{message}; openapiv3 drops it, so the client does not know of it"),
            "remove it, or start its name with `x-` if it is meant for another tool",
        ),
    }
    meant
}

/// Whether `$ref` was meant; other keys with a dollar belong to JSON Schema.
fn is_like_ref(name: &str) -> bool {
    name == "ref" || (name.starts_with('$') && closest(name, ["$ref"].into_iter()).is_some())
}

fn missing(
    model: &Model,
    site: &Site<'_>,
    map: &Map,
    meant: &[&'static str],
    findings: &mut Findings,
) {
    for key in model.keys.iter().filter(|key| key.required) {
        if !map.contains_key(key.name) && !meant.contains(&key.name) {
            lacks(model.title, key.name, site, findings);
        }
    }
}

/// Says that an object lacks a key.
pub(super) fn lacks(title: &str, key: &str, site: &Site<'_>, findings: &mut Findings) {
    findings.push(
        Level::Error,
        "missing-key",
        site.key,
        site.pointer.as_str(),
        format!("{title} needs `{key}`"),
        format!("add `{key}:`"),
    );
}

/// Says that a merge key is not applied.
pub(super) fn merge(key: Span, pointer: &str, findings: &mut Findings) {
    findings.push(
        Level::Error,
        "merge-key",
        key,
        child(pointer, "<<"),
        "the merge key `<<` is not applied: it is no part of YAML 1.2",
        "write out what it merges in, or move it into `components` and use `$ref` or `allOf`",
    );
}

fn misplaced_ref(model: &Model, key: Span, pointer: &str, findings: &mut Findings) {
    findings.push(
        Level::Error,
        "misplaced-ref",
        key,
        child(pointer, "$ref"),
        format!("{} cannot be a `$ref`; openapiv3 would drop it", model.title),
        "write the object out, or put the `$ref` one level deeper, such as under `schema`",
    );
}

/// Looks at the keys that stand beside a `$ref`.
pub(super) fn beside_reference(
    kind: Kind,
    node: &crate::yaml::Node,
    pointer: &str,
    findings: &mut Findings,
) {
    for (name, entry) in node.as_map().into_iter().flatten() {
        if name == "$ref" || name.starts_with("x-") {
            continue;
        }
        let help = if kind == Kind::Schema {
            "move it into the schema it refers to, or wrap the `$ref`: `allOf: [{$ref: …}]`"
        } else {
            "move it into the component that the `$ref` leads to"
        };
        findings.push(
            Level::Warning,
            "ref-siblings",
            entry.key,
            child(pointer, name),
            format!("`{name}` has no effect beside `$ref`"),
            help,
        );
    }
}
