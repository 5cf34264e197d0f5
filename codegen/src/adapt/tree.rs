//! Ways through a document that several adaptations take.

use std::collections::HashSet;

use crate::yaml::{Map, Node, Value};

/// HTTP methods of a path item, in the order of the specification.
pub(super) const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Path, method and node of each operation.
pub(super) fn operations(root: &Node) -> impl Iterator<Item = (&str, &str, &Node)> {
    let paths = root.get("paths").and_then(Node::as_map).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let item = item.node.as_map().into_iter().flatten();
        item.filter(|(method, _)| METHODS.contains(&method.as_str()))
            .map(|(method, operation)| (path.as_str(), method.as_str(), &operation.node))
    })
}

/// Calls `f` with the rest of the document, to resolve references in, and the paths. References
/// lead to components only: [`check`](crate::check) refuses others.
pub(super) fn change_paths(root: &mut Node, f: impl FnOnce(&Node, &mut Map) -> usize) -> usize {
    let Some(paths) = root.get_mut("paths").and_then(Node::as_map_mut) else {
        return 0;
    };
    let mut taken = std::mem::take(paths);
    let count = f(root, &mut taken);
    if let Some(paths) = root.get_mut("paths").and_then(Node::as_map_mut) {
        *paths = taken;
    }
    count
}

/// Calls `f` with the rest of the document, and with path, method and node of each operation;
/// returns the sum of what it returns.
pub(super) fn each_operation(
    root: &mut Node,
    mut f: impl FnMut(&Node, (&str, &str), &mut Node) -> usize,
) -> usize {
    change_paths(root, |root, paths| {
        let mut count = 0;
        for (path, item) in paths {
            for (method, operation) in item.node.as_map_mut().into_iter().flatten() {
                if METHODS.contains(&method.as_str()) {
                    count += f(root, (path, method), &mut operation.node);
                }
            }
        }
        count
    })
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
        let parent =
            if section == "components" { Some(&mut *root) } else { root.get_mut("components") };
        if let Some(parent) = parent.filter(|parent| parent.get(section).is_none()) {
            parent.insert(section, Node::map(span, []));
        }
    }
    let mut name = name.to_owned();
    if let Some(schemas) = root.get_mut("components").and_then(|c| c.get_mut("schemas")) {
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

/// Collects the local references under `nodes`, and under what they lead to. Chains of references
/// can be as long as the document, so this does not recurse.
pub(super) fn reach<'a>(root: &'a Node, nodes: Vec<&'a Node>) -> HashSet<&'a str> {
    let (mut seen, mut open) = (HashSet::new(), nodes);
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Map(map) => match node.ref_target() {
                Some(target) if seen.insert(target) => {
                    open.extend(target.strip_prefix('#').and_then(|p| root.pointer(p)));
                }
                Some(_) => {}
                None => open.extend(map.values().map(|entry| &entry.node)),
            },
            Value::Seq(items) => open.extend(items),
            _ => {}
        }
    }
    seen
}

/// Calls `f` with the rest of the document and each list of parameters: those of paths and of operations.
pub(super) fn each_parameter_list(
    root: &mut Node,
    mut f: impl FnMut(&Node, &mut Vec<Node>) -> usize,
) -> usize {
    change_paths(root, |root, paths| {
        let mut count = 0;
        for item in paths.values_mut() {
            for (key, entry) in item.node.as_map_mut().into_iter().flatten() {
                let list = match key.as_str() {
                    "parameters" => Some(&mut entry.node),
                    method if METHODS.contains(&method) => entry.node.get_mut("parameters"),
                    _ => None,
                };
                if let Some(list) = list.and_then(Node::as_seq_mut) {
                    count += f(root, list);
                }
            }
        }
        count
    })
}

/// Whether values of the schema are single words or numbers.
pub(super) fn is_scalar(root: &Node, schema: &Node) -> bool {
    let Some(schema) = resolve(root, schema) else {
        return false;
    };
    let kind = schema.get("type").and_then(Node::as_str);
    let composed = ["allOf", "oneOf", "anyOf", "not"].iter().any(|key| schema.get(key).is_some());
    !composed && matches!(kind, Some("string" | "integer" | "number" | "boolean"))
}

/// Calls `f` with every media type under every `content`.
pub(super) fn each_media_type(
    root: &mut Node,
    mut f: impl FnMut(&str, &mut Node) -> usize,
) -> usize {
    fn visit(node: &mut Node, f: &mut impl FnMut(&str, &mut Node) -> usize) -> usize {
        match &mut node.value {
            Value::Map(map) => map
                .iter_mut()
                // Examples hold any JSON, schemas no content.
                .filter(|(key, _)| {
                    !matches!(key.as_str(), "example" | "examples" | "schemas" | "schema")
                })
                .map(|(key, entry)| {
                    let mut count = 0;
                    if key == "content"
                        && let Some(content) = entry.node.as_map_mut()
                    {
                        count += content
                            .iter_mut()
                            .map(|(name, media)| f(name, &mut media.node))
                            .sum::<usize>();
                    }
                    count + visit(&mut entry.node, f)
                })
                .sum(),
            Value::Seq(items) => items.iter_mut().map(|item| visit(item, f)).sum(),
            _ => 0,
        }
    }
    visit(root, &mut f)
}

/// Calls `f` with every schema, inner ones first.
pub(super) fn each_schema(root: &mut Node, mut f: impl FnMut(&mut Node) -> usize) -> usize {
    fn outside(node: &mut Node, f: &mut impl FnMut(&mut Node) -> usize) -> usize {
        match &mut node.value {
            Value::Map(map) => map
                .iter_mut()
                .filter(|(key, _)| !matches!(key.as_str(), "example" | "examples"))
                .map(|(key, entry)| match key.as_str() {
                    "schema" => inside(&mut entry.node, f),
                    "schemas" => {
                        let all = entry.node.as_map_mut().into_iter().flatten();
                        all.map(|(_, entry)| inside(&mut entry.node, f)).sum()
                    }
                    _ => outside(&mut entry.node, f),
                })
                .sum(),
            Value::Seq(items) => items.iter_mut().map(|item| outside(item, f)).sum(),
            _ => 0,
        }
    }
    fn inside(schema: &mut Node, f: &mut impl FnMut(&mut Node) -> usize) -> usize {
        let mut count = 0;
        for key in ["properties", "items", "additionalProperties", "not", "allOf", "oneOf", "anyOf"]
        {
            let Some(child) = schema.get_mut(key) else {
                continue;
            };
            count += match &mut child.value {
                Value::Map(map) if key == "properties" => {
                    map.values_mut().map(|entry| inside(&mut entry.node, f)).sum()
                }
                Value::Map(_) => inside(child, f),
                Value::Seq(items) => items.iter_mut().map(|item| inside(item, f)).sum(),
                _ => 0,
            };
        }
        if schema.as_map().is_some() && schema.ref_target().is_none() {
            count + f(schema)
        } else {
            count
        }
    }
    outside(root, &mut f)
}
