//! Parameters of operations, those of their paths among them.

use super::equal::same;
use super::lifecycle::{self, Notice};
use super::media;
use super::operations::flags;
use super::paths::Both;
use super::schema::{self, Role, Subject};
use super::show;
use super::view::{flag, items, text};
use super::walk::Walk;
use super::{client, extensions, texts};
use crate::yaml::Node;

/// Keys of a parameter that other functions judge.
pub(super) const KNOWN: &[&str] = &[
    "name",
    "in",
    "required",
    "schema",
    "content",
    "style",
    "explode",
    "allowReserved",
    "allowEmptyValue",
    "deprecated",
    "x-sunset",
    "x-stability-level",
    "description",
    "example",
    "examples",
    "summary",
    "title",
    "externalDocs",
    "$comment",
];

#[derive(Debug, Clone, Copy)]
struct Parameter<'a> {
    raw: &'a Node,
    node: &'a Node,
    name: &'a str,
    place: &'a str,
    /// Stands with the path, for all its operations.
    shared: bool,
}

impl Parameter<'_> {
    fn called(&self) -> String {
        format!("the {} parameter `{}`", self.place, self.name)
    }

    fn required(&self) -> bool {
        self.place == "path" || flag(self.node, "required")
    }
}

/// Notes that the parameters of a path are judged with its operations.
pub(super) fn seen<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    if let Some(node) = base.get("parameters") {
        walk.base.saw(node);
    }
    if let Some(node) = head.get("parameters") {
        walk.head.saw(node);
    }
}

/// All parameters of an operation; its own win over those of the path.
fn all<'a>(
    walk: &mut Walk<'a>,
    base: bool,
    item: &'a Node,
    operation: &'a Node,
) -> Vec<Parameter<'a>> {
    let document = if base { &mut walk.base } else { &mut walk.head };
    let mut all: Vec<Parameter<'a>> = Vec::new();
    for (owner, shared) in [(operation, false), (item, true)] {
        if let Some(list) = owner.get("parameters") {
            document.saw(list);
        }
        for raw in items(owner, "parameters") {
            let node = document.resolve(raw);
            let (Some(name), Some(place)) = (text(node, "name"), text(node, "in")) else {
                continue;
            };
            document.saw(raw);
            document.saw(node);
            if all.iter().any(|other| other.name == name && other.place == place) {
                document.saw_whole(raw);
                continue;
            }
            all.push(Parameter { raw, node, name, place, shared });
        }
    }
    all
}

/// Reports what differs between the parameters of two operations.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, path: &Both<'a>, base: &'a Node, head: &'a Node) {
    let (mut left, mut right) =
        (all(walk, true, path.items.0, base), all(walk, false, path.items.1, head));
    let mut both = Vec::new();
    let mut pair_up = |same: &dyn Fn(&Parameter<'a>, &Parameter<'a>) -> bool| {
        left.retain(|one| match right.iter().position(|other| same(one, other)) {
            Some(at) => {
                both.push((*one, right.remove(at)));
                false
            }
            None => true,
        });
    };
    let renamed = |one: &Parameter<'a>, other: &Parameter<'a>| {
        one.place == "path"
            && other.place == "path"
            && path.renamed.contains(&(one.name, other.name))
    };
    let in_path = |one: &Parameter<'a>| one.place == "path" && !path.renamed.is_empty();
    pair_up(&renamed);
    pair_up(&|one, other| {
        one.place == other.place
            && !in_path(one)
            && (one.name == other.name
                || one.place == "header" && one.name.eq_ignore_ascii_case(other.name))
    });
    pair_up(&|one, other| one.place == other.place && one.name == other.name);
    let mut moved = Vec::new();
    left.retain(|one| match right.iter().position(|other| one.name == other.name) {
        Some(at) => {
            moved.push((*one, right.remove(at)));
            false
        }
        None => true,
    });
    for (one, other) in both {
        walk.within(&format!("parameters/{}/{}", other.place, other.name), |walk| {
            pair(walk, one, other);
        });
    }
    for (one, other) in moved {
        let step = format!("parameters/{}/{}", other.place, other.name);
        walk.within(&step, |walk| relocated(walk, one, other));
    }
    for one in left {
        let step = format!("parameters/{}/{}", one.place, one.name);
        walk.within(&step, |walk| removed(walk, one));
    }
    for other in right {
        let step = format!("parameters/{}/{}", other.place, other.name);
        walk.within(&step, |walk| added(walk, other));
    }
}

fn relocated<'a>(walk: &mut Walk<'a>, one: Parameter<'a>, other: Parameter<'a>) {
    let (from, to) = (one.place, other.place);
    let message = format!("the parameter `{}` moved from `{from}` to `{to}`", one.name);
    walk.base.saw_reachable(one.raw);
    walk.head.saw_reachable(other.raw);
    walk.report("request-parameter-location-changed", Some(one.raw), Some(other.raw), message);
}

fn removed<'a>(walk: &mut Walk<'a>, one: Parameter<'a>) {
    let (rule, how) = match lifecycle::notice(one.node, walk.today) {
        Notice::None => ("request-parameter-removed", ""),
        Notice::Deprecated => ("request-parameter-removed-with-deprecation", " after deprecation"),
        Notice::BeforeSunset => {
            ("request-parameter-removed-before-sunset", " before its sunset date")
        }
        Notice::Unreadable => {
            ("request-parameter-sunset-parse", " with a sunset date that is none")
        }
    };
    walk.removed(rule, one.raw, format!("{} was removed{how}", one.called()));
}

fn added<'a>(walk: &mut Walk<'a>, other: Parameter<'a>) {
    let rule = match (other.place, other.shared, other.required()) {
        ("path", ..) => "new-request-path-parameter",
        (_, true, true) => "new-required-request-default-parameter-to-existing-path",
        (_, true, false) => "new-optional-request-default-parameter-to-existing-path",
        (_, false, true) => "new-required-request-parameter",
        (_, false, false) => "new-optional-request-parameter",
    };
    let kind = if other.required() { "required" } else { "optional" };
    walk.added(rule, other.raw, format!("{} was added; it is {kind}", other.called()));
}

fn pair<'a>(walk: &mut Walk<'a>, base: Parameter<'a>, head: Parameter<'a>) {
    let (one, other) = (base.node, head.node);
    if walk.equal(base.raw, head.raw) {
        return;
    }
    walk.resolve(base.raw, head.raw);
    let name = head.called();
    for key in ["name", "in"] {
        walk.judged(one.get(key), other.get(key));
    }
    if base.name != head.name {
        let message =
            format!("the {} parameter `{}` is called `{}` now", base.place, base.name, head.name);
        walk.report("path-parameter-renamed", one.get("name"), other.get("name"), message);
    }
    walk.judged(one.get("required"), other.get("required"));
    let places =
        (Some(one.get("required").unwrap_or(one)), Some(other.get("required").unwrap_or(other)));
    match (base.required(), head.required()) {
        (false, true) => {
            let message = format!("{name} became required");
            walk.report("request-parameter-became-required", places.0, places.1, message);
        }
        (true, false) => {
            let message = format!("{name} became optional");
            walk.report("request-parameter-became-optional", places.0, places.1, message);
        }
        _ => {}
    }
    lifecycle::parameter(walk, one, other, &name);
    written(walk, one, other, &name, "request-parameter-style-changed", default_style(head.place));
    empty(walk, one, other, &name);
    value(walk, (one, other), &name, Role::Parameter, head.place == "header");
    texts::compare(walk, one, other, &name);
    client::parameter(walk, one, other, &name);
    // Not among the keys that headers have too.
    let known = [KNOWN, &client::OF_PARAMETERS].concat();
    extensions::rest(walk, one, other, &known, &name);
}

fn default_style(place: &str) -> &'static str {
    if matches!(place, "query" | "cookie") { "form" } else { "simple" }
}

/// How a value is written.
pub(super) fn written<'a>(
    walk: &mut Walk<'a>,
    base: &'a Node,
    head: &'a Node,
    name: &str,
    rule: &str,
    default: &str,
) {
    let style = |node: &'a Node| text(node, "style").unwrap_or(default);
    let explode = |node: &'a Node| {
        node.get("explode").and_then(Node::as_bool).unwrap_or(style(node) == "form")
    };
    let mut changed = Vec::new();
    if style(base) != style(head) {
        changed.push(("style", style(base).to_owned(), style(head).to_owned()));
    } else if explode(base) != explode(head) {
        changed.push(("explode", explode(base).to_string(), explode(head).to_string()));
    }
    let (from, to) = flags(base, head, "allowReserved");
    if from != to {
        changed.push(("allowReserved", from.to_string(), to.to_string()));
    }
    for key in ["style", "explode", "allowReserved"] {
        walk.judged(base.get(key), head.get(key));
    }
    for (key, from, to) in changed {
        let message = format!("`{key}` of {name} changed from `{from}` to `{to}`");
        let places = (Some(base.get(key).unwrap_or(base)), Some(head.get(key).unwrap_or(head)));
        walk.report(rule, places.0, places.1, message);
    }
}

fn empty<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, name: &str) {
    let key = "allowEmptyValue";
    walk.judged(base.get(key), head.get(key));
    let (rule, verb) = match flags(base, head, key) {
        (false, true) => ("request-parameter-empty-value-allowed", "may have"),
        (true, false) => ("request-parameter-empty-value-forbidden", "may no longer have"),
        _ => return,
    };
    let places = (Some(base.get(key).unwrap_or(base)), Some(head.get(key).unwrap_or(head)));
    walk.report(rule, places.0, places.1, format!("{name} {verb} an empty value"));
}

/// The schema or content of a parameter or header.
pub(super) fn value<'a>(
    walk: &mut Walk<'a>,
    (base, head): (&'a Node, &'a Node),
    name: &str,
    role: Role,
    header: bool,
) {
    let role = role.flipped(walk.flipped);
    let mut subject = Subject::new(role, name);
    subject.sent_header = header;
    match (base.get("schema"), head.get("schema")) {
        (Some(one), Some(other)) => schema::compare(walk, one, other, &subject),
        (None, None) => {}
        (Some(one), None) if head.get("content").is_none() => {
            let message = format!("the schema of {name} was removed");
            walk.base.saw_reachable(one);
            walk.report("request-parameter-schema-removed", Some(one), Some(head), message);
        }
        (None, Some(other)) if base.get("content").is_none() => {
            let message = format!("{name} got a schema");
            walk.head.saw_reachable(other);
            walk.report("request-parameter-schema-added", Some(base), Some(other), message);
        }
        _ => {}
    }
    let (one, other) = (base.get("content"), head.get("content"));
    let first = |node: Option<&'a Node>| super::view::pairs(node).into_iter().next();
    match (first(one), first(other)) {
        (Some((from, one_type)), Some((to, other_type))) if media::same_name(from, to) => {
            if let (Some(one), Some(other)) = (one, other) {
                walk.base.saw(one);
                walk.head.saw(other);
            }
            subject.textual = false;
            walk.within(to, |walk| media::compare(walk, one_type, other_type, &subject));
        }
        (from, to) if from.is_some() || to.is_some() => {
            for node in [base.get("schema"), one].into_iter().flatten() {
                walk.base.saw_reachable(node);
            }
            for node in [head.get("schema"), other].into_iter().flatten() {
                walk.head.saw_reachable(node);
            }
            let kind =
                |part: Option<(&'a str, &'a Node)>| part.map_or("plain text", |(name, _)| name);
            let (from, to) = (kind(from), kind(to));
            let message = format!("the content of {name} changed from `{from}` to `{to}`");
            walk.report("request-parameter-content-changed", Some(base), Some(head), message);
        }
        _ => {
            if !one.zip(other).is_none_or(|(one, other)| same(one, other)) {
                let change = show::from_to(one, other);
                let message = format!("the content of {name} changed{change}");
                walk.report("not-judged", one, other, message);
            }
        }
    }
}
