//! `cargo xtask conform` and `cargo xtask new-operation`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use codegen::conform;
use codegen::error::{Error, Result};
use codegen::source::Source;
use codegen::spec::Spec;

use crate::workspace::{self, SPEC};
use crate::{Outcome, output};

/// Options of `cargo xtask conform`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The vendor's page: Markdown, with tables in HTML or Markdown
    #[arg(value_name = "PAGE")]
    page: PathBuf,
    /// The document [default: spec/openapi.yaml]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// How to print facts and departures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Options of `cargo xtask new-operation`.
#[derive(clap::Args)]
pub(crate) struct DraftArgs {
    /// The vendor's page: Markdown, with tables in HTML or Markdown
    #[arg(value_name = "PAGE")]
    page: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: each departure with the row of the page and the line of the document
    Text,
    /// For programs: one JSON object with the facts of the page and all departures
    Json,
}

/// Compares a page with the document; any departure without a reason is a finding.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let source = read(&args.page)?;
    let spec = match &args.spec {
        Some(path) => Spec::load(path, &path.display().to_string()),
        None => Spec::load(&workspace::root().join(SPEC), SPEC),
    };
    let spec = match spec {
        Ok(spec) => spec,
        Err(Error::Findings(report)) => {
            output::findings(&report);
            output::note(&output::summary(&report));
            return Ok(Outcome::Findings);
        }
        Err(error) => return Err(error),
    };
    let page = conform::read(&source);
    let comparison = conform::compare(&page, &spec);
    match args.format {
        Format::Text => {
            let styled = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            output::report(&comparison.human(&page, &source, spec.source(), styled));
            output::line(&comparison.summary(&source, spec.source()));
        }
        Format::Json => {
            output::line(&comparison.json(&page, &source, spec.source()).to_string());
        }
    }
    Ok(if comparison.conforms() { Outcome::Fine } else { Outcome::Findings })
}

/// Prints a draft; a page without an operation is a finding.
pub(crate) fn draft(args: &DraftArgs) -> Result<Outcome> {
    let source = read(&args.page)?;
    let page = conform::read(&source);
    for one in &page.not_understood {
        output::note(&format!(
            "{}:{}: not understood: {}",
            source.name(),
            one.place.line,
            one.what
        ));
    }
    if page.operations.is_empty() {
        return Ok(Outcome::Findings);
    }
    output::line(conform::draft(&page).trim_end());
    Ok(Outcome::Fine)
}

/// The text of a page.
#[expect(clippy::disallowed_methods, reason = "codegen takes text; a page is read here alone")]
fn read(path: &Path) -> Result<Source> {
    let failed = |source| Error::Io { action: "read", path: path.to_owned(), source };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Source::new(path.display().to_string(), text))
}
