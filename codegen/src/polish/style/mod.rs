//! Passes that change only how the code reads.

mod docs;
mod document;
mod imports;
mod paths;
mod spacing;
mod tidy;

pub(super) use document::{Facts, document, facts};
pub(crate) use spacing::BLANK_LINE;

use super::Pass;

pub(super) const PASSES: &[Pass] = &[
    Pass {
        name: "tidy",
        reason: "blanket allows, number suffixes and repeated field names are noise",
        required: false,
        run: tidy::tidy,
    },
    Pass {
        name: "shorten-paths",
        reason: "`Option` reads better than `::std::option::Option`, where nothing else has the \
                 name",
        required: false,
        run: paths::shorten,
    },
    Pass {
        name: "prune-imports",
        reason: "an import that nothing uses would need an allow",
        required: false,
        run: imports::prune,
    },
    Pass {
        name: "line-docs",
        reason: "descriptions are Markdown of another dialect; rustdoc must neither warn about \
                 them nor run them as tests",
        required: false,
        run: docs::line_docs,
    },
    Pass {
        name: "space-items",
        reason: "prettyplease puts no blank line between items",
        required: false,
        run: spacing::space,
    },
];
