//! Schemas of objects, lists and choices.

use serde_yaml::Value;

use super::{ALL, CHECKED};
use crate::mutations::Catcher::{Check, Contract, Drift, Page};
use crate::mutations::Change::{Insert, Next, Node, Push, Remove, Rename, Set, Words};
use crate::mutations::{Mutation, document};

const FIELD: &str = "components schemas *[type=object] properties *";
const FIELDS: &str = "components schemas *[type=object] properties";
const TEXT: &str = "components schemas *[type=object] properties *[type=string]";

/// The first property that may be missing must be there.
fn require(schema: &mut Value) -> Option<()> {
    let names: Vec<Value> = schema.get("properties")?.as_mapping()?.keys().cloned().collect();
    let map = schema.as_mapping_mut()?;
    let list = map.entry("required".into()).or_insert_with(|| Value::Sequence(Vec::new()));
    let list = list.as_sequence_mut()?;
    let name = names.into_iter().find(|name| !list.contains(name))?;
    list.push(name);
    Some(())
}

pub(super) const EDITS: &[Mutation] = &[
    document("a field is renamed", FIELD, Rename("renamedField"), ALL),
    document("a field is dropped", FIELD, Remove, ALL),
    document(
        "a field is added",
        FIELDS,
        Insert("request_id", "{description: Which request., type: string}"),
        ALL,
    ),
    document("a field is required", "components schemas *[type=object]", Node(require), ALL),
    document("a field has another type", TEXT, Set("{type: integer}"), ALL),
    document(
        "a field is an object",
        TEXT,
        Set("{properties: {x: {type: number}}, type: object}"),
        ALL,
    ),
    document("a field has a format", TEXT, Insert("format", "ipv4"), ALL),
    document(
        "a field has no format",
        "components schemas * properties *[format=int32] format",
        Remove,
        ALL,
    ),
    document(
        "a field has another width",
        "components schemas * properties *[format=int64] format",
        Set("int32"),
        ALL,
    ),
    document(
        "a field is one and not several",
        "components schemas * properties *[type=array]",
        Set("{type: string}"),
        ALL,
    ),
    document(
        "the items of a field have another type",
        "components schemas * properties *[type=array] items",
        Set("{type: boolean}"),
        ALL,
    ),
    document(
        "a field refers to another type",
        "components schemas * properties *[$ref=*]",
        Set("{type: boolean}"),
        ALL,
    ),
    document("another limit of a field", "components schemas * properties * maxLength", Next, ALL),
    document("no limit of a field", "components schemas * properties * maxLength", Remove, ALL),
    document(
        "a misspelt limit",
        "components schemas * properties * maxLength",
        Rename("maxLenght"),
        CHECKED,
    ),
    document(
        "another description of a field",
        "components schemas * properties * description",
        Words,
        ALL,
    ),
    document(
        "the properties are misspelt",
        FIELDS,
        Rename("propreties"),
        &[Check, Drift, Contract, Page],
    ),
    document("another description of a schema", "components schemas * description", Words, ALL),
    document(
        "the type of a schema is dropped",
        "components schemas *[type=object] type",
        Remove,
        // The client is the same: an object is what the properties say it is.
        &[Contract, Page],
    ),
    document(
        "a schema is renamed where it is defined",
        "components schemas *",
        Rename("Renamed"),
        &[Check, Drift, Contract],
    ),
    // Choices.
    document("a text is added to a choice", "components schemas * enum", Push("other"), ALL),
    document("a text of a choice is dropped", "components schemas * enum *", Remove, ALL),
    document("a text of a choice is another", "components schemas * enum *", Set("other"), ALL),
    document(
        "a text of a choice in a field is another",
        "components schemas * properties * enum *",
        Set("other"),
        ALL,
    ),
    document("a choice is any text", "components schemas * enum", Remove, ALL),
    document("a field is a number", "components schemas *[pattern=*] type", Set("integer"), ALL),
];
