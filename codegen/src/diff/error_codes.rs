//! `x-error-codes`: what the service says of the codes of its errors.

use super::equal::same;
use super::show;
use super::view::{pairs, text};
use super::walk::Walk;
use crate::yaml::Node;

const KEY: &str = "x-error-codes";

/// Judges the lists of two objects.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    walk.within(KEY, |walk| lists(walk, base, head));
}

fn lists<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get(KEY), head.get(KEY));
    walk.judged(one, other);
    let list = |node: Option<&'a Node>| match node {
        None => Some(&[][..]),
        Some(node) => node.as_seq().filter(|list| list.iter().all(|item| name(item).is_some())),
    };
    let (Some(from), Some(to)) = (list(one), list(other)) else {
        if !one.zip(other).is_some_and(|(one, other)| same(one, other)) {
            let message = format!("`{KEY}` changed{}", show::from_to(one, other));
            walk.report("error-code-changed", one.or(Some(base)), other.or(Some(head)), message);
        }
        return;
    };
    let key = |node: &Node| (name(node), node.get("status").map(show::value));
    for item in from {
        let code = name(item).unwrap_or_default();
        let twin = to
            .iter()
            .find(|other| key(other) == key(item))
            .or_else(|| to.iter().find(|other| name(other) == name(item)));
        match twin {
            None => {
                let message = format!("the error code `{code}` was removed");
                walk.report("error-code-removed", Some(item), other.or(Some(head)), message);
            }
            Some(twin) => entry(walk, &code, item, twin),
        }
    }
    for item in to.iter().filter(|item| from.iter().all(|one| name(one) != name(item))) {
        let code = name(item).unwrap_or_default();
        let message = format!("the error code `{code}` was added");
        walk.report("error-code-added", one.or(Some(base)), Some(item), message);
    }
    let count = |list: &[Node]| list.iter().filter_map(name).count();
    if count(from) != count(to)
        && walk.changes.iter().all(|change| change.subject != walk.subject())
    {
        let message = format!("`{KEY}` names a code more or less often");
        walk.report("error-code-changed", one.or(Some(base)), other.or(Some(head)), message);
    }
}

fn name(item: &Node) -> Option<String> {
    text(item, "code").map(str::to_owned)
}

fn entry<'a>(walk: &mut Walk<'a>, code: &str, base: &'a Node, head: &'a Node) {
    let keys = pairs(Some(base)).into_iter().chain(pairs(Some(head)));
    let mut keys: Vec<&str> = keys.map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let (one, other) = (base.get(key), head.get(key));
        if one.zip(other).is_some_and(|(one, other)| same(one, other)) {
            continue;
        }
        let prose = ["meaning", "description", "solution", "cause"].contains(&key);
        let rule = if prose { "error-code-described" } else { "error-code-changed" };
        let change = show::from_to(one, other);
        let message = format!("`{key}` of the error code `{code}` changed{change}");
        walk.report(rule, one.or(Some(base)), other.or(Some(head)), message);
    }
}
