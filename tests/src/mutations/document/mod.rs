//! Edits of the document.

mod alone;
mod answers;
mod request;
mod schemas;
mod values;

use super::Catcher::{Check, Contract, Drift, Page};
use super::{Catcher, Mutation};

const ALL: &[Catcher] = &[Drift, Contract, Page];
const CHECKED: &[Catcher] = &[Check, Drift, Contract, Page];

/// Edits after which other code must be generated, by what they change.
pub const DOCUMENT: &[&[Mutation]] =
    &[request::EDITS, answers::EDITS, schemas::EDITS, values::EDITS];

/// Edits that no code follows: the page of the contract shows them.
pub const DOCUMENT_ONLY: &[Mutation] = alone::EDITS;
