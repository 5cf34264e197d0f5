//! The line of each node, by its JSON pointer.

use std::collections::HashMap;

use saphyr::{LoadableYamlNode as _, MarkedYaml, YamlData};

use crate::contract::Place;
use crate::sources::SPEC;

/// Lines of keys and list items.
#[derive(Debug)]
pub(super) struct Lines(HashMap<String, usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Result<Self, String> {
        let documents = MarkedYaml::load_from_str(text).map_err(|error| error.to_string())?;
        let mut lines = HashMap::new();
        if let Some(root) = documents.first() {
            walk(root, "", &mut lines);
        }
        Ok(Self(lines))
    }

    /// Where a node stands; the nearest node above it where it is not there.
    pub(super) fn place(&self, pointer: &str) -> Place {
        let mut rest = pointer;
        let line = loop {
            if let Some(line) = self.0.get(rest) {
                break *line;
            }
            match rest.rsplit_once('/') {
                Some((above, _)) => rest = above,
                None => break 1,
            }
        };
        Place { file: SPEC.to_owned(), line }
    }
}

/// The pointer to a child.
pub(super) fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn walk(node: &MarkedYaml<'_>, pointer: &str, lines: &mut HashMap<String, usize>) {
    match &node.data {
        YamlData::Mapping(map) => {
            for (key, value) in map {
                let name = match (key.data.as_str(), key.data.as_integer()) {
                    (Some(text), _) => text.to_owned(),
                    (None, Some(number)) => number.to_string(),
                    (None, None) => continue,
                };
                let child = join(pointer, &name);
                lines.insert(child.clone(), key.span.start.line());
                walk(value, &child, lines);
            }
        }
        YamlData::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                let child = join(pointer, &index.to_string());
                lines.insert(child.clone(), item.span.start.line());
                walk(item, &child, lines);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_items_have_the_line_they_stand_on() {
        let lines = Lines::of("a:\n  b/c: 1\n  d:\n    - x\n    - y\n").expect("YAML");
        let line = |pointer| lines.place(pointer).line;
        assert_eq!(line("/a"), 1);
        assert_eq!(line("/a/b~1c"), 2);
        assert_eq!(line("/a/d/1"), 5);
        assert_eq!(line("/a/d/none/none"), 3);
    }
}
