//! Regions, error codes, and what all share.

use super::{CODES, ITS_OWN, REGION, RUNTIME, SUPPORT};
use crate::mutations::Cut::{Number, Remove, Replace, Swap, With, Words};
use crate::mutations::{Cut, Mutation, code, drift_only};

const fn support(name: &'static str, cut: Cut) -> Mutation {
    drift_only(RUNTIME, code(SUPPORT, name, "item ", cut))
}

pub(super) const EDITS: &[Mutation] = &[
    // Regions.
    code(REGION, "a region is renamed", "arm Self::", Words),
    code(REGION, "a region is parsed as another", "arm \"", Words),
    code(REGION, "a region is not parsed", "arm \"", Remove),
    code(REGION, "a region is not listed", "expression Self::", Remove),
    code(REGION, "a region is not declared", "variant ", Remove),
    code(REGION, "a region is documented as another", "variant-text ", Replace("`", "`x")),
    code(REGION, "two regions change places", "expression Self::", Swap),
    code(REGION, "another endpoint", "statement format!(", Replace("//", "//other.")),
    code(REGION, "an endpoint without TLS", "statement format!(", Replace("https", "http")),
    code(REGION, "another endpoint is documented", "item-text ", Replace("https", "http")),
    drift_only(
        ITS_OWN,
        code(
            REGION,
            "any name is a region",
            "statement if valid",
            Replace("valid", "valid || true"),
        ),
    ),
    // Error codes.
    code(CODES, "a code is renamed", "value code:", Words),
    code(CODES, "another older code", "value legacy:Some", Words),
    code(CODES, "another meaning", "value meaning:", Words),
    code(CODES, "another status", "value status:", Number),
    code(CODES, "a retry may help", "value retry:", With("retry: true")),
    code(CODES, "two codes change places", "expression Self::", Swap),
    code(CODES, "a code has the number of another", "arm Self::", Replace("=> 0", "=> 1")),
    code(CODES, "a code is documented otherwise", "variant-text ", Replace("`", "`x")),
    // Support.
    support("a slash is not encoded", Replace("b'~'", "b'~' | b'/'")),
    support("a slash at the end stays", Replace(".trim_end_matches('/')", "")),
    support("the prefix is lost", Replace("{prefix}{path}", "{path}")),
    support("two dots are a segment", Replace("\".\" | \"..\"", "\".\"")),
    support("a class is one status", Replace("status / 100", "status")),
    support("nothing is invalid", Replace("self.invalid.push(reason)", "drop(reason)")),
    support("an empty body is no value", Replace("b\"null\"", "b\"\"")),
];
