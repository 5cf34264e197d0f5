//! `cargo xtask diff`.

mod day;
mod git;
mod release;
mod sides;

use std::path::PathBuf;

use clap::ValueEnum;
use codegen::diff::{self, Date, Level};
use codegen::error::Result;
use codegen::finding::Report;
use codegen::review::{Kind, Review, RustEffect, Settings};
use codegen::surface;

use crate::workspace::{self, REVIEW, RUNTIME};
use crate::{Outcome, output};
use sides::{Checkout, Document};

/// Options of `cargo xtask diff`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to compare with [default: where this branch left the main branch]
    #[arg(long, value_name = "REV|FILE")]
    base: Option<String>,
    /// What to look at [default: spec/openapi.yaml as it is on the disk]
    #[arg(long, value_name = "REV|FILE")]
    head: Option<String>,
    /// Compare with the latest release, and hold version and changelog against the verdict
    #[arg(long, conflicts_with = "base")]
    against_release: bool,
    /// How to print the review
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 at a change of this level or above [default: breaking, with --against-release
    /// never]
    #[arg(long, value_enum, value_name = "LEVEL")]
    fail_on: Option<FailOn>,
    /// The day on which the documents are compared: an `x-sunset` before it has passed [default:
    /// today, by the clock of this machine]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day::parse)]
    today: Option<Date>,
    /// Leave out what happens to the Rust client, which takes most of the time
    #[arg(long)]
    no_rust: bool,
    /// Look at another checkout of this project
    #[arg(long, value_name = "DIR")]
    repository: Option<PathBuf>,
    /// List every kind of change with its level, and compare nothing
    #[arg(long, conflicts_with_all = ["base", "head", "against_release", "format", "fail_on"])]
    list: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Text,
    /// For a comment on a pull request, or the summary of a workflow
    Markdown,
    /// For programs: one JSON object; docs/review.schema.json describes it
    Json,
    /// For a GitHub workflow: annotations of the changed lines
    Github,
    /// For code scanners and editors: SARIF 2.1.0
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Breaking,
    Dangerous,
    Never,
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Breaking => Some(Level::Breaking),
            Self::Dangerous => Some(Level::Dangerous),
            Self::Never => None,
        }
    }
}

/// Compares two documents and prints a review.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let kinds = kinds();
    if args.list {
        for kind in &kinds {
            output::line(&format!("{:<13}  {}: {}", kind.level.as_str(), kind.id, kind.summary));
        }
        return Ok(Outcome::Fine);
    }
    let root = args.repository.as_ref().map(std::path::absolute);
    let root = root.and_then(std::result::Result::ok).unwrap_or_else(workspace::root);
    let checkout = Checkout::at(root);
    let head = checkout.head(args.head.as_deref())?;
    let (settings, mut findings) = settings(&checkout, &kinds)?;
    let (base, released) = if args.against_release {
        let Some((version, base)) = checkout.release(args.head.as_deref())? else {
            output::note(
                "nothing is released yet: no tag `vX.Y.Z` leads here; any version will do",
            );
            return Ok(finish(findings, args.format, false));
        };
        (base, Some(version))
    } else {
        (checkout.base(args.base.as_deref(), args.head.as_deref())?, None)
    };
    let comparison = match args.today.or_else(day::today) {
        Some(today) => diff::diff_on(&base.spec, &head.spec, today),
        None => diff::diff(&base.spec, &head.spec),
    };
    // An entry is written for what a pull request changes, which is what the defaults compare.
    if args.base.is_none() && args.head.is_none() && released.is_none() {
        findings.push(settings.stale(comparison.changes()));
    }
    let rust = rust(&base, &head, args.no_rust);
    let sides = (base.side.clone(), head.side.clone());
    let review = Review::new(sides, &head.spec, &comparison, &settings, rust);
    print(&review, args.format, &kinds);
    if let Some(version) = released {
        findings.extend(release::findings(&checkout, review.verdict(), version)?);
    }
    Ok(finish(findings, args.format, fails(&review, args)))
}

/// Whether a change is at or above the level of `--fail-on`.
fn fails(review: &Review, args: &Args) -> bool {
    let default = if args.against_release { FailOn::Never } else { FailOn::Breaking };
    let Some(level) = args.fail_on.unwrap_or(default).level() else {
        return false;
    };
    let fails = review.reaches(level);
    if fails {
        output::note(&format!(
            "there are changes at `{level}` or above; take them back or, with a reason, silence \
             their fingerprints in {REVIEW}"
        ));
    }
    fails
}

fn finish(findings: Vec<Report>, format: Format, fails: bool) -> Outcome {
    let mut outcome = if fails { Outcome::Findings } else { Outcome::Fine };
    for report in findings.iter().filter(|report| !report.is_empty()) {
        outcome = Outcome::Findings;
        if format == Format::Github {
            output::line(report.github().trim_end());
        } else {
            output::findings(report);
        }
        output::note(&output::summary(report));
    }
    outcome
}

fn print(review: &Review, format: Format, kinds: &[Kind]) {
    let text = match format {
        Format::Text => review.text(output::is_styled(&std::io::stdout())),
        Format::Markdown => review.markdown(),
        Format::Json => review.json().to_string(),
        Format::Github => review.github(),
        Format::Sarif => review.sarif(kinds).to_string(),
    };
    output::line(text.trim_end());
}

fn settings(checkout: &Checkout, kinds: &[Kind]) -> Result<(Settings, Vec<Report>)> {
    Ok(match checkout.file(REVIEW)? {
        None => (Settings::default(), Vec::new()),
        Some(bytes) => {
            let (settings, report) = Settings::parse(REVIEW, bytes, kinds);
            (settings, vec![report])
        }
    })
}

/// What the change does to the client of this project.
fn rust(base: &Document, head: &Document, left_out: bool) -> RustEffect {
    if left_out {
        return RustEffect::Unknown { reason: "`--no-rust` leaves it out".to_owned() };
    }
    let settings = codegen::settings::Settings {
        runtime: Some(RUNTIME.to_owned()),
        ..codegen::settings::Settings::default()
    };
    RustEffect::from(&surface::effect(&base.spec, &head.spec, &settings))
}

/// Every kind of change that a comparison can report.
fn kinds() -> Vec<Kind> {
    let kind = |rule: &diff::Rule| Kind { id: rule.id, level: rule.level, summary: rule.explain };
    diff::RULES.iter().map(kind).collect()
}
