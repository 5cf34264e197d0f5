//! Schemas below a schema, beside its properties, and all keys that constrain nothing.

use super::members::ANNOTATIONS;
use super::{Pair, Schemas};
use crate::diff::equal::same;
use crate::diff::show;
use crate::diff::view::pairs;
use crate::diff::{extensions, texts};
use crate::yaml::{Node, Value};

/// What is said of properties that are not listed.
enum Additional<'a> {
    Allowed,
    Forbidden,
    Typed(&'a Node),
}

fn additional(node: Option<&Node>) -> Additional<'_> {
    match node.map(|node| (node, &node.value)) {
        None | Some((_, Value::Bool(true))) => Additional::Allowed,
        Some((_, Value::Bool(false))) => Additional::Forbidden,
        Some((_, Value::Map(map))) if map.is_empty() => Additional::Allowed,
        Some((node, _)) => Additional::Typed(node),
    }
}

/// Properties that are not listed.
pub(super) fn additional_properties<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let key = "additionalProperties";
    let (base, head) = (pair.base.get(key), pair.head.get(key));
    let aspect = match (additional(base), additional(head)) {
        (Additional::Typed(base), Additional::Typed(head)) => {
            return cx.deeper(pair, key, base, head);
        }
        (Additional::Allowed, Additional::Allowed)
        | (Additional::Forbidden, Additional::Forbidden) => {
            cx.judge_key(pair, key);
            return;
        }
        (_, Additional::Forbidden) => "additional-properties-forbidden",
        (Additional::Forbidden, _) => "additional-properties-allowed",
        (_, Additional::Typed(_)) => "additional-properties-typed",
        (Additional::Typed(_), _) => "additional-properties-untyped",
    };
    reach(cx, base, head);
    let message = format!(
        "what {} may hold beside its listed properties changed{}",
        pair.subject.name(),
        show::from_to(base, head)
    );
    cx.report(pair.subject, aspect, (pair.base.at(key), pair.head.at(key)), message);
}

fn reach<'a>(cx: &mut Schemas<'a, '_>, base: Option<&'a Node>, head: Option<&'a Node>) {
    if let Some(node) = base {
        cx.walk.base.saw_reachable(node);
    }
    if let Some(node) = head {
        cx.walk.head.saw_reachable(node);
    }
}

/// Items of lists.
pub(super) fn items<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    part(pair, cx, "items", "items", false);
}

/// Keys that hold one schema: the key, its aspect, and whether only the whole can be judged.
const PARTS: &[(&str, &str, bool)] = &[
    ("not", "not", true),
    ("contains", "contains", false),
    ("propertyNames", "property-names", false),
    ("unevaluatedItems", "unevaluated-items", false),
    ("unevaluatedProperties", "unevaluated-properties", false),
    ("contentSchema", "content-schema", false),
    ("if", "if", true),
    ("then", "then", false),
    ("else", "else", false),
];

/// Schemas under keys of their own.
pub(super) fn parts<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    for &(key, aspect, whole) in PARTS {
        part(pair, cx, key, aspect, whole);
    }
}

fn part<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>, key: &str, aspect: &str, whole: bool) {
    let (base, head) = (pair.base.get(key), pair.head.get(key));
    let change = match (base, head) {
        (None, None) => return,
        (Some(base), Some(head)) if !whole => return cx.deeper(pair, key, base, head),
        (Some(base), Some(head)) if cx.walk.equal(base, head) => return,
        (Some(_), Some(_)) => "changed",
        (None, Some(_)) => "added",
        (Some(_), None) => "removed",
    };
    reach(cx, base, head);
    let name = pair.subject.name();
    let message = format!("`{key}` of {name} changed{}", show::from_to(base, head));
    let places = (pair.base.at(key), pair.head.at(key));
    cx.report(pair.subject, &format!("{aspect}-{change}"), places, message);
}

/// Positions of a list with schemas of their own.
pub(super) fn prefix_items<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let key = "prefixItems";
    let list = |node: Option<&'a Node>| node.and_then(Node::as_seq).unwrap_or_default();
    let (base, head) = (pair.base.get(key), pair.head.get(key));
    if let (Some(base), Some(head)) = (base, head) {
        cx.walk.base.saw(base);
        cx.walk.head.saw(head);
    }
    let (from, to) = (list(base), list(head));
    for (at, (one, other)) in from.iter().zip(to).enumerate() {
        cx.deeper(pair, &format!("{key}/{at}"), one, other);
    }
    let name = pair.subject.name();
    for (at, node) in from.iter().enumerate().skip(to.len()) {
        reach(cx, Some(node), None);
        let message = format!("position {at} of {name} lost its schema");
        cx.report(pair.subject, "prefix-items-removed", (Some(node), pair.head.at(key)), message);
    }
    for (at, node) in to.iter().enumerate().skip(from.len()) {
        reach(cx, None, Some(node));
        let message = format!("position {at} of {name} got a schema");
        cx.report(pair.subject, "prefix-items-added", (pair.base.at(key), Some(node)), message);
    }
    for node in [base, head].into_iter().flatten().filter(|node| node.as_seq().is_none()) {
        cx.not_judged(pair, key, Some(node), None);
    }
}

/// Schemas under names.
pub(super) fn named_parts<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    for (key, aspect) in
        [("patternProperties", "pattern-property"), ("dependentSchemas", "dependent-schema")]
    {
        let (base, head) = (pair.base.get(key), pair.head.get(key));
        cx.walk.entered(base, head);
        let (from, to) = (pairs(base), pairs(head));
        for (name, one) in &from {
            if let Some((_, other)) = to.iter().find(|(other, _)| other == name) {
                cx.deeper(pair, &format!("{key}/{name}"), one, other);
                continue;
            }
            reach(cx, Some(one), None);
            let message = format!("`{key}` of {} lost `{name}`", pair.subject.name());
            let places = (Some(*one), pair.head.at(key));
            cx.report(pair.subject, &format!("{aspect}-removed"), places, message);
        }
        for (name, other) in to.iter().filter(|(name, _)| from.iter().all(|(one, _)| one != name)) {
            reach(cx, None, Some(other));
            let message = format!("`{key}` of {} got `{name}`", pair.subject.name());
            let places = (pair.base.at(key), Some(*other));
            cx.report(pair.subject, &format!("{aspect}-added"), places, message);
        }
    }
}

/// Properties that have to be there with others.
pub(super) fn dependent_required<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let key = "dependentRequired";
    let (base, head) = cx.judge_key(pair, key);
    let (from, to) = (pairs(base), pairs(head));
    let names = |node: &Node| {
        let mut names: Vec<_> = node.as_seq().unwrap_or_default().iter().map(show::value).collect();
        names.sort();
        names
    };
    for (name, one) in &from {
        let other = to.iter().find(|(other, _)| other == name).map(|(_, node)| *node);
        let aspect = match other {
            None => "dependent-required-removed",
            Some(other) if names(one) != names(other) => "dependent-required-changed",
            Some(_) => continue,
        };
        let change = show::from_to(Some(one), other);
        let message = format!("what `{name}` of {} asks for changed{change}", pair.subject.name());
        cx.report(pair.subject, aspect, (Some(*one), other.or(pair.head.at(key))), message);
    }
    for (name, other) in to.iter().filter(|(name, _)| from.iter().all(|(one, _)| one != name)) {
        let change = show::from_to(None, Some(other));
        let message = format!("what `{name}` of {} asks for changed{change}", pair.subject.name());
        let places = (pair.base.at(key), Some(*other));
        cx.report(pair.subject, "dependent-required-added", places, message);
    }
}

/// Keys for people.
pub(super) fn annotations<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let name = pair.subject.name();
    for (key, rule) in texts::RULES {
        let (base, head) = (pair.base.all(key), pair.head.all(key));
        for node in base {
            cx.walk.judged(Some(node), None);
        }
        for node in head {
            cx.walk.judged(None, Some(node));
        }
        let alike = match (base.first(), head.first()) {
            (Some(one), Some(other)) => same(one, other) && super::same_rest(base, head),
            (one, other) => one.is_none() && other.is_none(),
        };
        if !alike {
            let (one, other) = (base.first().copied(), head.first().copied());
            texts::report(
                cx.walk,
                key,
                rule,
                (one, other),
                (pair.base.node, pair.head.node),
                &name,
            );
        }
    }
    if !pair.subject.property {
        cx.judge_key(pair, "deprecated");
        let (from, to) = (pair.base.flag("deprecated"), pair.head.flag("deprecated"));
        if from != to {
            let verb = if to { "became" } else { "is no longer" };
            let places = (pair.base.at("deprecated"), pair.head.at("deprecated"));
            let message = format!("the schema of {name} {verb} deprecated");
            cx.walk.report("schema-deprecated-changed", places.0, places.1, message);
        }
    }
}

/// Keys that other functions judge.
const JUDGED: &[&str] = &[
    "type",
    "format",
    "nullable",
    "enum",
    "x-extensible-enum",
    "const",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "maxContains",
    "minContains",
    "multipleOf",
    "uniqueItems",
    "contentMediaType",
    "contentEncoding",
    "pattern",
    "oneOf",
    "anyOf",
    "discriminator",
    "additionalProperties",
    "items",
    "prefixItems",
    "not",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "if",
    "then",
    "else",
    "patternProperties",
    "dependentSchemas",
    "dependentRequired",
    "required",
    "properties",
    "allOf",
];

/// Keys that name a schema without saying anything of its values.
const IDENTITY: &[&str] = &["$id", "$anchor", "$schema", "$dynamicAnchor", "$vocabulary", "id"];

/// All other keys.
pub(super) fn rest<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let mut keys: Vec<&str> = pair.base.keys.keys().chain(pair.head.keys.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let name = pair.subject.name();
    for key in keys {
        let known = JUDGED.contains(&key)
            || ANNOTATIONS.contains(&key)
            || ["$defs", "definitions"].contains(&key);
        let by_property =
            ["readOnly", "writeOnly", "deprecated", "x-sunset", "x-stability-level"].contains(&key);
        if known && !odd(pair, key) || by_property && pair.subject.property {
            if by_property {
                cx.judge_key(pair, key);
            }
            continue;
        }
        let (base, head) = cx.judge_key(pair, key);
        let alike = match (base, head) {
            (Some(base), Some(head)) => same(base, head),
            _ => false,
        };
        let places = (base.or(Some(pair.base.node)), head.or(Some(pair.head.node)));
        if alike {
        } else if IDENTITY.contains(&key) {
            let change = show::from_to(base, head);
            let message = format!("`{key}` of {name} changed{change}");
            cx.walk.report("schema-identity-changed", places.0, places.1, message);
        } else if key.starts_with("x-") {
            extensions::report(cx.walk, key, (base, head), (pair.base.node, pair.head.node), &name);
        } else {
            cx.not_judged(pair, key, base, head);
        }
    }
}

/// Values of a kind that the function for their key passes over.
fn odd(pair: &Pair<'_, '_>, key: &str) -> bool {
    let is = |node: &Node| match key {
        "required" | "allOf" | "enum" | "oneOf" | "anyOf" | "prefixItems" => {
            node.as_seq().is_none()
        }
        "properties" | "patternProperties" | "dependentSchemas" | "dependentRequired"
        | "discriminator" => node.as_map().is_none(),
        "type" => node.as_str().is_none() && node.as_seq().is_none(),
        "format" => node.as_str().is_none(),
        "nullable" | "uniqueItems" => node.as_bool().is_none(),
        "maximum" | "minimum" => !matches!(node.value, Value::Int(_) | Value::Float(_)),
        "exclusiveMaximum" | "exclusiveMinimum" => {
            !matches!(node.value, Value::Int(_) | Value::Float(_) | Value::Bool(_))
        }
        "maxLength" | "minLength" | "maxItems" | "minItems" | "maxProperties" | "minProperties"
        | "maxContains" | "minContains" => !matches!(node.value, Value::Int(_) | Value::Float(_)),
        _ => false,
    };
    pair.base.all(key).iter().chain(pair.head.all(key)).any(|node| is(node))
}
