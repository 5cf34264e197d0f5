//! Names for operations that have none.

use std::collections::HashSet;

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
