//! Operations, URLs, parameters and bodies.

use serde_yaml::Value;

use super::{ALL, CHECKED};
use crate::mutations::Catcher::{Check, Contract, Drift};
use crate::mutations::Change::{Insert, Key, Node, Push, Remove, Rename, Set, Words};
use crate::mutations::{Mutation, document};

const PARAMETERS: &str = "paths * * parameters";
const PATH: &str = "paths * * parameters *[in=path]";
const PROJECT: &str = "paths * * parameters *[x-client-default=*] x-client-default";

/// The path without its first segment.
fn shorter(path: &str) -> Option<String> {
    path.match_indices('/').nth(1).map(|(at, _)| path[at..].to_owned())
}

/// The path with the first two names in braces in the place of each other.
fn swapped(path: &str) -> Option<String> {
    let names: Vec<&str> =
        path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
    let [first, second, ..] = names.as_slice() else { return None };
    let path = path.replacen(first, "?", 1).replacen(second, first, 1);
    Some(path.replacen('?', second, 1))
}

/// Two parameters of the path get the type of each other.
fn swap_types(list: &mut Value) -> Option<()> {
    let list = list.as_sequence_mut()?;
    let in_path = |node: &Value| node.get("in").and_then(Value::as_str) == Some("path");
    let schemas: Vec<Value> =
        list.iter().filter(|node| in_path(node)).map(|node| node["schema"].clone()).collect();
    let [first, second, ..] = schemas.as_slice() else { return None };
    let mut swapped = [second, first].into_iter();
    for node in list.iter_mut().filter(|node| in_path(node)) {
        node["schema"] = swapped.next().cloned().unwrap_or_else(|| node["schema"].clone());
    }
    Some(())
}

pub(super) const EDITS: &[Mutation] = &[
    // Operations and URLs.
    document("DELETE becomes GET", "paths * delete", Rename("get"), ALL),
    document("GET becomes HEAD", "paths * get", Rename("head"), ALL),
    document("a misspelt method", "paths * delete", Rename("delet"), CHECKED),
    document(
        "a segment of the path is renamed",
        "paths *",
        Key(|path| Some(path.replacen('/', "/x", 1))),
        ALL,
    ),
    document("a segment of the path is added", "paths *", Key(|p| Some(format!("/x{p}"))), ALL),
    document("a segment of the path is dropped", "paths *", Key(shorter), ALL),
    document("a slash at the end of the path", "paths *", Key(|p| Some(format!("{p}/"))), ALL),
    document(
        "no slash at the start of the path",
        "paths *",
        Key(|path| path.strip_prefix('/').map(str::to_owned)),
        CHECKED,
    ),
    document("two arguments of the URL change places", "paths *", Key(swapped), ALL),
    document("another operationId", "paths * * operationId", Set("doSomethingElse"), ALL),
    document("no operationId", "paths * * operationId", Remove, &[Check, Drift, Contract]),
    document("another summary", "paths * * summary", Words, ALL),
    document("another description", "paths * * description", Words, ALL),
    document("a misspelt key of the operation", "paths * * summary", Rename("sumary"), CHECKED),
    document("not to be repeated", "paths * get|put|delete", Insert("x-repeatable", "false"), ALL),
    document("to be repeated", "paths * post|patch", Insert("x-repeatable", "true"), ALL),
    document("the title of the document", "info title", Words, ALL),
    document("the version of the document", "info version", Set("1.0.7"), ALL),
    document("the description of the document", "info description", Words, ALL),
    // Parameters of the path.
    document("a parameter is renamed", "paths * * parameters *[in=path] name", Set("x"), CHECKED),
    document("two parameters swap types", PARAMETERS, Node(swap_types), ALL),
    document(
        "a parameter has an inline type",
        "paths * * parameters *[in=path] schema",
        Set("{type: string}"),
        CHECKED,
    ),
    document(
        "a parameter without a schema to refer to",
        "paths * * parameters *[in=path] schema $ref",
        Set("'#/components/schemas/Nothing'"),
        &[Check, Drift, Contract],
    ),
    document(
        "a parameter of the path is optional",
        "paths * * parameters *[in=path] required",
        Set("false"),
        CHECKED,
    ),
    document(
        "a misspelt key of a parameter",
        "paths * * parameters *[in=path] required",
        Rename("requried"),
        CHECKED,
    ),
    document(
        "a parameter moves to the query",
        "paths * * parameters *[in=path] in",
        Set("query"),
        CHECKED,
    ),
    document(
        "a parameter moves to a header",
        "paths * * parameters *[in=path] in",
        Set("header"),
        CHECKED,
    ),
    document(
        "another description of a parameter",
        "paths * * parameters *[in=path] description",
        Words,
        ALL,
    ),
    document("the client has no value for a parameter", PROJECT, Remove, ALL),
    document("a parameter of the path is dropped", PATH, Remove, CHECKED),
    // Queries and headers.
    document(
        "a query is added",
        PARAMETERS,
        Push("{name: force, in: query, schema: {type: boolean}}"),
        ALL,
    ),
    document(
        "a list of texts is added",
        PARAMETERS,
        Push("{name: only, in: query, schema: {type: array, items: {type: string, enum: [a, b]}}}"),
        ALL,
    ),
    document(
        "a header is added",
        PARAMETERS,
        Push("{name: X-Reason, in: header, required: true, schema: {type: string}}"),
        ALL,
    ),
    document("a query is dropped", "paths * * parameters *[in=query]", Remove, ALL),
    document("a query is renamed", "paths * * parameters *[in=query] name", Set("other"), ALL),
    document(
        "a query must be there",
        "paths * * parameters *[in=query]",
        Insert("required", "true"),
        ALL,
    ),
    document(
        "a query may be left out",
        "paths * * parameters *[in=query] required",
        Set("false"),
        ALL,
    ),
    document("a query becomes a header", "paths * * parameters *[in=query] in", Set("header"), ALL),
    document(
        "a query has another type",
        "paths * * parameters *[in=query] schema",
        Set("{type: boolean}"),
        ALL,
    ),
    document(
        "another description of a query",
        "paths * * parameters *[in=query] description",
        Words,
        ALL,
    ),
    // Bodies.
    document("a body is dropped", "paths * * requestBody", Remove, ALL),
    document(
        "a body has another media type",
        "paths * * requestBody content application/json",
        Rename("application/x-www-form-urlencoded"),
        ALL,
    ),
    document(
        "a body is bytes",
        "paths * * requestBody content application/json",
        Rename("application/octet-stream"),
        ALL,
    ),
    document(
        "a body has another type",
        "paths * * requestBody content * schema",
        Set("{type: array, items: {type: string}}"),
        ALL,
    ),
    document("another description of a body", "paths * * requestBody description", Words, ALL),
    document(
        "a body is added",
        "paths * put|patch|post|delete",
        Insert("requestBody", "{content: {application/json: {schema: {type: string}}}}"),
        ALL,
    ),
];
