//! Properties of objects.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{Pair, Role, Schemas, Subject, hides, members, values};
use crate::diff::Level;
use crate::diff::lifecycle;
use crate::diff::view::flag;
use crate::yaml::Node;

/// Properties that came, went or changed.
pub(super) fn properties<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    // What the members of `allOf` brought or took is reported with them.
    let with_removed = members::properties(&pair.removed, cx, true);
    let with_added = members::properties(&pair.added, cx, false);
    // In order of names, so that the order of the text does not decide at which place a schema is
    // reported that stands at several.
    let sorted = |properties: &IndexMap<&'a str, Vec<&'a Node>>| {
        let mut all: Vec<_> = properties.iter().map(|(name, all)| (*name, all.clone())).collect();
        all.sort_by_key(|(name, _)| *name);
        all
    };
    for (name, base) in &sorted(&pair.base.properties) {
        match pair.head.properties.get(name) {
            Some(head) => both(pair, cx, name, base, head),
            None => removed(pair, cx, name, base[0], &with_removed),
        }
    }
    for (name, head) in &sorted(&pair.head.properties) {
        if !pair.base.properties.contains_key(name) {
            added(pair, cx, name, head[0], &with_added);
        }
    }
    undeclared(pair, cx);
}

fn value(pair: &Pair<'_, '_>, name: &str, hidden: bool) -> Subject {
    let mut subject = pair.subject.deeper(name);
    subject.hidden |= hidden;
    subject.property = true;
    subject
}

/// What messages call a property.
fn called(subject: &Subject) -> String {
    let path = subject.path.join("/");
    match subject.role {
        Role::Request => format!("the request property `{path}`"),
        Role::Response => format!("the response property `{path}`"),
        Role::Parameter | Role::Header => subject.name(),
    }
}

fn most(subject: &Subject) -> Level {
    if subject.hidden { Level::Compatible } else { Level::Breaking }
}

fn removed<'a>(
    pair: &Pair<'a, '_>,
    cx: &mut Schemas<'a, '_>,
    name: &str,
    raw: &'a Node,
    elsewhere: &HashSet<&str>,
) {
    let property = cx.walk.base.resolve(raw);
    let required = pair.base.required.contains_key(name);
    let subject = value(pair, name, hides(pair.subject.role, property));
    cx.walk.base.saw_reachable(raw);
    // A required property that is read is missed, whatever it went with.
    if elsewhere.contains(name) && (subject.role.sent() || !required) {
        return;
    }
    let rule = match (subject.role.sent(), required, subject.hidden) {
        (true, ..) => "request-property-removed",
        (false, true, true) => "response-required-write-only-property-removed",
        (false, false, true) => "response-optional-write-only-property-removed",
        (false, true, false) => "response-required-property-removed",
        (false, false, false) => "response-optional-property-removed",
    };
    let message = format!("{} was removed", called(&subject));
    cx.report_within(name, rule, most(&subject), (Some(raw), Some(pair.head.node)), message);
}

fn added<'a>(
    pair: &Pair<'a, '_>,
    cx: &mut Schemas<'a, '_>,
    name: &str,
    raw: &'a Node,
    elsewhere: &HashSet<&str>,
) {
    let property = cx.walk.head.resolve(raw);
    let required = pair.head.required.contains_key(name);
    let subject = value(pair, name, hides(pair.subject.role, property));
    cx.walk.head.saw_reachable(raw);
    if elsewhere.contains(name) && !(subject.role.sent() && required) {
        return;
    }
    let rule = match (subject.role.sent(), required, subject.hidden) {
        (true, true, _) if subject.sent_header => "new-required-request-header-property",
        (true, true, _) if values::has_default(property) => {
            "new-required-request-property-with-default"
        }
        (true, true, _) => "new-required-request-property",
        (true, false, _) => "new-optional-request-property",
        (false, true, true) => "response-required-write-only-property-added",
        (false, false, true) => "response-optional-write-only-property-added",
        (false, true, false) => "response-required-property-added",
        (false, false, false) => "response-optional-property-added",
    };
    let kind = if required { "required" } else { "optional" };
    let message = format!("{} was added; it is {kind}", called(&subject));
    cx.report_within(name, rule, most(&subject), (Some(pair.base.node), Some(raw)), message);
}

fn both<'a>(
    pair: &Pair<'a, '_>,
    cx: &mut Schemas<'a, '_>,
    name: &str,
    base: &[&'a Node],
    head: &[&'a Node],
) {
    let (from, to) = (cx.walk.base.resolve(base[0]), cx.walk.head.resolve(head[0]));
    let subject = value(pair, name, hides(pair.subject.role, to));
    requiredness(pair, cx, name, &subject, to);
    if !cx.walk.equal(base[0], head[0]) {
        mutability(pair, cx, name, &subject, (from, to));
        let role = subject.role;
        let called = called(&subject);
        let most = most(&subject);
        cx.walk.within(name, |walk| {
            walk.capped(most, |walk| lifecycle::property(walk, from, to, role.sent(), &called));
        });
        cx.enter(&subject, name, base[0], head[0]);
    }
    // A property that several members of `allOf` describe.
    let mut others: Vec<_> = head[1..].to_vec();
    for one in &base[1..] {
        if head.iter().any(|other| cx.walk.equal(one, other)) {
            others.retain(|other| !cx.walk.equal(one, other));
            continue;
        }
        if others.is_empty() {
            cx.walk.base.saw_reachable(one);
            let message = format!("a part of {} was removed", called(&subject));
            cx.report(&subject, "all-of-removed", (Some(one), Some(to)), message);
        } else {
            let other = others.remove(0);
            cx.enter(&subject, name, one, other);
        }
    }
    for other in others {
        if base.iter().any(|one| cx.walk.equal(one, other)) {
            continue;
        }
        cx.walk.head.saw_reachable(other);
        let message = format!("a part of {} was added", called(&subject));
        cx.report(&subject, "all-of-added", (Some(from), Some(other)), message);
    }
}

fn requiredness<'a>(
    pair: &Pair<'a, '_>,
    cx: &mut Schemas<'a, '_>,
    name: &str,
    subject: &Subject,
    head: &Node,
) {
    let (from, to) = (pair.base.required.get(name), pair.head.required.get(name));
    let required = match (from, to) {
        (None, Some(_)) => true,
        (Some(_), None) => false,
        _ => return,
    };
    let rule = match (subject.role.sent(), required, subject.hidden) {
        (true, true, _) if subject.sent_header => "request-header-property-became-required",
        (true, true, _) if values::has_default(head) => {
            "request-property-became-required-with-default"
        }
        (true, true, _) => "request-property-became-required",
        (true, false, _) => "request-property-became-optional",
        (false, true, true) => "response-write-only-property-became-required",
        (false, false, true) => "response-write-only-property-became-optional",
        (false, true, false) => "response-property-became-required",
        (false, false, false) => "response-property-became-optional",
    };
    let state = if required { "required" } else { "optional" };
    let message = format!("{} became {state}", called(subject));
    let places = (
        Some(from.copied().unwrap_or(pair.base.node)),
        Some(to.copied().unwrap_or(pair.head.node)),
    );
    cx.report_within(name, rule, most(subject), places, message);
}

/// Names that are required on one side and described on neither.
fn undeclared<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let names: Vec<_> =
        pair.base.required.keys().chain(pair.head.required.keys()).copied().collect();
    let mut done = HashSet::new();
    for name in names {
        let declared =
            pair.base.properties.contains_key(name) || pair.head.properties.contains_key(name);
        if !declared && done.insert(name) {
            let subject = value(pair, name, false);
            requiredness(pair, cx, name, &subject, pair.head.node);
        }
    }
}

/// Properties that only one direction has.
fn mutability<'a>(
    pair: &Pair<'a, '_>,
    cx: &mut Schemas<'a, '_>,
    name: &str,
    subject: &Subject,
    (base, head): (&'a Node, &'a Node),
) {
    let direction = if subject.role.sent() { "request" } else { "response" };
    let required = if pair.head.required.contains_key(name) { "required" } else { "optional" };
    for (key, what) in [("readOnly", "read-only"), ("writeOnly", "write-only")] {
        let (from, to) = (flag(base, key), flag(head, key));
        if from == to {
            continue;
        }
        let became = if to { "became" } else { "became-not" };
        let verb = if to { "became" } else { "is no longer" };
        let rule = format!("{direction}-{required}-property-{became}-{what}");
        let message = format!("{} {verb} {what}", called(subject));
        let places = (base.get(key).or(Some(base)), head.get(key).or(Some(head)));
        cx.report_within(name, &rule, Level::Breaking, places, message);
    }
}
