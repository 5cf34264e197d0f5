//! Operations that progenitor cannot send.

use super::tree::METHODS;
use crate::check::bodies::{body, parameter};
use crate::check::document::Document;
use crate::yaml::Node;

/// Leaves them out; the rule `unsupported-operation` has said so.
pub(super) fn leave_out(root: &mut Node) -> usize {
    let before = root.clone();
    let document = Document { root: &before };
    let unsendable = |parameters: Option<&Node>| {
        let parameters = parameters.and_then(Node::as_seq).unwrap_or_default();
        parameters
            .iter()
            .any(|p| document.resolve(p).is_some_and(|p| parameter(document, p).is_some()))
    };
    let Some(paths) = root.get_mut("paths").and_then(Node::as_map_mut) else { return 0 };
    let mut count = 0;
    for item in paths.values_mut() {
        let shared = unsendable(item.node.get("parameters"));
        let Some(item) = item.node.as_map_mut() else { continue };
        let old = item.len();
        item.retain(|method, operation| {
            let node = &operation.node;
            !METHODS.contains(&method.as_str())
                || !shared && !unsendable(node.get("parameters")) && body(document, node).is_none()
        });
        count += old - item.len();
    }
    count
}
