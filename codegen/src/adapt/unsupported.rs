//! Operations that progenitor cannot send.

use super::tree::{METHODS, change_paths};
use crate::check::bodies::{body, parameter};
use crate::check::document::Document;
use crate::yaml::Node;

/// Leaves them out; the rule `unsupported-operation` has said so.
pub(super) fn leave_out(root: &mut Node) -> usize {
    change_paths(root, |root, paths| {
        let document = Document { root };
        let unsendable = |parameters: Option<&Node>| {
            let parameters = parameters.and_then(Node::as_seq).unwrap_or_default();
            parameters
                .iter()
                .any(|p| document.resolve(p).is_some_and(|p| parameter(document, p).is_some()))
        };
        let mut count = 0;
        for item in paths.values_mut() {
            let shared = unsendable(item.node.get("parameters"));
            let Some(item) = item.node.as_map_mut() else { continue };
            let old = item.len();
            item.retain(|method, operation| {
                let node = &operation.node;
                !METHODS.contains(&method.as_str())
                    || !shared
                        && !unsendable(node.get("parameters"))
                        && body(document, node).is_none()
            });
            count += old - item.len();
        }
        count
    })
}
