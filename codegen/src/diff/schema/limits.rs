//! Limits: largest and smallest, longest and shortest, patterns.

use std::cmp::Ordering;

use super::shape::Shape;
use super::{Pair, Schemas};
use crate::diff::equal::{number, same};
use crate::diff::show;
use crate::yaml::Node;

/// A limit of a number.
#[derive(Debug, Clone, Copy)]
struct Bound<'a> {
    value: f64,
    exclusive: bool,
    node: &'a Node,
}

/// The limit that decides, where a schema has an inclusive and an exclusive one.
fn bound<'a>(shape: &Shape<'a>, upper: bool) -> Option<Bound<'a>> {
    let (key, exclusive_key) =
        if upper { ("maximum", "exclusiveMaximum") } else { ("minimum", "exclusiveMinimum") };
    let read = |key: &str| {
        let node = shape.get(key)?;
        Some((number(node)?, node))
    };
    let flagged = shape.flag(exclusive_key);
    let inclusive = read(key).map(|(value, node)| Bound { value, exclusive: flagged, node });
    let exclusive = read(exclusive_key).map(|(value, node)| Bound { value, exclusive: true, node });
    match (inclusive, exclusive) {
        (Some(a), Some(b)) => Some(if loosens(&a, &b, upper) == Ordering::Less { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// Whether the second limit leaves more values than the first, as many, or fewer.
fn loosens(from: &Bound<'_>, to: &Bound<'_>, upper: bool) -> Ordering {
    let order = to.value.total_cmp(&from.value);
    let order = if upper { order } else { order.reverse() };
    // At the same value the inclusive one leaves more.
    order.then(from.exclusive.cmp(&to.exclusive))
}

/// Largest and smallest values.
pub(super) fn bounds<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    for key in ["maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"] {
        cx.judge_key(pair, key);
    }
    for (upper, what, up, down) in
        [(true, "max", "increased", "decreased"), (false, "min", "decreased", "increased")]
    {
        let (base, head) = (bound(&pair.base, upper), bound(&pair.head, upper));
        let aspect = match (&base, &head) {
            (None, None) => continue,
            (None, Some(_)) => "set",
            (Some(_), None) => "unset",
            (Some(from), Some(to)) => match loosens(from, to, upper) {
                Ordering::Equal => continue,
                // `Greater`: the head leaves more.
                Ordering::Greater => up,
                Ordering::Less => down,
            },
        };
        let decides = head.or(base).is_some_and(|bound| bound.exclusive);
        let exclusive = if decides { "exclusive-" } else { "" };
        let side = if upper { "upper" } else { "lower" };
        let shown = |bound: Option<Bound<'_>>| match bound {
            None => "none".to_owned(),
            Some(Bound { exclusive: true, node, .. }) => {
                format!("{} (exclusive)", show::value(node))
            }
            Some(Bound { node, .. }) => show::value(node),
        };
        let message = format!(
            "the {side} limit of {} changed from {} to {}",
            pair.subject.name(),
            shown(base),
            shown(head)
        );
        let places = (
            Some(base.map_or(pair.base.node, |bound| bound.node)),
            Some(head.map_or(pair.head.node, |bound| bound.node)),
        );
        cx.report(pair.subject, &format!("{exclusive}{what}-{aspect}"), places, message);
    }
}

/// Limits that count: key, aspect, what messages call it, whether it is an upper limit, and what
/// its absence stands for where that makes no difference.
const COUNTS: &[(&str, &str, &str, bool, Option<f64>)] = &[
    ("maxLength", "max-length", "greatest length", true, None),
    ("minLength", "min-length", "least length", false, Some(0.0)),
    ("maxItems", "max-items", "greatest number of items", true, None),
    ("minItems", "min-items", "least number of items", false, None),
    ("maxProperties", "max-properties", "greatest number of properties", true, None),
    ("minProperties", "min-properties", "least number of properties", false, None),
    ("maxContains", "max-contains", "greatest number of matching items", true, None),
    ("minContains", "min-contains", "least number of matching items", false, None),
];

/// Lengths and numbers of parts.
pub(super) fn counts<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    for &(key, aspect, what, upper, absent) in COUNTS {
        let (base, head) = cx.judge_key(pair, key);
        let read = |node: Option<&Node>| {
            let value = node.and_then(number);
            // A least of nothing is no limit.
            let value = value.filter(|value| upper || *value > 0.0 || key == "minContains");
            value.or(absent)
        };
        let change = match (read(base), read(head)) {
            (None, None) => {
                if let (Some(from), Some(to)) = (base, head)
                    && !same(from, to)
                    && (number(from).is_none() || number(to).is_none())
                {
                    cx.not_judged(pair, key, base, head);
                }
                continue;
            }
            (None, Some(_)) => "set",
            (Some(_), None) => "unset",
            (Some(from), Some(to)) => match from.total_cmp(&to) {
                Ordering::Equal => continue,
                Ordering::Less => "increased",
                Ordering::Greater => "decreased",
            },
        };
        let change = if change == "set" && absent.is_some() { "increased" } else { change };
        let message =
            format!("the {what} of {} changed{}", pair.subject.name(), show::from_to(base, head));
        let places = (pair.base.at(key), pair.head.at(key));
        cx.report(pair.subject, &format!("{aspect}-{change}"), places, message);
    }
}

/// `multipleOf`, `uniqueItems`, and what text holds.
pub(super) fn others<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let name = pair.subject.name();
    let (base, head) = cx.judge_key(pair, "multipleOf");
    let aspect = match (base, head) {
        (None, Some(_)) => Some("multiple-of-set"),
        (Some(_), None) => Some("multiple-of-unset"),
        (Some(from), Some(to)) if !same(from, to) => Some("multiple-of-changed"),
        _ => None,
    };
    if let Some(aspect) = aspect {
        let places = (pair.base.at("multipleOf"), pair.head.at("multipleOf"));
        let change = show::from_to(base, head);
        cx.report(pair.subject, aspect, places, format!("the step of {name} changed{change}"));
    }
    cx.judge_key(pair, "uniqueItems");
    let aspect = match (pair.base.flag("uniqueItems"), pair.head.flag("uniqueItems")) {
        (false, true) => Some(("unique-items-added", "must be unique")),
        (true, false) => Some(("unique-items-removed", "need not be unique any more")),
        _ => None,
    };
    if let Some((aspect, what)) = aspect {
        let places = (pair.base.at("uniqueItems"), pair.head.at("uniqueItems"));
        cx.report(pair.subject, aspect, places, format!("the items of {name} {what}"));
    }
    for (key, aspect) in [
        ("contentMediaType", "content-media-type-changed"),
        ("contentEncoding", "content-encoding-changed"),
        ("xml", "xml-changed"),
    ] {
        let (base, head) = cx.judge_key(pair, key);
        let equal = match (base, head) {
            (Some(base), Some(head)) => same(base, head),
            (base, head) => base.is_none() && head.is_none(),
        };
        if !equal {
            let message = format!("`{key}` of {name} changed{}", show::from_to(base, head));
            cx.report(pair.subject, aspect, (pair.base.at(key), pair.head.at(key)), message);
        }
    }
}

/// Patterns that take every text.
const EVERYTHING: &[&str] = &["", ".*", "^.*$", "^.*", ".*$", "^", "$", "[\\s\\S]*", "^[\\s\\S]*$"];

/// Patterns of text.
pub(super) fn pattern<'a>(pair: &Pair<'a, '_>, cx: &mut Schemas<'a, '_>) {
    let (base, head) = cx.judge_key(pair, "pattern");
    let aspect = match (base, head) {
        (None, Some(_)) => "pattern-added",
        (Some(_), None) => "pattern-removed",
        (Some(from), Some(to)) if !same(from, to) => {
            let general = to.as_str().is_some_and(|text| EVERYTHING.contains(&text));
            if general { "pattern-generalized" } else { "pattern-changed" }
        }
        _ => return,
    };
    let message =
        format!("the pattern of {} changed{}", pair.subject.name(), show::from_to(base, head));
    cx.report(pair.subject, aspect, (pair.base.at("pattern"), pair.head.at("pattern")), message);
}
