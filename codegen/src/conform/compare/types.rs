//! Types.

use crate::conform::page::{Place, Type};

use super::at::At;
use super::{Compare, Kind};

impl<'a> Compare<'a> {
    /// Compares the type of a node with one of the page. `nodes` are the schema and what has it.
    pub(super) fn kind(&mut self, name: &str, kind: &Type, place: Place, nodes: &[&At<'a>]) {
        let Some(schema) = nodes.first() else { return };
        let wanted = match kind {
            Type::Unstated => return,
            Type::Unknown(text) => {
                let message = format!("the type `{text}` of `{name}` is not understood");
                return self.note(
                    "type",
                    Some(place),
                    Some(schema),
                    message,
                    "compare it yourself",
                );
            }
            Type::String | Type::File => "string",
            Type::Integer | Type::Long => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
            Type::Object(_) | Type::Map(_) => "object",
            Type::Array(_) => "array",
        };
        let found = schema.text("type").or_else(|| implied(schema));
        match found {
            Some(found) if found == wanted => self.format(name, kind, place, nodes),
            Some(found) => {
                let message = format!(
                    "`{name}` is {} on the page, and {} here",
                    article(wanted),
                    article(found)
                );
                self.depart(
                    Kind::Different,
                    "type",
                    Some(place),
                    nodes,
                    message,
                    &format!("write `type: {wanted}`"),
                );
            }
            None if composed(schema) => {
                let message =
                    format!("the schema of `{name}` is a choice of schemas, which is not compared");
                self.note("type", Some(place), Some(schema), message, "compare it yourself");
            }
            None => {
                let message =
                    format!("`{name}` is {} on the page, and has no type here", article(wanted));
                self.depart(
                    Kind::Missing,
                    "type",
                    Some(place),
                    nodes,
                    message,
                    &format!("write `type: {wanted}`"),
                );
            }
        }
    }

    /// A `Long` must not become a number of 32 bits.
    fn format(&mut self, name: &str, kind: &Type, place: Place, nodes: &[&At<'a>]) {
        let Some(schema) = nodes.first() else { return };
        if *kind == Type::Long && schema.text("format") == Some("int32") {
            let message = format!("`{name}` has 64 bits on the page, and 32 here");
            self.depart(
                Kind::Different,
                "format",
                Some(place),
                nodes,
                message,
                "write `format: int64`",
            );
        }
    }
}

fn implied(schema: &At<'_>) -> Option<&'static str> {
    let has = |key| schema.node.get(key).is_some();
    if has("properties") || has("additionalProperties") || has("allOf") {
        return Some("object");
    }
    has("items").then_some("array")
}

/// Whether a schema is a choice.
pub(super) fn composed(schema: &At<'_>) -> bool {
    ["oneOf", "anyOf", "not"].iter().any(|key| schema.node.get(key).is_some())
}

fn article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}
