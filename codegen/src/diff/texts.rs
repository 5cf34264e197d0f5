//! Descriptions, examples and other keys for people.

use super::equal::same;
use super::show;
use super::walk::Walk;
use crate::yaml::Node;

/// Keys for people and the rule about each.
pub(super) const RULES: &[(&str, &str)] = &[
    ("description", "description-changed"),
    ("summary", "summary-changed"),
    ("title", "summary-changed"),
    ("example", "example-changed"),
    ("examples", "example-changed"),
    ("externalDocs", "external-docs-changed"),
    ("$comment", "comment-changed"),
];

/// Judges all keys for people of two objects.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, name: &str) {
    for (key, rule) in RULES {
        let (one, other) = (base.get(key), head.get(key));
        walk.judged(one, other);
        let alike = match (one, other) {
            (Some(one), Some(other)) => same(one, other) || walk.equal(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if !alike {
            report(walk, key, rule, (one, other), (base, head), name);
        }
    }
}

/// Reports a key for people.
pub(super) fn report<'a>(
    walk: &mut Walk<'a>,
    key: &str,
    rule: &str,
    (base, head): (Option<&'a Node>, Option<&'a Node>),
    owners: (&'a Node, &'a Node),
    name: &str,
) {
    let message = format!("the {} of {name} changed{}", spelled(key), show::from_to(base, head));
    let places = (base.or(Some(owners.0)), head.or(Some(owners.1)));
    walk.report(rule, places.0, places.1, message);
}

fn spelled(key: &str) -> &str {
    match key {
        "externalDocs" => "link to documentation",
        "$comment" => "comment",
        key => key,
    }
}
