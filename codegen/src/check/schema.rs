//! Keywords of a schema that do not fit its type, contradict each other, or stop progenitor.
//!
//! What progenitor 0.15 and typify 0.8 do with each of them was measured; `typify` ignores most
//! misfits, and has a `todo!` for some.

mod composition;
mod enumeration;
mod limits;
mod required;
mod untyped;

use super::context::Context;
use super::document::Document;
use super::model::Kind;
use super::suggest::closest;
use super::{Findings, example, pattern};
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Entry, Map, Node};

const STRING: &[&str] = &["minLength", "maxLength", "pattern"];
const NUMBER: &[&str] =
    &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const ARRAY: &[&str] = &["items", "minItems", "maxItems", "uniqueItems"];
const OBJECT: &[&str] =
    &["properties", "required", "additionalProperties", "minProperties", "maxProperties"];

const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object"];

/// Applies the rules about schemas to each of them.
pub(super) fn all(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Schema) {
        schema(context.document, &site.pointer, site.node, findings);
    }
}

/// Applies all rules about one schema to it. Schemas inside it are sites of their own.
fn schema<'a>(document: Document<'a>, pointer: &str, node: &'a Node, findings: &mut Findings) {
    let Some(keywords) = node.as_map() else {
        return;
    };
    let site = Site { document, pointer, node, keywords };
    site.known_type(findings);
    if let Some(of) = site.text("type") {
        site.fit(of, findings);
    }
    untyped::untyped(&site, findings);
    composition::composition(&site, findings);
    limits::limits(&site, findings);
    pattern::syntax(pointer, node, findings);
    required::required(&site, findings);
    enumeration::enumeration(&site, findings);
    example::of_schema(document, pointer, node, findings);
}

/// A schema and where it stands.
struct Site<'a, 'p> {
    document: Document<'a>,
    pointer: &'p str,
    node: &'a Node,
    keywords: &'a Map,
}

impl<'a> Site<'a, '_> {
    fn entry(&self, keyword: &str) -> Option<&'a Entry> {
        self.keywords.get(keyword)
    }

    fn node(&self, keyword: &str) -> Option<&'a Node> {
        self.entry(keyword).map(|entry| &entry.node)
    }

    fn text(&self, keyword: &str) -> Option<&'a str> {
        self.node(keyword)?.as_str()
    }

    fn list(&self, keyword: &str) -> Option<&'a [Node]> {
        self.node(keyword)?.as_seq()
    }

    fn is_true(&self, keyword: &str) -> bool {
        self.node(keyword).and_then(Node::as_bool) == Some(true)
    }

    fn has(&self, keyword: &str) -> bool {
        self.keywords.contains_key(keyword)
    }

    /// Whether schemas beside this one have a say in what it describes.
    fn is_composed(&self) -> bool {
        ["allOf", "oneOf", "anyOf"].iter().any(|keyword| self.has(keyword))
    }

    fn push(
        &self,
        level: Level,
        rule: &'static str,
        (span, keyword): (Span, &str),
        message: impl Into<String>,
        help: impl Into<String>,
        findings: &mut Findings,
    ) {
        findings.push(level, rule, span, format!("{}/{keyword}", self.pointer), message, help);
    }

    fn known_type(&self, findings: &mut Findings) {
        let Some(node) = self.node("type") else {
            return;
        };
        let Some(text) = node.as_str().filter(|text| !TYPES.contains(text)) else {
            return;
        };
        let help = match closest(text, TYPES.iter().copied()) {
            _ if text == "null" => {
                "write `nullable: true` beside a type; a type `null` is OpenAPI 3.1".to_owned()
            }
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("write one of `{}`", TYPES.join("`, `")),
        };
        self.push(
            Level::Error,
            "unknown-type",
            (node.span, "type"),
            format!("`{text}` is not a type"),
            help,
            findings,
        );
    }

    /// Keywords that say nothing about values of the type.
    fn fit(&self, of: &str, findings: &mut Findings) {
        for (group, types) in [
            (STRING, ["string", "string"]),
            (NUMBER, ["number", "integer"]),
            (ARRAY, ["array", "array"]),
            (OBJECT, ["object", "object"]),
        ] {
            if types.contains(&of) || !TYPES.contains(&of) {
                continue;
            }
            for keyword in group {
                let Some(entry) = self.entry(keyword) else {
                    continue;
                };
                // `required: true` in a property is a slip of another kind, which has been found.
                if entry.node.as_bool().is_some() && *keyword == "required" {
                    continue;
                }
                self.push(
                    Level::Warning,
                    "keyword-misfit",
                    (entry.key, keyword),
                    format!("`{keyword}` says nothing about a value of type `{of}`; it is ignored"),
                    format!("remove it, or correct `type`: it belongs to `{}`", types[0]),
                    findings,
                );
            }
        }
        if let (Some(entry), "boolean" | "array" | "object") = (self.entry("format"), of) {
            self.push(
                Level::Warning,
                "keyword-misfit",
                (entry.key, "format"),
                format!("the type `{of}` has no formats; it is ignored"),
                "remove it, or correct `type`",
                findings,
            );
        }
        if of == "array" && !self.has("items") && !self.is_composed() {
            let span = self.node("type").map_or(self.node.span, |node| node.span);
            self.push(
                Level::Warning,
                "array-without-items",
                (span, "type"),
                "an array needs `items`, which says what it holds; without, it holds anything",
                "add `items:` with a schema; `items: {}` allows anything",
                findings,
            );
        }
    }

    /// Whether the schema is one of several that together describe a value: the others, or what
    /// they stand in, may give the type.
    fn is_branch(&self) -> bool {
        let mut tokens = self.pointer.rsplit('/');
        let last = tokens.next();
        let before = tokens.next();
        last == Some("not") || matches!(before, Some("allOf" | "oneOf" | "anyOf"))
    }
}

#[cfg(test)]
mod tests;
