//! Limits that no value can keep.

use std::cmp::Ordering;

use super::Site;
use crate::check::Findings;
use crate::check::validate::limits::compare;
use crate::finding::Level;
use crate::yaml::Value;

/// Pairs of limits, with the keywords that leave out the limits themselves.
const PAIRS: [([&str; 2], [&str; 2]); 4] = [
    (["minLength", "maxLength"], ["", ""]),
    (["minItems", "maxItems"], ["", ""]),
    (["minProperties", "maxProperties"], ["", ""]),
    (["minimum", "maximum"], ["exclusiveMinimum", "exclusiveMaximum"]),
];

pub(super) fn limits(site: &Site<'_, '_>, findings: &mut Findings) {
    for ([min, max], exclusive) in PAIRS {
        if min != "minimum" {
            negative(site, min, findings);
            negative(site, max, findings);
        }
        for (limit, exclusive) in [(min, exclusive[0]), (max, exclusive[1])] {
            without_limit(site, limit, exclusive, findings);
        }
        reversed(site, [min, max], exclusive, findings);
    }
    multiple(site, findings);
}

fn reversed(
    site: &Site<'_, '_>,
    [min, max]: [&str; 2],
    exclusive: [&str; 2],
    findings: &mut Findings,
) {
    let (Some(low), Some(high)) = (site.node(min), site.node(max)) else {
        return;
    };
    let excludes = exclusive.into_iter().find(|keyword| site.is_true(keyword));
    let message = match (compare(low, high), excludes) {
        (Some(Ordering::Greater), _) => {
            format!("`{max}` is below `{min}`, so no value can keep both")
        }
        (Some(Ordering::Equal), Some(keyword)) => {
            format!("`{min}` and `{max}` are equal and `{keyword}` is true, so no value is left")
        }
        _ => return,
    };
    site.push(
        Level::Error,
        "limits-reversed",
        (high.span, max),
        message,
        "swap them if they were mixed up, or correct one",
        findings,
    );
}

fn negative(site: &Site<'_, '_>, keyword: &str, findings: &mut Findings) {
    let Some(node) = site.node(keyword) else {
        return;
    };
    let Value::Int(limit) = node.value else {
        return;
    };
    let (message, help) = if limit < 0 {
        (format!("`{keyword}` cannot be negative"), "use 0 or more, or remove it")
    } else if limit > i128::from(u32::MAX) && keyword.ends_with("Length") {
        (
            format!("`{keyword}` is beyond 32 bits, and progenitor drops the bits above"),
            "remove it; no value comes near it",
        )
    } else {
        return;
    };
    site.push(Level::Error, "limit-range", (node.span, keyword), message, help, findings);
}

fn without_limit(site: &Site<'_, '_>, limit: &str, exclusive: &str, findings: &mut Findings) {
    let Some(entry) = site.entry(exclusive) else {
        return;
    };
    if site.has(limit) || entry.node.as_bool() != Some(true) {
        return;
    }
    site.push(
        Level::Error,
        "exclusive-without-limit",
        (entry.key, exclusive),
        format!("`{exclusive}` says that `{limit}` itself is excluded, but there is no `{limit}`"),
        format!("add `{limit}`, or remove it"),
        findings,
    );
}

fn multiple(site: &Site<'_, '_>, findings: &mut Findings) {
    let Some(node) = site.node("multipleOf") else {
        return;
    };
    let positive = match node.value {
        Value::Int(of) => of > 0,
        Value::Float(of) => of > 0.0,
        _ => return,
    };
    if !positive {
        site.push(
            Level::Error,
            "limit-range",
            (node.span, "multipleOf"),
            "`multipleOf` must be above 0",
            "correct or remove it",
            findings,
        );
    }
}
