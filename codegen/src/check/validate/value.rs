//! Values by themselves: what they are, whether they are equal, how they look.

use crate::yaml::{Node, Value};

/// How many nodes a value has, long texts counted as several.
pub(super) fn size(node: &Node) -> usize {
    match &node.value {
        Value::Seq(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Map(map) => 1 + map.values().map(|entry| size(&entry.node)).sum::<usize>(),
        Value::String(text) => 1 + text.len() / 64,
        _ => 1,
    }
}

/// Whether a value is of an OpenAPI type; what is no type fits, another rule reports it.
pub(in crate::check) fn fits_type(wanted: &str, value: &Node) -> bool {
    match wanted {
        "string" => matches!(value.value, Value::String(_)),
        "integer" => match value.value {
            Value::Int(_) => true,
            Value::Float(float) => float.fract() == 0.0,
            _ => false,
        },
        "number" => matches!(value.value, Value::Int(_) | Value::Float(_)),
        "boolean" => matches!(value.value, Value::Bool(_)),
        "array" => matches!(value.value, Value::Seq(_)),
        "object" => matches!(value.value, Value::Map(_)),
        _ => true,
    }
}

/// What kind of value this is; `null` is what its author may have written without meaning it.
pub(in crate::check) fn kind(value: &Node) -> &'static str {
    if matches!(value.value, Value::Null) { "null" } else { value.kind() }
}

/// A type in the words that are used for values.
pub(super) fn words(of: &str) -> &'static str {
    match of {
        "string" => "a string",
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "a boolean",
        "array" => "a list",
        _ => "a mapping",
    }
}

/// A value, cut to what fits a message.
pub(in crate::check) fn shown(value: &Node) -> String {
    let text = match &value.value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(int) => int.to_string(),
        Value::Float(float) => float.to_string(),
        Value::String(text) => text.clone(),
        Value::Seq(_) | Value::Map(_) => return value.kind().to_owned(),
    };
    let mut cut: String = text.escape_debug().take(40).collect();
    if text.chars().count() > 40 {
        cut.push('…');
    }
    format!("`{cut}`")
}

/// Whether two values are equal wherever they stand; `1` and `1.0` are.
pub(in crate::check) fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => *a as f64 == *b,
        (Value::Seq(a), Value::Seq(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, entry)| {
                    b.get(key).is_some_and(|other| same(&entry.node, &other.node))
                })
        }
        (a, b) => a == b,
    }
}

/// Text that is equal for equal values.
pub(in crate::check) fn canonical(node: &Node) -> String {
    match &node.value {
        Value::Seq(items) => {
            let items: Vec<_> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Map(map) => {
            let mut entries: Vec<_> = map
                .iter()
                .map(|(key, entry)| format!("{key:?}:{}", canonical(&entry.node)))
                .collect();
            entries.sort_unstable();
            format!("{{{}}}", entries.join(","))
        }
        Value::Float(float) if float.fract() == 0.0 && float.abs() < 1e18 => {
            (*float as i128).to_string()
        }
        Value::String(text) => format!("{text:?}"),
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(int) => int.to_string(),
        Value::Float(float) => float.to_string(),
    }
}
