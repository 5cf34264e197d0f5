//! YAML in and out: the only module that names a YAML crate.
//!
//! `saphyr-parser` reads the text, because it says where every node stands; `serde_yaml` builds
//! the typed document. The author of `serde_yaml` has stopped work on it: what would replace it
//! goes into `yaml/typed.rs` and nowhere else.

mod edit;
mod node;
mod parse;
mod scalar;
mod slip;
mod surrogates;
mod typed;

pub use node::{Entry, Map, Node, Value};
pub(crate) use parse::parse;
pub(crate) use typed::typed;
