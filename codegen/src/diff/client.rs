//! The extensions that say how the client behaves: what it sends again, what it puts in for its
//! callers, and what counts as success.
//!
//! Requests of callbacks and webhooks are not sent by the client. There, these are extensions like
//! any other.

use super::Level;
use super::equal::same;
use super::extensions;
use super::show;
use super::view::{pairs, text};
use super::walk::Walk;
use crate::extensions::{
    CLIENT_DEFAULT, PROJECT, REPEATABLE, SUCCESS_STATUSES, repeatable_by_default,
};
use crate::yaml::Node;

/// Keys of an operation that are judged here.
pub(super) const OF_OPERATIONS: [&str; 2] = [REPEATABLE, SUCCESS_STATUSES];

/// Keys of a parameter that are judged here.
pub(super) const OF_PARAMETERS: [&str; 1] = [CLIENT_DEFAULT];

/// Both sides of an extension.
#[derive(Clone, Copy)]
struct Sides<'a> {
    key: &'static str,
    /// The nodes that hold the extension.
    owners: (&'a Node, &'a Node),
    values: (Option<&'a Node>, Option<&'a Node>),
}

impl<'a> Sides<'a> {
    /// Returns `None` if the extension says the same on both sides.
    fn new(walk: &mut Walk<'a>, key: &'static str, base: &'a Node, head: &'a Node) -> Option<Self> {
        let (one, other) = (base.get(key), head.get(key));
        walk.judged(one, other);
        let alike = match (one, other) {
            (Some(one), Some(other)) => same(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        (!alike).then_some(Self { key, owners: (base, head), values: (one, other) })
    }

    fn report(self, walk: &mut Walk<'a>, rule: &str, message: String) {
        let base = self.values.0.or(Some(self.owners.0));
        let head = self.values.1.or(Some(self.owners.1));
        walk.within(self.key, |walk| walk.report(rule, base, head, message));
    }

    /// Reports that the text changed, but not what the client does.
    fn without_effect(self, walk: &mut Walk<'a>, name: &str) {
        extensions::report(walk, self.key, self.values, self.owners, name);
    }
}

/// Judges the extensions of an operation.
pub(super) fn operation<'a>(walk: &mut Walk<'a>, method: &str, base: &'a Node, head: &'a Node) {
    if let Some(sides) = Sides::new(walk, REPEATABLE, base, head) {
        repeatable(walk, method, sides);
    }
    if let Some(sides) = Sides::new(walk, SUCCESS_STATUSES, base, head) {
        statuses(walk, sides);
    }
}

/// Judges `x-repeatable`. A side without the extension has the default of its method.
fn repeatable<'a>(walk: &mut Walk<'a>, method: &str, sides: Sides<'a>) {
    let default = repeatable_by_default(method);
    let says = |node: Option<&Node>| node.map_or(Some(default), Node::as_bool);
    let change = show::from_to(sides.values.0, sides.values.1);
    let (rule, what) = match (says(sides.values.0), says(sides.values.1)) {
        _ if walk.flipped => return sides.without_effect(walk, "the operation"),
        (Some(false), Some(true)) => {
            ("operation-became-repeatable", "the client may send the operation again")
        }
        (Some(true), Some(false)) => {
            ("operation-became-not-repeatable", "the client no longer sends the operation again")
        }
        (Some(_), Some(_)) => return sides.without_effect(walk, "the operation"),
        _ => ("not-judged", "nobody knows whether the client may send the operation again"),
    };
    sides.report(walk, rule, format!("{what}: `{REPEATABLE}` changed{change}"));
}

/// Judges the extension of a parameter.
pub(super) fn parameter<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, name: &str) {
    let Some(sides) = Sides::new(walk, CLIENT_DEFAULT, base, head) else { return };
    let fills_in = |node: &Node| {
        text(node, "in") == Some("path") && text(node, CLIENT_DEFAULT) == Some(PROJECT)
    };
    match (fills_in(base), fills_in(head)) {
        (false, true) if !walk.flipped => {
            let message = format!("{name} may be left out; the client puts its project in");
            sides.report(walk, "request-parameter-client-default-added", message);
        }
        (true, false) if !walk.flipped => {
            let message = format!("{name} has to be set; the client no longer puts its project in");
            sides.report(walk, "request-parameter-client-default-removed", message);
        }
        _ => sides.without_effect(walk, name),
    }
}

type Statuses<'a> = Vec<(&'a str, &'a Node)>;

fn statuses<'a>(walk: &mut Walk<'a>, sides: Sides<'a>) {
    if walk.flipped {
        return sides.without_effect(walk, "the operation");
    }
    let list = |node: Option<&'a Node>| -> Option<Statuses<'a>> {
        node.is_none_or(|node| node.as_map().is_some()).then(|| pairs(node))
    };
    let (Some(from), Some(to)) = (list(sides.values.0), list(sides.values.1)) else {
        let change = show::from_to(sides.values.0, sides.values.1);
        return sides.report(walk, "not-judged", format!("`{SUCCESS_STATUSES}` changed{change}"));
    };
    if from.is_empty() && to.is_empty() {
        return sides.without_effect(walk, "the operation");
    }
    walk.within(SUCCESS_STATUSES, |walk| {
        for (status, one) in &from {
            let twin = to.iter().find(|(other, _)| other == status).map(|(_, node)| *node);
            walk.within(status, |walk| kept_or_removed(walk, sides, status, (one, twin)));
        }
        let known = |status: &str| from.iter().any(|(one, _)| *one == status);
        for (status, other) in to.iter().filter(|(status, _)| !known(status)) {
            let base = sides.values.0.or(Some(sides.owners.0));
            let message = format!("the status `{status}` counts as success");
            walk.within(status, |walk| {
                walk.report("client-success-status-added", base, Some(other), message);
            });
        }
    });
}

fn kept_or_removed<'a>(
    walk: &mut Walk<'a>,
    sides: Sides<'a>,
    status: &str,
    (one, twin): (&'a Node, Option<&'a Node>),
) {
    let head = twin.or(sides.values.1).or(Some(sides.owners.1));
    let (rule, most, message) = match twin {
        Some(twin) if same(one, twin) => return,
        Some(twin) => {
            let change = show::from_to(Some(one), Some(twin));
            let message = format!("the reason why `{status}` counts as success changed{change}");
            ("client-success-status-described", Level::Breaking, message)
        }
        None if documented(sides.owners.1, status) => {
            let message = format!("the status `{status}` counts as success by `responses` alone");
            ("client-success-status-removed", Level::Documentation, message)
        }
        None => {
            let message = format!("the status `{status}` no longer counts as success");
            ("client-success-status-removed", Level::Breaking, message)
        }
    };
    walk.report_at(rule, most, (Some(one), head), message);
}

/// Returns true if the responses of an operation have this status of success, or all of them.
fn documented(operation: &Node, status: &str) -> bool {
    let covers = |name: &str| name == status || name.eq_ignore_ascii_case("2XX");
    pairs(operation.get("responses")).iter().any(|(name, _)| covers(name))
}
