//! Documents of this folder, and edits of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::spec::Spec;
use serde_yaml::Value;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
pub fn read(name: &str) -> String {
    let text = fs::read_to_string(folder().join(name));
    text.unwrap_or_else(|error| panic!("{name}: {error}")).replace("\r\n", "\n")
}

/// Says what differs from the file, or writes the file where that is wanted.
#[expect(clippy::disallowed_methods, reason = "a test reads and writes its fixtures")]
pub fn expect(name: &str, actual: &str) -> Option<String> {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    (expected != actual).then(|| format!("{name}: expected\n{expected}\nbut found\n{actual}"))
}

/// Names of the files with this extension, without it.
pub fn names(below: &str, extension: &str) -> BTreeSet<String> {
    fs::read_dir(folder().join(below))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

pub fn spec(name: &str, text: &str) -> Spec {
    Spec::parse(name, text.as_bytes().to_vec()).unwrap_or_else(|report| panic!("{report:?}"))
}

pub fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

pub fn text(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap()
}

/// Base and head of a case, and the day that it is judged for.
pub fn edited(case: &str) -> (String, String, Option<String>) {
    let patch = yaml(&read(&format!("cases/{case}.yaml")));
    let base = yaml(&read(&format!("bases/{}.yaml", patch["base"].as_str().unwrap_or("tasks"))));
    let mut head = base.clone();
    let mut from = base;
    for (key, document) in [("before", &mut from), ("edit", &mut head)] {
        for edit in patch[key].as_sequence().into_iter().flatten() {
            apply(document, edit);
        }
    }
    if patch["swap"].as_bool() == Some(true) {
        std::mem::swap(&mut from, &mut head);
    }
    (text(&from), text(&head), patch["today"].as_str().map(str::to_owned))
}

/// One edit: `at` with `set`, `remove`, `rename`, or `move` to another place.
fn apply(document: &mut Value, edit: &Value) {
    let at = edit["at"].as_str().unwrap();
    let (parent, last) = at.rsplit_once('/').unwrap();
    if let Some(to) = edit.get("move").and_then(Value::as_str) {
        let value = remove(find(document, parent), last);
        let (parent, last) = to.rsplit_once('/').unwrap();
        return put(find(document, parent), last, value);
    }
    let parent = find(document, parent);
    if let Some(value) = edit.get("set") {
        put(parent, last, value.clone());
    } else if let Some(name) = edit.get("rename").and_then(Value::as_str) {
        let map = parent.as_mapping_mut().unwrap();
        let old = plain(last);
        let entries: Vec<_> = std::mem::take(map).into_iter().collect();
        for (key, value) in entries {
            let renamed = key.as_str() == Some(old.as_str());
            map.insert(if renamed { name.into() } else { key }, value);
        }
    } else {
        remove(parent, last);
    }
}

fn plain(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

fn find<'a>(document: &'a mut Value, pointer: &str) -> &'a mut Value {
    pointer.split('/').skip(1).fold(document, |node, token| match node {
        Value::Sequence(items) => &mut items[token.parse::<usize>().unwrap()],
        Value::Mapping(map) => {
            map.get_mut(plain(token)).unwrap_or_else(|| panic!("no {token} in {pointer}"))
        }
        other => panic!("{token} of {pointer} below {other:?}"),
    })
}

fn put(parent: &mut Value, last: &str, value: Value) {
    match parent {
        Value::Sequence(items) => match last.parse::<usize>() {
            Ok(at) => items[at] = value,
            Err(_) => items.push(value),
        },
        Value::Mapping(map) => {
            map.insert(plain(last).into(), value);
        }
        other => panic!("{last} below {other:?}"),
    }
}

fn remove(parent: &mut Value, last: &str) -> Value {
    match parent {
        Value::Sequence(items) => items.remove(last.parse::<usize>().unwrap()),
        Value::Mapping(map) => map.shift_remove(plain(last)).unwrap_or_else(|| panic!("no {last}")),
        other => panic!("{last} below {other:?}"),
    }
}
