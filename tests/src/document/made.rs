//! A value that a schema describes.

use serde_json::{Map, Value, json};

use super::Document;
use super::reference::{DEPTH, reference};
use super::{number, scalar};

/// A value made from a schema, if one can be.
pub(super) fn value(document: &Document, schema: &Value) -> Option<Value> {
    Maker { document, open: Vec::new() }.value(schema)
}

struct Maker<'a> {
    document: &'a Document,
    /// The references whose values are being made: a value has an end.
    open: Vec<String>,
}

impl Maker<'_> {
    fn value(&mut self, schema: &Value) -> Option<Value> {
        if let Some(reference) = reference(schema) {
            if self.open.iter().any(|open| open == reference) {
                return None;
            }
            self.open.push(reference.to_owned());
            let made = self.document.target(reference).and_then(|target| self.value(target));
            self.open.pop();
            return made;
        }
        let schema = merged(self.document, schema, 0)?;
        for name in ["oneOf", "anyOf"] {
            if let Some(alternatives) = schema.get(name).and_then(Value::as_array) {
                return self.alternative(&schema, name, alternatives);
            }
        }
        let first = || schema.get("enum")?.as_array()?.first();
        let given = schema.get("example").or_else(|| schema.get("default")).or_else(first);
        match given {
            Some(given) => Some(given.clone()),
            None => self.typed(&schema),
        }
    }

    /// The value of the first alternative that goes with the rest of the schema.
    fn alternative(&mut self, schema: &Value, name: &str, alternatives: &[Value]) -> Option<Value> {
        let mut rest = schema.clone();
        rest.as_object_mut()?.remove(name);
        alternatives.iter().find_map(|alternative| {
            let made = self.value(&json!({ "allOf": [rest, alternative] }))?;
            self.document.complaints(schema, &made).is_empty().then_some(made)
        })
    }

    fn typed(&mut self, schema: &Value) -> Option<Value> {
        let kind = schema["type"].as_str().unwrap_or_else(|| match schema {
            _ if schema.get("properties").is_some() => "object",
            _ if schema.get("items").is_some() => "array",
            _ => "string",
        });
        let candidates = match kind {
            "object" => return self.object(schema),
            "array" => return self.array(schema),
            "boolean" => vec![Value::Bool(true), Value::Bool(false)],
            "integer" => number::candidates(schema, true),
            "number" => number::candidates(schema, false),
            _ => scalar::candidates(schema),
        };
        let mut candidates = candidates.into_iter();
        candidates.find(|value| self.document.complaints(schema, value).is_empty())
    }

    /// One element, or as many as there must be. A list that must not have one is empty, and so is
    /// one whose elements would have no end.
    fn array(&mut self, schema: &Value) -> Option<Value> {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        if schema["maxItems"] == 0 {
            return Some(json!([]));
        }
        match schema.get("items").map_or_else(|| Some(json!("text")), |items| self.value(items)) {
            Some(item) => Some(vec![item; usize::try_from(least.max(1)).ok()?].into()),
            None if least == 0 => Some(json!([])),
            None => None,
        }
    }

    /// All properties, but for those that may be missing and would have no end. An object without
    /// named properties has one.
    fn object(&mut self, schema: &Value) -> Option<Value> {
        let required = |name: &String| {
            schema["required"].as_array().is_some_and(|required| required.contains(&json!(name)))
        };
        let mut fields = Map::new();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            match self.value(schema) {
                Some(value) => drop(fields.insert(name.clone(), value)),
                None if required(name) => return None,
                None => {}
            }
        }
        if fields.is_empty()
            && let Some(inner @ Value::Object(_)) = schema.get("additionalProperties")
        {
            fields.extend(self.value(inner).map(|value| ("name".to_owned(), value)));
        }
        Some(Value::Object(fields))
    }
}

/// A schema with what its `allOf` adds: all properties of all parts, and all that they require. Of
/// other keywords the last counts.
fn merged(document: &Document, schema: &Value, depth: usize) -> Option<Value> {
    if depth == DEPTH {
        return None;
    }
    let mut whole = document.resolve(schema)?.as_object()?.clone();
    let Some(Value::Array(parts)) = whole.remove("allOf") else {
        return Some(Value::Object(whole));
    };
    for part in &parts {
        let Value::Object(part) = merged(document, part, depth + 1)? else { return None };
        for (keyword, value) in part {
            match (whole.get_mut(&keyword), value) {
                (Some(Value::Object(here)), Value::Object(more)) if keyword == "properties" => {
                    here.extend(more);
                }
                (Some(Value::Array(here)), Value::Array(more)) if keyword == "required" => {
                    here.extend(more);
                }
                (_, value) => drop(whole.insert(keyword, value)),
            }
        }
    }
    Some(Value::Object(whole))
}
