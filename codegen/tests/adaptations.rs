//! Each adaptation is needed, and does what it says: bare progenitor gets the document wrong.

use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::adapt::{ADAPTATIONS, adapt};
use codegen::check::check;
use codegen::settings::Settings;
use codegen::spec::Spec;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};

/// How bare progenitor, with openapiv3 and typify below it, gets a document wrong.
enum Wrong {
    /// It returns an error or panics.
    Refuses,
    /// Its code holds this text, which it should not.
    Emits(&'static str),
    /// Its code holds this text more often than this, and so does not compile.
    EmitsOver(usize, &'static str),
}

use Wrong::{Emits, EmitsOver, Refuses};

/// Adaptation, how bare progenitor is wrong, and `paths` and `components` of a document.
const CASES: &[(&str, Wrong, &str)] = &[
    ("derive-operation-ids", Refuses, "paths: {/a: {get: {responses: {'204': {description: d}}}}}"),
    (
        "reserved-operation-ids",
        Emits("pub struct Option<'a>"),
        "paths: {/a: {get: {operationId: option, responses: {'204': {description: d}}}}}",
    ),
    (
        "distinct-names",
        EmitsOver(2, "pub struct DnsZone {"),
        "
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/DnsZone'}}}}, '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/dns_zone'}}}}}}}}
components: {schemas: {DnsZone: {type: object, properties: {a: {type: string}}}, dns_zone: {type: object, properties: {b: {type: string}}}}}",
    ),
    (
        "drop-unused-path-parameters",
        Refuses,
        "paths: {'/a/{x}': {get: {operationId: a, parameters: [{name: x, in: path, required: true, schema: {type: string}}, {name: y, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}}}",
    ),
    (
        "leave-out-unsupported",
        Refuses,
        "paths: {/a: {post: {operationId: a, requestBody: {content: {multipart/form-data: {schema: {type: object}}}}, responses: {'204': {description: d}}}}}",
    ),
    (
        "no-cookies",
        Refuses,
        "paths: {/a: {get: {operationId: a, parameters: [{name: c, in: cookie, schema: {type: string}}], responses: {'204': {description: d}}}}}",
    ),
    (
        "expand-object-parameters",
        Refuses,
        "paths: {/a: {get: {operationId: a, parameters: [{name: q, in: query, schema: {type: object, properties: {x: {type: string}}}}], responses: {'204': {description: d}}}}}",
    ),
    (
        "text-parameters",
        Refuses,
        "paths: {/a: {get: {operationId: a, parameters: [{name: q, in: query, content: {application/json: {schema: {}}}}], responses: {'204': {description: d}}}}}",
    ),
    (
        "drop-misfits",
        Refuses,
        "
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/M'}}}}}}}}
components: {schemas: {M: {type: object, format: uri-map, properties: {a: {type: string}}}}}",
    ),
    (
        "plain-enums",
        Refuses,
        "
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}}}}}
components: {schemas: {E: {type: string, enum: [SPE, spe, s-p-e, S_P_E]}}}",
    ),
    (
        "drop-bad-defaults",
        Refuses,
        "
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/D'}}}}}}}}
components: {schemas: {D: {type: object, properties: {a: {type: boolean, default: 'false'}}}}}",
    ),
    (
        "prune-required",
        EmitsOver(1, "pub id:"),
        "
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/R'}}}}}}}}
components: {schemas: {R: {type: object, required: [id], properties: {Id: {type: string}}}}}",
    ),
    (
        "plain-components",
        Emits("pub struct N(pub ::std::option::Option<N>);"),
        "
paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/N'}}}}}}}}
components: {schemas: {N: {nullable: true, anyOf: [{type: string}, {type: integer}]}}}",
    ),
    (
        "schema-for-json",
        Refuses,
        "paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {}}}}}}}",
    ),
    (
        "one-request-media-type",
        Refuses,
        "paths: {/a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {type: object}}, application/xml: {schema: {type: object}}}}, responses: {'204': {description: d}}}}}",
    ),
    (
        "one-success-type",
        Refuses,
        "paths: {/a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}, '204': {description: d}}}}}",
    ),
    (
        "one-error-type",
        Refuses,
        "paths: {/a: {get: {operationId: a, responses: {'204': {description: d}, default: {description: d, content: {application/json: {schema: {type: string}}}}}}}}",
    ),
    (
        "keep-undocumented-fields",
        Emits("pub struct Problem {\n        #[serde(skip_serializing_if = \"::std::option::Option::is_none\")]\n        pub code: ::std::option::Option<::std::string::String>,\n    }"),
        "
paths: {/a: {get: {operationId: a, responses: {'204': {description: d}, '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}}}}}
components: {schemas: {Problem: {type: object, properties: {code: {type: string}}}}}",
    ),
    (
        "lenient-responses",
        Emits("longer than 9 characters"),
        "
paths: {/a: {get: {operationId: a, responses: {'204': {description: d}, '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}}}}}
components: {schemas: {Problem: {type: object, properties: {code: {type: string, maxLength: 9}}}}}",
    ),
];

fn document(body: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\n{}\n", body.trim())
}

/// Bare progenitor's code, or nothing where it refuses.
fn bare(text: &str) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| {
        let document: openapiv3::OpenAPI = serde_yaml::from_str(text).ok()?;
        let mut settings = GenerationSettings::new();
        settings.with_interface(InterfaceStyle::Builder);
        let tokens = Generator::new(&settings).generate_tokens(&document).ok()?;
        Some(prettyplease::unparse(&syn::parse2(tokens).ok()?))
    }))
    .ok()
    .flatten()
}

#[test]
fn every_adaptation_works_round_something_that_bare_progenitor_gets_wrong() {
    for adaptation in ADAPTATIONS {
        let cases: Vec<_> = CASES.iter().filter(|(name, ..)| *name == adaptation.name).collect();
        assert!(!cases.is_empty(), "{}: no case shows that it is needed", adaptation.name);
        for (name, wrong, body) in cases {
            let code = bare(&document(body));
            let still = match (wrong, &code) {
                (Refuses, code) => code.is_none(),
                (Emits(text), Some(code)) => code.contains(text),
                (EmitsOver(most, text), Some(code)) => code.matches(text).count() > *most,
                (Emits(_) | EmitsOver(..), None) => false,
            };
            let code = code.unwrap_or_default();
            assert!(still, "{name}: bare progenitor gets this right now; remove it\n{code}");
        }
    }
}

#[test]
fn every_adaptation_mends_its_case() {
    for (name, wrong, body) in CASES {
        let text = document(body);
        let spec = Spec::parse("case.yaml", text.clone().into_bytes()).expect("YAML");
        let checked = check(spec).unwrap_or_else(|error| panic!("{name}: {error}"));
        let adapted = adapt(checked).unwrap_or_else(|error| panic!("{name}: {error}"));
        let applied: Vec<_> = adapted.applied().iter().map(|(name, _)| *name).collect();
        assert!(applied.contains(name), "{name} is not among {applied:?}");

        let spec = Spec::parse("case.yaml", text.into_bytes()).expect("YAML");
        let generated = codegen::generate(spec, &Settings::default());
        let generated = generated.unwrap_or_else(|error| panic!("{name}: {error}"));
        for (_, text) in generated.artifacts.iter() {
            match wrong {
                Refuses => {}
                Emits(wrong) => assert!(!text.contains(wrong), "{name}\n{text}"),
                EmitsOver(most, wrong) => {
                    assert!(text.matches(wrong).count() <= *most, "{name}\n{text}");
                }
            }
        }
    }
}
