//! The public API of generated code, and what a change of it means to programs that use it.
//!
//! [`Surface::of`] reads generated files as a consumer's compiler would name what is in them:
//! modules, re-exports and conditions are followed, and an item that has moved but can still be
//! named as before is the same item. [`compare`] says what differs, and by which rule of semantic
//! versioning each change is breaking, dangerous or compatible. [`effect`] does both for two
//! documents.
//!
//! What syntax does not show is not seen: whether a type is `Send` or `Sync` (private fields decide
//! that), what a macro expands to (reported as dangerous where its text changes), and what a type
//! alias that a signature names stands for elsewhere. Bodies and comments are no API.
//!
//! ```
//! use codegen::{artifacts::Artifacts, diff::Level, surface::{Surface, compare}};
//!
//! let surface = |text: &str| {
//!     let mut code = Artifacts::default();
//!     code.insert("mod.rs", text.to_owned());
//!     Surface::of(&code).expect("Rust")
//! };
//! let changes = compare(
//!     &surface("pub enum State { Open }"),
//!     &surface("pub enum State { Open, Closed }"),
//! );
//! assert_eq!(changes[0].path, "State::Closed");
//! assert_eq!(changes[0].level, Level::Breaking);
//! assert_eq!(changes[0].lint, Some("enum_variant_added"));
//! ```

mod attrs;
mod canon;
mod change;
mod collect;
mod compare;
mod define;
mod effect;
mod function;
mod implement;
mod item;
mod labels;
mod list;
mod rules;
mod text;
mod tree;

pub use change::{ChangeKind, ItemChange, Spot};
pub use effect::{Effect, Extent, Obstacle, effect};
pub use rules::RULES;

use crate::artifacts::Artifacts;

/// A file of the generated code that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the public API cannot be read from {file}: {problem}")]
pub struct Unreadable {
    /// Path of the file below the output directory.
    pub file: String,
    /// What is wrong.
    pub problem: String,
}

/// The public API of generated code.
#[derive(Debug, Clone, Default)]
pub struct Surface {
    found: collect::Found,
}

impl Surface {
    /// Reads the public API.
    ///
    /// # Errors
    /// [`Unreadable`] where a file is not Rust, or is missing.
    pub fn of(artifacts: &Artifacts) -> Result<Self, Unreadable> {
        let tree = tree::Tree::of(artifacts)?;
        Ok(Self { found: collect::collect(&tree) })
    }

    /// The public paths of all items, in order; their fields, variants and methods are not among
    /// them.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.found.names.keys().map(String::as_str)
    }

    /// The public API as text: each item on a line, with what belongs to it below.
    ///
    /// ```
    /// use codegen::{artifacts::Artifacts, surface::Surface};
    ///
    /// let mut code = Artifacts::default();
    /// let text = "#[derive(Debug)] pub struct Id(String); impl Id { pub fn new() -> Self {} }";
    /// code.insert("mod.rs", text.to_owned());
    /// let listed = "Id: pub struct Id(..)\n    pub fn new() -> Self\n    impl std::fmt::Debug\n";
    /// assert_eq!(Surface::of(&code).expect("Rust").list(), listed);
    /// ```
    pub fn list(&self) -> String {
        list::list(&self.found)
    }
}

/// All changes: the most serious first, then by path.
pub fn compare(base: &Surface, head: &Surface) -> Vec<ItemChange> {
    compare::compare(&base.found, &head.found)
}
