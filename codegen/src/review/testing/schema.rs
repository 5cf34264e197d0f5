//! As much of JSON Schema as the schemas here use. A keyword that this does not know fails, so that
//! none is written in vain.

use serde_json::Value;

/// Fails where `value` is not what `schema` describes.
pub(in super::super) fn check(schema: &Value, value: &Value) {
    let problems = problems(schema, value);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is wrong with `value`, each with its place.
pub(in super::super) fn problems(schema: &Value, value: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    visit(schema, schema, value, "", &mut problems);
    problems
}

fn visit(root: &Value, schema: &Value, value: &Value, at: &str, problems: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let fine = match keyword.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let pointer =
                    rule.as_str().and_then(|r| r.strip_prefix('#')).expect("a local $ref");
                let target = root.pointer(pointer).expect("a $ref that leads somewhere");
                visit(root, target, value, at, problems);
                true
            }
            "type" => one_or_more(rule).any(|name| is(value, name)),
            "const" => value == rule,
            "enum" => rule.as_array().expect("a list").contains(value),
            "minimum" => value.as_f64().is_none_or(|n| n >= rule.as_f64().expect("a number")),
            "minLength" => {
                let least = rule.as_u64().expect("a number");
                value.as_str().is_none_or(|text| text.chars().count() as u64 >= least)
            }
            "pattern" => {
                let pattern = regress::Regex::new(rule.as_str().expect("text")).expect("a pattern");
                value.as_str().is_none_or(|text| pattern.find(text).is_some())
            }
            "required" => one_or_more(rule).all(|name| value.get(name).is_some()),
            "minItems" => {
                let least = rule.as_u64().expect("a number");
                value.as_array().is_none_or(|items| items.len() as u64 >= least)
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    visit(root, rule, item, &format!("{at}/{index}"), problems);
                }
                true
            }
            "properties" => {
                for (name, rule) in rule.as_object().expect("an object") {
                    if let Some(value) = value.get(name) {
                        visit(root, rule, value, &format!("{at}/{name}"), problems);
                    }
                }
                true
            }
            "additionalProperties" if rule == &Value::Bool(false) => {
                let known = &schema["properties"];
                let names = value.as_object().into_iter().flat_map(|map| map.keys());
                names.into_iter().all(|name| known.get(name).is_some())
            }
            "additionalProperties" => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    visit(root, rule, value, &format!("{at}/{name}"), problems);
                }
                true
            }
            "anyOf" => {
                let choices = rule.as_array().expect("a list");
                choices.iter().any(|choice| {
                    let mut problems = Vec::new();
                    visit(root, choice, value, at, &mut problems);
                    problems.is_empty()
                })
            }
            other => panic!("{at}: the keyword {other} is not known here"),
        };
        if !fine {
            problems.push(format!("{at}: `{keyword}: {rule}` does not hold for {value}"));
        }
    }
}

fn one_or_more(rule: &Value) -> impl Iterator<Item = &str> {
    let list = rule.as_array().map_or(std::slice::from_ref(rule), Vec::as_slice);
    list.iter().map(|name| name.as_str().expect("text"))
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("there is no type {other}"),
    }
}

#[test]
fn the_reader_of_schemas_sees_what_is_wrong() {
    let schema = serde_json::json!({
        "type": "object",
        "required": ["a"],
        "additionalProperties": false,
        "properties": {
            "a": { "type": ["string", "null"], "pattern": "^x+$", "minLength": 2 },
            "b": { "items": { "enum": [1, 2] }, "minItems": 1 },
            "c": { "anyOf": [{ "const": 1 }, { "$ref": "#/properties/b" }], "minimum": 1 },
        },
    });
    let wrong = |value: Value| problems(&schema, &value).len();
    assert_eq!(wrong(serde_json::json!({ "a": null, "b": [1], "c": 1 })), 0);
    assert_eq!(wrong(serde_json::json!([])), 2);
    assert_eq!(wrong(serde_json::json!({ "b": [] })), 2);
    assert_eq!(wrong(serde_json::json!({ "a": "y", "d": 1 })), 3);
    assert_eq!(wrong(serde_json::json!({ "a": 1, "b": [1, 3], "c": 0 })), 3);
}
