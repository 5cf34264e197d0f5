//! One slip, one finding: what only follows from a slip is not reported beside it.

use std::collections::HashSet;

use super::Findings;
use super::context::Context;
use super::walk::child;
use crate::finding::Finding;

/// Rules about an object that lacks, or seems to lack, what a misspelt key holds.
const OF_THE_OBJECT: [&str; 15] = [
    "array-without-items",
    "error-without-schema",
    "exclusive-without-limit",
    "json-without-schema",
    "keyword-misfit",
    "missing-operation-id",
    "no-success-response",
    "path-parameter-not-required",
    "path-segment-escape",
    "required-undeclared",
    "schema-or-content",
    "server-variable",
    "type-missing",
    "unsupported-composition",
    "unsupported-operation",
];

/// Keys of a schema that say which values it takes, here or wherever it is used.
const OF_VALUES: [&str; 11] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "enum",
    "format",
    "items",
    "nullable",
    "oneOf",
    "properties",
    "type",
];

/// Removes what follows from slips.
pub(super) fn quiet(context: &Context<'_>, findings: &mut Findings) {
    let slips = std::mem::take(&mut findings.slips);
    let meant: HashSet<String> = std::mem::take(&mut findings.meant).into_iter().collect();
    findings.list.retain(|finding| {
        let follows = slips.iter().any(|slip| follows(context, finding, slip));
        let used = finding.rule == "unused-component" && meant.contains(&finding.pointer);
        !follows && !used
    });
}

fn follows(context: &Context<'_>, finding: &Finding, slip: &(String, &str)) -> bool {
    let (object, meant) = (slip.0.as_str(), slip.1);
    let pointer = finding.pointer.as_str();
    match finding.rule {
        // Nobody can tell what stands behind a key that is not read.
        "unused-component" => true,
        "undefined-ref" => match object {
            "" => meant == "components",
            "/components" => finding.message.ends_with(&format!("`components.{meant}`")),
            _ => false,
        },
        "undefined-security-scheme" => {
            (object, meant) == ("", "components")
                || (object, meant) == ("/components", "securitySchemes")
        }
        "discriminator-mapping" => {
            (object, meant) == ("", "components") || (object, meant) == ("/components", "schemas")
        }
        "undeclared-tag" => (object, meant) == ("", "tags"),
        "missing-key" => {
            pointer == object && finding.message.ends_with(&format!("needs `{meant}`"))
        }
        "example-mismatch" | "default-mismatch" => OF_VALUES.contains(&meant),
        // The parameters of a path and of its operations.
        "path-parameter-undeclared" => object.starts_with(pointer),
        rule => OF_THE_OBJECT.contains(&rule) && is_about(context, pointer, object),
    }
}

/// Whether the place at `pointer` is the object, directly inside it, or a reference to it.
fn is_about(context: &Context<'_>, pointer: &str, object: &str) -> bool {
    let inside = pointer.rsplit_once('/').is_some_and(|(owner, _)| owner == object);
    pointer == object || inside || {
        let reference = context.document.root.pointer(&child(pointer, "$ref"));
        reference.and_then(|node| node.as_str()?.strip_prefix('#')) == Some(object)
    }
}
