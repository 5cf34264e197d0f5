//! Names for operations that have none, or one that Rust or progenitor needs itself.

use std::collections::HashSet;

use heck::ToSnakeCase as _;

use super::tree::{each_operation, operations};
use crate::yaml::Node;

/// Derives `get_pets_by_pet_id` from `GET /pets/{petId}`.
pub(super) fn derive(root: &mut Node) -> usize {
    let ids = operations(root).filter_map(|(.., operation)| operation.get("operationId")?.as_str());
    let mut taken: HashSet<_> = ids.map(str::to_owned).collect();
    each_operation(root, |_, (path, method), operation| {
        let id = operation.get("operationId").and_then(Node::as_str);
        if id.is_some_and(|id| !id.is_empty()) {
            return 0;
        }
        let mut name = name(method, path);
        while !taken.insert(name.clone()) {
            name.push('_');
            name.push_str(method);
        }
        operation.insert("operationId", Node::text(operation.span, name));
        1
    })
}

/// What the method or the builder of an operation must not be called, in snake case: functions of
/// the client and of its hooks, and names that the generated modules use without a path.
const RESERVED: [&str; 37] = [
    "api_version",
    "argument",
    "baseurl",
    "builder",
    "byte_stream",
    "call",
    "client",
    "client_hooks",
    "client_info",
    "clone",
    "decode",
    "decode_error",
    "endpoint",
    "error",
    "exec",
    "facts",
    "from",
    "from_env",
    "inner",
    "method",
    "new",
    "new_with_client",
    "now",
    "operation",
    "operation_info",
    "option",
    "phantom_data",
    "post",
    "pre",
    "prepare",
    "request",
    "response_value",
    "result",
    "statuses",
    "success",
    "with_endpoint",
    "with_token",
];

/// Appends `_operation` to names that are taken.
pub(super) fn rename_reserved(root: &mut Node) -> usize {
    each_operation(root, |_, _, operation| {
        let Some(id) = operation.get("operationId").and_then(Node::as_str) else { return 0 };
        let snake = id.to_snake_case();
        if !RESERVED.contains(&snake.as_str()) && snake != "string" {
            return 0;
        }
        let name = format!("{id}_operation");
        operation.insert("operationId", Node::text(operation.span, name));
        1
    })
}

fn name(method: &str, path: &str) -> String {
    let mut name = method.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        name.push('_');
        if segment.starts_with('{') {
            name.push_str("by_");
        }
        name.extend(segment.chars().filter_map(|c| match c {
            '{' | '}' => None,
            c if c.is_alphanumeric() => Some(c),
            _ => Some('_'),
        }));
    }
    name
}
