//! placeholder
use super::page::Page;
/// placeholder
pub fn draft(_page: &Page) -> String { String::new() }
