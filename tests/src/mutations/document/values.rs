//! Checked texts, regions, error codes, and YAML itself.

use serde_yaml::Value;

use super::{ALL, CHECKED};
use crate::mutations::Catcher::{Check, Contract, Drift};
use crate::mutations::Change::{Insert, Next, Node, Push, Remove, Rename, Set, Words};
use crate::mutations::{Edit, Mutation, document};

const PATTERN: &str = "components schemas * pattern";
const REGIONS: &str = "servers * variables region enum";

/// A text with another in the place of its first such part.
fn replace(node: &mut Value, from: &str, to: &str) -> Option<()> {
    let text = node.as_str()?;
    let edited = text.contains(from).then(|| text.replacen(from, to, 1))?;
    *node = edited.into();
    Some(())
}

fn other_truth(node: &mut Value) -> Option<()> {
    *node = (!node.as_bool()?).into();
    Some(())
}

/// An edit of the text, after which it is not a document.
const fn text(name: &'static str, edit: fn(&str) -> String) -> Mutation {
    let caught_by = &[Check, Drift, Contract];
    Mutation { name, edit: Edit::Text(edit), caught_by, drift_only: None }
}

pub(super) const EDITS: &[Mutation] = &[
    // Checked texts.
    document("a pattern lets dots in", PATTERN, Node(|node| replace(node, "[", "[.")), ALL),
    document("a pattern lets fewer in", PATTERN, Set("'^[a-f0-9-]+$'"), ALL),
    document("a pattern without its end", PATTERN, Node(|node| replace(node, "$", "")), ALL),
    document("no pattern", PATTERN, Remove, ALL),
    document("a pattern with a limit", PATTERN, Set("'^[A-Za-z0-9_-]{1,36}$'"), ALL),
    document("a text must be longer", "components schemas * minLength", Next, ALL),
    document(
        "a text may not be long",
        "components schemas *[pattern=*]",
        Insert("maxLength", "36"),
        ALL,
    ),
    // Regions.
    document("a region is added", REGIONS, Push("zz-north-1"), ALL),
    document("a region is dropped", "servers * variables region enum *", Remove, ALL),
    document("a region is renamed", "servers * variables region enum *", Set("zz-north-1"), ALL),
    document(
        "another endpoint",
        "servers *[variables=*] url",
        Node(|node| replace(node, "//", "//other.")),
        ALL,
    ),
    document(
        "an endpoint without TLS",
        "servers *[variables=*] url",
        Node(|node| replace(node, "https", "http")),
        ALL,
    ),
    document("the variable is renamed", "servers * variables region", Rename("area"), CHECKED),
    // Error codes.
    document("a code is renamed", "x-error-codes * code", Set("DCS.9999"), ALL),
    document("a code has another status", "x-error-codes * status", Next, ALL),
    document("another older code", "x-error-codes * legacy", Set("'999400002'"), ALL),
    document("another meaning", "x-error-codes * meaning", Words, ALL),
    document("a retry may help", "x-error-codes * retry", Node(other_truth), ALL),
    document("a code is dropped", "x-error-codes *", Remove, ALL),
    // YAML.
    text("a key stands there twice", |text| format!("{text}openapi: 3.0.3\n")),
    text("a quote is not closed", |text| format!("{text}x-open: 'never closed\n")),
];
