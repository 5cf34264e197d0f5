//! Builders end in one call, where bare progenitor writes out requests that it gets wrong.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests are outside of `#[test]` functions"
)]

use codegen::settings::Settings;
use codegen::spec::Spec;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};

fn document(body: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths: {body}\n")
}

/// A limit of bare progenitor, what its code holds, what ours holds in its place, and `paths` of a
/// document.
const LIMITS: &[(&str, &str, &str, &str)] = &[
    (
        "it sends a header that no document asks for",
        "api-version",
        "client.call(&Self::OPERATION, request).await",
        "{/a: {get: {operationId: a, responses: {'204': {description: d}}}}}",
    ),
    (
        "a body that does not decode costs the status",
        "ResponseValue::from_response(response).await",
        "client.call(&Self::OPERATION, request).await",
        "{/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}}}}}",
    ),
    (
        "a value of a path can change the path",
        "encode_path(&x.to_string())",
        r#"request.path("x", self.x);"#,
        "{'/a/{x}': {get: {operationId: a, parameters: [{name: x, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}}}",
    ),
    (
        "reqwest has no method `options`",
        "client.options(url)",
        "method: Method::OPTIONS,",
        "{/a: {options: {operationId: a, responses: {'204': {description: d}}}}}",
    ),
    (
        "reqwest has no method `trace`",
        "client.trace(url)",
        "method: Method::TRACE,",
        "{/a: {trace: {operationId: a, responses: {'204': {description: d}}}}}",
    ),
    (
        "a request borrows its client",
        "client: &'a super::Client",
        "client: Client,",
        "{/a: {get: {operationId: a, responses: {'204': {description: d}}}}}",
    ),
    (
        "a space of a query becomes `+`",
        ".query(&progenitor_client::QueryParam::new(\"q\", &q))",
        r#"request.query("q", self.q);"#,
        "{/a: {get: {operationId: a, parameters: [{name: q, in: query, schema: {type: string}}], responses: {'204': {description: d}}}}}",
    ),
];

/// Bare progenitor's code without white space.
fn bare(text: &str) -> String {
    let document: openapiv3::OpenAPI = serde_yaml::from_str(text).unwrap();
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder);
    squeezed(&Generator::new(&settings).generate_tokens(&document).unwrap().to_string())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The generated builders.
fn builders(text: &str, runtime: Option<&str>) -> String {
    let spec = Spec::parse("case.yaml", text.as_bytes().to_vec()).unwrap();
    let settings = Settings { runtime: runtime.map(str::to_owned), ..Settings::default() };
    let generated = codegen::generate(spec, &settings);
    let artifacts = generated.unwrap_or_else(|error| panic!("{error}\n{text}")).artifacts;
    artifacts.get("builder.rs").unwrap().to_owned()
}

#[test]
fn each_limit_of_bare_progenitor_is_worked_round() {
    for (limit, wrong, right, body) in LIMITS {
        let text = document(body);
        let (wrong, right) = (squeezed(wrong), squeezed(right));
        let code = bare(&text);
        assert!(code.contains(&wrong), "{limit}: no longer, so drop it\n{code}");
        for runtime in [None, Some("crate")] {
            let code = squeezed(&builders(&text, runtime));
            assert!(!code.contains(&wrong), "{limit}\n{code}");
            assert!(code.contains(&right), "{limit}\n{code}");
        }
    }
}

/// `parameters`, `requestBody` and `responses` of an operation, and what its builder then holds.
const PARTS: &[(&str, &[&str])] = &[
    (
        "parameters: [{name: X-A, in: header, required: true, schema: {type: integer}}, {name: X-B, in: header, schema: {type: string}}], responses: {'204': {description: d}}",
        &[r#"request.header("X-A", self.x_a.map(Some));"#, r#"request.header("X-B", self.x_b);"#],
    ),
    (
        "requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}, responses: {'204': {description: d}}",
        &["request.form(self.body"],
    ),
    (
        "requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}, responses: {'204': {description: d}}",
        &[r#"request.body("application/octet-stream", self.body);"#],
    ),
    (
        "requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}, responses: {'204': {description: d}}",
        &[r#"request.body("text/plain", self.body);"#],
    ),
    (
        "responses: {'200': {description: d, content: {image/png: {schema: {type: string, format: binary}}}}}",
        &["Operation<ByteStream, ()>", "decode: Decode::STREAM", "accept: None"],
    ),
    (
        "responses: {2XX: {description: d}, 4XX: {description: d, content: {application/json: {schema: {type: string}}}}}",
        &[
            "success: &[Statuses::Class(2)]",
            "errors: &[Statuses::Class(4)]",
            "Operation<(), String>",
            r#"accept: Some("application/json")"#,
        ],
    ),
    (
        "responses: {default: {description: d}}",
        &["success: &[Statuses::Class(2)]", "decode: Decode::EMPTY"],
    ),
    (
        "x-repeatable: true, x-success-statuses: {'200': a reason}, responses: {'204': {description: d}}",
        &["success: &[Statuses::Code(204), Statuses::Code(200)]", "repeatable: true"],
    ),
    (
        "responses: {'204': {description: d}}",
        &["repeatable: false", "let request = Request::new(Self::OPERATION.facts);"],
    ),
];

#[test]
fn each_part_of_an_operation_is_handed_to_the_call() {
    for (parts, expected) in PARTS {
        let text = document(&format!("{{/a: {{post: {{operationId: a, {parts}}}}}}}"));
        for runtime in [None, Some("crate")] {
            let code = squeezed(&builders(&text, runtime));
            for part in *expected {
                assert!(code.contains(&squeezed(part)), "{part}\n{code}");
            }
        }
    }
}

/// The client has the value, so only a client by hand can leave it to the client.
#[test]
fn a_default_of_the_client_takes_a_runtime() {
    let text = document(
        "{'/v2/{project_id}/a': {get: {operationId: a, parameters: [{name: project_id, in: path, required: true, x-client-default: project, schema: {type: string}}], responses: {'204': {description: d}}}}}",
    );
    let code = builders(&text, Some("crate"));
    for part in [
        r#"default_project: Some("project_id"),"#,
        "project_id: Argument<Option<String>>,",
        "project_id: Ok(None),",
        ".map(Some)",
        r#"request.project("project_id", self.project_id);"#,
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
    let code = builders(&text, None);
    assert!(code.contains(r#"request.path("project_id", self.project_id);"#), "{code}");
    assert!(!code.contains("default_project"), "{code}");
}

/// Names of parameters are those of variables in progenitor's code, which it has to tell apart.
#[test]
fn a_parameter_may_have_the_name_of_what_a_builder_uses() {
    for name in ["client", "url", "request", "value", "body", "response", "result", "operation"] {
        let text = document(&format!(
            "{{/a: {{get: {{operationId: a, parameters: [{{name: {name}, in: query, schema: {{type: string}}}}], responses: {{'204': {{description: d}}}}}}}}}}",
        ));
        let code = builders(&text, None);
        assert!(code.contains(&format!("request.query(\"{name}\", self.{name});")), "{code}");
    }
    let text = document(
        "{/a: {get: {operationId: a, parameters: [{name: client, in: query, schema: {type: string}}], responses: {'204': {description: d}}}}}",
    );
    let code = builders(&text, None);
    assert!(
        code.contains("_client: Client,") && code.contains("(self._client, request)"),
        "{code}"
    );
}

/// The builder of an operation is named like its ID, and stands in one module with imports.
#[test]
fn an_operation_may_have_the_name_of_what_a_builder_uses() {
    use heck::ToPascalCase as _;
    for id in [
        "argument",
        "byteStream",
        "client",
        "decode",
        "error",
        "facts",
        "method",
        "operation",
        "phantomData",
        "prepare",
        "request",
        "responseValue",
        "statuses",
        "success",
        "call",
    ] {
        let text = document(&format!(
            "{{/a: {{get: {{operationId: {id}, responses: {{'204': {{description: d}}}}}}}}}}",
        ));
        let code = builders(&text, None);
        let name = id.to_pascal_case();
        assert!(code.contains(&format!("pub struct {name}Operation {{")), "{code}");
        assert!(!code.contains(&format!("pub struct {name} {{")), "{code}");
    }
    // Names that only look like those: nothing of them is used without a path.
    for id in ["types", "support", "some", "none", "ok", "send"] {
        let text = document(&format!(
            "{{/a: {{get: {{operationId: {id}, responses: {{'204': {{description: d}}}}}}}}}}",
        ));
        assert!(builders(&text, None).contains("pub const OPERATION"), "{id}");
    }
}
