//! Changing nodes: what adaptations are made of.

use super::{Entry, Map, Node, Value};
use crate::source::Span;

impl Node {
    /// A node that no text spells; `span` is the place it stands for.
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value }
    }

    /// A mapping with the given entries.
    pub fn map<const N: usize>(span: Span, entries: [(&str, Node); N]) -> Self {
        let map = entries
            .into_iter()
            .map(|(key, node)| (key.to_owned(), Entry { key: span, node }))
            .collect();
        Self::new(span, Value::Map(map))
    }

    /// Text.
    pub fn text(span: Span, text: impl Into<String>) -> Self {
        Self::new(span, Value::String(text.into()))
    }

    /// A `$ref` node.
    pub fn reference(span: Span, to: impl Into<String>) -> Self {
        Self::map(span, [("$ref", Self::text(span, to))])
    }

    /// The mapping, if this is one.
    pub fn as_map_mut(&mut self) -> Option<&mut Map> {
        match &mut self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The sequence, if this is one.
    pub fn as_seq_mut(&mut self) -> Option<&mut Vec<Node>> {
        match &mut self.value {
            Value::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// The value under `key`, if this is a mapping that has it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        Some(&mut self.as_map_mut()?.get_mut(key)?.node)
    }

    /// Puts `node` under `key`; nothing happens where this is no mapping.
    pub fn insert(&mut self, key: &str, node: Node) {
        let entry = Entry { key: node.span, node };
        if let Some(map) = self.as_map_mut() {
            map.insert(key.to_owned(), entry);
        }
    }

    /// Takes out what stands under `key`, keeping the order of the rest.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        Some(self.as_map_mut()?.shift_remove(key)?.node)
    }

    /// Whether both spell the same value, wherever they stand and in whatever order of keys.
    pub fn same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Map(a), Value::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, entry)| {
                        b.get(key).is_some_and(|other| entry.node.same(&other.node))
                    })
            }
            (Value::Seq(a), Value::Seq(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (a, b) => a == b,
        }
    }

    /// The target of a `$ref`, if this is one.
    pub fn ref_target(&self) -> Option<&str> {
        self.get("$ref")?.as_str()
    }
}
