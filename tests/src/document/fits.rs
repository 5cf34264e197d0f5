//! Checks that a value is what a schema describes, in the dialect of OpenAPI 3.0.

use serde_json::{Map, Value};

use super::Document;
use super::reference::{DEPTH, reference};
use super::{number, scalar};

/// The keywords that are checked.
const CHECKED: [&str; 26] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "type",
    "uniqueItems",
    "$ref",
];

/// The keywords that say nothing about a value.
const SILENT: [&str; 9] = [
    "default",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
];

/// Lists what is wrong with a value.
pub(super) fn complaints(document: &Document, schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { document, complaints: Vec::new(), place: Vec::new(), depth: 0 };
    check.value(schema, value);
    check.complaints
}

struct Check<'a> {
    document: &'a Document,
    complaints: Vec<String>,
    /// The way from the value to where we are.
    place: Vec<String>,
    depth: usize,
}

impl Check<'_> {
    fn complain(&mut self, complaint: impl std::fmt::Display) {
        let place = self.place.join(".");
        let colon = if place.is_empty() { "" } else { ": " };
        self.complaints.push(format!("{place}{colon}{complaint}"));
    }

    fn value(&mut self, schema: &Value, value: &Value) {
        if self.depth == DEPTH {
            return self.complain("the schema refers to itself without end");
        }
        self.depth += 1;
        match (reference(schema), schema.as_object()) {
            (Some(reference), _) => match self.document.target(reference) {
                Some(target) => self.value(target, value),
                None => self.complain(format_args!("{reference} leads nowhere")),
            },
            (None, Some(keywords)) => self.keywords(schema, keywords, value),
            (None, None) => self.complain("the schema is none"),
        }
        self.depth -= 1;
    }

    fn keywords(&mut self, schema: &Value, keywords: &Map<String, Value>, value: &Value) {
        for keyword in keywords.keys() {
            let known = |list: &[&str]| list.contains(&keyword.as_str());
            if !known(&CHECKED) && !known(&SILENT) && !keyword.starts_with("x-") {
                self.complain(format_args!("{keyword} is not checked"));
            }
        }
        if value.is_null() && schema["nullable"] == true {
            return;
        }
        if let Some(kind) = schema["type"].as_str()
            && !has_type(kind, value)
        {
            return self.complain(format_args!("{value} is no {kind}"));
        }
        if let Some(list) = schema["enum"].as_array()
            && !list.contains(value)
        {
            self.complain(format_args!("{value} is not in the list"));
        }
        self.combined(schema, value);
        match value {
            Value::Number(number) => self.all(number::complaints(schema, number)),
            Value::String(text) => self.all(scalar::complaints(schema, text)),
            Value::Array(items) => self.array(schema, items),
            Value::Object(fields) => self.object(schema, fields),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn all(&mut self, complaints: Vec<String>) {
        for complaint in complaints {
            self.complain(complaint);
        }
    }

    fn combined(&mut self, schema: &Value, value: &Value) {
        let parts = |name: &str| schema[name].as_array().cloned();
        for part in parts("allOf").into_iter().flatten() {
            self.value(&part, value);
        }
        let fitting = |parts: Vec<Value>| {
            let fits = |part: &&Value| complaints(self.document, part, value).is_empty();
            parts.iter().filter(fits).count()
        };
        let (one, any) = (parts("oneOf").map(fitting), parts("anyOf").map(fitting));
        let not = schema.get("not").map(|not| fitting(vec![not.clone()]));
        if one.is_some_and(|count| count != 1) {
            self.complain(format_args!("{value} does not fit exactly one of several schemas"));
        }
        if any == Some(0) {
            self.complain(format_args!("{value} fits none of several schemas"));
        }
        if not == Some(1) {
            self.complain(format_args!("{value} fits what it must not"));
        }
    }

    fn array(&mut self, schema: &Value, items: &[Value]) {
        self.size(schema, ["minItems", "maxItems"], items.len());
        let repeated = items.iter().enumerate().any(|(at, item)| items[..at].contains(item));
        if schema["uniqueItems"] == true && repeated {
            self.complain("an element comes twice");
        }
        if let Some(inner) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.inside(&index.to_string(), inner, item);
            }
        }
    }

    fn object(&mut self, schema: &Value, fields: &Map<String, Value>) {
        self.size(schema, ["minProperties", "maxProperties"], fields.len());
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                self.complain(format_args!("{name} is missing"));
            }
        }
        for (name, field) in fields {
            match (schema["properties"].get(name), schema.get("additionalProperties")) {
                (Some(inner), _) | (None, Some(inner @ Value::Object(_))) => {
                    self.inside(name, inner, field);
                }
                (None, Some(Value::Bool(false))) => {
                    self.complain(format_args!("there is no property {name}"));
                }
                (None, _) => {}
            }
        }
    }

    fn inside(&mut self, name: &str, schema: &Value, value: &Value) {
        // A value ends, so a schema that applies to its parts may refer to itself.
        let depth = std::mem::take(&mut self.depth);
        self.place.push(name.to_owned());
        self.value(schema, value);
        self.place.pop();
        self.depth = depth;
    }

    fn size(&mut self, schema: &Value, [least, most]: [&str; 2], size: usize) {
        if schema[least].as_u64().is_some_and(|least| (size as u64) < least) {
            self.complain(format_args!("{size} is less than {least}"));
        }
        if schema[most].as_u64().is_some_and(|most| size as u64 > most) {
            self.complain(format_args!("{size} is more than {most}"));
        }
    }
}

fn has_type(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
