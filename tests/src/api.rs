//! The public API of generated code, as a text that was reviewed.

use codegen::artifacts::Artifacts;
use codegen::surface::Surface;

use crate::sources::Files;

/// Everything that a program can name, one item a line.
///
/// # Errors
/// The reason why the files cannot be read.
pub fn list(files: &Files) -> Result<String, String> {
    let mut artifacts = Artifacts::default();
    for (name, text) in files {
        artifacts.insert(name, text.clone());
    }
    let surface = Surface::of(&artifacts).map_err(|error| error.to_string())?;
    Ok(surface.list())
}
