//! One success type and one error type an operation.

use super::tree::{add_schema, each_operation, resolve};
use crate::yaml::{Map, Node, Value};

/// What a response's body decodes to.
enum Body {
    /// No content.
    None,
    /// JSON of a schema.
    Json(Node),
    /// Anything else.
    Raw,
}

/// What progenitor will decode a response as.
fn body(root: &Node, response: &Node) -> Body {
    let content = resolve(root, response).and_then(|response| response.get("content"));
    let Some(content) = content.and_then(Node::as_map).filter(|map| !map.is_empty()) else {
        return Body::None;
    };
    let json = content
        .iter()
        .find(|(key, _)| *key == "application/json" || key.starts_with("application/json;"));
    match json {
        Some((_, media)) => {
            let any = || Node::map(media.node.span, []);
            Body::Json(media.node.get("schema").cloned().unwrap_or_else(any))
        }
        None => Body::Raw,
    }
}

fn is_success(status: &str) -> bool {
    status.len() == 3 && (status.starts_with('2') || status == "101")
}

fn is_error(status: &str) -> bool {
    status.len() == 3 && status.starts_with(['4', '5'])
}

/// A response with JSON content of one schema, or with none.
fn response(of: &Node, schema: Option<Node>) -> Node {
    let span = of.span;
    let description = of.get("description").cloned().unwrap_or_else(|| Node::text(span, ""));
    let mut response = Node::map(span, [("description", description)]);
    if let Some(schema) = schema {
        let media = Node::map(span, [("schema", schema)]);
        response.insert("content", Node::map(span, [("application/json", media)]));
    }
    response
}

/// Whether progenitor treats the operation's responses in a way of its own.
fn is_websocket(operation: &Node) -> bool {
    operation.get("x-dropshot-websocket").is_some()
}

/// The schemas that differ, in the order in which they first come.
fn distinct(schemas: impl IntoIterator<Item = Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for schema in schemas {
        if !out.iter().any(|known| known.same(&schema)) {
            out.push(schema);
        }
    }
    out
}

/// One schema for all of `schemas`: itself, or a component that is one of them. Where a response
/// may also be empty, the schema allows for nothing.
fn unite(
    additions: &mut Vec<(String, Node)>,
    name: String,
    mut schemas: Vec<Node>,
    or_nothing: bool,
) -> Option<Node> {
    let span = schemas.first()?.span;
    let named = schemas.len() == 1 && (schemas[0].ref_target().is_some() || !or_nothing);
    let one = if named {
        schemas.remove(0)
    } else {
        let union = Node::map(span, [("oneOf", Node::new(span, Value::Seq(schemas)))]);
        let reference = Node::reference(span, format!("#/components/schemas/{name}"));
        additions.push((name, union));
        reference
    };
    if !or_nothing {
        return Some(one);
    }
    // On a component, `nullable` would give typify two types of one name.
    let mut optional = Node::map(span, [("allOf", Node::new(span, Value::Seq(vec![one])))]);
    optional.insert("nullable", Node::new(span, Value::Bool(true)));
    Some(optional)
}

fn operation_id(operation: &Node) -> String {
    operation.get("operationId").and_then(Node::as_str).unwrap_or("operation").to_owned()
}

/// Calls `f` with the document, the name and the responses of each operation, and adds the
/// component schemas that `f` asks for.
fn each_responses(
    root: &mut Node,
    mut f: impl FnMut(&Node, &str, &mut Map, &mut Vec<(String, Node)>) -> usize,
) -> usize {
    let mut additions = Vec::new();
    let count = each_operation(root, |root, _, operation| {
        let id = operation_id(operation);
        let websocket = is_websocket(operation);
        let responses = operation.get_mut("responses").and_then(Node::as_map_mut);
        let Some(responses) = responses.filter(|_| !websocket) else {
            return 0;
        };
        f(root, &id, responses, &mut additions)
    });
    for (name, schema) in additions {
        add_schema(root, &name, schema);
    }
    count
}

/// Makes all documented successes of an operation decode to one type.
pub(super) fn one_success_type(root: &mut Node) -> usize {
    each_responses(root, |root, id, responses, additions| {
        let bodies: Vec<_> = responses
            .iter()
            .filter(|(status, _)| is_success(status))
            .map(|(status, entry)| (status.clone(), body(root, &entry.node)))
            .collect();
        let raw = bodies.iter().any(|(_, body)| matches!(body, Body::Raw));
        let nothing = bodies.iter().any(|(_, body)| matches!(body, Body::None));
        let typed = distinct(bodies.iter().filter_map(|(_, body)| match body {
            Body::Json(schema) => Some(schema.clone()),
            _ => None,
        }));
        if typed.len() + usize::from(raw) + usize::from(nothing) <= 1 {
            return 0;
        }
        let schema =
            if raw { None } else { unite(additions, format!("{id}Success"), typed, nothing) };
        for (status, _) in &bodies {
            let Some(entry) = responses.get_mut(status) else {
                continue;
            };
            let of = resolve(root, &entry.node).unwrap_or(&entry.node);
            let span = of.span;
            let mut new = response(of, schema.clone());
            if raw {
                new.insert("content", Node::map(span, [("*/*", Node::map(span, []))]));
            }
            entry.node = new;
        }
        1
    })
}

/// Makes all documented errors of an operation decode to one type, and leaves those that the
/// catch-all arm serves to it: errors without JSON, ranges and `default`.
pub(super) fn one_error_type(root: &mut Node) -> usize {
    each_responses(root, unite_errors)
}

fn unite_errors(
    root: &Node,
    id: &str,
    responses: &mut Map,
    additions: &mut Vec<(String, Node)>,
) -> usize {
    let old = responses.clone();
    let has_success = responses.keys().any(|status| is_success(status));
    if let Some(default) = responses.get("default").filter(|_| !has_success).cloned() {
        responses.insert("2XX".to_owned(), default);
    }
    let errors: Vec<_> = responses
        .iter()
        .filter(|(status, _)| is_error(status) || *status == "default")
        .map(|(status, entry)| (status.clone(), body(root, &entry.node)))
        .collect();
    let typed: Vec<_> = errors
        .iter()
        .filter_map(|(status, body)| match body {
            Body::Json(schema) => Some((status.clone(), schema.clone())),
            _ => None,
        })
        .collect();
    let kinds = distinct(typed.iter().map(|(_, schema)| schema.clone()));
    let several = kinds.len() > 1;
    let schema = unite(additions, format!("{id}Error"), kinds, false);
    let exact = |status: &str| status.bytes().all(|byte| byte.is_ascii_digit());
    let any_exact = typed.iter().any(|(status, _)| exact(status));
    for (status, body) in &errors {
        let keep = exact(status) && matches!(body, Body::Json(_));
        if keep && several {
            if let Some(entry) = responses.get_mut(status) {
                let of = resolve(root, &entry.node).unwrap_or(&entry.node);
                entry.node = response(of, schema.clone());
            }
        } else if !keep
            && let Some(entry) = responses.shift_remove(status)
            && !any_exact
            && let Some(schema) = &schema
            && !responses.contains_key("4XX")
        {
            let of = resolve(root, &entry.node).unwrap_or(&entry.node);
            let node = response(of, Some(schema.clone()));
            responses.insert("4XX".to_owned(), crate::yaml::Entry { key: entry.key, node });
        }
    }
    let changed = old.len() != responses.len()
        || old.iter().any(|(status, entry)| {
            responses.get(status).is_none_or(|new| !new.node.same(&entry.node))
        });
    usize::from(changed)
}
