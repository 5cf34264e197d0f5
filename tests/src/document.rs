//! An OpenAPI document as the fake service and the explorer read it: its operations, what a request
//! for one of them holds, and what a good answer to it is.
//!
//! It shares nothing with the generator.
//!
//! ```
//! use tests::document::Document;
//!
//! # fn main() -> Result<(), tests::document::Error> {
//! let document = Document::parse(include_str!("../../spec/openapi.yaml"))?;
//! let operation = &document.operations()[0];
//! assert_eq!(operation.id, "deleteBackgroundTask");
//! assert_eq!(operation.answer.status, 204);
//! # Ok(())
//! # }
//! ```

mod fits;
mod made;
mod number;
mod operation;
mod reference;
mod scalar;

use std::fmt;
use std::sync::{Arc, LazyLock};

use serde_json::Value;

pub(crate) use operation::is_json;
pub use operation::{Answer, Body, Operation, Parameter, Place};

/// The text of the document that the client is generated from.
pub const SPEC: &str = include_str!("../../spec/openapi.yaml");

/// A document that cannot be used has no operations here; then the fake service answers none, and
/// the first test that asks for one fails.
static DOCUMENT: LazyLock<Arc<Document>> =
    LazyLock::new(|| Arc::new(Document::parse(SPEC).unwrap_or_default()));

/// The reason why a document cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It is not YAML.
    #[error("the document is not YAML: {0}")]
    Syntax(#[from] serde_yaml::Error),
    /// An operation has no status of success.
    #[error("{0}: no response has a status of success; add one, such as '204'")]
    NoSuccess(String),
    /// The value of an answer cannot be made.
    #[error("{0}: no value can be made from the schema; give the media type an example")]
    Unmade(String),
    /// The value of an answer is not what its schema describes.
    #[error("{place}: the value {value} does not fit its schema: {complaint}; correct the example")]
    Unfit {
        /// The operation and the status.
        place: String,
        /// The value.
        value: Value,
        /// The first thing that is wrong with it.
        complaint: String,
    },
}

/// A document.
#[derive(Clone, Default)]
pub struct Document {
    root: Value,
    operations: Vec<Operation>,
}

impl Document {
    /// Reads a document.
    ///
    /// # Errors
    /// An [`Error`] where the text is not YAML, or an operation has no good answer.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut document = Self { root: serde_yaml::from_str(text)?, operations: Vec::new() };
        document.operations = operation::all(&document)?;
        Ok(document)
    }

    /// The document that the client is generated from.
    pub fn spec() -> Arc<Self> {
        Arc::clone(&DOCUMENT)
    }

    /// Its operations.
    pub fn operations(&self) -> &[Operation] {
        &self.operations
    }

    /// The schema with this name.
    pub fn schema(&self, name: &str) -> &Value {
        &self.root["components"]["schemas"][name]
    }

    /// The names of the schemas that have one.
    pub fn schemas(&self) -> impl Iterator<Item = &str> {
        let schemas = self.root["components"]["schemas"].as_object();
        schemas.into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// What is wrong with a value, by a schema of this document. A keyword that is not checked is
    /// a complaint as well.
    pub fn complaints(&self, schema: &Value, value: &Value) -> Vec<String> {
        fits::complaints(self, schema, value)
    }

    /// A value made from a schema of this document: its example, or else one that has all
    /// properties and one element a list. `None` where the schema asks for more than that.
    pub fn make(&self, schema: &Value) -> Option<Value> {
        made::value(self, schema)
    }
}

/// The operations alone: the whole document would bury what it is a part of.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.operations.iter().map(|operation| &operation.id)).finish()
    }
}
