//! The nodes of a document, with references followed.

use crate::yaml::Node;

/// A document that rules look things up in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'a> {
    pub(crate) root: &'a Node,
}

impl<'a> Document<'a> {
    /// The node that `node` stands for: itself, or what its chain of local `$ref`s ends in.
    /// Nothing where the chain is external, undefined or goes in a circle; the reference rules
    /// report those.
    pub(crate) fn resolve(&self, node: &'a Node) -> Option<&'a Node> {
        let mut node = node;
        for _ in 0..32 {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                return Some(node);
            };
            node = self.root.pointer(reference.strip_prefix('#')?)?;
        }
        None
    }
}
