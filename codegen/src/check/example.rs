//! Examples, defaults and enum values that are not what their schema describes.

use super::Findings;
use super::context::Context;
use super::document::Document;
use super::model::Kind;
use super::validate::{Mismatch, mismatch};
use crate::finding::Level;
use crate::yaml::Node;

/// Compares the examples of all parameters, headers and media types with their schemas.
pub(super) fn all(context: &Context<'_>, findings: &mut Findings) {
    for kind in [Kind::Parameter, Kind::Header, Kind::MediaType] {
        for site in context.visited.of(kind) {
            examples(context.document, &site.pointer, site.node, findings);
        }
    }
}

/// Compares an example with its schema.
fn example<'a>(
    document: Document<'a>,
    pointer: &str,
    schema: &'a Node,
    value: &Node,
    findings: &mut Findings,
) {
    if let Some(found) = mismatch(document, schema, value) {
        report(Level::Warning, "example-mismatch", "example", pointer, found, findings);
    }
}

/// Compares the examples of a parameter, header or media type with its schema.
fn examples<'a>(document: Document<'a>, pointer: &str, site: &'a Node, findings: &mut Findings) {
    let Some(schema) = site.get("schema") else {
        return;
    };
    let mut compare = |at: &str, value: &Node| {
        // What JSON cannot spell, an example may hold as text.
        if value.as_str().is_none() || is_json(pointer) {
            example(document, at, schema, value, findings);
        }
    };
    if let Some(value) = site.get("example") {
        compare(&format!("{pointer}/example"), value);
    }
    let Some(named) = site.get("examples").and_then(Node::as_map) else {
        return;
    };
    for (name, entry) in named {
        // A referenced example is compared where it is used: only there it has a schema.
        let Some(value) = document.resolve(&entry.node).and_then(|node| node.get("value")) else {
            continue;
        };
        let name = name.replace('~', "~0").replace('/', "~1");
        let at = format!("{pointer}/examples/{name}/value");
        compare(&at, value);
    }
}

/// Whether the pointer leads to anything but a media type that is not JSON.
fn is_json(pointer: &str) -> bool {
    match pointer.rsplit_once('/').map(|(site, media)| (site.ends_with("/content"), media)) {
        Some((true, media)) => media.to_ascii_lowercase().contains("json"),
        _ => true,
    }
}

/// Compares the example and the default of a schema with it.
pub(super) fn of_schema<'a>(
    document: Document<'a>,
    pointer: &str,
    schema: &'a Node,
    findings: &mut Findings,
) {
    if let Some(value) = schema.get("example") {
        example(document, &format!("{pointer}/example"), schema, value, findings);
    }
    let Some(value) = schema.get("default") else {
        return;
    };
    if let Some(found) = mismatch(document, schema, value) {
        // typify would refuse the schema; the generator leaves the default out.
        let at = format!("{pointer}/default");
        report(Level::Warning, "default-mismatch", "default", &at, found, findings);
    }
}

fn report(
    level: Level,
    rule: &'static str,
    word: &str,
    pointer: &str,
    found: Mismatch,
    findings: &mut Findings,
) {
    let what = &found.what;
    let message = match found.place.rsplit_once('/') {
        None => format!("the {word} {what}"),
        Some((_, index)) if index.bytes().all(|b| b.is_ascii_digit()) => {
            format!("in the {word}, item {index} {what}")
        }
        Some((_, name)) => {
            let name = name.replace("~1", "/").replace("~0", "~");
            format!("in the {word}, `{name}` {what}")
        }
    };
    findings.push(
        level,
        rule,
        found.span,
        format!("{pointer}{}", found.place),
        message,
        format!("correct the {word}, or the schema if the service really sends or takes this"),
    );
}
