//! The code that the generator makes of a text, for checks that compare it with the text.

use codegen::spec::Spec;

use crate::sources::{Files, SPEC, settings};

/// The files that the generator makes of a document.
///
/// # Errors
/// Those of the generator for a document that it refuses.
pub fn files(text: &str) -> Result<Files, String> {
    let spec = Spec::parse(SPEC, text.as_bytes().to_vec()).map_err(|report| report.human(false))?;
    let generated = codegen::generate(spec, &settings()).map_err(|error| error.to_string())?;
    let artifacts = generated.artifacts.iter();
    Ok(artifacts.map(|(path, text)| (path.display().to_string(), text.to_owned())).collect())
}
