//! Enumerations, constants and defaults.

use super::{Pair, Schemas};
use crate::diff::equal::same;
use crate::diff::show;
use crate::yaml::{Node, Value};

/// Listed values.
pub(super) fn enumeration<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let (base, head) = cx.judge_key(pair, "enum");
    let name = pair.subject.name();
    match (listed(base), listed(head)) {
        (None, None) => {}
        (None, Some(values)) => {
            let message = format!("{name} became an enumeration of {}", shown(values));
            cx.report(pair.subject, "became-enum", (Some(pair.base.node), head), message);
        }
        (Some(values), None) => {
            let message = format!("{name} is no longer an enumeration of {}", shown(values));
            cx.report(pair.subject, "became-free", (base, Some(pair.head.node)), message);
        }
        (Some(from), Some(to)) => {
            for value in from.iter().filter(|value| !holds(to, value)) {
                let message =
                    format!("the value {} of {name} is no longer listed", show::value(value));
                cx.report(pair.subject, "enum-value-removed", (Some(value), head), message);
            }
            for value in to.iter().filter(|value| !holds(from, value)) {
                let message = format!("{name} may have the value {}", show::value(value));
                cx.report(pair.subject, "enum-value-added", (base, Some(value)), message);
            }
        }
    }
}

/// Listed values that readers know to be open.
pub(super) fn extensible<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let (base, head) = cx.judge_key(pair, "x-extensible-enum");
    let (from, to) = (listed(base).unwrap_or_default(), listed(head).unwrap_or_default());
    let name = pair.subject.name();
    let places = (pair.base.at("x-extensible-enum"), pair.head.at("x-extensible-enum"));
    for value in from.iter().filter(|value| !holds(to, value)) {
        let message = format!("the value {} of {name} is no longer listed", show::value(value));
        cx.report(
            pair.subject,
            "x-extensible-enum-value-removed",
            (Some(value), places.1),
            message,
        );
    }
    for value in to.iter().filter(|value| !holds(from, value)) {
        let message = format!("{name} may have the value {}", show::value(value));
        cx.report(pair.subject, "x-extensible-enum-value-added", (places.0, Some(value)), message);
    }
}

fn listed(node: Option<&Node>) -> Option<&[Node]> {
    node.and_then(Node::as_seq)
}

fn holds(values: &[Node], value: &Node) -> bool {
    values.iter().any(|other| same(other, value))
}

fn shown(values: &[Node]) -> String {
    let shown: Vec<_> = values.iter().take(6).map(show::value).collect();
    let more = if values.len() > shown.len() { ", …" } else { "" };
    shown.join(", ") + more
}

/// A single legal value.
pub(super) fn constant<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    one_value(pair, cx, "const", "const");
}

/// What is meant where a value is left out.
pub(super) fn default<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    one_value(pair, cx, "default", "default-value");
}

fn one_value<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>, key: &str, aspect: &str) {
    let (base, head) = cx.judge_key(pair, key);
    let what = if key == "const" { "constant" } else { "default" };
    let change = match (base, head) {
        (Some(base), Some(head)) if same(base, head) => return,
        (None, None) => return,
        (Some(_), Some(_)) => "changed",
        (None, Some(_)) => "added",
        // A default of null says nothing.
        (Some(_), None) => "removed",
    };
    let message =
        format!("the {what} of {} changed{}", pair.subject.name(), show::from_to(base, head));
    let places = (pair.base.at(key), pair.head.at(key));
    cx.report(pair.subject, &format!("{aspect}-{change}"), places, message);
}

/// Whether a schema has a default.
pub(super) fn has_default(schema: &Node) -> bool {
    schema.get("default").is_some_and(|node| node.value != Value::Null)
}
