//! Answers.

use serde_yaml::Value;

use super::{ALL, CHECKED};
use crate::mutations::Catcher::{Check, Contract, Drift};
use crate::mutations::Change::{Insert, Node, Remove, Rename, Set};
use crate::mutations::{Mutation, document};

const SUCCESS: &str = "paths * * responses 2* content application/json schema";
const ERROR: &str = "components responses * content application/json";

/// The first error comes under one more status.
fn one_more(responses: &mut Value) -> Option<()> {
    let map = responses.as_mapping_mut()?;
    let error = map.iter().find(|(status, _)| {
        status.as_str().is_some_and(|status| status.starts_with('4') && status != "418")
    });
    let error = error.map(|(_, error)| error.clone())?;
    map.insert("418".into(), error);
    Some(())
}

pub(super) const EDITS: &[Mutation] = &[
    document("an error has another status", "paths * * responses 4*", Rename("418"), ALL),
    document(
        "a status beyond the possible ones",
        "paths * * responses 5*",
        Rename("5000"),
        &[Check, Drift, Contract],
    ),
    document("a range of statuses", "paths * * responses 500", Rename("5XX"), ALL),
    document("all other statuses", "paths * * responses 500", Rename("default"), ALL),
    document("an error is dropped", "paths * * responses 40*", Remove, ALL),
    document("an error is added", "paths * * responses", Node(one_more), ALL),
    document("the success has another status", "paths * * responses 2*", Rename("206"), ALL),
    document(
        "a success is added",
        "paths * *[responses=*]",
        Insert("x-success-statuses", "{'299': beside the documented ones}"),
        ALL,
    ),
    document("a success beside is dropped", "paths * * x-success-statuses *", Remove, ALL),
    document(
        "a success beside has another status",
        "paths * * x-success-statuses *",
        Rename("299"),
        ALL,
    ),
    document(
        "the success has a body",
        "paths * * responses 2*",
        Insert("content", "{application/json: {schema: {type: string}}}"),
        ALL,
    ),
    document(
        "the success has a body of bytes",
        "paths * * responses 2*",
        Insert("content", "{application/octet-stream: {schema: {type: string, format: binary}}}"),
        ALL,
    ),
    document("the success has no body", "paths * * responses 2* content", Remove, ALL),
    document("the success has another type", SUCCESS, Set("{type: boolean}"), ALL),
    document("an error has no body", "components responses * content", Remove, CHECKED),
    document(
        "an error has another type",
        "components responses * content application/json schema",
        Set("{$ref: '#/components/schemas/ProjectId'}"),
        ALL,
    ),
    document("an error has another media type", ERROR, Rename("text/html"), ALL),
    document(
        "a misspelt key of a response",
        "components responses * content",
        Rename("contents"),
        CHECKED,
    ),
];
