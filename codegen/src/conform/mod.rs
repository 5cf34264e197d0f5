//! Holds the document against the vendor's page: what the page says, what the document says, and
//! where they differ.
//!
//! Text goes in, values come out: [`read`] makes a [`Page`] of facts from Markdown, [`compare`]
//! holds its operations against a [`Spec`](crate::spec::Spec), and [`draft`] writes a document that
//! says what a page says.
//!
//! ```
//! use codegen::conform;
//! use codegen::source::Source;
//!
//! let text = "\
//! ## URI
//!
//! GET /v1/things/{thing_id}
//!
//! Table 1 Path Parameters
//!
//! | Parameter | Mandatory | Type | Description |
//! | --- | --- | --- | --- |
//! | thing_id | Yes | String | Which thing. |
//! ";
//! let page = conform::read(&Source::new("page.md", text.to_owned()));
//! let operation = &page.operations[0];
//! assert_eq!((operation.method.as_str(), operation.path.as_str()), ("get", "/v1/things/{thing_id}"));
//! assert_eq!(operation.parameters[0].field.name, "thing_id");
//! ```

mod compare;
mod draft;
mod facts;
mod page;
mod read;
mod render;
mod words;

pub use compare::deviations::{FACTS, MISSING};
pub(crate) use compare::deviations::{KEY, is_fact};
pub use compare::{Comparison, Departure, Kind, compare};
pub use draft::draft;
pub use page::*;
pub use read::read;
