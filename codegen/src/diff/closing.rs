//! The closing check: what differs and no rule looked at.
//!
//! Rules note each node that they look at. In the end both documents are compared node by node as
//! they are spelt; a difference in a node that nobody looked at is reported, not dropped.

use super::equal::same;
use super::show;
use super::view::pairs;
use super::walk::Walk;
use crate::yaml::{Node, Value};

/// Reports what no rule looked at.
pub(super) fn check(walk: &mut Walk<'_>) {
    components(walk);
    let (base, head) = (walk.base.root, walk.head.root);
    if base.as_map().is_none() || head.as_map().is_none() {
        if !same(base, head) {
            let change = show::from_to(Some(base), Some(head));
            let message = format!("the document changed{change}");
            walk.report("not-judged", Some(base), Some(head), message);
        }
        return;
    }
    compare(walk, base, head);
}

/// Parts of `components` that nothing on their side uses.
fn components(walk: &mut Walk<'_>) {
    let (base, head) = (walk.base.root.get("components"), walk.head.root.get("components"));
    let kinds = pairs(base).into_iter().chain(pairs(head));
    let mut kinds: Vec<&str> = kinds.map(|(kind, _)| kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in
        kinds.into_iter().filter(|kind| !kind.starts_with("x-") && *kind != "securitySchemes")
    {
        let (from, to) =
            (base.and_then(|node| node.get(kind)), head.and_then(|node| node.get(kind)));
        for (node, document) in [(from, true), (to, false)] {
            if let Some(node) = node.filter(|node| node.as_map().is_some()) {
                if document { walk.base.saw(node) } else { walk.head.saw(node) }
            }
        }
        unused(walk, kind, &pairs(from), &pairs(to));
    }
    walk.entered(base, head);
}

fn unused<'a>(
    walk: &mut Walk<'a>,
    kind: &str,
    base: &[(&'a str, &'a Node)],
    head: &[(&'a str, &'a Node)],
) {
    let schema = kind == "schemas";
    for (name, one) in base {
        let other = head.iter().find(|(other, _)| other == name).map(|(_, node)| *node);
        let called = format!("`{name}` in `components/{kind}`");
        let step = format!("components/{kind}/{name}");
        match other {
            None if !walk.base.was_seen(one) => {
                let rule = if schema { "api-schema-removed" } else { "unused-component-removed" };
                let message = format!("{called} was removed, which nothing used");
                walk.judged(Some(one), None);
                walk.within(&step, |walk| walk.report(rule, Some(one), None, message));
            }
            Some(other) if !(walk.base.was_seen(one) && walk.head.was_seen(other)) => {
                let equal = same(one, other);
                walk.judged(Some(one), Some(other));
                if !equal {
                    let change = show::from_to(Some(one), Some(other));
                    let message = format!("{called} changed, which nothing uses{change}");
                    walk.within(&step, |walk| {
                        walk.report("unused-component-changed", Some(one), Some(other), message);
                    });
                }
            }
            _ => {}
        }
    }
    for (name, other) in head.iter().filter(|(name, _)| base.iter().all(|(one, _)| one != name)) {
        if !walk.head.was_seen(other) {
            let rule = if schema { "api-schema-added" } else { "unused-component-added" };
            let message = format!("`{name}` in `components/{kind}` was added, which nothing uses");
            walk.judged(None, Some(other));
            let step = format!("components/{kind}/{name}");
            walk.within(&step, |walk| walk.report(rule, None, Some(other), message));
        }
    }
}

fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    if same(base, head) {
        return;
    }
    match (&base.value, &head.value) {
        (Value::Map(from), Value::Map(to)) => {
            let reference = from.contains_key("$ref") || to.contains_key("$ref");
            let followed = walk.base.is_covered(base) && walk.head.is_covered(head);
            for (key, entry) in from {
                match to.get(key) {
                    // What it leads to has been compared instead.
                    _ if key == "$ref" && followed => {}
                    Some(other) if reference && key != "$ref" => {
                        sibling(walk, key, Some(&entry.node), Some(&other.node));
                    }
                    Some(other) => compare(walk, &entry.node, &other.node),
                    None if reference && key != "$ref" && from.contains_key("$ref") => {
                        sibling(walk, key, Some(&entry.node), None);
                    }
                    None => lost(walk, Some((&entry.node, base)), Some((head, head)), key),
                }
            }
            for (key, entry) in to.iter().filter(|(key, _)| !from.contains_key(*key)) {
                if key == "$ref" && followed {
                    continue;
                }
                if reference && key != "$ref" && to.contains_key("$ref") {
                    sibling(walk, key, None, Some(&entry.node));
                } else {
                    lost(walk, None, Some((&entry.node, head)), key);
                }
            }
        }
        (Value::Seq(from), Value::Seq(to)) => {
            for (one, other) in from.iter().zip(to) {
                compare(walk, one, other);
            }
            for one in from.iter().skip(to.len()) {
                lost(walk, Some((one, base)), Some((head, head)), "an item");
            }
            for other in to.iter().skip(from.len()) {
                lost(walk, None, Some((other, head)), "an item");
            }
        }
        _ if walk.base.is_covered(base) && walk.head.is_covered(head) => {}
        _ => {
            let change = show::from_to(Some(base), Some(head));
            let pointer = walk.head.pointer(head);
            let message = format!("`{pointer}` changed{change}");
            walk.report("not-judged", Some(base), Some(head), message);
        }
    }
}

/// A node that only one side has.
fn lost<'a>(
    walk: &mut Walk<'a>,
    base: Option<(&'a Node, &'a Node)>,
    head: Option<(&'a Node, &'a Node)>,
    key: &str,
) {
    let (covered, verb) = match (base, head) {
        (Some((node, _)), _) => (walk.base.is_covered(node), "removed"),
        (None, Some((node, _))) => (walk.head.is_covered(node), "added"),
        (None, None) => return,
    };
    if covered {
        return;
    }
    let pointer = match (base, head) {
        (Some((node, _)), _) => walk.base.pointer(node),
        (None, Some((node, _))) => walk.head.pointer(node),
        (None, None) => String::new(),
    };
    let message = format!("`{key}` was {verb} at `{pointer}`");
    let places = (base.map(|(node, _)| node), head.map(|(node, _)| node));
    walk.report("not-judged", places.0, places.1, message);
}

/// A key beside a reference.
fn sibling<'a>(walk: &mut Walk<'a>, key: &str, base: Option<&'a Node>, head: Option<&'a Node>) {
    let equal = base.zip(head).is_some_and(|(one, other)| same(one, other));
    let covered = base.is_none_or(|node| walk.base.is_covered(node))
        && head.is_none_or(|node| walk.head.is_covered(node));
    if !equal && !covered {
        let message = format!("`{key}` beside a reference changed{}", show::from_to(base, head));
        let at =
            base.map(|node| walk.base.pointer(node)).or(head.map(|node| walk.head.pointer(node)));
        walk.within(at.unwrap_or_default().trim_start_matches('/'), |walk| {
            walk.report("ref-sibling-changed", base, head, message);
        });
    }
}
