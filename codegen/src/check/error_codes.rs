//! `error-codes`: the extension `x-error-codes`, from which the error codes of a client come.

use std::collections::HashMap;

use heck::ToPascalCase as _;

use super::Findings;
use super::context::Context;
use super::suggest::closest;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Entry, Map, Node, Value};

/// Keys of an error code, and whether each must be there.
const KEYS: [(&str, bool); 5] =
    [("code", true), ("status", true), ("legacy", false), ("meaning", true), ("retry", true)];

/// Looks at every code of the list.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(entry) = context.document.root.entry("x-error-codes") else { return };
    let Some(list) = entry.node.as_seq() else {
        let message = format!("`x-error-codes` must be a list, not {}", entry.node.kind());
        return push(findings, entry.node.span, "", message, "list the codes with `- code: …`");
    };
    let mut seen = HashMap::new();
    for (index, item) in list.iter().enumerate() {
        let pointer = format!("/{index}");
        let Some(map) = item.as_map() else {
            let message = format!("an error code must be a mapping, not {}", item.kind());
            push(
                findings,
                item.span,
                &pointer,
                message,
                "write `code`, `status`, `meaning`, `retry`",
            );
            continue;
        };
        keys(item, map, &pointer, findings);
        values(map, &pointer, findings);
        for key in ["code", "legacy"] {
            let Some(value) = item.get(key) else { continue };
            let Some(text) = value.as_str() else { continue };
            // Codes become variants, so what is the same to Rust is a duplicate too.
            let first = *seen.entry(text.to_pascal_case()).or_insert(value.span);
            if first != value.span {
                let message =
                    format!("the code `{text}` is on line {} already", context.line(first));
                push(
                    findings,
                    value.span,
                    &format!("{pointer}/{key}"),
                    message,
                    "remove one of them",
                );
            }
        }
    }
}

fn push(findings: &mut Findings, span: Span, pointer: &str, message: String, help: &str) {
    let pointer = format!("/x-error-codes{pointer}");
    findings.push(Level::Error, "error-codes", span, pointer, message, help);
}

fn keys(item: &Node, map: &Map, pointer: &str, findings: &mut Findings) {
    for (key, entry) in map {
        if KEYS.iter().any(|(known, _)| known == key) {
            continue;
        }
        let help = match closest(key, KEYS.iter().map(|(known, _)| *known)) {
            Some(known) => format!("did you mean `{known}`?"),
            None => {
                "an error code has `code`, `status`, `legacy`, `meaning` and `retry`".to_owned()
            }
        };
        let message = format!("an error code has no key `{key}`");
        push(findings, entry.key, &format!("{pointer}/{key}"), message, &help);
    }
    for (key, _) in KEYS.iter().filter(|(key, required)| *required && !map.contains_key(*key)) {
        let span = map.values().next().map_or(item.span, |entry| entry.key);
        push(findings, span, pointer, format!("the error code has no `{key}`"), "add it");
    }
}

fn values(map: &Map, pointer: &str, findings: &mut Findings) {
    for (key, Entry { node, .. }) in map {
        let (good, wanted) = match key.as_str() {
            "code" | "meaning" => {
                (node.as_str().is_some_and(|text| !text.trim().is_empty()), "text")
            }
            "legacy" => {
                (node.as_str().is_some_and(|text| !text.is_empty()), "text; quote the digits")
            }
            "status" => (
                matches!(node.value, Value::Int(status) if (400..=599).contains(&status)),
                "an HTTP status from 400 to 599",
            ),
            "retry" => (node.as_bool().is_some(), "true or false"),
            _ => continue,
        };
        if !good {
            let message = format!("`{key}` of an error code must be {wanted}");
            push(findings, node.span, &format!("{pointer}/{key}"), message, "correct it");
        }
    }
}
