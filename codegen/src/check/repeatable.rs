//! `repeatable`: the extension `x-repeatable`, which says whether an operation may be sent again
//! while the outcome of an attempt is unknown.

use super::Findings;
use super::context::Context;
use super::extension::{self, Extension};
use super::walk::child;
use crate::extensions::REPEATABLE;

const EXTENSION: Extension = Extension {
    key: REPEATABLE,
    rule: "repeatable",
    place: "an operation under `paths`",
    help: "write it into an operation, beside its `operationId`",
};

/// Looks at every place that has the extension.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let readers = extension::operations(context);
    for (site, entry) in EXTENSION.sites(context, &readers, findings) {
        if entry.node.as_bool().is_none() {
            let message =
                format!("`{REPEATABLE}` must be true or false, not {}", entry.node.kind());
            let help = "write `true` if the service may carry the request out twice, else `false`";
            let at = child(&site.pointer, REPEATABLE);
            EXTENSION.push(findings, entry.node.span, at, message, help);
        }
    }
}
