//! The names of all rules.

use crate::finding::Level;

/// A rule and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable name in kebab case.
    pub name: &'static str,
    /// The highest level that it reports.
    pub level: Level,
    /// What it looks for; lower case, no full stop.
    pub summary: &'static str,
}

const fn error(name: &'static str, summary: &'static str) -> Rule {
    Rule { name, level: Level::Error, summary }
}

const fn warning(name: &'static str, summary: &'static str) -> Rule {
    Rule { name, level: Level::Warning, summary }
}

/// Every rule.
pub const RULES: &[Rule] = &[
    // What only the parser can see.
    error("not-utf8", "the file is not UTF-8"),
    error("yaml-syntax", "the text is not YAML"),
    error("yaml-tag", "a YAML tag that OpenAPI has no use for"),
    error("empty-document", "the file holds nothing"),
    error("several-documents", "the file holds more than one YAML document"),
    error(
        "too-deep",
        "collections nested too deep, or schemas made of schemas over too many levels",
    ),
    error("alias-bomb", "YAML aliases that expand to far more than the text spells out"),
    error("duplicate-key", "a key that stands twice in one mapping"),
    // What the document is made of.
    error("openapi-version", "the document is not OpenAPI 3.0"),
    error("not-openapi", "openapiv3 cannot read the document, and no other rule said why"),
    error(
        "unknown-key",
        "a key that the object does not have; an error where it looks like a slip",
    ),
    error("missing-key", "an object lacks a key that it must have"),
    error("wrong-kind", "a value of the wrong kind, such as text where a list is due"),
    error("unknown-value", "a value that is not among those that a key takes"),
    error("merge-key", "a YAML merge key, which is not applied"),
    error("hidden-character", "an invisible character that changes the direction of text"),
    // References and components.
    error("undefined-ref", "a `$ref` to something that is not there"),
    error("external-ref", "a `$ref` into another document"),
    error("wrong-ref-target", "a `$ref` to a component of another kind, or to no component"),
    error("circular-ref", "a component that is made of itself"),
    error("too-many-parts", "an `allOf` of more schemas than typify can merge in a sensible time"),
    error("endless-merge", "an `allOf` whose parts lead back to themselves by the same property"),
    error("misplaced-ref", "a `$ref` where the object must be written out"),
    warning("ref-siblings", "a key beside `$ref`, which has no effect"),
    error("path-ref", "a path that is a `$ref`"),
    error("callback-ref", "a callback that is a `$ref`, which openapiv3 cannot read"),
    warning("discriminator-mapping", "a discriminator value that leads to no schema"),
    warning("unused-component", "a component that no operation needs"),
    // Paths and parameters.
    error("path-syntax", "a path that is no URL path, or has stray braces"),
    warning("ambiguous-paths", "two paths that differ only in the names of their parameters"),
    error("path-parameter-undeclared", "a name in a path without its parameter"),
    warning("path-parameter-unused", "a path parameter that is not in the path"),
    error("path-parameter-not-required", "a path parameter that is not required"),
    error("duplicate-parameter", "two parameters of one name and place in one list"),
    error("header-name", "a header's name that HTTP does not allow, or an empty name"),
    error("schema-or-content", "a parameter or header without a schema, or with two"),
    warning("unsupported-parameter", "a cookie, which the client does not send"),
    // Operations.
    warning("missing-operation-id", "an operation without an `operationId`"),
    error("duplicate-operation-id", "two operations with the same `operationId`"),
    error("operation-id-collision", "two `operationId`s that give the same Rust name"),
    warning("undeclared-tag", "a tag that is not in the document's list"),
    warning(
        "unsupported-operation",
        "an operation that progenitor cannot send, which the client lacks",
    ),
    warning("unsupported-encoding", "an `encoding`, which the client does not heed"),
    // Responses.
    error("invalid-status", "a key of `responses` that is no HTTP status"),
    warning("no-success-response", "an operation that does not say how it succeeds"),
    warning("error-without-schema", "an error that says nothing to a caller"),
    warning("json-without-schema", "a JSON response without a schema"),
    // Names.
    error("name-collision", "two names of the document that give the same Rust name"),
    error("reserved-parameter-name", "a parameter with the name of a method of the builder"),
    // Schemas.
    error("unknown-type", "a `type` that OpenAPI 3.0 does not know"),
    error("type-missing", "keywords from which progenitor cannot guess the missing `type`"),
    warning("keyword-misfit", "a keyword that says nothing about values of the type"),
    warning("array-without-items", "an array that does not say what it holds"),
    error("empty-composition", "`allOf`, `oneOf` or `anyOf` without a schema"),
    error("unsupported-composition", "a combination of schemas that progenitor panics on"),
    error("limits-reversed", "limits that no value can keep"),
    error("limit-range", "a limit that is negative or too large"),
    error("exclusive-without-limit", "`exclusiveMinimum` or `exclusiveMaximum` without the limit"),
    error("pattern-syntax", "a pattern that is not a regular expression"),
    warning("required-undeclared", "a required property that is not declared"),
    warning("duplicate-required", "a property that is required twice"),
    error("empty-enum", "an enum without values"),
    error("enum-type", "an enum value that does not fit its schema"),
    warning("duplicate-enum", "an enum value that stands there twice"),
    warning("enum-name-collision", "enum values that give the same Rust name"),
    warning("default-mismatch", "a default that does not fit its schema"),
    warning("example-mismatch", "an example that does not fit its schema"),
    warning("path-segment-escape", "a path parameter whose value could leave its path segment"),
    // Security and servers.
    error(
        "undefined-security-scheme",
        "a requirement that names no security scheme; an error where it looks like a slip",
    ),
    error(
        "server-variable",
        "a server variable without a default; a warning where it is undefined, unused or ill-chosen",
    ),
    error("error-codes", "a slip in the extension `x-error-codes`"),
    warning("code-samples", "a slip in the extension `x-codeSamples`"),
    error("vendor-deviation", "a slip in the extension `x-vendor-deviation`"),
    error("repeatable", "`x-repeatable` that is not a boolean, or that nothing reads"),
    error("client-default", "`x-client-default` at a parameter that the client cannot fill in"),
    error("success-statuses", "`x-success-statuses` that cannot be, or that nothing reads"),
    warning("server-url", "a server URL with a query or a fragment"),
];
