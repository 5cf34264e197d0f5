//! Edits of the document that change what the client must do.

mod answers;
mod request;
mod values;

use super::Catcher::{Contract, Drift, Page};
use super::{Catcher, Mutation};

const ALL: &[Catcher] = &[Drift, Contract, Page];

const NOT_READ: &str = "the contract reads what this document uses, and this is more";
const MIXED: &str = "errors of several types become one, or are left to the catch-all arm";
const ENGINE: &str = "a pattern that is not one set of characters is left to a regex engine";

/// Edits after which other code must be generated, by what they change.
pub const DOCUMENT: &[&[Mutation]] = &[request::EDITS, answers::EDITS, values::EDITS];
