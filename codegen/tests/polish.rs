//! What passes over the generated code do to documents that are not the usual one.

#![expect(clippy::expect_used, reason = "a helper of tests fails the test")]

use codegen::artifacts::Artifacts;
use codegen::settings::Settings;
use codegen::spec::Spec;

/// The client of one operation whose ID has a pattern, and that returns a schema `Client`.
fn client(pattern: &str) -> Artifacts {
    let text = format!(
        "openapi: 3.0.3
info: {{title: t, version: '1'}}
paths:
  /{{id}}:
    get:
      operationId: getClient
      parameters:
      - {{name: id, in: path, required: true, schema: {{$ref: '#/components/schemas/Id'}}}}
      responses:
        '200':
          description: d
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Client'}}}}}}
components:
  schemas:
    Id: {{type: string, minLength: 1, pattern: '{pattern}'}}
    Client: {{type: object, required: [baseurl], properties: {{baseurl: {{type: string}}}}}}
"
    );
    let spec = Spec::parse("case.yaml", text.into_bytes()).expect("YAML");
    codegen::generate(spec, &Settings::default()).expect("no errors").artifacts
}

#[test]
fn a_schema_that_is_called_like_the_client_keeps_its_fields() {
    let client = client("^[a-z]+$");
    assert!(client.get("types.rs").expect("types").contains("pub baseurl: String,"));
    assert!(client.get("mod.rs").expect("a client").contains("baseurl: BaseUrl,"));
}

#[test]
fn a_path_that_begins_with_an_argument_has_its_slash() {
    let client = client("^[a-z]+$");
    let builder = client.get("builder.rs").expect("builders");
    assert!(builder.contains(r#"template: "/{id}","#), "{builder}");
    assert!(builder.contains(r#"request.path("id", self.id);"#), "{builder}");
}

/// Parentheses around all of it would be a warning.
#[test]
fn a_set_of_characters_is_one_condition() {
    for (pattern, condition) in [
        ("^-+$", "|c| c == b'-'"),
        ("^[-_]+$", "|c| (c == b'-') | (c == b'_')"),
        ("^[0-9]+$", "|c| c.is_ascii_digit()"),
        ("^[a-f]+$", "|c| (b'a'..=b'f').contains(&c)"),
        ("^[a-z.]+$", "|c| c.is_ascii_lowercase() | (c == b'.')"),
    ] {
        let client = client(pattern);
        let types = client.get("types.rs").expect("types");
        assert!(types.contains(condition), "{pattern}\n{types}");
    }
}
