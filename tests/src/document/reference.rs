//! References of the document to itself.

use serde_json::Value;

use super::Document;

/// The longest chain of references.
pub(super) const DEPTH: usize = 32;

impl Document {
    /// What a node refers to, or else the node itself; nothing where a reference leads nowhere.
    pub(super) fn resolve<'a>(&'a self, mut node: &'a Value) -> Option<&'a Value> {
        for _ in 0..DEPTH {
            match reference(node) {
                Some(reference) => node = self.target(reference)?,
                None => return Some(node),
            }
        }
        None
    }

    /// What `#/…` names.
    pub(super) fn target(&self, reference: &str) -> Option<&Value> {
        self.root.pointer(reference.strip_prefix('#')?)
    }
}

/// The reference that a node is.
pub(super) fn reference(node: &Value) -> Option<&str> {
    node.get("$ref")?.as_str()
}
