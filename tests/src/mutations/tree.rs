//! Places of a document, found by what they are, and what an edit does to them.

use serde_yaml::{Mapping, Value};

/// The change that an edit makes to a node.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// The node goes.
    Remove,
    /// Its key changes.
    Rename(&'static str),
    /// Another value, as YAML.
    Set(&'static str),
    /// One more entry, which the node does not have yet.
    Insert(&'static str, &'static str),
    /// One more item.
    Push(&'static str),
    /// A number is one higher.
    Next,
    /// A text says something else.
    Words,
    /// Its key becomes another; nothing where it cannot.
    Key(fn(&str) -> Option<String>),
    /// The node changes; nothing where it cannot.
    Node(fn(&mut Value) -> Option<()>),
}

/// Makes an edit in the first place that `pattern` describes and `change` is possible in.
///
/// A pattern names one node a word: `*` is any, `4*` any that begins so, `get|put` either of two,
/// and `*[in=path]` one that has such an entry; `[in=*]` asks for any value.
pub(super) fn edited(document: &Value, pattern: &str, change: Change) -> Option<Value> {
    let words: Vec<&str> = pattern.split(' ').collect();
    let mut places = Vec::new();
    find(document, &words, &mut Vec::new(), &mut places);
    places.into_iter().find_map(|place| {
        let mut edited = document.clone();
        apply(&mut edited, &place, change)?;
        (edited != *document).then_some(edited)
    })
}

fn find(node: &Value, words: &[&str], path: &mut Vec<Value>, places: &mut Vec<Vec<Value>>) {
    let Some((word, rest)) = words.split_first() else {
        places.push(path.clone());
        return;
    };
    let children: Vec<(Value, &Value)> = match node {
        Value::Mapping(map) => map.iter().map(|(key, child)| (key.clone(), child)).collect(),
        Value::Sequence(items) => {
            items.iter().enumerate().map(|(index, child)| (index.into(), child)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        if fits(&key, child, word) {
            path.push(key);
            find(child, rest, path, places);
            path.pop();
        }
    }
}

fn fits(key: &Value, node: &Value, word: &str) -> bool {
    let (name, condition) = word.split_once('[').unwrap_or((word, ""));
    let key = key.as_str().unwrap_or_default();
    let named = name.split('|').any(|name| match name.strip_suffix('*') {
        Some(start) => key.starts_with(start),
        None => key == name,
    });
    named
        && condition.trim_end_matches(']').split_once('=').is_none_or(|(entry, wanted)| {
            let found = node.get(entry);
            found.is_some_and(|found| wanted == "*" || found.as_str() == Some(wanted))
        })
}

fn at<'a>(node: &'a mut Value, path: &[Value]) -> Option<&'a mut Value> {
    path.iter().try_fold(node, |node, key| match key.as_u64() {
        Some(index) => node.get_mut(usize::try_from(index).ok()?),
        None => node.get_mut(key),
    })
}

fn apply(document: &mut Value, path: &[Value], change: Change) -> Option<()> {
    let parse = |text: &str| serde_yaml::from_str::<Value>(text).ok();
    let (last, above) = path.split_last()?;
    match change {
        Change::Remove => match at(document, above)? {
            Value::Mapping(map) => map.shift_remove(last).map(drop),
            Value::Sequence(items) => {
                items.remove(usize::try_from(last.as_u64()?).ok()?);
                Some(())
            }
            _ => None,
        },
        Change::Rename(name) => rename(at(document, above)?, last, name),
        Change::Key(f) => rename(at(document, above)?, last, &f(last.as_str()?)?),
        Change::Set(text) => {
            *at(document, path)? = parse(text)?;
            Some(())
        }
        Change::Insert(key, text) => {
            let map = at(document, path)?.as_mapping_mut()?;
            (!map.contains_key(key)).then(|| map.insert(key.into(), parse(text)?)).map(drop)
        }
        Change::Push(text) => {
            at(document, path)?.as_sequence_mut()?.push(parse(text)?);
            Some(())
        }
        Change::Next => {
            let node = at(document, path)?;
            *node = (node.as_u64()? + 1).into();
            Some(())
        }
        Change::Words => {
            let node = at(document, path)?;
            *node = format!("Other words: {}", node.as_str()?).into();
            Some(())
        }
        Change::Node(f) => f(at(document, path)?),
    }
}

/// Gives an entry another key, in its place.
fn rename(map: &mut Value, key: &Value, name: &str) -> Option<()> {
    let map = map.as_mapping_mut()?;
    let other = |known: &Value| if known == key { name.into() } else { known.clone() };
    let renamed: Mapping = map.iter().map(|(k, v)| (other(k), v.clone())).collect();
    (!map.contains_key(name)).then(|| *map = renamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_what_they_are() {
        let document = serde_yaml::from_str("a: [{in: x, n: 1}, {in: y, n: 1}]\nb: {4x: 1}\n");
        let document: Value = document.expect("YAML");
        let edit = |pattern, change| {
            edited(&document, pattern, change).map(|v| serde_yaml::to_string(&v).expect("YAML"))
        };
        let (x, y) = ("- in: x\n  n: ", "- in: y\n  n: ");
        let next = format!("a:\n{x}1\n{y}2\nb:\n  4x: 1\n");
        assert_eq!(edit("a *[in=y] n", Change::Next), Some(next));
        let renamed = format!("a:\n{x}1\n{y}1\nb:\n  new: 1\n");
        assert_eq!(edit("b|c 4*", Change::Rename("new")), Some(renamed));
        assert_eq!(edit("a *[out=*]", Change::Remove), None);
        assert_eq!(edit("b", Change::Insert("4x", "2")), None);
    }
}
