//! `name-collision` and `reserved-parameter-name`: names that are one in Rust.

use std::collections::HashMap;

use heck::{ToPascalCase as _, ToSnakeCase as _};

use super::Findings;
use super::context::{Context, Endpoint};
use super::model::Kind;
use super::walk::child;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Node;

/// A name with its punctuation as the generator sees it, before it changes the case.
pub(super) fn words(name: &str) -> String {
    match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => name
            .chars()
            .filter(|c| *c != '\'')
            .map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' })
            .collect(),
    }
}

/// Two schemas of one name.
pub(super) fn schemas(context: &Context<'_>, findings: &mut Findings) {
    let mut names = HashMap::new();
    for (name, entry) in context.section("schemas") {
        let rust = words(name).to_pascal_case();
        if let Some((first, span)) = first(&mut names, rust.clone(), name, entry.key) {
            let pointer = child("/components/schemas", name);
            let message = format!(
                "the schemas `{name}` and `{first}` on line {} would both be the type `{rust}`",
                context.line(span)
            );
            // The generator gives the second one a number.
            findings.push(
                Level::Warning,
                "name-collision",
                entry.key,
                pointer,
                message,
                "rename one of them; names must differ in more than case and punctuation",
            );
        }
    }
}

/// Two properties of one name.
pub(super) fn properties(context: &Context<'_>, findings: &mut Findings) {
    let mut names = HashMap::new();
    for site in context.visited.of(Kind::Schema) {
        let Some(map) = site.node.get("properties").and_then(Node::as_map) else {
            continue;
        };
        names.clear();
        for (name, entry) in map {
            let rust = words(name).to_snake_case();
            if let Some((first, span)) = first(&mut names, rust.clone(), name, entry.key) {
                let pointer = child(&child(&site.pointer, "properties"), name);
                let message = format!(
                    "the properties `{name}` and `{first}` on line {} would both be the field `{rust}`",
                    context.line(span)
                );
                report(entry.key, pointer, message, findings);
            }
        }
    }
}

/// Two parameters of one name.
pub(super) fn parameters(context: &Context<'_>, findings: &mut Findings) {
    let mut names: HashMap<String, (&str, &str, Span)> = HashMap::new();
    for endpoint in &context.endpoints {
        names.clear();
        for parameter in &endpoint.parameters {
            let rust = words(parameter.name).to_snake_case();
            let this = (parameter.name, parameter.location, parameter.span);
            let (name, location, span) = *names.entry(rust.clone()).or_insert(this);
            // The same name in the same place is a duplicate: another rule.
            if (name, location) != (parameter.name, parameter.location) {
                let message = format!(
                    "the {} parameter `{}` and the {location} parameter `{name}` on line {} would both be `{rust}`",
                    parameter.location,
                    parameter.name,
                    context.line(span)
                );
                report(parameter.span, parameter.pointer.clone(), message, findings);
            }
        }
    }
}

/// The first of two names, if this is not the first.
fn first<'a>(
    names: &mut HashMap<String, (&'a str, Span)>,
    rust: String,
    name: &'a str,
    span: Span,
) -> Option<(&'a str, Span)> {
    let first = *names.entry(rust).or_insert((name, span));
    (first.0 != name).then_some(first)
}

fn report(span: Span, pointer: String, message: String, findings: &mut Findings) {
    findings.push(
        Level::Error,
        "name-collision",
        span,
        pointer,
        message,
        "rename one of them; names must differ in more than case and punctuation",
    );
}

/// `reserved-parameter-name`.
pub(super) fn reserved(context: &Context<'_>, findings: &mut Findings) {
    for endpoint in &context.endpoints {
        for parameter in &endpoint.parameters {
            let rust = words(parameter.name).to_snake_case();
            if is_reserved(&rust, endpoint) {
                findings.push(
                    Level::Error,
                    "reserved-parameter-name",
                    parameter.span,
                    parameter.pointer.as_str(),
                    format!(
                        "a parameter `{}` clashes with the method `{rust}` of the request builder",
                        parameter.name
                    ),
                    "the service must give it another name; else leave it out of the document",
                );
            }
        }
    }
}

fn is_reserved(rust: &str, endpoint: &Endpoint<'_>) -> bool {
    match rust {
        "send" | "new" | "prepare" | "into_request" => true,
        "stream" => endpoint.site.node.get("x-dropshot-pagination").is_some(),
        "body" | "body_map" => endpoint.site.node.get("requestBody").is_some(),
        _ => false,
    }
}
