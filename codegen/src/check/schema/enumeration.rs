//! Enum values that do not fit, repeat, or get the same name in Rust.

use std::collections::{HashMap, HashSet};

use heck::ToPascalCase as _;
use unicode_ident::{is_xid_continue, is_xid_start};

use super::Site;
use crate::check::Findings;
use crate::check::validate::{canonical, fits_type, kind, own_limits, shown};
use crate::finding::Level;
use crate::yaml::{Node, Value};

pub(super) fn enumeration(site: &Site<'_, '_>, findings: &mut Findings) {
    let Some(entry) = site.entry("enum") else {
        return;
    };
    let Some(values) = entry.node.as_seq() else {
        return;
    };
    if values.is_empty() {
        site.push(
            Level::Error,
            "empty-enum",
            (entry.node.span, "enum"),
            "`enum` lists no value, so no value is allowed",
            "list the values, or remove it",
            findings,
        );
        return;
    }
    let against = own_limits(site.document, site.keywords, values);
    for (index, (value, against)) in values.iter().zip(&against).enumerate() {
        one(site, index, value, against.as_deref(), findings);
    }
    mixed(site, values, findings);
    if !duplicates(site, values, findings) {
        // typify leaves out values that break the limits of their own schema.
        let kept = values.iter().enumerate().zip(&against).filter(|(_, against)| against.is_none());
        let texts = kept.filter_map(|((index, value), _)| Some((index, value, value.as_str()?)));
        collisions(site, &texts.collect::<Vec<_>>(), findings);
    }
}

/// typify gives up on values of another type, except for booleans, whose values it ignores.
fn one(
    site: &Site<'_, '_>,
    index: usize,
    value: &Node,
    against: Option<&str>,
    findings: &mut Findings,
) {
    let of = site.text("type");
    let (level, message, help) = match (of, &value.value) {
        (None, Value::Null) => return,
        (Some(_), Value::Null) if site.is_true("nullable") => return,
        (Some(of), Value::Null) => (
            if matches!(of, "string" | "boolean") { Level::Warning } else { Level::Error },
            format!("`null` is no value of type `{of}`"),
            "add `nullable: true`, or quote it if the word is meant",
        ),
        (Some("integer"), Value::Float(_)) => (
            Level::Error,
            format!("{} is a number, not an integer", shown(value)),
            "write it without a fraction, or use type `number`",
        ),
        (Some("integer"), Value::Int(int)) if *int < i64::MIN.into() || *int > u64::MAX.into() => {
            (Level::Error, format!("{} is beyond 64 bits", shown(value)), "use type `string`")
        }
        (Some(of), _) if !fits_type(of, value) => (
            if of == "boolean" { Level::Warning } else { Level::Error },
            format!("{} is {}, the type is `{of}`", shown(value), kind(value)),
            if of == "string" { "quote it" } else { "correct the value or the type" },
        ),
        _ => match against {
            None => return,
            Some(what) => (
                Level::Warning,
                format!("the value {what}, so it is left out"),
                "correct the value or the limit",
            ),
        },
    };
    site.push(level, "enum-type", (value.span, &format!("enum/{index}")), message, help, findings);
}

/// Without a `type`, the values say what it is; they must agree.
fn mixed(site: &Site<'_, '_>, values: &[Node], findings: &mut Findings) {
    let known = |node: &Node| match node.value {
        Value::Null => None,
        Value::Float(_) => Some("an integer"),
        _ => Some(node.kind()),
    };
    let first = values.iter().find_map(known);
    let differs = |node: &Node| known(node).is_some_and(|kind| Some(kind) != first);
    let other = values.iter().enumerate().find(|(_, node)| differs(node));
    let (None, Some((index, other))) = (site.node("type"), other) else {
        return;
    };
    site.push(
        Level::Error,
        "enum-type",
        (other.span, &format!("enum/{index}")),
        format!("{} is {}, the values before it are not", shown(other), other.kind()),
        "list values of one type, and add `type`",
        findings,
    );
}

/// The second one says nothing; typify would panic on equal strings, so it is left out.
fn duplicates(site: &Site<'_, '_>, values: &[Node], findings: &mut Findings) -> bool {
    let mut seen = HashSet::new();
    let mut found = false;
    for (index, value) in values.iter().enumerate() {
        if seen.insert(canonical(value)) {
            continue;
        }
        found = true;
        site.push(
            Level::Warning,
            "duplicate-enum",
            (value.span, &format!("enum/{index}")),
            format!("{} stands in `enum` twice", shown(value)),
            "remove one",
            findings,
        );
    }
    found
}

/// Values such as `a-b` and `a_b`: typify renames once, and panics where that does not help.
fn collisions(site: &Site<'_, '_>, texts: &[(usize, &Node, &str)], findings: &mut Findings) {
    if !matches!(site.text("type"), None | Some("string")) {
        return;
    }
    let unique = |name: &dyn Fn(&str) -> String| {
        let mut seen = HashSet::new();
        texts.iter().all(|(_, _, text)| seen.insert(name(text)))
    };
    if unique(&pascal) || unique(&spelt) {
        return;
    }
    let mut seen = HashMap::new();
    for (index, value, text) in texts {
        if let Some(first) = seen.insert(spelt(text), *text) {
            site.push(
                Level::Warning,
                "enum-name-collision",
                (value.span, &format!("enum/{index}")),
                format!(
                    "`{text}` and `{first}` get the same name in Rust, `{}`, so the values stay plain text",
                    spelt(text)
                ),
                "remove one if they mean the same; otherwise remove `enum` and list the values \
                 in the description",
                findings,
            );
        }
    }
}

/// The name that typify gives a value first.
fn pascal(text: &str) -> String {
    let name = match text {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => text.replace('\'', "").replace(|c| !is_xid_continue(c), "-").to_pascal_case(),
    };
    match name.chars().next() {
        None => "X".to_owned(),
        Some(c) if is_xid_start(c) => name,
        Some(_) => format!("X{name}"),
    }
}

/// The name that it gives where the first ones are not unique.
fn spelt(text: &str) -> String {
    pascal(&text.replace(|c| c == '_' || !is_xid_continue(c), "X"))
}
