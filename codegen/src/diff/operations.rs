//! One operation on both sides.

use super::equal::same;
use super::lifecycle;
use super::paths::{self, Both};
use super::show;
use super::view::{flag, items, pairs};
use super::walk::Walk;
use super::{
    Level, bodies, client, error_codes, extensions, parameters, responses, security, servers, texts,
};
use crate::yaml::Node;

/// Keys of an operation that other functions judge.
const KNOWN: &[&str] = &[
    "operationId",
    "tags",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
    "callbacks",
    "deprecated",
    "x-sunset",
    "x-stability-level",
    "x-error-codes",
    "summary",
    "description",
    "externalDocs",
    "title",
    "example",
    "examples",
    "$comment",
];

/// Walks on where something promises nothing.
pub(super) fn capped<'a>(walk: &mut Walk<'a>, unstable: bool, on: impl FnOnce(&mut Walk<'a>)) {
    let most = if unstable { Level::Documentation } else { Level::Breaking };
    walk.capped(most, on);
}

/// Reports what differs between two operations.
pub(super) fn compare<'a>(
    walk: &mut Walk<'a>,
    path: &Both<'a>,
    method: &str,
    base: &'a Node,
    head: &'a Node,
) {
    let (base, head) = walk.resolve(base, head);
    let unstable = lifecycle::unstable(base) || lifecycle::unstable(path.items.0);
    capped(walk, unstable, |walk| {
        parameters::compare(walk, path, base, head);
        if !walk.equal(base, head) {
            parts(walk, method, base, head);
        }
    });
}

fn parts<'a>(walk: &mut Walk<'a>, method: &str, base: &'a Node, head: &'a Node) {
    lifecycle::operation(walk, base, head);
    walk.within("operationId", |walk| names(walk, base, head));
    walk.within("tags", |walk| tags(walk, base, head));
    texts::compare(walk, base, head, "the operation");
    walk.within("security", |walk| security::operation(walk, base, head));
    walk.within("servers", |walk| {
        servers::compare(walk, base.get("servers"), head.get("servers"), (base, head));
    });
    bodies::compare(walk, base, head);
    responses::compare(walk, base, head);
    callbacks(walk, base, head);
    error_codes::compare(walk, base, head);
    client::operation(walk, method, base, head);
    let known = [KNOWN, &client::OF_OPERATIONS].concat();
    extensions::rest(walk, base, head, &known, "the operation");
}

fn names<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let key = "operationId";
    let (one, other) = (base.get(key), head.get(key));
    walk.judged(one, other);
    let rule = match (one, other) {
        (None, None) => return,
        (Some(one), Some(other)) if same(one, other) => return,
        (None, _) => "api-operation-id-added",
        (_, None) => "api-operation-id-removed",
        _ => "api-operation-id-changed",
    };
    let message = format!("the name of the operation changed{}", show::from_to(one, other));
    walk.report(rule, one.or(Some(base)), other.or(Some(head)), message);
}

fn tags<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("tags"), head.get("tags"));
    walk.judged(one, other);
    let (from, to) = (items(base, "tags"), items(head, "tags"));
    for tag in from.iter().filter(|tag| !to.iter().any(|other| same(tag, other))) {
        let message = format!("the tag {} was removed", show::value(tag));
        walk.report("api-tag-removed", Some(tag), other.or(Some(head)), message);
    }
    for tag in to.iter().filter(|tag| !from.iter().any(|other| same(tag, other))) {
        let message = format!("the tag {} was added", show::value(tag));
        walk.report("api-tag-added", one.or(Some(base)), Some(tag), message);
    }
}

fn callbacks<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let key = "callbacks";
    let (one, other) = (base.get(key), head.get(key));
    walk.entered(one, other);
    let (from, to) = (pairs(one), pairs(other));
    walk.within(key, |walk| {
        for (name, one) in &from {
            let Some((_, other)) = to.iter().find(|(other, _)| other == name) else {
                walk.removed("callback-removed", one, format!("the callback `{name}` was removed"));
                continue;
            };
            let (one, other) = walk.resolve(one, other);
            walk.within(name, |walk| {
                let urls = |node: &'a Node| {
                    pairs(Some(node))
                        .into_iter()
                        .filter(|(key, _)| !key.starts_with("x-"))
                        .collect()
                };
                paths::named(walk, urls(one), urls(other), "callback");
                let urls: Vec<&str> = pairs(Some(one))
                    .into_iter()
                    .chain(pairs(Some(other)))
                    .map(|(key, _)| key)
                    .filter(|key| !key.starts_with("x-"))
                    .collect();
                extensions::rest(walk, one, other, &urls, "the callback");
            });
        }
        for (name, other) in to.iter().filter(|(name, _)| from.iter().all(|(one, _)| one != name)) {
            walk.added("callback-added", other, format!("the callback `{name}` was added"));
        }
    });
}

/// Whether a key of either side is `true`, for keys that are `false` where they are missing.
pub(super) fn flags(base: &Node, head: &Node, key: &str) -> (bool, bool) {
    (flag(base, key), flag(head, key))
}
