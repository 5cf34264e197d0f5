//! A node of the document, with what it takes to show and find it.

use crate::check::child;
use crate::check::document::Document;
use crate::source::Span;
use crate::yaml::Node;

/// A node, its pointer, and the place that is shown for it.
#[derive(Debug, Clone)]
pub(super) struct At<'a> {
    pub(super) node: &'a Node,
    pub(super) pointer: String,
    pub(super) shown: Span,
}

impl<'a> At<'a> {
    pub(super) fn new(shown: Span, node: &'a Node, pointer: String) -> Self {
        Self { node, pointer, shown }
    }

    /// The child under a key, shown at that key.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let entry = self.node.entry(key)?;
        Some(Self::new(entry.key, &entry.node, child(&self.pointer, key)))
    }

    /// The children under the keys of a mapping below `key`.
    pub(super) fn children(&self, key: &str) -> Vec<(&'a str, Self)> {
        let Some(parent) = self.get(key) else { return Vec::new() };
        let map = parent.node.as_map().into_iter().flatten();
        map.map(|(name, entry)| {
            (name.as_str(), Self::new(entry.key, &entry.node, child(&parent.pointer, name)))
        })
        .collect()
    }

    /// The items of a list below `key`.
    pub(super) fn items(&self, key: &str) -> Vec<Self> {
        let Some(parent) = self.get(key) else { return Vec::new() };
        let items = parent.node.as_seq().unwrap_or_default().iter().enumerate();
        items
            .map(|(at, node)| Self::new(node.span, node, child(&parent.pointer, &at.to_string())))
            .collect()
    }

    /// What the node stands for: itself, or the end of its chain of references, shown where the
    /// component stands.
    pub(super) fn resolve(&self, document: Document<'a>) -> Option<Self> {
        let mut at = self.clone();
        for _ in 0..32 {
            let Some(reference) = at.node.get("$ref").and_then(Node::as_str) else {
                return Some(at);
            };
            let pointer = reference.strip_prefix('#')?;
            let (parent, key) = pointer.rsplit_once('/')?;
            let key = key.replace("~1", "/").replace("~0", "~");
            at = At::new(Span::default(), document.root.pointer(parent)?, parent.to_owned())
                .get(&key)?;
        }
        None
    }

    /// Text under a key.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key)?.as_str()
    }
}
