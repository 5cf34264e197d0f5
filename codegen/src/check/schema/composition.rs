//! `allOf`, `oneOf`, `anyOf` and `not` that progenitor cannot turn into a type.

use super::{Site, untyped};
use crate::check::Findings;
use crate::finding::Level;
use crate::yaml::Node;

pub(super) fn composition(site: &Site<'_, '_>, findings: &mut Findings) {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let Some(entry) = site.entry(keyword) else { continue };
        if entry.node.as_seq().is_some_and(<[Node]>::is_empty) {
            site.push(
                Level::Error,
                "empty-composition",
                (entry.key, keyword),
                format!("`{keyword}` lists no schema, so no value can match"),
                "list at least one schema, or remove it",
                findings,
            );
        }
    }
    let unsupported = if let (true, Some(entry)) = (site.has("oneOf"), site.entry("anyOf")) {
        ("anyOf", entry.key, "`anyOf` beside `oneOf`")
    } else if let Some(entry) = site.entry("not")
        && !untyped::says_more(site.keywords)
        && !site.is_composed()
        && (site.has("type") || !site.has("enum"))
        && !entry.node.as_map().is_some_and(|not| not.is_empty() || not.contains_key("enum"))
    {
        ("not", entry.key, "`not` with keywords other than `enum`")
    } else {
        return;
    };
    let (keyword, span, what) = unsupported;
    site.push(
        Level::Error,
        "unsupported-composition",
        (span, keyword),
        format!("{what} stops progenitor, which has no type for it"),
        "say it in another way, or leave it to the description",
        findings,
    );
}
