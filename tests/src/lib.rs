//! Evidence that the document, the generator and the client agree.

pub mod contract;
pub mod mutations;
pub mod reorder;
pub mod sources;
