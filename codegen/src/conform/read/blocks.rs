//! What a page is made of, from top to bottom.

use super::html::RawTable;

/// A block and where it starts.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) content: Content,
    /// Names that links reach it by.
    pub(super) anchors: Vec<String>,
}

/// What a block holds.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Heading {
        level: u8,
        text: String,
    },
    Text {
        text: String,
        links: Vec<String>,
    },
    Code(String),
    Table(RawTable),
    /// Nothing but names that links reach the next block by.
    Anchors,
}
