//! The public API of generated code, and what a change of it means to programs that use it.

mod change;
mod effect;

pub use change::{ChangeKind, ItemChange, Spot};
pub use effect::{Effect, Extent, Obstacle, effect};

use crate::artifacts::Artifacts;

/// A file of the generated code that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct Unreadable {
    /// Path of the file.
    pub file: String,
    /// What is wrong.
    pub problem: String,
}

/// The public API of generated code.
#[derive(Debug, Clone, Default)]
pub struct Surface {}

impl Surface {
    /// Reads the public API.
    ///
    /// # Errors
    /// [`Unreadable`] where a file is not Rust, or is missing.
    pub fn of(_artifacts: &Artifacts) -> Result<Self, Unreadable> {
        Ok(Self {})
    }
}

/// All changes: the most serious first, then by path.
pub fn compare(_base: &Surface, _head: &Surface) -> Vec<ItemChange> {
    Vec::new()
}
