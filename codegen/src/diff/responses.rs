//! Responses of operations: statuses, media types, headers and links.

use super::media;
use super::operations::flags;
use super::parameters;
use super::schema::{Role, Subject};
use super::show;
use super::view::{entries, flag, pairs};
use super::walk::Walk;
use super::{extensions, lifecycle, texts};
use crate::yaml::Node;

/// Keys of a response that other functions judge.
const KNOWN: &[&str] = &["content", "headers", "links"];

/// Reports what differs between the responses of two operations.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let key = "responses";
    let (one, other) = (base.get(key), head.get(key));
    walk.entered(one, other);
    let statuses = |node: Option<&'a Node>| -> Vec<(&'a str, &'a Node)> {
        pairs(node).into_iter().filter(|(status, _)| !status.starts_with("x-")).collect()
    };
    let (from, to) = (statuses(one), statuses(other));
    if let (Some(one), Some(other)) = (one, other) {
        let known: Vec<&str> = from.iter().chain(&to).map(|(status, _)| *status).collect();
        extensions::rest(walk, one, other, &known, "the responses");
    }
    walk.within(key, |walk| {
        for (status, node) in &from {
            match to.iter().find(|(found, _)| found.eq_ignore_ascii_case(status)) {
                Some((_, twin)) => {
                    walk.within(status, |walk| response(walk, status, node, twin));
                }
                None => {
                    let kind = kind(status);
                    let message = format!("the status `{status}` was removed");
                    walk.base.saw_reachable(node);
                    let places = (Some(*node), other.or(Some(head)));
                    walk.within(status, |walk| {
                        let rule = format!("response-{kind}-status-removed");
                        walk.report(&rule, places.0, places.1, message);
                    });
                }
            }
        }
        let known = |status: &str| from.iter().any(|(one, _)| one.eq_ignore_ascii_case(status));
        for (status, node) in to.iter().filter(|(status, _)| !known(status)) {
            let message = format!("the status `{status}` was added");
            walk.head.saw_reachable(node);
            let places = (one.or(Some(base)), Some(*node));
            walk.within(status, |walk| {
                let rule = format!("response-{}-status-added", kind(status));
                walk.report(&rule, places.0, places.1, message);
            });
        }
    });
}

fn kind(status: &str) -> &'static str {
    if status.starts_with('2') { "success" } else { "non-success" }
}

fn response<'a>(walk: &mut Walk<'a>, status: &str, base: &'a Node, head: &'a Node) {
    if walk.equal(base, head) {
        return;
    }
    let (base, head) = walk.resolve(base, head);
    let name = format!("the response of status `{status}`");
    content(walk, base, head, &name);
    let role = Role::Header.flipped(walk.flipped);
    let (one, other) = (base.get("headers"), head.get("headers"));
    walk.entered(one, other);
    walk.within("headers", |walk| {
        headers(walk, (pairs(one), pairs(other)), (base, head), role);
    });
    links(walk, base, head);
    texts::compare(walk, base, head, &name);
    let texts = texts::RULES.iter().map(|(key, _)| *key);
    let known: Vec<&str> = KNOWN.iter().copied().chain(texts).collect();
    extensions::rest(walk, base, head, &known, &name);
}

type Type<'a> = (&'a str, &'a Node);
type Types<'a> = Vec<Type<'a>>;

fn content<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, name: &str) {
    let (one, other) = (base.get("content"), head.get("content"));
    walk.entered(one, other);
    let (mut from, mut to) = (entries(base, "content"), entries(head, "content"));
    let mut both: Vec<(Type<'a>, Type<'a>)> = Vec::new();
    let mut pair_up = |from: &mut Types<'a>, to: &mut Types<'a>, same: fn(&str, &str) -> bool| {
        from.retain(|one| match to.iter().position(|other| same(one.0, other.0)) {
            Some(at) => {
                both.push((*one, to.remove(at)));
                false
            }
            None => true,
        });
    };
    pair_up(&mut from, &mut to, |a, b| a == b);
    pair_up(&mut from, &mut to, media::same_name);
    pair_up(&mut from, &mut to, |a, b| media::is_wider(a, b) || media::is_wider(b, a));
    for ((from, one), (to, other)) in both {
        if from != to {
            let rule = match (media::is_wider(from, to), media::is_wider(to, from)) {
                (true, false) => "response-media-type-name-generalized",
                (false, true) => "response-media-type-name-specialized",
                _ => "response-media-type-name-changed",
            };
            let message = format!("the media type of {name} changed from `{from}` to `{to}`");
            walk.within(to, |walk| walk.report(rule, Some(one), Some(other), message));
        }
        let subject = Subject::new(Role::Response.flipped(walk.flipped), name);
        walk.within(to, |walk| media::compare(walk, one, other, &subject));
    }
    for (media, node) in from {
        let message = format!("the media type `{media}` of {name} was removed");
        walk.base.saw_reachable(node);
        let places = (Some(node), other.or(Some(head)));
        walk.within(media, |walk| {
            walk.report("response-media-type-removed", places.0, places.1, message);
        });
    }
    for (media, node) in to {
        let message = format!("the media type `{media}` of {name} was added");
        walk.head.saw_reachable(node);
        let places = (one.or(Some(base)), Some(node));
        walk.within(media, |walk| {
            walk.report("response-media-type-added", places.0, places.1, message);
        });
    }
}

/// Headers of a response, or of a part of a body.
pub(super) fn headers<'a>(
    walk: &mut Walk<'a>,
    (from, to): (Vec<Type<'a>>, Vec<Type<'a>>),
    owners: (&'a Node, &'a Node),
    role: Role,
) {
    for (name, one) in &from {
        let Some((_, other)) = to.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)) else {
            let required = flag(walk.base.resolve(one), "required");
            let (rule, kind) = if required {
                ("required-response-header-removed", "required")
            } else {
                ("optional-response-header-removed", "optional")
            };
            let message = format!("the {kind} header `{name}` was removed");
            walk.base.saw_reachable(one);
            walk.within(name, |walk| walk.report(rule, Some(one), Some(owners.1), message));
            continue;
        };
        walk.within(name, |walk| header(walk, name, one, other, role));
    }
    let known = |name: &str| from.iter().any(|(one, _)| one.eq_ignore_ascii_case(name));
    for (name, other) in to.iter().filter(|(name, _)| !known(name)) {
        let message = format!("the header `{name}` was added");
        walk.head.saw_reachable(other);
        walk.within(name, |walk| {
            walk.report("response-header-added", Some(owners.0), Some(other), message);
        });
    }
}

fn header<'a>(walk: &mut Walk<'a>, name: &str, base: &'a Node, head: &'a Node, role: Role) {
    if walk.equal(base, head) {
        return;
    }
    let (base, head) = walk.resolve(base, head);
    let name = format!("the header `{name}`");
    walk.judged(base.get("required"), head.get("required"));
    let key = "required";
    let places = (Some(base.get(key).unwrap_or(base)), Some(head.get(key).unwrap_or(head)));
    match flags(base, head, key) {
        (false, true) => {
            let message = format!("{name} became required");
            walk.report("response-header-became-required", places.0, places.1, message);
        }
        (true, false) => {
            let message = format!("{name} became optional");
            walk.report("response-header-became-optional", places.0, places.1, message);
        }
        _ => {}
    }
    lifecycle::header(walk, base, head, &name);
    parameters::written(walk, base, head, &name, "response-header-style-changed", "simple");
    parameters::value(walk, (base, head), &name, role, false);
    texts::compare(walk, base, head, &name);
    extensions::rest(walk, base, head, parameters::KNOWN, &name);
}

fn links<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let key = "links";
    let (one, other) = (base.get(key), head.get(key));
    walk.entered(one, other);
    let (from, to) = (pairs(one), pairs(other));
    walk.within(key, |walk| {
        for (name, link) in &from {
            let twin = to.iter().find(|(other, _)| other == name).map(|(_, node)| *node);
            let Some(twin) = twin else {
                walk.removed("link-removed", link, format!("the link `{name}` was removed"));
                continue;
            };
            if walk.equal(link, twin) {
                continue;
            }
            let (from, to) = walk.resolve(link, twin);
            walk.judged(Some(from), Some(to));
            let change = show::from_to(Some(from), Some(to));
            let message = format!("the link `{name}` changed{change}");
            walk.report("link-changed", Some(from), Some(to), message);
        }
        for (name, link) in to.iter().filter(|(name, _)| from.iter().all(|(one, _)| one != name)) {
            walk.added("link-added", link, format!("the link `{name}` was added"));
        }
    });
}
