//! The same document with its keys in another order.

use serde_yaml::{Mapping, Value};

/// The entries of one map.
type Entries = Vec<(Value, Value)>;

/// Gives the entries of the map at a path another order.
type Change<'a> = &'a dyn Fn(&[String], Entries) -> Entries;

/// Every map reversed, every map rotated, and each kind of map reversed alone. Paths stay in their
/// order, in which operations are generated.
pub fn variants(text: &str) -> Vec<(String, String)> {
    let Ok(root) = serde_yaml::from_str::<Value>(text) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut add = |what: &str, change: Change<'_>| {
        let changed = reorder(root.clone(), &mut Vec::new(), change);
        if let Ok(text) = serde_yaml::to_string(&changed) {
            out.push((what.to_owned(), text));
        }
    };
    add("the reverse order of all keys", &|_, entries| reversed(entries));
    add("another first key in all maps", &|_, mut entries| {
        let by = 1.min(entries.len());
        entries.rotate_left(by);
        entries
    });
    for kind in ["delete", "responses", "components", "schemas", "properties", "securitySchemes"] {
        add(&format!("the reverse order of the keys below `{kind}`"), &|path, entries| {
            if path.last().is_some_and(|last| last == kind) { reversed(entries) } else { entries }
        });
    }
    out
}

fn reversed(mut entries: Entries) -> Entries {
    entries.reverse();
    entries
}

fn reorder(value: Value, path: &mut Vec<String>, change: Change<'_>) -> Value {
    match value {
        Value::Mapping(map) => {
            let entries = map
                .into_iter()
                .map(|(key, value)| {
                    path.push(key.as_str().unwrap_or_default().to_owned());
                    let value = reorder(value, path, change);
                    path.pop();
                    (key, value)
                })
                .collect();
            let paths = path.as_slice() == ["paths"];
            let entries = if paths { entries } else { change(path, entries) };
            Value::Mapping(entries.into_iter().collect::<Mapping>())
        }
        Value::Sequence(items) => {
            let items = items.into_iter().map(|item| reorder(item, path, change));
            Value::Sequence(items.collect())
        }
        other => other,
    }
}
