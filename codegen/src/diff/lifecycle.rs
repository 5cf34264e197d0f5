//! Deprecation, sunset dates and stability.
//!
//! There is no clock here. Whether a sunset date has passed is judged for the day that the caller
//! of the comparison names; without one, no date has passed.

use super::date::Date;
use super::show;
use super::view::{flag, text};
use super::walk::Walk;
use crate::yaml::Node;

/// How stable something says it is, from least to most.
const STABILITY: &[&str] = &["draft", "alpha", "beta", "stable"];

/// What an `x-sunset` says.
pub(super) enum Sunset {
    None,
    On(Date),
    Invalid,
}

/// Reads `x-sunset`.
pub(super) fn sunset(node: &Node) -> Sunset {
    match node.get("x-sunset") {
        None => Sunset::None,
        Some(value) => value.as_str().and_then(Date::parse).map_or(Sunset::Invalid, Sunset::On),
    }
}

/// How stable something says it is; what says nothing is stable. Nothing for a level that is none.
pub(super) fn stability(node: &Node) -> Option<usize> {
    match node.get("x-stability-level") {
        None => Some(STABILITY.len() - 1),
        Some(level) => STABILITY.iter().position(|name| level.as_str() == Some(*name)),
    }
}

/// Whether something says that it may change at any time.
pub(super) fn unstable(node: &Node) -> bool {
    matches!(text(node, "x-stability-level"), Some("draft" | "alpha"))
}

/// How something that is gone was announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    None,
    Deprecated,
    BeforeSunset,
    Unreadable,
}

/// How something that is gone was announced.
pub(super) fn notice(node: &Node, today: Option<Date>) -> Notice {
    if !flag(node, "deprecated") {
        return Notice::None;
    }
    match sunset(node) {
        Sunset::None => Notice::Deprecated,
        Sunset::Invalid => Notice::Unreadable,
        Sunset::On(date) if today.is_some_and(|today| today >= date) => Notice::Deprecated,
        Sunset::On(_) => Notice::BeforeSunset,
    }
}

/// Ids of the rules about one kind of thing; empty where there is none.
struct Ids {
    deprecated: &'static str,
    with_sunset: &'static str,
    reactivated: &'static str,
    invalid: &'static str,
    deleted: &'static str,
    earlier: &'static str,
}

const OPERATION: Ids = Ids {
    deprecated: "endpoint-deprecated",
    with_sunset: "endpoint-deprecated-with-sunset",
    reactivated: "endpoint-reactivated",
    invalid: "api-deprecated-sunset-parse",
    deleted: "sunset-deleted",
    earlier: "api-sunset-date-changed-too-small",
};

const PARAMETER: Ids = Ids {
    deprecated: "request-parameter-deprecated",
    with_sunset: "request-parameter-deprecated",
    reactivated: "request-parameter-reactivated",
    invalid: "request-parameter-sunset-parse",
    deleted: "request-parameter-sunset-deleted",
    earlier: "request-parameter-sunset-date-changed-too-small",
};

const SENT: Ids = Ids {
    deprecated: "request-property-deprecated",
    with_sunset: "request-property-deprecated-with-sunset",
    reactivated: "request-property-reactivated",
    invalid: "request-property-deprecated-sunset-invalid",
    deleted: "sunset-deleted",
    earlier: "api-sunset-date-changed-too-small",
};

const READ: Ids = Ids {
    deprecated: "response-property-deprecated",
    with_sunset: "response-property-deprecated-with-sunset",
    reactivated: "response-property-reactivated",
    invalid: "response-property-deprecated-sunset-invalid",
    ..SENT
};

const HEADER: Ids = Ids {
    deprecated: "response-header-deprecated",
    with_sunset: "response-header-deprecated",
    reactivated: "response-header-reactivated",
    ..READ
};

/// Judges an operation.
pub(super) fn operation<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    deprecation(walk, base, head, &OPERATION, "the operation");
    stable(walk, base, head, "api", "the operation");
}

/// Judges a parameter.
pub(super) fn parameter<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, name: &str) {
    deprecation(walk, base, head, &PARAMETER, name);
}

/// Judges a header of a response.
pub(super) fn header<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, name: &str) {
    deprecation(walk, base, head, &HEADER, name);
}

/// Judges a property.
pub(super) fn property<'a>(
    walk: &mut Walk<'a>,
    base: &'a Node,
    head: &'a Node,
    sent: bool,
    name: &str,
) {
    let (ids, prefix) =
        if sent { (&SENT, "request-property") } else { (&READ, "response-property") };
    deprecation(walk, base, head, ids, name);
    stable(walk, base, head, prefix, name);
}

fn deprecation<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, ids: &Ids, name: &str) {
    let keys = ["deprecated", "x-sunset"];
    for key in keys {
        walk.judged(base.get(key), head.get(key));
    }
    let (from, to) = (flag(base, "deprecated"), flag(head, "deprecated"));
    let place = |node: &'a Node, key: &str| Some(node.get(key).unwrap_or(node));
    let deprecated = (place(base, "deprecated"), place(head, "deprecated"));
    let dates = (place(base, "x-sunset"), place(head, "x-sunset"));
    let (old, new) = (sunset(base), sunset(head));
    let change = show::from_to(base.get("x-sunset"), head.get("x-sunset"));
    if from && !to {
        let message = format!("{name} is no longer deprecated");
        return walk.report(ids.reactivated, deprecated.0, deprecated.1, message);
    }
    match (from, &old, &new) {
        (_, _, Sunset::Invalid) if to && change.is_empty() && from => {}
        (_, _, Sunset::Invalid) if to => {
            let message = format!("the sunset date of {name} changed{change}, which is no date");
            walk.report(ids.invalid, dates.0, dates.1, message);
        }
        (false, _, Sunset::On(date)) if to => {
            let message = format!("{name} became deprecated and goes on {date}");
            walk.report(ids.with_sunset, deprecated.0, dates.1, message);
        }
        (false, ..) if to => {
            let message = format!("{name} became deprecated");
            walk.report(ids.deprecated, deprecated.0, deprecated.1, message);
        }
        (true, Sunset::On(_) | Sunset::Invalid, Sunset::None) => {
            let message = format!("the sunset date of {name} changed{change}");
            walk.report(ids.deleted, dates.0, dates.1, message);
        }
        (_, Sunset::On(old), Sunset::On(new)) if new < old => {
            let message = format!("the sunset date of {name} changed{change}");
            walk.report(ids.earlier, dates.0, dates.1, message);
        }
        _ if !change.is_empty() => {
            let message = format!("the sunset date of {name} changed{change}");
            walk.report("sunset-date-postponed", dates.0, dates.1, message);
        }
        _ => {}
    }
}

fn stable<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, prefix: &str, name: &str) {
    let key = "x-stability-level";
    let (one, other) = (base.get(key), head.get(key));
    walk.judged(one, other);
    let change = show::from_to(one, other);
    let places = (one.or(Some(base)), other.or(Some(head)));
    let rule = match (stability(base), stability(head)) {
        (_, None) if !change.is_empty() => "api-invalid-stability-level".to_owned(),
        (Some(from), Some(to)) if to < from => format!("{prefix}-stability-decreased"),
        (Some(from), Some(to)) if to > from => format!("{prefix}-stability-increased"),
        (None, Some(_)) => format!("{prefix}-stability-increased"),
        // To say what holds anyway, or no longer to say it.
        _ if one.is_some() != other.is_some() => "extension-changed".to_owned(),
        _ => return,
    };
    walk.report(&rule, places.0, places.1, format!("the stability of {name} changed{change}"));
}
