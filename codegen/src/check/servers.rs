//! `server-variable` and `server-url`.
//!
//! The base URL is the caller's, so most of it is a warning; openapiv3 insists on the defaults.

use std::collections::HashMap;

use heck::ToPascalCase as _;

use super::Findings;
use super::context::Context;
use super::model::Kind;
use super::names::words;
use super::walk::{Site, child};
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Entry, Map, Node};

/// All rules about servers.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Server) {
        let Some(url) = site.node.get("url") else {
            continue;
        };
        let Some(text) = url.as_str() else { continue };
        let variables = site.node.get("variables").and_then(Node::as_map);
        let used = used(text);
        undefined(context, site, url.span, &used, variables, findings);
        for (name, entry) in variables.into_iter().flatten() {
            if !used.contains(&name.as_str()) {
                variable(
                    (Level::Warning, entry.key),
                    site,
                    name,
                    format!("the server's URL has no `{{{name}}}`"),
                    "remove the variable or put it into the URL",
                    findings,
                );
            }
            values(context, site, name, entry, findings);
        }
        if text.contains(['?', '#']) {
            findings.push(
                Level::Warning,
                "server-url",
                url.span,
                child(&site.pointer, "url"),
                "paths are appended to a server's URL, so it must not have a query or a fragment",
                "cut the URL off before the `?` or `#`",
            );
        }
    }
}

/// The names between braces.
fn used(url: &str) -> Vec<&str> {
    let parts = url.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0)).collect()
}

fn undefined(
    context: &Context<'_>,
    site: &Site<'_>,
    url: Span,
    used: &[&str],
    variables: Option<&Map>,
    findings: &mut Findings,
) {
    for name in used {
        if !variables.is_some_and(|map| map.contains_key(*name)) {
            let span = context.within(url, &format!("{{{name}}}"));
            findings.push(
                Level::Warning,
                "server-variable",
                span,
                child(&site.pointer, "url"),
                format!("the server has no variable `{name}`"),
                format!("add `{name}` with its `default` to `variables`"),
            );
        }
    }
}

fn values(
    context: &Context<'_>,
    site: &Site<'_>,
    name: &str,
    entry: &Entry,
    findings: &mut Findings,
) {
    let Some(map) = entry.node.as_map() else {
        return;
    };
    let listed = map.get("enum").and_then(|listed| Some((listed.key, listed.node.as_seq()?)));
    if let Some((key, [])) = listed {
        variable(
            (Level::Warning, key),
            site,
            name,
            "the list of values is empty".to_owned(),
            "list the values, or remove `enum` if any value will do",
            findings,
        );
    }
    if let Some((_, list)) = listed {
        names(context, site, name, list, findings);
    }
    let Some(default) = map.get("default") else {
        if !map.contains_key("<<") {
            variable(
                (Level::Error, entry.key),
                site,
                name,
                format!("the server variable `{name}` has no `default`"),
                "add `default:`, the value for callers that choose none",
                findings,
            );
        }
        return;
    };
    let (Some(text), Some((_, listed))) = (default.node.as_str(), listed) else {
        return;
    };
    if !listed.is_empty() && !listed.iter().any(|value| value.as_str() == Some(text)) {
        variable(
            (Level::Warning, default.node.span),
            site,
            name,
            format!("the default `{text}` is not among the values in `enum`"),
            "choose one of them, or add it there",
            findings,
        );
    }
}

/// Values that stand there twice, or that no name can be made of.
fn names(
    context: &Context<'_>,
    site: &Site<'_>,
    name: &str,
    list: &[Node],
    findings: &mut Findings,
) {
    let mut seen: HashMap<String, (&str, Span)> = HashMap::new();
    for node in list {
        let Some(text) = node.as_str() else { continue };
        let rust = words(text).to_pascal_case();
        let (message, help) = if text.is_empty() {
            ("a value is empty".to_owned(), "write the value, or remove it")
        } else if let Some((first, span)) = seen.get(&rust) {
            let line = context.line(*span);
            if *first == text {
                (format!("the value `{text}` is in the list already, on line {line}"), "remove one")
            } else {
                (
                    format!("`{text}` and `{first}` on line {line} would both be `{rust}`"),
                    "choose values that differ in more than case and punctuation",
                )
            }
        } else {
            seen.insert(rust, (text, node.span));
            continue;
        };
        variable((Level::Warning, node.span), site, name, message, help, findings);
    }
}

fn variable(
    (level, span): (Level, Span),
    site: &Site<'_>,
    name: &str,
    message: String,
    help: &str,
    findings: &mut Findings,
) {
    let pointer = child(&child(&site.pointer, "variables"), name);
    findings.push(level, "server-variable", span, pointer, message, help);
}
