//! YAML with comments, for a person to edit.

use std::fmt::Write as _;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Yaml {
    /// A number, a truth value: spelled as it is.
    Plain(String),
    Text(String),
    List(Vec<Yaml>),
    Map(Map),
}

/// A mapping in the order of its keys' arrival.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Map {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    comment: Option<&'static str>,
    key: String,
    value: Yaml,
}

impl Map {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With one more entry.
    pub(super) fn with(mut self, key: &str, value: impl Into<Yaml>) -> Self {
        self.insert(key, value);
        self
    }

    /// With one more entry, where there is a value.
    pub(super) fn some(self, key: &str, value: Option<impl Into<Yaml>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Sets what stands under a key.
    pub(super) fn insert(&mut self, key: &str, value: impl Into<Yaml>) {
        let value = value.into();
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.value = value,
            None => self.entries.push(Entry { comment: None, key: key.to_owned(), value }),
        }
    }

    /// Puts a comment above the last entry.
    pub(super) fn comment(mut self, text: &'static str) -> Self {
        if let Some(entry) = self.entries.last_mut() {
            entry.comment = Some(text);
        }
        self
    }

    pub(super) fn get(&self, key: &str) -> Option<&Yaml> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Yaml> {
        self.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
    }

    /// Keys and values.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (String, Yaml)> {
        self.entries.into_iter().map(|entry| (entry.key, entry.value))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl From<Map> for Yaml {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl From<&str> for Yaml {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Yaml {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Yaml {
    fn from(truth: bool) -> Self {
        Self::Plain(truth.to_string())
    }
}

impl From<Vec<Yaml>> for Yaml {
    fn from(items: Vec<Yaml>) -> Self {
        Self::List(items)
    }
}

impl Yaml {
    /// The node that a JSON pointer leads to.
    pub(super) fn pointer(&mut self, pointer: &str) -> Option<&mut Map> {
        let mut node = self;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            node = match node {
                Yaml::Map(map) => map.get_mut(&token)?,
                Yaml::List(items) => items.get_mut(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        match node {
            Yaml::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The text of a document.
    pub(super) fn print(&self) -> String {
        let mut out = String::new();
        block(self, 0, &mut out);
        out
    }
}

fn block(value: &Yaml, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Yaml::Map(map) => {
            for entry in &map.entries {
                for line in entry.comment.into_iter().flat_map(str::lines) {
                    let _ = writeln!(out, "{indent}# {line}");
                }
                let _ = write!(out, "{indent}{}:", scalar(&entry.key));
                below(&entry.value, depth, out);
            }
        }
        Yaml::List(items) => {
            for item in items {
                let _ = write!(out, "{indent}-");
                match item {
                    Yaml::Map(map) if !map.is_empty() => {
                        let mut text = String::new();
                        block(item, depth + 1, &mut text);
                        // The first key stands beside the dash.
                        let _ = write!(out, " {}", text.trim_start());
                    }
                    item => below(item, depth, out),
                }
            }
        }
        Yaml::Plain(_) | Yaml::Text(_) => below(value, depth, out),
    }
}

fn below(value: &Yaml, depth: usize, out: &mut String) {
    match value {
        Yaml::Plain(text) => {
            let _ = writeln!(out, " {text}");
        }
        Yaml::Text(text) => {
            let _ = writeln!(out, " {}", scalar(text));
        }
        Yaml::Map(map) if map.is_empty() => out.push_str(" {}\n"),
        Yaml::List(items) if items.is_empty() => out.push_str(" []\n"),
        value => {
            out.push('\n');
            block(value, depth + 1, out);
        }
    }
}

/// A text on one line, quoted where YAML would read it as something else.
fn scalar(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text == "$ref" {
        return text;
    }
    let word = |c: char| c.is_alphanumeric() || "_./-$".contains(c);
    let plain = text.starts_with(|c: char| c.is_alphabetic())
        && text.ends_with(|c: char| word(c) || c == '.' || c == '。')
        && text.chars().all(|c| word(c) || " ,;()。，；（）、".contains(c));
    let reserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    if plain && !reserved.contains(&text.to_lowercase().as_str()) && !text.contains('$') {
        return text;
    }
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_as_what_was_meant() {
        for text in [
            "plain", "12", "a: b", "it's", "# no", "~", "No", "- x", "", "表 1", "a #b", "{x}",
            "*", "!",
        ] {
            let printed = Yaml::from(Map::new().with(text, text)).print();
            let spec = crate::spec::Spec::parse("x.yaml", printed.clone().into_bytes());
            let spec = spec.map_err(|report| report.human(false)).expect(&printed);
            assert_eq!(
                spec.root().get(text).and_then(crate::yaml::Node::as_str),
                Some(text),
                "{printed}"
            );
        }
    }
}
