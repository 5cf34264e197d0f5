//! The document as a whole.

use super::equal::same;
use super::show;
use super::view::{items, pairs, text};
use super::walk::Walk;
use super::{error_codes, extensions, paths, schemes, security, servers, texts};
use crate::yaml::Node;

/// Keys of the document that other functions judge.
const KNOWN: &[&str] = &[
    "openapi",
    "info",
    "paths",
    "webhooks",
    "components",
    "servers",
    "security",
    "tags",
    "externalDocs",
    "x-error-codes",
];

/// Reports everything that differs between two documents.
pub(super) fn compare(walk: &mut Walk<'_>) {
    let (base, head) = (walk.base.root, walk.head.root);
    walk.base.saw(base);
    walk.head.saw(head);
    if base.as_map().is_none() || head.as_map().is_none() {
        return;
    }
    version(walk, base, head);
    walk.within("info", info);
    walk.within("servers", |walk| {
        servers::compare(walk, base.get("servers"), head.get("servers"), (base, head));
    });
    walk.within("security", |walk| security::global(walk, base, head));
    walk.within("tags", tags);
    texts::compare(walk, base, head, "the document");
    walk.within("components/securitySchemes", schemes::compare);
    error_codes::compare(walk, base, head);
    extensions::rest(walk, base, head, KNOWN, "the document");
    paths::compare(walk);
    paths::webhooks(walk);
}

fn version<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("openapi"), head.get("openapi"));
    walk.judged(one, other);
    if !alike(one, other) {
        let change = show::from_to(one, other);
        let message = format!("the version of the document's format changed{change}");
        walk.report("openapi-version-changed", one.or(Some(base)), other.or(Some(head)), message);
    }
}

fn alike(one: Option<&Node>, other: Option<&Node>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn info(walk: &mut Walk<'_>) {
    let (base, head) = (walk.base.root, walk.head.root);
    let (one, other) = (base.get("info"), head.get("info"));
    walk.judged(one, other);
    let (Some(base), Some(head)) = (one, other) else {
        if !alike(one, other) {
            let change = show::from_to(one, other);
            let places = (one.or(Some(base)), other.or(Some(head)));
            walk.report("info-changed", places.0, places.1, format!("`info` changed{change}"));
        }
        return;
    };
    let (one, other) = (base.get("version"), head.get("version"));
    if !alike(one, other) {
        let change = show::from_to(one, other);
        let message = format!("the version of the document changed{change}");
        let places = (one.or(Some(base)), other.or(Some(head)));
        walk.report("info-version-changed", places.0, places.1, message);
        let numbers =
            (text(base, "version").and_then(numbers), text(head, "version").and_then(numbers));
        if let (Some(from), Some(to)) = numbers
            && to < from
        {
            let message = format!("the version of the document went down{change}");
            walk.report("api-version-decreased", places.0, places.1, message);
        }
    }
    texts::compare(walk, base, head, "the document");
    let keys = pairs(Some(base)).into_iter().chain(pairs(Some(head)));
    let mut keys: Vec<&str> = keys.map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.dedup();
    let texts = |key: &str| texts::RULES.iter().any(|(text, _)| *text == key);
    for key in keys.into_iter().filter(|key| *key != "version" && !texts(key)) {
        let (one, other) = (base.get(key), head.get(key));
        if !alike(one, other) {
            let message = format!("`{key}` of `info` changed{}", show::from_to(one, other));
            walk.report("info-changed", one.or(Some(base)), other.or(Some(head)), message);
        }
    }
}

/// The numbers of a version, which order versions.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let release = version.trim_start_matches('v').split(['-', '+']).next()?;
    release.split('.').map(|part| part.parse().ok()).collect()
}

/// The groups of operations.
fn tags(walk: &mut Walk<'_>) {
    let (base, head) = (walk.base.root, walk.head.root);
    walk.judged(base.get("tags"), head.get("tags"));
    let (from, to) = (items(base, "tags"), items(head, "tags"));
    let name = |tag: &Node| text(tag, "name").unwrap_or_default().to_owned();
    let places = (Some(base.get("tags").unwrap_or(base)), Some(head.get("tags").unwrap_or(head)));
    for one in from {
        let tag = name(one);
        match to.iter().find(|other| name(other) == tag) {
            None => {
                let message = format!("the group `{tag}` is no longer described");
                walk.report("tag-metadata-changed", Some(one), places.1, message);
            }
            Some(other) if !same(one, other) => {
                let change = show::from_to(Some(one), Some(other));
                let message = format!("the group `{tag}` is described in another way{change}");
                walk.report("tag-metadata-changed", Some(one), Some(other), message);
            }
            Some(_) => {}
        }
    }
    for other in to.iter().filter(|other| from.iter().all(|one| name(one) != name(other))) {
        let message = format!("the group `{}` is described", name(other));
        walk.report("tag-metadata-changed", places.0, Some(other), message);
    }
}
