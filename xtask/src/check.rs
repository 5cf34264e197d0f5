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
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: the line of the document, a caret and what to do
    #[value(alias = "human")]
    Text,
    /// For programs: a line for each document, one JSON object
    Json,
    /// For a GitHub workflow: annotations of the lines with findings
    Github,
}

/// Checks documents; any finding, a warning too, makes the outcome [`Outcome::Findings`].
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let reports = if args.files.is_empty() {
        vec![report(&workspace::root().join(SPEC), SPEC)]
    } else {
        args.files.iter().map(|path| report(path, &path.display().to_string())).collect()
    };
    // A file that cannot be read keeps nobody from the findings of the others.
    let mut failure = None;
    let mut outcome = Outcome::Fine;
    for report in reports {
        let report = match report {
            Ok(report) => report,
            Err(error) => {
                if let Some(earlier) = failure.replace(error) {
                    output::error(&earlier.to_string());
                }
                continue;
            }
        };
        if !report.is_empty() {
            outcome = Outcome::Findings;
        }
        print(&report, args.format);
    }
    failure.map_or(Ok(outcome), Err)
}

fn print(report: &Report, format: Format) {
    match format {
        Format::Text => {
            output::findings(report);
            output::line(&output::summary(report));
        }
        Format::Json => output::line(&report.json().to_string()),
        Format::Github => output::line(report.github().trim_end()),
    }
}

fn report(path: &Path, name: &str) -> Result<Report> {
    match Spec::load(path, name).and_then(codegen::check::check) {
        Ok(checked) => Ok(checked.warnings().clone()),
        Err(Error::Findings(report)) => Ok(report),
        Err(error) => Err(error),
    }
}
