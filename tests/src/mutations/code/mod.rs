//! Edits of the generated code.

mod builder;
mod client;
mod operation;
mod types;
mod values;

use super::Mutation;

const BUILDER: &str = "builder.rs";
const CLIENT: &str = "mod.rs";
const REGION: &str = "region.rs";
const CODES: &str = "error_code.rs";
const SUPPORT: &str = "support.rs";
const TYPES: &str = "types.rs";

/// The document says nothing about it, and the wire tests run it.
const RUNTIME: &str = "how a request is put together is behaviour; wire tests prove it";
/// The document says nothing about it.
const ITS_OWN: &str = "the generator's own wording or helper; the document says nothing about it";

/// All edits, by what they change.
pub const CODE: &[&[Mutation]] =
    &[operation::EDITS, builder::EDITS, client::EDITS, types::EDITS, values::EDITS];
