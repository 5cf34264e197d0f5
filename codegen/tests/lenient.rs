//! What is only read is read leniently: no documented limit costs a caller a response.

#![expect(clippy::expect_used, reason = "a helper of tests fails the test")]

use codegen::settings::Settings;
use codegen::spec::Spec;

/// The types generated for a document whose errors are of these schemas.
fn types(schemas: &str, errors: &[&str]) -> String {
    let responses: String = errors
        .iter()
        .zip(400..)
        .map(|(schema, status)| {
            format!(
                "        '{status}': {{description: d, content: {{application/json: {{schema: \
                 {{$ref: '#/components/schemas/{schema}'}}}}}}}}\n"
            )
        })
        .collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n  /a:\n    get:\n      \
         operationId: getA\n      responses:\n        '204': {{description: d}}\n{responses}\
         components:\n  schemas:\n{schemas}"
    );
    let spec = Spec::parse("case.yaml", text.into_bytes()).expect("YAML");
    let generated = codegen::generate(spec, &Settings::default()).expect("no errors");
    generated.artifacts.get("types.rs").expect("types").to_owned()
}

/// The text of one struct.
fn of<'a>(types: &'a str, name: &str) -> &'a str {
    let start = types.find(&format!("pub struct {name} {{")).expect("the struct");
    let end = types[start..].find("\n}").expect("its end");
    &types[start..start + end]
}

#[test]
fn an_error_keeps_fields_that_the_document_does_not_list() {
    for schema in [
        "{type: object, properties: {code: {type: string}}}",
        "{properties: {code: {type: string}}}",
        "{type: object, additionalProperties: false, properties: {code: {type: string}}}",
        "{type: object, additionalProperties: true, properties: {code: {type: string}}}",
    ] {
        let types = types(&format!("    Problem: {schema}\n"), &["Problem"]);
        assert!(of(&types, "Problem").contains("#[serde(flatten)]"), "{schema}\n{types}");
        assert!(!types.contains("deny_unknown_fields"), "{schema}\n{types}");
    }
}

#[test]
fn each_of_several_error_types_keeps_them() {
    let schemas = "    One: {type: object, properties: {a: {type: string}}}\n    Two: {type: \
                   object, properties: {b: {type: string}}}\n";
    let types = types(schemas, &["One", "Two"]);
    for name in ["One", "Two"] {
        assert!(of(&types, name).contains("#[serde(flatten)]"), "{types}");
    }
}

#[test]
fn limits_of_what_is_read_are_documented_and_not_enforced() {
    let schemas = "    Problem: {type: object, properties: {code: {type: string, minLength: 2, \
                   maxLength: 9, pattern: '^[A-Z]+$'}, count: {type: integer, minimum: 1, \
                   maximum: 10}, list: {type: array, maxItems: 3, items: {type: string, \
                   maxLength: 1}}}}\n";
    let types = types(schemas, &["Problem"]);
    let problem = of(&types, "Problem");
    assert!(problem.contains("pub code: Option<String>"), "{problem}");
    assert!(problem.contains("pub count: Option<i64>"), "{problem}");
    assert!(problem.contains("pub list: Vec<String>"), "{problem}");
    for text in
        ["at least 2 characters", "at most 9 characters", "matching `^\\[A-Z\\]+$`", "at most 10"]
    {
        let text = text.replace("\\[", "[").replace("\\]", "]");
        assert!(problem.contains(&text), "{text}\n{problem}");
    }
}

#[test]
fn a_value_that_is_sent_too_keeps_its_limits_where_it_is_sent() {
    let text = "
openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{id}:
    get:
      operationId: getA
      parameters:
        - {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
components:
  schemas:
    Id: {type: string, minLength: 1, pattern: '^[a-z]+$'}
    A: {type: object, properties: {id: {$ref: '#/components/schemas/Id'}}}
";
    let spec = Spec::parse("case.yaml", text.into()).expect("YAML");
    let generated = codegen::generate(spec, &Settings::default()).expect("no errors");
    let types = generated.artifacts.get("types.rs").expect("types");
    assert!(types.contains("pub struct Id(String);"), "{types}");
    assert!(types.contains("allowed are lower-case letters"), "{types}");
    assert!(of(types, "A").contains("pub id: Option<String>"), "{types}");
}
