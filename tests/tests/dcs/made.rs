//! Values that are made from schemas: that they fit, by the fake's own check and by the generator's.

use codegen::spec::Spec;
use serde_json::{Value, json};
use tests::document::{Document, Error};

use super::growth::GROWTH;

/// Schemas, and what is made of them.
fn schemas() -> Vec<(Value, Value)> {
    vec![
        (json!({ "type": "string" }), json!("text")),
        (json!({ "type": "string", "example": "mine" }), json!("mine")),
        (json!({ "type": "string", "default": "mine" }), json!("mine")),
        (json!({ "type": "string", "enum": ["a", "b"] }), json!("a")),
        (json!({ "type": "string", "minLength": 6 }), json!("textte")),
        (json!({ "type": "string", "maxLength": 2 }), json!("1")),
        (json!({ "type": "string", "maxLength": 0 }), json!("")),
        (json!({ "type": "string", "pattern": "^[A-Z]{4}$" }), json!("TEXT")),
        (json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" }), json!("1".repeat(32))),
        (json!({ "type": "string", "format": "date-time" }), json!("2024-05-17T08:30:00Z")),
        (json!({ "type": "string", "format": "date" }), json!("2024-05-17")),
        (
            json!({ "type": "string", "format": "uuid" }),
            json!("5560df16-cebf-4473-95c4-d1b573c16e79"),
        ),
        (json!({ "type": "string", "format": "byte" }), json!("dGV4dA==")),
        (json!({ "type": "string", "nullable": true }), json!("text")),
        (json!({ "type": "integer" }), json!(1)),
        (json!({ "type": "integer", "minimum": 7, "maximum": 9 }), json!(7)),
        (json!({ "type": "integer", "minimum": 7, "exclusiveMinimum": true }), json!(8)),
        (json!({ "type": "integer", "maximum": -3 }), json!(-3)),
        (json!({ "type": "integer", "minimum": 5, "multipleOf": 4 }), json!(8)),
        (json!({ "type": "number", "minimum": 0.5, "maximum": 0.75 }), json!(0.5)),
        (json!({ "type": "boolean" }), json!(true)),
        (json!({ "type": "array", "items": { "type": "integer" } }), json!([1])),
        (
            json!({ "type": "array", "items": { "type": "string" }, "minItems": 2 }),
            json!(["text", "text"]),
        ),
        (json!({ "type": "array", "items": { "type": "string" }, "maxItems": 0 }), json!([])),
        (
            json!({
                "type": "object", "required": ["a"],
                "properties": { "a": { "type": "integer" }, "b": { "type": "string" } },
            }),
            json!({ "a": 1, "b": "text" }),
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
            json!({ "name": 1 }),
        ),
        (json!({ "$ref": "#/components/schemas/Leaf" }), json!({ "name": "text" })),
        (
            json!({
                "allOf": [
                    { "$ref": "#/components/schemas/Leaf" },
                    { "required": ["more"], "properties": { "more": { "type": "integer" } } },
                ],
            }),
            json!({ "name": "text", "more": 1 }),
        ),
        (json!({ "oneOf": [{ "type": "integer", "minimum": 3 }, { "type": "string" }] }), json!(3)),
        // A tree ends where its children would be trees again.
        (json!({ "$ref": "#/components/schemas/Tree" }), json!({ "name": "text", "children": [] })),
    ]
}

/// A document whose operation answers with this schema, with an example if there is one.
fn document(schema: &Value, example: Option<&Value>) -> Value {
    let mut content = json!({ "schema": schema });
    if let Some(example) = example {
        content["example"] = example.clone();
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Shop", "version": "1.0.0" },
        "servers": [{ "url": "https://example.com" }],
        "paths": { "/a": { "get": { "operationId": "getIt", "responses": { "200": {
            "description": "it", "content": { "application/json": content } } } } } },
        "components": { "schemas": {
            "Leaf": {
                "type": "object", "required": ["name"],
                "properties": { "name": { "type": "string" } },
            },
            "Tree": {
                "type": "object", "required": ["name"],
                "properties": {
                    "name": { "type": "string" },
                    "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
                    "twin": { "$ref": "#/components/schemas/Tree" },
                    "parent": { "nullable": true, "allOf": [
                        { "$ref": "#/components/schemas/Tree" },
                    ] },
                },
            },
        } },
    })
}

/// Lists what the generator finds wrong with the examples of a document.
fn found(document: &Value) -> Vec<String> {
    let spec = Spec::parse("made.yaml", document.to_string().into_bytes()).expect("YAML");
    let report = match codegen::check::check(spec) {
        Ok(checked) => checked.warnings().clone(),
        Err(codegen::error::Error::Findings(report)) => report,
        Err(error) => panic!("{error}"),
    };
    let examples = report.findings().iter().filter(|finding| finding.rule.contains("example"));
    examples.map(|finding| finding.message.clone()).collect()
}

#[test]
fn what_is_made_fits_by_both_checks() {
    for (schema, expected) in schemas() {
        let text = document(&schema, None).to_string();
        let parsed = Document::parse(&text).expect("a document");
        let made = parsed.make(&schema).expect("a value");
        assert_eq!(made, expected, "{schema}");
        assert_eq!(parsed.complaints(&schema, &made), Vec::<String>::new(), "{schema}");
        assert_eq!(
            parsed.operations()[0].answer.body,
            Some(("application/json".into(), made.clone()))
        );
        assert_eq!(found(&document(&schema, Some(&made))), Vec::<String>::new(), "{schema}");
    }
}

#[test]
fn every_schema_of_the_document_that_grows_has_a_value_that_fits() {
    let parsed = Document::parse(GROWTH).expect("a document");
    let mut tree: Value = serde_yaml::from_str(GROWTH).expect("YAML");
    let names: Vec<&str> = parsed.schemas().collect();
    assert!(names.len() >= 9, "{names:?}");
    for name in names {
        let made = parsed.make(parsed.schema(name)).expect(name);
        assert_eq!(parsed.complaints(parsed.schema(name), &made), Vec::<String>::new(), "{name}");
        tree["components"]["schemas"][name]["example"] = made;
    }
    assert_eq!(found(&tree), Vec::<String>::new());
    // The same check refuses a value that does not fit.
    tree["components"]["schemas"]["TaskState"]["example"] = json!("asleep");
    assert_eq!(found(&tree).len(), 1);
}

#[test]
fn what_does_not_fit_is_noticed() {
    let parsed = Document::parse(&document(&json!({}), None).to_string()).expect("a document");
    for (schema, value) in [
        (json!({ "type": "string" }), json!(1)),
        (json!({ "type": "string" }), json!(null)),
        (json!({ "type": "integer" }), json!(1.5)),
        (json!({ "type": "integer", "format": "int32" }), json!(1_u64 << 31)),
        (json!({ "type": "integer", "minimum": 1 }), json!(0)),
        (json!({ "type": "integer", "maximum": 1, "exclusiveMaximum": true }), json!(1)),
        (json!({ "type": "integer", "multipleOf": 2 }), json!(1)),
        (json!({ "type": "string", "enum": ["a"] }), json!("b")),
        (json!({ "type": "string", "minLength": 2 }), json!("é")),
        (json!({ "type": "string", "maxLength": 1 }), json!("ab")),
        (json!({ "type": "string", "pattern": "^a$" }), json!("b")),
        (json!({ "type": "string", "format": "date-time" }), json!("2024-05-17")),
        (json!({ "type": "array", "items": { "type": "string" } }), json!(["a", 1])),
        (json!({ "type": "array", "minItems": 1 }), json!([])),
        (json!({ "type": "array", "maxItems": 1 }), json!([1, 2])),
        (json!({ "type": "array", "uniqueItems": true }), json!([1, 1])),
        (json!({ "type": "object", "required": ["a"] }), json!({})),
        (
            json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
            json!({ "a": 1 }),
        ),
        (json!({ "type": "object", "additionalProperties": false }), json!({ "a": 1 })),
        (
            json!({ "type": "object", "additionalProperties": { "type": "string" } }),
            json!({ "a": 1 }),
        ),
        (json!({ "type": "object", "maxProperties": 0 }), json!({ "a": 1 })),
        (json!({ "allOf": [{ "type": "string" }, { "maxLength": 1 }] }), json!("ab")),
        (json!({ "oneOf": [{ "type": "string" }, { "maxLength": 1 }] }), json!("a")),
        (json!({ "anyOf": [{ "type": "string" }, { "type": "integer" }] }), json!(true)),
        (json!({ "not": { "type": "string" } }), json!("a")),
        (json!({ "$ref": "#/components/schemas/Leaf" }), json!({ "name": 1 })),
        (json!({ "$ref": "#/components/schemas/Nobody" }), json!(1)),
        (json!({ "contains": {} }), json!([1])),
    ] {
        assert_eq!(parsed.complaints(&schema, &value).len(), 1, "{schema} {value}");
    }
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let nested = json!({ "type": "object", "properties": { "a": list } });
    assert_eq!(parsed.complaints(&nested, &json!({ "a": ["b", 1] })), ["a.1: 1 is no string"]);
}

#[test]
fn a_document_without_a_good_answer_is_refused() {
    let part = json!({ "type": "string", "minLength": 2, "maxLength": 1 });
    for schema in [
        json!({ "type": "string", "pattern": "^b{5}c$" }),
        json!({ "type": "integer", "minimum": 3, "maximum": 2 }),
        json!({ "type": "object", "required": ["a"], "properties": { "a": part } }),
    ] {
        let error = Document::parse(&document(&schema, None).to_string()).expect_err("unmade");
        assert!(matches!(error, Error::Unmade(_)), "{schema}: {error}");
        assert!(error.to_string().starts_with("getIt, 200: "), "{error}");
    }
    let itself =
        json!({ "$ref": "#/paths/~1a/get/responses/200/content/application~1json/schema" });
    for endless in [
        json!({ "type": "object", "required": ["a"], "properties": { "a": itself } }),
        json!({ "allOf": [itself] }),
        itself,
    ] {
        let error = Document::parse(&document(&endless, None).to_string()).expect_err("endless");
        assert!(matches!(error, Error::Unmade(_)), "{endless}: {error}");
    }

    let unfit = document(&json!({ "type": "string" }), Some(&json!(1)));
    let error = Document::parse(&unfit.to_string()).expect_err("an example of another type");
    assert_eq!(
        error.to_string(),
        "getIt, 200: the value 1 does not fit its schema: 1 is no string; correct the example"
    );
    let error = Document::parse("paths: {/a: {get: {responses: {'404': {}}}}}").expect_err("none");
    assert!(matches!(error, Error::NoSuccess(_)), "{error}");
    assert!(matches!(Document::parse("["), Err(Error::Syntax(_))));
}
