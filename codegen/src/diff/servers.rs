//! Servers: where requests go.

use super::equal::same;
use super::show;
use super::view::{entries, items, text};
use super::walk::Walk;
use super::{extensions, texts};
use crate::yaml::Node;

fn url(server: &Node) -> &str {
    text(server, "url").unwrap_or("/")
}

/// A URL without the slash at its end.
fn trimmed(server: &Node) -> &str {
    url(server).trim_end_matches('/')
}

/// Reports what differs between two lists of servers.
pub(super) fn compare<'a>(
    walk: &mut Walk<'a>,
    base: Option<&'a Node>,
    head: Option<&'a Node>,
    owners: (&'a Node, &'a Node),
) {
    walk.judged(base, head);
    let list = |node: Option<&'a Node>| node.and_then(Node::as_seq).unwrap_or_default();
    let (from, to): (Vec<_>, Vec<_>) = (list(base).iter().collect(), list(head).iter().collect());
    let (mut left, mut right) = (from.clone(), to.clone());
    let mut both = Vec::new();
    for same in [(|a: &Node, b: &Node| url(a) == url(b)) as fn(&Node, &Node) -> bool, |a, b| {
        trimmed(a) == trimmed(b)
    }] {
        left.retain(|one| match right.iter().position(|other| same(one, other)) {
            Some(at) => {
                both.push((*one, right.remove(at)));
                false
            }
            None => true,
        });
    }
    let order =
        both.iter().filter_map(|(_, other)| to.iter().position(|node| std::ptr::eq(*node, *other)));
    let ordered = order.collect::<Vec<_>>().is_sorted();
    if let ([one], [other]) = (left.as_slice(), right.as_slice()) {
        let message = format!("the server `{}` became `{}`", url(one), url(other));
        walk.report("server-url-changed", Some(one), Some(other), message);
        both.push((*one, *other));
        (left, right) = (Vec::new(), Vec::new());
    }
    for one in left {
        let message = format!("the server `{}` was removed", url(one));
        walk.report("server-removed", Some(one), head.or(Some(owners.1)), message);
    }
    for other in right {
        let message = format!("the server `{}` was added", url(other));
        walk.report("server-added", base.or(Some(owners.0)), Some(other), message);
    }
    if !ordered {
        let message = "the servers stand in another order";
        walk.report("server-order-changed", base, head, message);
    }
    for (one, other) in both {
        let name = format!("the server `{}`", url(other));
        if url(one) != url(other) && trimmed(one) == trimmed(other) {
            let message = format!("the server `{}` became `{}`", url(one), url(other));
            walk.report("server-url-changed", Some(one), Some(other), message);
        }
        variables(walk, one, other);
        texts::compare(walk, one, other, &name);
        let texts = texts::RULES.iter().map(|(key, _)| *key);
        let known: Vec<&str> = ["url", "variables"].into_iter().chain(texts).collect();
        extensions::rest(walk, one, other, &known, &name);
    }
}

fn variables<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (from, to) = (entries(base, "variables"), entries(head, "variables"));
    for (name, one) in &from {
        match to.iter().find(|(other, _)| other == name) {
            Some((_, other)) => variable(walk, name, one, other),
            None => {
                let message = format!("the server variable `{name}` was removed");
                walk.report("server-variable-removed", Some(one), Some(head), message);
            }
        }
    }
    for (name, other) in to.iter().filter(|(name, _)| from.iter().all(|(one, _)| one != name)) {
        let message = format!("the server variable `{name}` was added");
        walk.report("server-variable-added", Some(base), Some(other), message);
    }
}

fn variable<'a>(walk: &mut Walk<'a>, name: &str, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("default"), head.get("default"));
    if !one.zip(other).is_some_and(|(one, other)| same(one, other))
        && (one.is_some() || other.is_some())
    {
        let change = show::from_to(one, other);
        let message = format!("the default of the server variable `{name}` changed{change}");
        let places = (one.or(Some(base)), other.or(Some(head)));
        walk.report("server-variable-default-changed", places.0, places.1, message);
    }
    let (from, to) = (base.get("enum"), head.get("enum"));
    let (values, others) = (items(base, "enum"), items(head, "enum"));
    // Without a list any value may be set.
    if from.is_some() || to.is_none() {
        for value in others.iter().filter(|value| !values.iter().any(|one| same(one, value))) {
            let shown = show::value(value);
            let message = format!("the server variable `{name}` may be {shown}");
            walk.report(
                "server-variable-enum-value-added",
                from.or(Some(base)),
                Some(value),
                message,
            );
        }
    } else {
        let message = format!("the server variable `{name}` may only have listed values");
        walk.report("server-variable-enum-value-removed", Some(base), to, message);
    }
    if to.is_some() || from.is_none() {
        for value in values.iter().filter(|value| !others.iter().any(|one| same(one, value))) {
            let shown = show::value(value);
            let message = format!("the server variable `{name}` may no longer be {shown}");
            walk.report(
                "server-variable-enum-value-removed",
                Some(value),
                to.or(Some(head)),
                message,
            );
        }
    } else {
        let message = format!("the server variable `{name}` may have any value");
        walk.report("server-variable-enum-value-added", from, Some(head), message);
    }
    let called = format!("the server variable `{name}`");
    texts::compare(walk, base, head, &called);
    extensions::rest(walk, base, head, &["default", "enum", "description"], &called);
}
