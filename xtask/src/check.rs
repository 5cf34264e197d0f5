//! `cargo xtask check`.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use codegen::error::{Error, Result};
use codegen::finding::Report;
use codegen::spec::Spec;

use crate::workspace::{self, SPEC};
use crate::{Outcome, output};

/// Options of `cargo xtask check`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Documents to check [default: spec/openapi.yaml]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// With the source line, a caret and what to do
    Human,
    /// One JSON object a document, a line each
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

/// Checks documents; any finding, a warning too, makes the outcome [`Outcome::Findings`].
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let reports = if args.files.is_empty() {
        vec![report(&workspace::root().join(SPEC), SPEC)?]
    } else {
        let name = |path: &Path| path.display().to_string();
        args.files.iter().map(|path| report(path, &name(path))).collect::<Result<Vec<_>>>()?
    };
    for report in &reports {
        match args.format {
            Format::Human => {
                output::findings(report);
                output::line(&output::summary(report));
            }
            Format::Json => output::line(&report.json().to_string()),
            Format::Github => output::line(report.github().trim_end()),
        }
    }
    if reports.iter().all(Report::is_empty) { Ok(Outcome::Fine) } else { Ok(Outcome::Findings) }
}

fn report(path: &Path, name: &str) -> Result<Report> {
    match Spec::load(path, name).and_then(codegen::check::check) {
        Ok(checked) => Ok(checked.warnings().clone()),
        Err(Error::Findings(report)) => Ok(report),
        Err(error) => Err(error),
    }
}
