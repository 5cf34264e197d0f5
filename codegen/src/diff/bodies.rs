//! Bodies of requests.

use super::media;
use super::schema::{Role, Subject};
use super::view::{entries, flag};
use super::walk::Walk;
use super::{extensions, texts};
use crate::yaml::Node;

const NAME: &str = "the request body";

/// Keys of a body that other functions judge.
const KNOWN: &[&str] = &["required", "content", "description"];

/// Reports what differs between the bodies of two operations.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let key = "requestBody";
    walk.within(key, |walk| match (base.get(key), head.get(key)) {
        (None, None) => {}
        (Some(one), Some(other)) => both(walk, one, other),
        (Some(one), None) => {
            walk.base.saw_reachable(one);
            walk.report(
                "request-body-removed",
                Some(one),
                Some(head),
                format!("{NAME} was removed"),
            );
        }
        (None, Some(other)) => {
            let required = flag(walk.head.resolve(other), "required");
            let (rule, kind) = if required {
                ("request-body-added-required", "required")
            } else {
                ("request-body-added-optional", "optional")
            };
            walk.head.saw_reachable(other);
            let message = format!("{NAME} was added; it is {kind}");
            walk.report(rule, Some(base), Some(other), message);
        }
    });
}

fn both<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    if walk.equal(base, head) {
        return;
    }
    let (base, head) = walk.resolve(base, head);
    let key = "required";
    walk.judged(base.get(key), head.get(key));
    let places = (Some(base.get(key).unwrap_or(base)), Some(head.get(key).unwrap_or(head)));
    match (flag(base, key), flag(head, key)) {
        (false, true) => {
            let message = format!("{NAME} became required");
            walk.report("request-body-became-required", places.0, places.1, message);
        }
        (true, false) => {
            let message = format!("{NAME} became optional");
            walk.report("request-body-became-optional", places.0, places.1, message);
        }
        _ => {}
    }
    content(walk, base, head);
    texts::compare(walk, base, head, NAME);
    let texts = texts::RULES.iter().map(|(key, _)| *key);
    let known: Vec<&str> = KNOWN.iter().copied().chain(texts).collect();
    extensions::rest(walk, base, head, &known, NAME);
}

fn content<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("content"), head.get("content"));
    walk.entered(one, other);
    let (from, mut to) = (entries(base, "content"), entries(head, "content"));
    for (name, one) in from {
        let Some(at) = to.iter().position(|(other, _)| media::same_name(name, other)) else {
            let message = format!("the media type `{name}` of {NAME} was removed");
            walk.base.saw_reachable(one);
            let places = (Some(one), other.or(Some(head)));
            walk.within(name, |walk| {
                walk.report("request-body-media-type-removed", places.0, places.1, message);
            });
            continue;
        };
        let (name, other) = to.remove(at);
        let mut subject = Subject::new(Role::Request.flipped(walk.flipped), NAME);
        subject.textual = subject.role.sent() && !media::is_json(name);
        walk.within(name, |walk| media::compare(walk, one, other, &subject));
    }
    for (name, other) in to {
        let message = format!("the media type `{name}` of {NAME} was added");
        walk.head.saw_reachable(other);
        let places = (one.or(Some(base)), Some(other));
        walk.within(name, |walk| {
            walk.report("request-body-media-type-added", places.0, places.1, message);
        });
    }
}
