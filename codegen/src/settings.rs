//! What a caller may choose about the generated client.

/// Choices that are not in the document.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The command that the header of each generated file names.
    pub command: String,
    /// Path of the type that the generated `Client` carries for its hooks, such as
    /// `crate::runtime::Runtime`; `None` for a client without state of its own.
    pub inner_type: Option<String>,
    /// Name of the package to generate a whole crate for; `None` for modules alone.
    pub package: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { command: "cargo xtask generate".to_owned(), inner_type: None, package: None }
    }
}
