//! What the unit tests of rules share.

use super::Findings;
use super::document::Document;
use crate::finding::Finding;
use crate::yaml::{self, Node};

/// Parses a document.
pub(super) fn parse(text: &str) -> Node {
    let (root, duplicates) = yaml::parse(text).unwrap_or_else(|f| panic!("{}: {text}", f.message));
    assert!(duplicates.is_empty(), "{text}");
    root
}

/// What a rule finds in a document.
pub(super) fn findings(
    text: &str,
    rule: impl for<'a> FnOnce(Document<'a>, &mut Findings),
) -> Vec<Finding> {
    let root = parse(text);
    let mut found = Findings::default();
    rule(Document { root: &root }, &mut found);
    found.list
}
