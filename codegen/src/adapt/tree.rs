//! Ways through a document that several adaptations take.

use std::collections::HashSet;

use crate::yaml::{Node, Value};

/// HTTP methods of a path item, in the order of the specification.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Calls `f` with path, method and node of each operation; returns the sum of what it returns.
pub(super) fn each_operation(
    root: &mut Node,
    mut f: impl FnMut(&str, &str, &mut Node) -> usize,
) -> usize {
    let Some(paths) = root.get_mut("paths").and_then(Node::as_map_mut) else {
        return 0;
    };
    let mut count = 0;
    for (path, item) in paths {
        let Some(item) = item.node.as_map_mut() else {
            continue;
        };
        for (method, operation) in item {
            if METHODS.contains(&method.as_str()) {
                count += f(path, method, &mut operation.node);
            }
        }
    }
    count
}

/// What `node` stands for once local references are followed.
pub(super) fn resolve<'a>(root: &'a Node, mut node: &'a Node) -> Option<&'a Node> {
    for _ in 0..32 {
        let Some(target) = node.ref_target() else {
            return Some(node);
        };
        node = root.pointer(target.strip_prefix('#')?)?;
    }
    None
}

/// Adds a component schema under a name that is free, and returns a reference to it.
pub(super) fn add_schema(root: &mut Node, name: &str, schema: Node) -> Node {
    let span = schema.span;
    for section in ["components", "schemas"] {
        let parent = if section == "components" {
            Some(&mut *root)
        } else {
            root.get_mut("components")
        };
        if let Some(parent) = parent.filter(|parent| parent.get(section).is_none()) {
            parent.insert(section, Node::map(span, []));
        }
    }
    let mut name = name.to_owned();
    if let Some(schemas) = root
        .get_mut("components")
        .and_then(|c| c.get_mut("schemas"))
    {
        while schemas
            .as_map()
            .is_some_and(|map| map.keys().any(|taken| taken.eq_ignore_ascii_case(&name)))
        {
            name.push('_');
        }
        schemas.insert(&name, schema);
    }
    Node::reference(span, format!("#/components/schemas/{name}"))
}

/// Collects the local references under `node`, and under what they lead to.
pub(super) fn reach(root: &Node, node: &Node, seen: &mut HashSet<String>) {
    match &node.value {
        Value::Map(map) => {
            if let Some(target) = node.ref_target() {
                if seen.insert(target.to_owned())
                    && let Some(target) = target.strip_prefix('#').and_then(|p| root.pointer(p))
                {
                    reach(root, target, seen);
                }
                return;
            }
            map.values()
                .for_each(|entry| reach(root, &entry.node, seen));
        }
        Value::Seq(items) => items.iter().for_each(|item| reach(root, item, seen)),
        _ => {}
    }
}
