//! Single edits to the document and to the generated code, and the checks that must notice them.
//!
//! Edits are made in memory. [`CODE`] and [`DOCUMENT`] are the two lists; `tests/mutations.rs`
//! applies them one by one.

mod checks;
mod code;
mod document;
mod document_only;

pub use checks::Checks;
pub use code::CODE;
pub use document::DOCUMENT;
pub use document_only::DOCUMENT_ONLY;

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
    /// The generated code is not the reviewed one.
    Snapshot,
}

/// One edit.
#[derive(Debug, Clone, Copy)]
pub struct Mutation {
    /// What the edit does.
    pub name: &'static str,
    /// `openapi.yaml`, or the name of a generated file.
    pub file: &'static str,
    /// Text that the file holds exactly once.
    pub from: &'static str,
    /// What takes its place.
    pub to: &'static str,
    /// The checks that must notice it. Others may.
    pub caught_by: &'static [Catcher],
    /// Why the contract cannot notice an edit of the code.
    pub drift_only: Option<&'static str>,
    /// Why the contract does not read what the generator makes of the edited document.
    pub beyond: Option<&'static str>,
}

impl Mutation {
    /// The same edit, whose outcome the contract does not read for a reason.
    const fn beyond(self, reason: &'static str) -> Self {
        Self { beyond: Some(reason), ..self }
    }

    /// An edit of a text.
    ///
    /// # Errors
    /// Where the text to replace does not occur exactly once.
    pub fn apply(&self, text: &str) -> Result<String, String> {
        match text.matches(self.from).count() {
            1 => Ok(text.replacen(self.from, self.to, 1)),
            count => Err(format!(
                "`{}`: {} holds the text to replace {count} times, not once: {:?}",
                self.name, self.file, self.from
            )),
        }
    }
}

/// An edit of the document.
const fn document(
    name: &'static str,
    from: &'static str,
    to: &'static str,
    caught_by: &'static [Catcher],
) -> Mutation {
    Mutation { name, file: "openapi.yaml", from, to, caught_by, drift_only: None, beyond: None }
}

/// An edit of a generated file that contract, drift and snapshot must notice.
const fn code(
    file: &'static str,
    name: &'static str,
    from: &'static str,
    to: &'static str,
) -> Mutation {
    Mutation {
        name,
        file,
        from,
        to,
        caught_by: &[Catcher::Drift, Catcher::Contract, Catcher::Snapshot],
        drift_only: None,
        beyond: None,
    }
}

/// An edit of a generated file that is outside of what the contract reads.
const fn drift_only(
    reason: &'static str,
    file: &'static str,
    name: &'static str,
    from: &'static str,
    to: &'static str,
) -> Mutation {
    Mutation {
        caught_by: &[Catcher::Drift, Catcher::Snapshot],
        drift_only: Some(reason),
        ..code(file, name, from, to)
    }
}
