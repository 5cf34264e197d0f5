//! Schemas in the shapes that typify takes.

use std::collections::{HashMap, HashSet};

use heck::{ToPascalCase as _, ToSnakeCase as _};

use super::tree::each_schema;
use crate::check::accepts;
use crate::yaml::{Map, Node, Value};

/// Keywords, and the types that they say something about.
const FITS: [(&[&str], &[&str]); 4] = [
    (&["minLength", "maxLength", "pattern"], &["string"]),
    (
        &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        &["number", "integer"],
    ),
    (&["items", "minItems", "maxItems", "uniqueItems"], &["array"]),
    (
        &["properties", "required", "additionalProperties", "minProperties", "maxProperties"],
        &["object"],
    ),
];

/// Takes out keywords that say nothing about values of the schema's type.
pub(super) fn drop_misfits(root: &mut Node) -> usize {
    each_schema(root, |schema| {
        let Some(kind) = schema.get("type").and_then(Node::as_str).map(str::to_owned) else {
            return 0;
        };
        let mut count = 0;
        for (keywords, types) in FITS {
            if types.contains(&kind.as_str()) {
                continue;
            }
            count += keywords.iter().filter(|keyword| schema.remove(keyword).is_some()).count();
        }
        if matches!(kind.as_str(), "object" | "array" | "boolean") {
            count += usize::from(schema.remove("format").is_some());
        }
        count
    })
}

/// Puts enums into the form that typify takes: distinct values of a stated type, none of them
/// null, each with a Rust name of its own; where the names collide, the plain type is left.
pub(super) fn plain_enums(root: &mut Node) -> usize {
    each_schema(root, |schema| {
        let Some(values) = schema.get("enum").and_then(Node::as_seq) else {
            return 0;
        };
        let before = values.to_vec();
        let mut values: Vec<Node> = Vec::new();
        for value in &before {
            let null = value.value == Value::Null;
            if !null && !values.iter().any(|known| known.same(value)) {
                values.push(value.clone());
            }
        }
        let nullable = before.iter().any(|value| value.value == Value::Null);
        let all_text = !values.is_empty() && values.iter().all(|value| value.as_str().is_some());
        let untyped = schema.get("type").is_none()
            && ["allOf", "oneOf", "anyOf", "not"].iter().all(|key| schema.get(key).is_none());
        let mut count = usize::from(values.len() != before.len());
        if all_text && untyped {
            schema.insert("type", Node::text(schema.span, "string"));
            count += 1;
        }
        let mut names: Vec<_> = values.iter().filter_map(Node::as_str).map(variant).collect();
        names.sort();
        let collide = names.windows(2).any(|pair| pair[0] == pair[1]);
        if collide || values.is_empty() {
            schema.remove("enum");
            count += 1;
        } else if count > 0 {
            schema.insert("enum", Node::new(schema.span, Value::Seq(values)));
        }
        if nullable {
            schema.insert("nullable", Node::new(schema.span, Value::Bool(true)));
        }
        count
    })
}

/// A value as typify names its variant, near enough to see collisions.
fn variant(value: &str) -> String {
    let name: String = value
        .replace('\'', "")
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' })
        .collect();
    name.to_pascal_case()
}

/// Gives JSON content without a schema the schema of anything.
pub(super) fn schema_for_json(root: &mut Node) -> usize {
    super::tree::each_media_type(root, |name, media| {
        let json = name == "application/json" || name.starts_with("application/json;");
        let mut count = 0;
        if json && media.get("schema").is_none() && media.as_map().is_some() {
            media.insert("schema", Node::map(media.span, []));
            count += 1;
        }
        count + usize::from(json && media.remove("encoding").is_some())
    })
}

/// Takes out defaults that their own schema refuses.
pub(super) fn drop_bad_defaults(root: &mut Node) -> usize {
    // What they are compared with is the document as it is: first all verdicts, then the changes.
    let mut schemas = Vec::new();
    each_schema(root, |schema| {
        schemas.extend(schema.get("default").is_some().then(|| schema.clone()));
        0
    });
    let verdicts: Vec<_> = schemas.iter().map(|schema| refuses_default(root, schema)).collect();
    let mut verdicts = verdicts.into_iter();
    each_schema(root, |schema| {
        let refused = schema.get("default").is_some() && verdicts.next() == Some(true);
        usize::from(refused && schema.remove("default").is_some())
    })
}

fn refuses_default(root: &Node, schema: &Node) -> bool {
    schema.get("default").is_some_and(|default| {
        let null = default.value == Value::Null;
        // typify does not look for the branch of a choice that a default fits.
        let composed = ["allOf", "oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some());
        null || composed || accepts(root, schema, default) == Some(false)
    })
}

/// Takes names out of `required` that differ from a property in case or punctuation only: the
/// field that they would become has the name of that property's field.
pub(super) fn prune_required(root: &mut Node) -> usize {
    each_schema(root, |schema| {
        let Some(properties) = schema.get("properties").and_then(Node::as_map) else { return 0 };
        let names: Vec<String> = properties.keys().cloned().collect();
        let Some(required) = schema.get_mut("required").and_then(Node::as_seq_mut) else {
            return 0;
        };
        let before = required.len();
        required.retain(|name| {
            let Some(name) = name.as_str() else { return true };
            names.iter().any(|known| known == name)
                || names.iter().all(|known| known.to_snake_case() != name.to_snake_case())
        });
        before - required.len()
    })
}

/// Takes `nullable` off components that are a choice: typify would give the choice and the option
/// of it the same name.
pub(super) fn plain_components(root: &mut Node) -> usize {
    let schemas = root.get_mut("components").and_then(|node| node.get_mut("schemas"));
    let mut count = 0;
    for (_, entry) in schemas.and_then(Node::as_map_mut).into_iter().flatten() {
        let choice = ["enum", "oneOf", "anyOf"].iter().any(|key| entry.node.get(key).is_some());
        if choice {
            count += usize::from(entry.node.remove("nullable").is_some());
        }
    }
    count
}

/// Renames components whose names are the same to Rust, and the references to them.
pub(super) fn distinct_names(root: &mut Node) -> usize {
    let schemas = root.get_mut("components").and_then(|node| node.get_mut("schemas"));
    let Some(schemas) = schemas.and_then(Node::as_map_mut) else { return 0 };
    // Names that typify itself uses without a path.
    let mut taken: HashSet<String> =
        ["Default", "String", "Ok", "Err", "Some", "None"].into_iter().map(str::to_owned).collect();
    let mut renamed = HashMap::new();
    for name in schemas.keys() {
        let mut new = name.clone();
        let mut number = 2;
        while !taken.insert(variant(&new)) {
            new = format!("{name}{number}");
            number += 1;
        }
        if new != *name {
            renamed.insert(name.clone(), new);
        }
    }
    if renamed.is_empty() {
        return 0;
    }
    let old: Map = std::mem::take(schemas);
    *schemas = old
        .into_iter()
        .map(|(name, entry)| (renamed.get(&name).cloned().unwrap_or(name), entry))
        .collect();
    let renamed: HashMap<String, String> = renamed
        .iter()
        .map(|(from, to)| {
            (format!("#/components/schemas/{from}"), format!("#/components/schemas/{to}"))
        })
        .collect();
    retarget(root, &renamed);
    renamed.len()
}

fn retarget(node: &mut Node, renamed: &HashMap<String, String>) {
    match &mut node.value {
        Value::Map(map) => {
            for (key, entry) in map {
                match &mut entry.node.value {
                    Value::String(text) if key == "$ref" => {
                        if let Some(new) = renamed.get(text) {
                            text.clone_from(new);
                        }
                    }
                    _ => retarget(&mut entry.node, renamed),
                }
            }
        }
        Value::Seq(items) => items.iter_mut().for_each(|item| retarget(item, renamed)),
        _ => {}
    }
}

/// Formats that typify makes a type of another crate of.
const FORMATS: [&str; 3] = ["date", "date-time", "uuid"];

/// Lets text be text, whatever its format.
pub(super) fn text_formats(root: &mut Node) -> usize {
    each_schema(root, |schema| {
        let format = schema.get("format").and_then(Node::as_str);
        let of_crate = format.is_some_and(|format| FORMATS.contains(&format));
        usize::from(of_crate && schema.remove("format").is_some())
    })
}
