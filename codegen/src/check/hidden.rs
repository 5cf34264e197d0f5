//! `hidden-character`: text that does not show what it says.

use super::Findings;
use super::walk::push_token;
use crate::finding::Level;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// Looks at all keys and all text.
pub(super) fn check(root: &Node, source: &Source, findings: &mut Findings) {
    Search { source, findings, pointer: String::new() }.node(root);
}

struct Search<'a> {
    source: &'a Source,
    findings: &'a mut Findings,
    pointer: String,
}

impl Search<'_> {
    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::String(text) => self.text(text, node.span),
            Value::Seq(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.under(&index.to_string(), |search| search.node(item));
                }
            }
            Value::Map(map) => {
                for (key, entry) in map {
                    self.under(key, |search| {
                        search.text(key, entry.key);
                        search.node(&entry.node);
                    });
                }
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if text.is_ascii() {
            return;
        }
        let Some((character, level)) = text.chars().find_map(|c| Some((c, level(c)?))) else {
            return;
        };
        let raw = self.source.text().get(span.start..span.end);
        let span = raw.and_then(|raw| raw.find(character)).map_or(span, |at| Span {
            start: span.start + at,
            end: span.start + at + character.len_utf8(),
        });
        let code = u32::from(character);
        let message = match level {
            Level::Error => format!(
                "U+{code:04X} changes the direction of text, so the code would not show what it says"
            ),
            Level::Warning => format!("U+{code:04X} is an invisible mark of text direction"),
        };
        let pointer = self.pointer.as_str();
        let help = "remove the character; it came in with a copied text, most likely";
        self.findings.push(level, "hidden-character", span, pointer, message, help);
    }

    fn under(&mut self, token: &str, inner: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        push_token(&mut self.pointer, token);
        inner(self);
        self.pointer.truncate(length);
    }
}

/// The Rust compiler refuses what changes the direction, and lets marks pass.
fn level(character: char) -> Option<Level> {
    match character {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Level::Error),
        '\u{200e}' | '\u{200f}' | '\u{061c}' => Some(Level::Warning),
        _ => None,
    }
}
