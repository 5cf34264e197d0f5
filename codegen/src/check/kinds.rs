//! `wrong-kind` and `unknown-value`: a value is not what its key takes.

use super::Findings;
use super::model::{Kind, Shape};
use super::suggest::closest;
use super::walk::At;
use crate::finding::Level;
use crate::yaml::{Node, Value};

/// Keys that openapiv3 takes for left out where they have no value; with others it refuses the
/// document.
const MAY_BE_EMPTY: [&str; 10] = [
    "contact",
    "description",
    "email",
    "externalDocs",
    "format",
    "license",
    "summary",
    "termsOfService",
    "title",
    "url",
];

/// Whether the value fits; says so where it does not.
pub(super) fn check(
    shape: Shape,
    node: &Node,
    at: At<'_>,
    pointer: &str,
    findings: &mut Findings,
) -> bool {
    if !fits(shape, node) {
        let harmless = at.optional
            && node.value == Value::Null
            && (matches!(shape, Shape::Int | Shape::Num) || MAY_BE_EMPTY.contains(&at.name));
        let level = if harmless { Level::Warning } else { Level::Error };
        findings.push(
            level,
            "wrong-kind",
            if node.value == Value::Null { at.key } else { node.span },
            pointer,
            format!("{} must be {}, not {}", subject(at), wanted(shape), node.kind()),
            help(shape, node, at),
        );
        return false;
    }
    if let (Shape::Enum(values), Some(text)) = (shape, node.as_str())
        && !values.contains(&text)
    {
        let help = closest(text, values.iter().copied()).map_or_else(
            || format!("write one of {}", listed(values)),
            |value| format!("did you mean `{value}`?"),
        );
        findings.push(
            Level::Error,
            "unknown-value",
            node.span,
            pointer,
            format!("{} cannot be `{text}`", subject(at)),
            help,
        );
    }
    true
}

fn fits(shape: Shape, node: &Node) -> bool {
    match shape {
        Shape::Any => true,
        Shape::Str | Shape::Enum(_) => node.as_str().is_some(),
        Shape::Bool => node.as_bool().is_some(),
        Shape::Int => matches!(node.value, Value::Int(_)),
        Shape::Num => matches!(node.value, Value::Int(_) | Value::Float(_)),
        Shape::List(_) => node.as_seq().is_some(),
        Shape::Map(_) | Shape::Is(_) | Shape::Or(_) => node.as_map().is_some(),
        Shape::BoolOrSchema => node.as_bool().is_some() || node.as_map().is_some(),
    }
}

fn subject(at: At<'_>) -> String {
    match at.name {
        "the document" => at.name.to_owned(),
        name if at.item => format!("an item of `{name}`"),
        name => format!("`{name}`"),
    }
}

fn wanted(shape: Shape) -> String {
    match shape {
        Shape::Any => "anything".to_owned(),
        Shape::Str | Shape::Enum(_) => "a string".to_owned(),
        Shape::Bool => "a boolean".to_owned(),
        Shape::Int => "an integer".to_owned(),
        Shape::Num => "a number".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) => "a mapping".to_owned(),
        Shape::Is(kind) | Shape::Or(kind) if kind.model().title.starts_with("a") => {
            format!("{} (a mapping)", kind.model().title)
        }
        Shape::Is(_) | Shape::Or(_) => "a mapping".to_owned(),
        Shape::BoolOrSchema => "a boolean or a schema".to_owned(),
    }
}

fn help(shape: Shape, node: &Node, at: At<'_>) -> String {
    let quote = matches!(node.value, Value::Int(_) | Value::Float(_) | Value::Bool(_));
    match (at.name, shape, &node.value) {
        ("type", _, Value::Seq(_)) => {
            "OpenAPI 3.0 takes one type; say `nullable: true` where null is allowed, `oneOf` for \
             several types"
                .to_owned()
        }
        ("exclusiveMinimum" | "exclusiveMaximum", ..) => {
            "in OpenAPI 3.0 the limit stands in `minimum` or `maximum`, and this key is `true`"
                .to_owned()
        }
        ("required", Shape::List(_), Value::Bool(_)) => {
            "a schema lists its required properties: `required: [name]` in the object around it"
                .to_owned()
        }
        (_, Shape::Or(Kind::Schema), Value::Null) => {
            "write the schema, or `{}` for any value".to_owned()
        }
        (_, Shape::Map(_), Value::Null) if at.item => "write the mapping".to_owned(),
        (_, _, Value::Null) if at.optional => "give it a value or remove the key".to_owned(),
        (_, _, Value::Null) => "give it a value".to_owned(),
        (_, Shape::Str | Shape::Enum(_), _) if quote => "put it in quotes".to_owned(),
        (_, Shape::Bool, _) => "write `true` or `false`, without quotes".to_owned(),
        (_, Shape::Int, _) => "write a whole number, without quotes".to_owned(),
        (_, Shape::Num, _) => "write a number, without quotes".to_owned(),
        (_, Shape::List(_), _) => {
            "write a list: one `- item` a line, or `[first, second]`".to_owned()
        }
        (_, Shape::Str | Shape::Enum(_), _) => "write text".to_owned(),
        _ => "write `key: value` lines, indented below the key".to_owned(),
    }
}

/// The values, quoted, with commas between them.
fn listed(values: &[&str]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}
