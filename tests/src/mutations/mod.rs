//! Single edits to the document and to the generated code, and the checks that must notice them.
//!
//! Edits are made in memory, and find their places by what these are: a node of the document, a
//! part of the syntax. [`CODE`], [`DOCUMENT`] and [`DOCUMENT_ONLY`] are the lists;
//! `tests/mutations.rs` applies them one by one.

mod base;
mod checks;
mod code;
mod document;
mod parts;
mod tree;

pub use base::Base;
pub use checks::Noticed;
pub use code::CODE;
pub use document::{DOCUMENT, DOCUMENT_ONLY};
pub use parts::Cut;
pub use tree::Change;

/// A check that can notice an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catcher {
    /// `cargo xtask check` has findings; warnings count.
    Check,
    /// The generated code is not what the document makes of it.
    Drift,
    /// The contracts of document and code differ.
    Contract,
    /// The page of the contract is not the reviewed one.
    Page,
    /// The public API is not the reviewed one.
    Snapshot,
}

/// The place of an edit, and the change that it makes there.
#[derive(Debug, Clone, Copy)]
pub enum Edit {
    /// A node of the document.
    Node(&'static str, Change),
    /// The document as text.
    Text(fn(&str) -> String),
    /// A part of a generated file.
    Part(&'static str, &'static str, Cut),
}

/// One edit.
#[derive(Debug, Clone, Copy)]
pub struct Mutation {
    /// What the edit does.
    pub name: &'static str,
    /// Where and how.
    pub edit: Edit,
    /// The checks that must notice it. Others may.
    pub caught_by: &'static [Catcher],
    /// Why the contract cannot notice an edit of the code.
    pub drift_only: Option<&'static str>,
}

impl Mutation {
    /// The file that is edited.
    pub fn file(&self) -> &'static str {
        match self.edit {
            Edit::Part(file, ..) => file,
            Edit::Node(..) | Edit::Text(_) => "openapi.yaml",
        }
    }
}

/// An edit of the document.
const fn document(
    name: &'static str,
    pattern: &'static str,
    change: Change,
    caught_by: &'static [Catcher],
) -> Mutation {
    let edit = Edit::Node(pattern, change);
    Mutation { name, edit, caught_by, drift_only: None }
}

/// An edit of a generated file that contract and drift must notice.
const fn code(file: &'static str, name: &'static str, part: &'static str, cut: Cut) -> Mutation {
    Mutation {
        name,
        edit: Edit::Part(file, part, cut),
        caught_by: &[Catcher::Drift, Catcher::Contract],
        drift_only: None,
    }
}

/// An edit of a generated file that is outside of what the contract reads.
const fn drift_only(reason: &'static str, mutation: Mutation) -> Mutation {
    Mutation { caught_by: &[Catcher::Drift], drift_only: Some(reason), ..mutation }
}
