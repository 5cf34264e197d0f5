//! What is only read is read leniently.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::tree::{each_operation, operations, reach, resolve};
use crate::yaml::{Entry, Node, Value};

/// Keywords whose breach makes a generated type refuse a value, and how documentation puts them.
const LIMITS: [(&str, &str); 7] = [
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("pattern", "matching `{}`"),
    ("minItems", "at least {} items"),
    ("maxItems", "at most {} items"),
];

/// Moves limits of schemas that only responses use from the type to its documentation. Where a
/// response uses a limited value that parameters use too, it gets a copy without limits.
pub(super) fn relax(root: &mut Node) -> usize {
    let (read, sent) = uses(root);
    let limited: HashMap<String, Node> = sent
        .iter()
        .filter_map(|target| Some((target.clone(), limited(root, target)?.clone())))
        .collect();
    let mut count = 0;
    for name in read.difference(&sent) {
        if let Some(schema) = component(root, name) {
            count += relax_schema(schema, &limited);
        }
    }
    each_response_schema(root, |schema| count += relax_schema(schema, &limited));
    count
}

/// The limited text that a reference leads to.
fn limited<'a>(root: &'a Node, target: &str) -> Option<&'a Node> {
    resolve(root, root.pointer(target.strip_prefix('#')?)?).filter(|target| {
        target.get("type").and_then(Node::as_str) == Some("string")
            && target.get("enum").is_none()
            && LIMITS.iter().any(|(key, _)| target.get(key).is_some())
    })
}

/// Lets the errors of a service keep the fields that the document does not know.
pub(super) fn keep_undocumented_fields(root: &mut Node) -> usize {
    let (_, sent) = uses(root);
    let mut names = BTreeSet::new();
    for (.., operation) in operations(root) {
        let responses = operation.get("responses").and_then(Node::as_map);
        for (_, entry) in responses.into_iter().flatten().filter(|(status, _)| is_error(status)) {
            let schema = resolve(root, &entry.node).and_then(|response| {
                response.get("content")?.get("application/json")?.get("schema")
            });
            names.extend(schema.and_then(Node::ref_target).map(str::to_owned));
        }
    }
    let names = names.into_iter().filter(|name| !sent.contains(name));
    names.filter(|name| component(root, name).is_some_and(keep_fields)).count()
}

fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5']) || status == "default"
}

/// Gives an object a place for fields that it does not list, unless it has one.
fn keep_fields(schema: &mut Node) -> bool {
    let typed = schema.get("type").is_none_or(|kind| kind.as_str() == Some("object"));
    let composed = ["allOf", "oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some());
    let listed = schema.get("properties").is_some_and(|p| p.get("extra").is_none());
    let closed = schema.get("additionalProperties").is_none_or(|more| more.as_bool().is_some());
    let free = typed && !composed && listed && closed;
    if free {
        schema.insert("type", Node::text(schema.span, "object"));
        schema.insert("additionalProperties", Node::map(schema.span, []));
    }
    free
}

/// References that responses reach, and references that parameters and request bodies reach.
fn uses(root: &Node) -> (HashSet<String>, HashSet<String>) {
    let (mut read, mut sent) = (Vec::new(), Vec::new());
    for (.., operation) in operations(root) {
        for (key, entry) in operation.as_map().into_iter().flatten() {
            let list = if key == "responses" { &mut read } else { &mut sent };
            list.push(&entry.node);
        }
    }
    let items = root.get("paths").and_then(Node::as_map);
    let items = items.into_iter().flat_map(|items| items.values());
    sent.extend(items.filter_map(|item| item.node.get("parameters")));
    let owned = |set: HashSet<&str>| set.into_iter().map(str::to_owned).collect();
    (owned(reach(root, read)), owned(reach(root, sent)))
}

fn component<'a>(root: &'a mut Node, reference: &str) -> Option<&'a mut Node> {
    let name = reference.strip_prefix("#/components/schemas/")?;
    let name = name.replace("~1", "/").replace("~0", "~");
    root.get_mut("components")?.get_mut("schemas")?.get_mut(&name)
}

/// Calls `f` with each schema that stands in a response itself.
fn each_response_schema(root: &mut Node, mut f: impl FnMut(&mut Node)) {
    let mut in_response = |response: &mut Node| {
        let content = response.get_mut("content").and_then(Node::as_map_mut);
        for (_, media) in content.into_iter().flatten() {
            if let Some(schema) = media.node.get_mut("schema") {
                f(schema);
            }
        }
    };
    each_operation(root, |_, _, operation| {
        let responses = operation.get_mut("responses").and_then(Node::as_map_mut);
        responses.into_iter().flatten().for_each(|(_, entry)| in_response(&mut entry.node));
        0
    });
    let shared = root.get_mut("components").and_then(|c| c.get_mut("responses"));
    let shared = shared.and_then(Node::as_map_mut);
    shared.into_iter().flatten().for_each(|(_, entry)| in_response(&mut entry.node));
}

/// Relaxes a schema and the schemas inside it; references stay, but for limited values that are
/// also sent.
fn relax_schema(schema: &mut Node, limited: &HashMap<String, Node>) -> usize {
    if let Some(text) = schema.ref_target().and_then(|target| limited.get(target)) {
        *schema = text.clone();
    }
    // A field more is no reason to refuse a response either.
    if schema.get("additionalProperties").and_then(Node::as_bool) == Some(false) {
        schema.remove("additionalProperties");
    }
    let mut count = document_limits(schema);
    for key in ["properties", "allOf", "oneOf", "anyOf", "items", "additionalProperties"] {
        let Some(child) = schema.get_mut(key) else {
            continue;
        };
        match (&mut child.value, key) {
            (Value::Map(map), "properties") => {
                for Entry { node, .. } in map.values_mut() {
                    count += relax_schema(node, limited);
                }
            }
            (Value::Map(_), _) => count += relax_schema(child, limited),
            (Value::Seq(items), _) => {
                count += items.iter_mut().map(|item| relax_schema(item, limited)).sum::<usize>();
            }
            _ => {}
        }
    }
    count
}

/// Takes the limits out of one schema and puts them into its description.
fn document_limits(schema: &mut Node) -> usize {
    let mut limits = Vec::new();
    for (key, phrase) in LIMITS {
        let is_limit = schema.get(key).is_some_and(|node| node.as_map().is_none());
        if let Some(limit) = is_limit.then(|| schema.remove(key)).flatten() {
            let value = match &limit.value {
                Value::Int(int) => int.to_string(),
                Value::Float(float) => float.to_string(),
                Value::String(text) => text.clone(),
                _ => continue,
            };
            limits.push(phrase.replace("{}", &value));
        }
    }
    if limits.is_empty() {
        return 0;
    }
    for exclusive in ["exclusiveMinimum", "exclusiveMaximum"] {
        schema.remove(exclusive);
    }
    let note = format!(
        "Documented as {}; a value outside of that is decoded all the same.",
        limits.join(", ")
    );
    let description = match schema.get("description").and_then(Node::as_str) {
        Some(text) => format!("{}\n\n{note}", text.trim_end()),
        None => note,
    };
    schema.insert("description", Node::text(schema.span, description));
    1
}
