//! Members of `allOf`.
//!
//! All members have to fit, so a schema is judged merged with them: to move a property from one to
//! another, or to write them out, is no change. A member that came or went counts as such where it
//! brings or takes what the other side does not have.

use std::collections::HashSet;

use super::shape::{self, Member, Shape};
use super::{Pair, Schemas};
use crate::diff::view::{id, pairs};
use crate::yaml::Node;

/// Keys that constrain nothing.
pub(super) const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "example",
    "examples",
    "externalDocs",
    "deprecated",
    "$comment",
    "default",
    "xml",
];

/// The members that only one side has: by reference or title, else by what they say, else by
/// their place among those without a name.
pub(super) fn unmatched<'a>(
    base: &Shape<'a>,
    head: &Shape<'a>,
    cx: &mut Schemas<'a, '_>,
) -> (Vec<Member<'a>>, Vec<Member<'a>>) {
    let (removed, added, _) = matched(&base.members, &head.members, cx, |_, _| true);
    (removed, added)
}

/// Members of the base alone, members of the head alone, and pairs.
type Matched<'a> = (Vec<Member<'a>>, Vec<Member<'a>>, Vec<(Member<'a>, Member<'a>)>);

/// Pairs members up; `fits` says whether two without a name may be the same one.
pub(super) fn matched<'a>(
    base: &[Member<'a>],
    head: &[Member<'a>],
    cx: &mut Schemas<'a, '_>,
    fits: impl Fn(&Member<'a>, &Member<'a>) -> bool,
) -> Matched<'a> {
    let (mut left, mut right) = (base.to_vec(), head.to_vec());
    let mut both = Vec::new();
    let mut pair_up = |same: &mut dyn FnMut(&Member<'a>, &Member<'a>) -> bool| {
        left.retain(|one| match right.iter().position(|other| same(one, other)) {
            Some(at) => {
                both.push((*one, right.remove(at)));
                false
            }
            None => true,
        });
    };
    pair_up(&mut |a, b| shape::name(a).is_some() && shape::name(a) == shape::name(b));
    pair_up(&mut |a, b| cx.walk.equal(a.node, b.node));
    pair_up(&mut |a, b| shape::name(a).is_none() && shape::name(b).is_none() && fits(a, b));
    (left, right, both)
}

/// Members that came and members that went.
pub(super) fn all_of<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    for (gone, members, mine, other) in [
        (true, &pair.removed, &pair.base, &pair.head),
        (false, &pair.added, &pair.head, &pair.base),
    ] {
        for member in members {
            let aspect = match brings(member, (mine, other), cx, gone) {
                Brings::Nothing => continue,
                Brings::Annotations if gone => "all-of-removed-annotation-only",
                Brings::Annotations => "all-of-added-annotation-only",
                Brings::Constraints if gone => "all-of-removed",
                Brings::Constraints => "all-of-added",
            };
            let name = shape::name(member).map_or(String::new(), |name| format!(" `{name}`"));
            let verb = if gone { "removed from" } else { "added to" };
            let message = format!("the part{name} was {verb} {}", pair.subject.name());
            let places = if gone {
                (Some(member.raw), Some(pair.head.node))
            } else {
                (Some(pair.base.node), Some(member.raw))
            };
            cx.report(pair.subject, aspect, places, message);
        }
    }
}

enum Brings {
    Nothing,
    Annotations,
    Constraints,
}

/// What a member has that the other side has not.
fn brings<'a>(
    member: &Member<'a>,
    (mine, other): (&Shape<'a>, &Shape<'a>),
    cx: &mut Schemas<'a, '_>,
    gone: bool,
) -> Brings {
    let document = if gone { &mut cx.walk.base } else { &mut cx.walk.head };
    let shape = Shape::new(member.node, document);
    if shape.keys.keys().all(|key| ANNOTATIONS.contains(key) || key.starts_with("x-"))
        && shape.properties.is_empty()
        && shape.required.is_empty()
    {
        let known = shape.keys.keys().all(|key| other.keys.contains_key(key));
        return if known { Brings::Nothing } else { Brings::Annotations };
    }
    // One more description of a property has to fit as well; one that moved here has not.
    let count = |shape: &Shape<'a>, name: &str| shape.properties.get(name).map_or(0, Vec::len);
    let property = shape.properties.keys().any(|name| count(mine, name) > count(other, name));
    let key = shape.keys.keys().any(|key| {
        !ANNOTATIONS.contains(key) && !key.starts_with("x-") && !other.keys.contains_key(key)
    });
    if property || key { Brings::Constraints } else { Brings::Nothing }
}

/// Names of the properties that some members bring, however deep their own members are.
pub(super) fn properties<'a>(
    members: &[Member<'a>],
    cx: &Schemas<'a, '_>,
    base: bool,
) -> HashSet<&'a str> {
    let document = if base { &cx.walk.base } else { &cx.walk.head };
    let mut names = HashSet::new();
    let mut done = HashSet::new();
    let mut stack: Vec<&'a Node> = members.iter().map(|member| member.node).collect();
    while let Some(node) = stack.pop() {
        if done.insert(id(node)) {
            names.extend(pairs(node.get("properties")).into_iter().map(|(name, _)| name));
            let parts = node.get("allOf").and_then(Node::as_seq).unwrap_or_default();
            stack.extend(parts.iter().map(|part| document.resolve(part)));
        }
    }
    names
}
