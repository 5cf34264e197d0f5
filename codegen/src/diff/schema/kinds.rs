//! Types, formats and null.

use std::collections::BTreeSet;

use super::shape::Shape;
use super::{Pair, Schemas};
use crate::diff::show;
use crate::yaml::{Node, Value};

/// How the values of two schemas relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    Compatible,
    Generalized,
    Specialized,
    Changed,
}

/// The types that a schema allows; none means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Types<'a> {
    pub(super) names: BTreeSet<&'a str>,
    pub(super) format: Option<&'a str>,
    pub(super) null: bool,
    /// Said by alternatives, each of which is a plain type.
    pub(super) listed: bool,
}

/// Keys that an alternative may have and still be nothing but a type.
const PLAIN: &[&str] =
    &["type", "format", "title", "description", "nullable", "example", "examples", "deprecated"];

/// The types that a schema allows, by `type` or by plain alternatives.
pub(super) fn of<'a>(shape: &Shape<'a>) -> Types<'a> {
    let mut types = Types {
        null: shape.flag("nullable"),
        format: shape.get("format").and_then(Node::as_str),
        ..Types::default()
    };
    if let Some(node) = shape.get("type") {
        add(node, &mut types);
    }
    let alternatives = shape.get("oneOf").or_else(|| shape.get("anyOf"));
    if types.names.is_empty()
        && let Some(Value::Seq(items)) = alternatives.map(|node| &node.value)
    {
        let plain = items.iter().all(is_plain);
        for item in items.iter().filter(|item| plain || is_null(item)) {
            if let Some(node) = item.get("type") {
                add(node, &mut types);
            }
        }
        types.listed = plain && !types.names.is_empty();
    }
    types
}

/// A schema that allows nothing but null.
pub(super) fn is_null(schema: &Node) -> bool {
    schema.get("type").and_then(Node::as_str) == Some("null")
}

fn is_plain(schema: &Node) -> bool {
    schema.get("type").is_some()
        && schema.get("format").is_none()
        && schema.as_map().is_some_and(|map| map.keys().all(|key| PLAIN.contains(&key.as_str())))
        && !matches!(schema.get("type").and_then(Node::as_str), Some("object" | "array"))
}

fn add<'a>(node: &'a Node, types: &mut Types<'a>) {
    let names: Vec<_> = match &node.value {
        Value::Seq(items) => items.iter().filter_map(Node::as_str).collect(),
        Value::Null => vec!["null"],
        _ => node.as_str().into_iter().collect(),
    };
    for name in names {
        if name == "null" {
            types.null = true;
        } else {
            types.names.insert(name);
        }
    }
}

/// How the types of the head relate to those of the base.
pub(super) fn relation(base: &Types<'_>, head: &Types<'_>, textual: bool) -> Relation {
    let wider = holds(&head.names, &base.names, textual);
    let narrower = holds(&base.names, &head.names, textual);
    match (wider, narrower) {
        (true, true) => match formats(base, head) {
            Relation::Same if base.names != head.names => Relation::Compatible,
            relation => relation,
        },
        (true, false) => Relation::Generalized,
        (false, true) => Relation::Specialized,
        (false, false) => Relation::Changed,
    }
}

fn holds(all: &BTreeSet<&str>, some: &BTreeSet<&str>, textual: bool) -> bool {
    let takes = |name: &str| {
        all.contains(name)
            || name == "integer" && all.contains("number")
            || textual && all.contains("string")
    };
    all.is_empty() || !some.is_empty() && some.iter().all(|name| takes(name))
}

fn formats(base: &Types<'_>, head: &Types<'_>) -> Relation {
    match (base.format, head.format) {
        (from, to) if from == to => Relation::Same,
        (_, None) => Relation::Generalized,
        (None, _) => Relation::Specialized,
        (Some(from), Some(to)) if wider(from, to) => Relation::Generalized,
        (Some(from), Some(to)) if wider(to, from) => Relation::Specialized,
        _ => Relation::Changed,
    }
}

/// Whether every value of one format has the other one as well.
fn wider(from: &str, to: &str) -> bool {
    matches!(
        (from, to),
        ("int32", "int64" | "bigint")
            | ("int64", "bigint")
            | ("float", "double")
            | ("date" | "time", "date-time")
    )
}

/// Types and formats.
pub(super) fn types<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let (base, head) = (of(&pair.base), of(&pair.head));
    for key in ["type", "format", "nullable"] {
        cx.judge_key(pair, key);
    }
    let relation = relation(&base, &head, pair.subject.textual);
    let several = base.names.len() > 1 || head.names.len() > 1;
    let aspect = match relation {
        Relation::Same => return,
        Relation::Compatible => "type-compatible",
        Relation::Generalized if several && !base.names.is_empty() && !head.names.is_empty() => {
            "list-of-types-widened"
        }
        Relation::Specialized if several && !base.names.is_empty() && !head.names.is_empty() => {
            "list-of-types-narrowed"
        }
        Relation::Generalized => "type-generalized",
        Relation::Specialized => "type-specialized",
        Relation::Changed => "type-changed",
    };
    let message = format!(
        "the type of {} changed from {} to {}",
        pair.subject.name(),
        spell(&base),
        spell(&head)
    );
    let key = if base.names == head.names { "format" } else { "type" };
    cx.report(pair.subject, aspect, (pair.base.at(key), pair.head.at(key)), message);
}

/// A type as messages name it: `string/date`.
fn spell(types: &Types<'_>) -> String {
    let names: Vec<_> = types.names.iter().copied().collect();
    let names = if names.is_empty() { "any".to_owned() } else { names.join(" or ") };
    show::quoted(&types.format.map_or(names.clone(), |format| format!("{names}/{format}")))
}

/// Whether null is a legal value.
pub(super) fn nullable<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let (base, head) = (of(&pair.base), of(&pair.head));
    let (aspect, verb) = match (base.null, head.null) {
        (false, true) => ("became-nullable", "became"),
        (true, false) => ("became-not-nullable", "is no longer"),
        _ => return,
    };
    let place = |shape: &Shape<'a>| shape.get("nullable").or(shape.at("type"));
    let message = format!("{} {verb} nullable", pair.subject.name());
    cx.report(pair.subject, aspect, (place(&pair.base), place(&pair.head)), message);
}
