//! Parameters in the shapes that progenitor can send.

use super::tree::{change_paths, each_parameter_list, is_scalar, resolve};
use crate::yaml::{Map, Node, Value};

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}

/// Leaves out cookies: a caller who needs one sets the header.
pub(super) fn no_cookies(root: &mut Node) -> usize {
    each_parameter_list(root, |root, list| {
        let before = list.len();
        list.retain(|parameter| {
            resolve(root, parameter).is_none_or(|parameter| text(parameter, "in") != Some("cookie"))
        });
        before - list.len()
    })
}

/// Makes text of parameters that progenitor has no way to write: those with `content` instead of
/// a schema, and lists and objects in a path or a header.
pub(super) fn as_text(root: &mut Node) -> usize {
    each_parameter_list(root, |root, list| {
        let mut count = 0;
        for slot in list {
            let Some(parameter) = resolve(root, slot) else {
                continue;
            };
            let schema = parameter.get("schema");
            let in_query = text(parameter, "in") == Some("query");
            let fits = schema.is_some_and(|schema| in_query || is_scalar(root, schema));
            let mut new = parameter.clone();
            if fits {
                // Nothing cannot be part of a path or the value of a header.
                let plain = schema.and_then(|schema| resolve(root, schema)).cloned();
                let Some(mut plain) = plain.filter(|_| !in_query) else { continue };
                if plain.remove("nullable").is_some_and(|node| node.as_bool() == Some(true)) {
                    new.insert("schema", plain);
                    *slot = new;
                    count += 1;
                }
                continue;
            }
            new.remove("content");
            new.remove("style");
            new.insert("schema", Node::map(new.span, [("type", Node::text(new.span, "string"))]));
            *slot = new;
            count += 1;
        }
        count
    })
}

/// Replaces a query parameter that is an object by its properties, which is how `form` and
/// `deepObject` put it into a URL.
pub(super) fn expand_objects(root: &mut Node) -> usize {
    each_parameter_list(root, |root, list| {
        let mut count = 0;
        let old = std::mem::take(list);
        for slot in old {
            match expansion(root, &slot) {
                Some(parameters) => {
                    list.extend(parameters);
                    count += 1;
                }
                None => list.push(slot),
            }
        }
        count
    })
}

/// One parameter a property, where `slot` is a query parameter that is an object.
fn expansion(root: &Node, slot: &Node) -> Option<Vec<Node>> {
    let parameter = resolve(root, slot)?;
    let schema = parameter.get("schema").filter(|_| text(parameter, "in") == Some("query"))?;
    let (mut properties, mut required) = (Map::new(), Vec::new());
    object(root, schema, &mut properties, &mut required, 0)?;
    let name = text(parameter, "name")?;
    let deep = text(parameter, "style") == Some("deepObject");
    let must = parameter.get("required").and_then(Node::as_bool).unwrap_or(false);
    let parameters = properties.iter().map(|(property, entry)| {
        let span = entry.key;
        let name = if deep { format!("{name}[{property}]") } else { property.clone() };
        let mut new =
            Node::map(span, [("name", Node::text(span, name)), ("in", Node::text(span, "query"))]);
        let needed = must && required.iter().any(|name| name == property);
        new.insert("required", Node::new(span, Value::Bool(needed)));
        if let Some(description) = entry.node.get("description") {
            new.insert("description", description.clone());
        }
        // A property that is an object itself has no defined form in a URL.
        let nested = object(root, &entry.node, &mut Map::new(), &mut Vec::new(), 0).is_some();
        let text = || Node::map(span, [("type", Node::text(span, "string"))]);
        new.insert("schema", if nested { text() } else { entry.node.clone() });
        new
    });
    Some(parameters.collect())
}

/// Collects the properties of an object, or of the objects that it is all of.
fn object(
    root: &Node,
    schema: &Node,
    properties: &mut Map,
    required: &mut Vec<String>,
    depth: usize,
) -> Option<()> {
    let schema = resolve(root, schema).filter(|_| depth < 8)?;
    let own = schema.get("properties").and_then(Node::as_map);
    let parts = schema.get("allOf").and_then(Node::as_seq);
    if own.is_none() && parts.is_none() {
        return None;
    }
    properties.extend(own.into_iter().flatten().map(|(name, entry)| (name.clone(), entry.clone())));
    let names = schema.get("required").and_then(Node::as_seq).unwrap_or_default();
    required.extend(names.iter().filter_map(|name| name.as_str().map(str::to_owned)));
    for part in parts.unwrap_or_default() {
        object(root, part, properties, required, depth + 1)?;
    }
    Some(())
}

/// Leaves out path parameters that their path has no place for.
pub(super) fn drop_unused(root: &mut Node) -> usize {
    change_paths(root, |root, paths| {
        let mut count = 0;
        for (path, item) in paths {
            let mut filter = |list: &mut Node| {
                let Some(list) = list.as_seq_mut() else { return };
                let old = list.len();
                list.retain(|parameter| {
                    let Some(parameter) = resolve(root, parameter) else { return true };
                    let name = text(parameter, "name").unwrap_or_default();
                    text(parameter, "in") != Some("path") || path.contains(&format!("{{{name}}}"))
                });
                count += old - list.len();
            };
            for (key, entry) in item.node.as_map_mut().into_iter().flatten() {
                if key == "parameters" {
                    filter(&mut entry.node);
                } else if let Some(list) = entry.node.get_mut("parameters") {
                    filter(list);
                }
            }
        }
        count
    })
}
