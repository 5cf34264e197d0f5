//! `cargo xtask generate`.

use std::path::PathBuf;
use std::time::Instant;

use codegen::drift::{Change, Drift};
use codegen::error::{Error, Result};
use codegen::finding::{Finding, Level};
use codegen::settings::Settings;
use codegen::spec::Spec;

use crate::workspace::{self, GENERATED, RUNTIME, SPEC};
use crate::{Outcome, output};

/// Options of `cargo xtask generate`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Write nothing; show what would change as a diff, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
    /// Generate from another OpenAPI 3.0 document; needs --out
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// Directory that the modules go to, or with --crate the crate; needs --spec
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// Generate a whole crate of this name, not only its modules
    #[arg(long = "crate", value_name = "NAME", requires = "out", value_parser = package_name)]
    package: Option<String>,
    /// Generate typed mocks for httpmock too, as module `mock` behind a feature of that name
    #[arg(long, requires = "out")]
    mock: bool,
    /// Generate the operations as commands of clap too, as module `cli` behind a feature of that
    /// name
    #[arg(long, requires = "out")]
    cli: bool,
    /// Build the operations on `Client`, `Error` and `Success` of this module, such as `crate`, and
    /// generate no client of their own
    #[arg(long, value_name = "MODULE", requires = "out", conflicts_with = "package")]
    runtime: Option<String>,
}

/// Names that Cargo refuses, or that a dependency of every generated crate has.
const TAKEN: [&str; 14] = [
    "alloc",
    "async",
    "await",
    "bytes",
    "core",
    "crate",
    "fn",
    "http",
    "mod",
    "proc-macro",
    "reqwest",
    "serde",
    "std",
    "test",
];

/// Checks the name of a package as Cargo would.
fn package_name(name: &str) -> std::result::Result<String, String> {
    let first = name.chars().next().ok_or("it is empty")?;
    if !first.is_ascii_alphabetic() && first != '_' {
        return Err("it must start with a letter or `_`".to_owned());
    }
    if let Some(other) = name.chars().find(|c| !c.is_ascii_alphanumeric() && !"-_".contains(*c)) {
        return Err(format!("it holds {other:?}; letters, digits, `-` and `_` are allowed"));
    }
    if TAKEN.contains(&name) {
        return Err("Rust or a dependency has that name; choose another".to_owned());
    }
    Ok(name.to_owned())
}

/// Generates, then writes or shows what differs.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let start = Instant::now();
    let target = Target::of(args);
    let spec = Spec::load(&target.spec, &target.name)?;
    let generated = codegen::generate(spec, &target.settings);
    let artifacts = match generated {
        Ok(generated) => {
            let left_out = |finding: &Finding| finding.rule == "unsupported-operation";
            output::findings(&generated.warnings.filtered(left_out));
            if !generated.warnings.is_empty() {
                output::note(&format!(
                    "{}; `cargo xtask check {}` shows them",
                    output::summary(&generated.warnings),
                    target.name,
                ));
            }
            generated.artifacts
        }
        Err(Error::Findings(report)) => {
            // Warnings would bury what stands in the way.
            output::findings(&report.filtered(|finding| finding.level == Level::Error));
            output::note(&format!("{}; nothing was written", output::summary(&report)));
            return Ok(Outcome::Findings);
        }
        Err(error) => return Err(error),
    };
    let drift = artifacts.drift(&target.out)?;
    if args.check {
        return Ok(show(&drift, &target));
    }
    drift.apply()?;
    for (path, change) in drift.changes() {
        let verb = match change {
            Change::Unchanged => "unchanged",
            Change::Missing { .. } | Change::Modified { .. } => "written",
            Change::Orphaned => "removed",
        };
        output::line(&format!("{verb:<9}  {}/{}", target.out_name, path.display()));
    }
    output::line(&format!("finished in {} ms", start.elapsed().as_millis()));
    Ok(Outcome::Fine)
}

fn show(drift: &Drift, target: &Target) -> Outcome {
    if drift.is_empty() {
        output::line(&format!("{} is up to date with {}", target.out_name, target.name));
        return Outcome::Fine;
    }
    output::line(drift.unified(&target.out_name).trim_end());
    output::error(&format!(
        "{} is out of date with {}; run `{}`",
        target.out_name, target.name, target.settings.command,
    ));
    Outcome::Findings
}

/// What to generate from and where to.
struct Target {
    spec: PathBuf,
    name: String,
    out: PathBuf,
    out_name: String,
    settings: Settings,
}

impl Target {
    fn of(args: &Args) -> Self {
        let root = workspace::root();
        match (&args.spec, &args.out) {
            (Some(spec), Some(out)) => {
                let package = args.package.as_ref().map(|name| format!(" --crate {name}"));
                let runtime = args.runtime.as_ref().map(|module| format!(" --runtime {module}"));
                Self {
                    name: spec.display().to_string(),
                    out_name: out.display().to_string(),
                    settings: Settings {
                        command: format!(
                            "cargo xtask generate --spec {} --out {}{}{}{}{}",
                            spec.display(),
                            out.display(),
                            package.unwrap_or_default(),
                            runtime.unwrap_or_default(),
                            if args.mock { " --mock" } else { "" },
                            if args.cli { " --cli" } else { "" },
                        ),
                        runtime: args.runtime.clone(),
                        package: args.package.clone(),
                        mock: args.mock,
                        cli: args.cli,
                    },
                    spec: spec.clone(),
                    out: out.clone(),
                }
            }
            _ => Self {
                spec: root.join(SPEC),
                name: SPEC.to_owned(),
                out: root.join(GENERATED),
                out_name: GENERATED.to_owned(),
                settings: Settings {
                    runtime: Some(RUNTIME.to_owned()),
                    mock: true,
                    cli: true,
                    ..Settings::default()
                },
            },
        }
    }
}
