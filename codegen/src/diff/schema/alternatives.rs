//! `oneOf`, `anyOf`, and the discriminator that tells their members apart.

use super::kinds::{self, Relation};
use super::members::{ANNOTATIONS, matched};
use super::shape::{self, Member, Shape};
use super::{Pair, Schemas};
use crate::diff::equal::same;
use crate::diff::show;
use crate::diff::view::{pairs, text};
use crate::yaml::Node;

/// Members of `oneOf`.
pub(super) fn one_of<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    alternatives(pair, cx, "oneOf", "one-of");
}

/// Members of `anyOf`.
pub(super) fn any_of<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    alternatives(pair, cx, "anyOf", "any-of");
}

/// The alternatives under a key; null is judged as such.
fn list<'a>(shape: &Shape<'a>, key: &str, cx: &mut Schemas<'a, '_>, base: bool) -> Vec<Member<'a>> {
    let document = if base { &mut cx.walk.base } else { &mut cx.walk.head };
    let mut members = Vec::new();
    for node in shape.all(key) {
        document.saw(node);
        for raw in node.as_seq().unwrap_or_default() {
            document.saw(raw);
            let node = document.resolve(raw);
            if kinds::is_null(node) {
                document.saw_whole(node);
            } else {
                members.push(Member { raw, node });
            }
        }
        if node.as_seq().is_none() {
            document.saw_whole(node);
        }
    }
    members
}

fn alternatives<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>, key: &str, aspect: &str) {
    let base = list(&pair.base, key, cx, true);
    let head = list(&pair.head, key, cx, false);
    // Plain types are judged as types.
    let (from, to) = (kinds::of(&pair.base), kinds::of(&pair.head));
    let plain = (from.listed || base.is_empty() && !from.names.is_empty())
        && (to.listed || head.is_empty() && !to.names.is_empty());
    let name = pair.subject.name();
    let whole = match (base.is_empty(), head.is_empty()) {
        (true, true) => return,
        _ if plain => None,
        (true, false) => Some(("alternatives-introduced", "has to fit one of")),
        (false, true) => Some(("alternatives-dropped", "no longer has to fit one of")),
        (false, false) => None,
    };
    if let Some((aspect, what)) = whole {
        let shown = labels(if base.is_empty() { &head } else { &base });
        let message = format!("{name} {what} {shown}");
        reach(&base, &head, cx);
        return cx.report(pair.subject, aspect, (pair.base.at(key), pair.head.at(key)), message);
    }
    let alike = |a: &Member<'a>, b: &Member<'a>| {
        a.node.get("type").and_then(Node::as_str) == b.node.get("type").and_then(Node::as_str)
    };
    let (removed, added, both) = matched(&base, &head, cx, alike);
    reach(&removed, &added, cx);
    for (at, (one, other)) in both.into_iter().enumerate() {
        let label = shape::name(&other).unwrap_or_else(|| at.to_string());
        cx.deeper(pair, &format!("{key}/{label}"), one.raw, other.raw);
    }
    if plain {
        return;
    }
    for member in &removed {
        let message = format!("the alternative {} of {name} was removed", label(member));
        let places = (Some(member.raw), pair.head.at(key));
        cx.report(pair.subject, &format!("{aspect}-removed"), places, message);
    }
    for member in &added {
        let message = format!("the alternative {} of {name} was added", label(member));
        let places = (pair.base.at(key), Some(member.raw));
        cx.report(pair.subject, &format!("{aspect}-added"), places, message);
    }
}

/// Notes members that need no further look.
fn reach<'a>(base: &[Member<'a>], head: &[Member<'a>], cx: &mut Schemas<'a, '_>) {
    for member in base {
        cx.walk.base.saw_reachable(member.raw);
    }
    for member in head {
        cx.walk.head.saw_reachable(member.raw);
    }
}

fn label(member: &Member<'_>) -> String {
    shape::name(member).map_or_else(|| show::value(member.node), |name| show::quoted(&name))
}

fn labels(members: &[Member<'_>]) -> String {
    members.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// A schema that became one of several alternatives, or the reverse. Says whether that is all
/// there is to say of the pair.
pub(super) fn restructured<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) -> bool {
    let has = |shape: &Shape<'a>, key: &str| {
        shape.get(key).and_then(Node::as_seq).is_some_and(|items| !items.is_empty())
    };
    let either = |shape: &Shape<'a>| has(shape, "oneOf") || has(shape, "anyOf");
    let (single, many, wraps) = match (either(&pair.base), either(&pair.head)) {
        (false, true) => (&pair.base, &pair.head, true),
        (true, false) => (&pair.head, &pair.base, false),
        _ => return false,
    };
    let key = if has(many, "oneOf") { "oneOf" } else { "anyOf" };
    let plain = kinds::of(many).listed && many.get("type").is_none();
    let bare = single.properties.is_empty();
    if !many.properties.is_empty() || bare && (plain || many.get("type").is_some()) {
        return false;
    }
    let members = list(many, key, cx, !wraps);
    let known = members.iter().position(|member| {
        let (base, head) =
            if wraps { (single.node, member.node) } else { (member.node, single.node) };
        cx.walk.equal(base, head)
            || members.len() > 1 && covers(member, single, pair.subject.textual, cx, wraps)
    });
    match known {
        Some(at) => beside(pair, cx, key, wraps, &members, at),
        None if bare => return false,
        None => {
            let (aspect, verb) = if wraps {
                ("wrapped-in-one-of", "became one of")
            } else {
                ("unwrapped-from-one-of", "is no longer one of")
            };
            let message = format!("{} {verb} {}", pair.subject.name(), labels(&members));
            cx.report(pair.subject, aspect, (pair.base.at(key), pair.head.at(key)), message);
        }
    }
    cx.walk.base.saw_reachable(pair.base.node);
    cx.walk.head.saw_reachable(pair.head.node);
    true
}

/// Reports the alternatives that came or went beside the one that was there all along.
fn beside<'a>(
    pair: &Pair<'a, '_>,
    cx: &mut Schemas<'a, '_>,
    key: &str,
    wraps: bool,
    members: &[Member<'a>],
    known: usize,
) {
    let (change, verb) = if wraps { ("added", "added to") } else { ("removed", "removed from") };
    let aspect = format!("{}-{change}", if key == "oneOf" { "one-of" } else { "any-of" });
    let name = pair.subject.name();
    let places = (pair.base.at(key), pair.head.at(key));
    for (_, member) in members.iter().enumerate().filter(|(index, _)| *index != known) {
        let message = format!("the alternative {} was {verb} {name}", label(member));
        cx.report(pair.subject, &aspect, places, message);
    }
}

/// Whether an alternative takes all values of a schema that is but a type.
fn covers<'a>(
    member: &Member<'a>,
    single: &Shape<'a>,
    textual: bool,
    cx: &mut Schemas<'a, '_>,
    wraps: bool,
) -> bool {
    let document = if wraps { &mut cx.walk.head } else { &mut cx.walk.base };
    let shape = Shape::new(member.node, document);
    let (inner, outer) = (kinds::of(single), kinds::of(&shape));
    let free = shape.keys.keys().all(|key| {
        ["type", "format", "nullable"].contains(key)
            || ANNOTATIONS.contains(key)
            || single.get(key).zip(shape.get(key)).is_some_and(|(one, other)| same(one, other))
    });
    free && shape.required.is_empty()
        && single.properties.is_empty()
        && shape.properties.is_empty()
        && !inner.names.is_empty()
        && matches!(
            kinds::relation(&inner, &outer, textual),
            Relation::Same | Relation::Generalized
        )
}

/// What tells alternatives apart.
pub(super) fn discriminator<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let (base, head) = cx.judge_key(pair, "discriminator");
    let name = pair.subject.name();
    let places = (pair.base.at("discriminator"), pair.head.at("discriminator"));
    let (from, to) = match (base, head) {
        (Some(from), Some(to)) => (from, to),
        (None, None) => return,
        (base, _) => {
            let (aspect, verb) = if base.is_some() {
                ("discriminator-removed", "is no longer told apart by")
            } else {
                ("discriminator-added", "is told apart by")
            };
            let property = base.or(head).and_then(|node| text(node, "propertyName"));
            let message = format!("{name} {verb} `{}`", property.unwrap_or_default());
            return cx.report(pair.subject, aspect, places, message);
        }
    };
    let (one, other) = (text(from, "propertyName"), text(to, "propertyName"));
    if one != other {
        let change = show::from_to(from.get("propertyName"), to.get("propertyName"));
        let message = format!("the discriminator of {name} changed{change}");
        cx.report(pair.subject, "discriminator-property-name-changed", places, message);
    }
    let (one, other) = (pairs(from.get("mapping")), pairs(to.get("mapping")));
    for (key, node) in &one {
        let value = other.iter().find(|(name, _)| name == key);
        let (aspect, head) = match value {
            None => ("discriminator-mapping-deleted", None),
            Some((_, head)) if !same(node, head) => ("discriminator-mapping-changed", Some(*head)),
            Some(_) => continue,
        };
        let change = show::from_to(Some(node), head);
        let message = format!("the name `{key}` of an alternative of {name} changed{change}");
        cx.report(pair.subject, aspect, (Some(node), head.or(places.1)), message);
    }
    for (key, node) in other.iter().filter(|(key, _)| one.iter().all(|(name, _)| name != key)) {
        let message = format!("the name `{key}` of an alternative of {name} was added");
        cx.report(pair.subject, "discriminator-mapping-added", (places.0, Some(node)), message);
    }
    let rest = pairs(Some(from)).into_iter().chain(pairs(Some(to)));
    for (key, _) in rest.filter(|(key, _)| !["propertyName", "mapping"].contains(key)) {
        let (one, other) = (from.get(key), to.get(key));
        if !one.zip(other).is_some_and(|(a, b)| same(a, b)) {
            cx.not_judged(pair, key, one, other);
        }
    }
}
