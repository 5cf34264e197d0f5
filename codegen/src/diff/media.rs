//! Media types: their names, and what stands under them.

use super::extensions;
use super::responses;
use super::schema::{self, Role, Subject};
use super::show;
use super::texts;
use super::view::{entries, pairs};
use super::walk::Walk;
use crate::diff::equal::same;
use crate::yaml::Node;

/// A media type in parts.
#[derive(Debug, PartialEq, Eq)]
struct Name {
    kind: String,
    subtype: String,
    suffix: Option<String>,
    parameters: Vec<String>,
}

fn name(text: &str) -> Name {
    let lower = text.to_ascii_lowercase();
    let mut parts = lower.split(';').map(str::trim);
    let full = parts.next().unwrap_or_default();
    let (kind, subtype) = full.split_once('/').unwrap_or((full, ""));
    let (subtype, suffix) = match subtype.rsplit_once('+') {
        Some((subtype, suffix)) => (subtype, Some(suffix.to_owned())),
        None => (subtype, None),
    };
    let mut parameters: Vec<String> =
        parts.filter(|part| !part.is_empty()).map(|part| part.replace(' ', "")).collect();
    parameters.sort();
    Name { kind: kind.to_owned(), subtype: subtype.to_owned(), suffix, parameters }
}

/// Whether two names are the same media type.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    name(one) == name(other)
}

/// Whether the second media type takes all that the first one does.
pub(super) fn is_wider(one: &str, other: &str) -> bool {
    let (one, other) = (name(one), name(other));
    let kind = other.kind == one.kind || other.kind == "*";
    let subtype = other.subtype == "*"
        || other.subtype == one.subtype && other.suffix == one.suffix
        || one.suffix.as_ref() == Some(&other.subtype) && other.suffix.is_none();
    let parameters = other.parameters.iter().all(|part| one.parameters.contains(part));
    kind && subtype && parameters
}

/// Whether values of a media type are JSON, where `1` and `"1"` differ.
pub(super) fn is_json(text: &str) -> bool {
    let name = name(text);
    name.subtype.contains("json") || name.suffix.as_deref() == Some("json") || name.subtype == "*"
}

/// Keys of a media type that other functions judge.
const KNOWN: &[&str] = &["schema", "encoding", "itemSchema"];

/// Reports what differs between what stands under a media type.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, subject: &Subject) {
    if walk.equal(base, head) {
        return;
    }
    let (base, head) = walk.resolve(base, head);
    let sent = subject.role.sent();
    for key in ["schema", "itemSchema"] {
        match (base.get(key), head.get(key)) {
            (Some(one), Some(other)) => schema::compare(walk, one, other, subject),
            (None, None) => {}
            (Some(one), None) => {
                let rule = if sent {
                    "request-body-media-type-schema-removed"
                } else {
                    "response-body-media-type-schema-removed"
                };
                walk.base.saw_reachable(one);
                let message = format!("the schema of {} was removed", subject.noun);
                walk.report(rule, Some(one), Some(head), message);
            }
            (None, Some(other)) => {
                let rule = if sent {
                    "request-body-media-type-schema-added"
                } else {
                    "response-body-media-type-schema-added"
                };
                walk.head.saw_reachable(other);
                let message = format!("{} got a schema", subject.noun);
                walk.report(rule, Some(base), Some(other), message);
            }
        }
    }
    encodings(walk, base, head, subject);
    texts::compare(walk, base, head, &subject.noun);
    let texts = texts::RULES.iter().map(|(key, _)| *key);
    let known: Vec<&str> = KNOWN.iter().copied().chain(texts).collect();
    extensions::rest(walk, base, head, &known, &subject.noun);
}

fn encodings<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, subject: &Subject) {
    let (one, other) = (base.get("encoding"), head.get("encoding"));
    walk.entered(one, other);
    let rule = if subject.role.sent() {
        "request-body-encoding-changed"
    } else {
        "response-body-encoding-changed"
    };
    let (from, to) = (pairs(one), pairs(other));
    let names = from.iter().chain(&to).map(|(name, _)| *name);
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    for part in names {
        let find = |all: &[(&'a str, &'a Node)]| {
            all.iter().find(|(name, _)| *name == part).map(|(_, node)| *node)
        };
        let (from, to) = (find(&from), find(&to));
        if from.zip(to).is_some_and(|(from, to)| walk.equal(from, to)) {
            continue;
        }
        if let (Some(from), Some(to)) = (from, to)
            && is_only_headers(from, to)
        {
            walk.base.saw(from);
            walk.head.saw(to);
            walk.entered(from.get("headers"), to.get("headers"));
            let role = if subject.role.sent() { Role::Parameter } else { Role::Header };
            let (one, other) = (entries(from, "headers"), entries(to, "headers"));
            walk.within(&format!("encoding/{part}"), |walk| {
                responses::headers(walk, (one, other), (from, to), role);
            });
            continue;
        }
        walk.judged(from, to);
        let change = show::from_to(from, to);
        let message = format!("how `{part}` of {} is written changed{change}", subject.noun);
        walk.report(rule, from.or(one).or(Some(base)), to.or(other).or(Some(head)), message);
    }
}

fn is_only_headers(base: &Node, head: &Node) -> bool {
    let rest = |node: &Node| {
        let parts = pairs(Some(node)).into_iter();
        parts
            .filter(|(key, _)| *key != "headers")
            .map(|(key, _)| key.to_owned())
            .collect::<Vec<_>>()
    };
    let keys = rest(base);
    keys.len() == rest(head).len()
        && keys.iter().all(|key| {
            base.get(key).zip(head.get(key)).is_some_and(|(one, other)| same(one, other))
        })
}
