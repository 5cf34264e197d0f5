//! Extensions, and keys that no rule knows.

use super::equal::same;
use super::show;
use super::walk::Walk;
use crate::yaml::Node;

/// Judges all keys of two objects that are not among the `known` ones.
pub(super) fn rest<'a>(
    walk: &mut Walk<'a>,
    base: &'a Node,
    head: &'a Node,
    known: &[&str],
    name: &str,
) {
    let keys = |node: &'a Node| {
        node.as_map().map(|map| map.keys().map(String::as_str).collect::<Vec<_>>())
    };
    let mut all: Vec<&str> = keys(base).into_iter().chain(keys(head)).flatten().collect();
    all.sort_unstable();
    all.dedup();
    for key in all.into_iter().filter(|key| !known.contains(key)) {
        let (one, other) = (base.get(key), head.get(key));
        walk.judged(one, other);
        if one.zip(other).is_some_and(|(one, other)| same(one, other)) {
            continue;
        }
        if key.starts_with("x-") {
            report(walk, key, (one, other), (base, head), name);
        } else {
            let message = format!("`{key}` of {name} changed{}", show::from_to(one, other));
            walk.report("not-judged", one.or(Some(base)), other.or(Some(head)), message);
        }
    }
}

/// Reports an extension.
pub(super) fn report<'a>(
    walk: &mut Walk<'a>,
    key: &str,
    (base, head): (Option<&'a Node>, Option<&'a Node>),
    owners: (&'a Node, &'a Node),
    name: &str,
) {
    let rule = match (base, head) {
        (None, _) => "extension-added",
        (_, None) => "extension-removed",
        _ => "extension-changed",
    };
    let message = format!("`{key}` of {name} changed{}", show::from_to(base, head));
    walk.report(rule, base.or(Some(owners.0)), head.or(Some(owners.1)), message);
}
