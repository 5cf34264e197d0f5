//! Reads a page: Markdown → blocks → tables with resolved spans → operations.

mod assemble;
mod blocks;
mod cell;
mod context;
mod endpoint;
mod examples;
mod fields;
mod grid;
mod html;
mod limits;
mod markdown;
mod operations;
mod roles;
mod types;

use crate::source::Source;

use super::page::Page;

pub(super) use endpoint::names;

/// Reads what a page says. Any text will do: what makes no sense ends in
/// [`Page::not_understood`].
pub fn read(page: &Source) -> Page {
    operations::page(page, &markdown::blocks(page.text()))
}
