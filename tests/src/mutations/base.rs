//! The material of edits: a document, and the code made of it.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::checks::{self, Noticed};
use super::parts::{self, Part};
use super::{Edit, Mutation, tree};
use crate::api;
use crate::contract::{Contract, generated::files, rust, spec};
use crate::sources::{DOCUMENT, Files, generated};

/// A document and all that must agree with it.
#[derive(Debug)]
pub struct Base {
    pub(super) tree: Value,
    pub(super) document: Contract,
    pub(super) code: Contract,
    /// The code as it is checked in, and as the generator makes it.
    pub(super) files: Files,
    pub(super) output: Files,
    /// The page of the contract and the list of the public API, whose snapshots other tests hold.
    pub(super) page: String,
    pub(super) api: String,
    /// The parts of each checked-in file that edits change.
    parts: BTreeMap<String, Vec<Part>>,
}

impl Base {
    /// The document and the code that are checked in.
    ///
    /// # Errors
    /// Where they have no contract.
    pub fn checked_in() -> Result<Self, String> {
        let files = generated();
        Ok(Self {
            code: rust::derive(&files)?,
            parts: parts_of(&files),
            api: api::list(&files)?,
            files,
            ..Self::of(DOCUMENT)?
        })
    }

    /// Another document, and the code that the generator makes of it.
    ///
    /// # Errors
    /// Where the generator refuses it, or it has no contract.
    pub fn of(text: &str) -> Result<Self, String> {
        let output = files(text)?;
        let document = spec::derive(text)?;
        Ok(Self {
            tree: serde_yaml::from_str(text).map_err(|error| error.to_string())?,
            page: document.render(),
            document,
            code: rust::derive(&output)?,
            parts: parts_of(&output),
            files: output.clone(),
            api: api::list(&output)?,
            output,
        })
    }

    /// The document without an edit, as edits write it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn text(&self) -> Result<String, String> {
        serde_yaml::to_string(&self.tree).map_err(|error| error.to_string())
    }

    /// The document after an edit; nothing where it has no place for the edit.
    pub fn edited(&self, edit: Edit) -> Option<String> {
        match edit {
            Edit::Node(pattern, change) => {
                let edited = tree::edited(&self.tree, pattern, change)?;
                serde_yaml::to_string(&edited).ok()
            }
            Edit::Text(f) => self.text().ok().map(|text| f(&text)),
            Edit::Part(..) => None,
        }
    }

    /// The checks that notice an edit; nothing where it has no place here.
    pub fn notice(&self, mutation: &Mutation) -> Option<Noticed> {
        let Edit::Part(file, part, cut) = mutation.edit else {
            return self.edited(mutation.edit).map(|text| checks::document(self, &text));
        };
        let (code, parts) = (self.files.get(file)?, self.parts.get(file)?);
        let edited = parts::edited(code, parts, part, cut)?;
        let mut files = self.files.clone();
        files.insert(file.to_owned(), edited);
        Some(checks::code(self, &files))
    }

    /// The checks that notice something although nothing is edited.
    ///
    /// # Errors
    /// Where the document cannot be written.
    pub fn unedited(&self) -> Result<[Noticed; 2], String> {
        Ok([checks::document(self, &self.text()?), checks::code(self, &self.files)])
    }
}

fn parts_of(files: &Files) -> BTreeMap<String, Vec<Part>> {
    let read = files.iter().filter(|(name, _)| !["cli.rs", "mock.rs"].contains(&name.as_str()));
    read.map(|(name, text)| (name.clone(), parts::parts(text))).collect()
}
