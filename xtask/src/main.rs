//! The workspace's own commands: `cargo xtask --help`.

mod check;
mod ci;
mod conform;
mod diff;
mod explore;
mod generate;
mod output;
mod steps;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The workspace's own commands. `generate` is the main one: it writes the Rust client that
/// spec/openapi.yaml describes.
///
/// Exit codes: 0 all is well; 1 a document has findings, a change breaks
/// callers, or generated code is out of date; 2 the
/// command line is wrong, or a file cannot be read or written.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the Rust client that the OpenAPI document describes.
    ///
    /// Without options: from spec/openapi.yaml to generated-client/src/generated. Only files whose
    /// text changes are written, and generated files that no longer belong there are removed.
    Generate(generate::Args),
    /// Report everything that is wrong with an OpenAPI document, and write nothing.
    ///
    /// Each finding names line, column and rule, and says what to do. An error stands in the way of
    /// a client; a warning does not, yet here it counts as a finding too.
    Check(check::Args),
    /// Review a change of the document: what changed, whom it breaks, and which version it asks for.
    ///
    /// A file that exists wins over a revision of the same name; `REV:PATH` names a file in a
    /// revision. Without options: spec/openapi.yaml on the disk beside the commit where this branch
    /// left the main branch. spec/review.yaml sets levels and silences changes. Exit codes: 0
    /// nothing at the level of --fail-on; 1 such a change, or a finding about spec/review.yaml,
    /// version or changelog; 2 there is nothing to compare.
    Diff(diff::Args),
    /// Hold the document against a page of the vendor's API reference.
    ///
    /// What the page has and the document does not, what the document has and the page does not,
    /// and what both have in another way. A departure that `x-vendor-deviation` gives a reason for
    /// is shown and does not fail; a reason for nothing does. docs/conform.md says more.
    Conform(conform::Args),
    /// Print a draft of the operations of a page, as an OpenAPI document to edit.
    NewOperation(conform::DraftArgs),
    /// Try the operations out on a page, against a fake of the service on this machine.
    ///
    /// Prints the page's address, and serves it until Ctrl-C. The address is the endpoint of the
    /// fake service, too, for curl and clients.
    Explore(explore::Args),
    /// Run every step of CI in CI's order: a line each, then what failed.
    Ci,
}

/// How a command ends when nothing goes wrong with the command itself.
enum Outcome {
    /// Nothing to report.
    Fine,
    /// Findings or drift, already printed.
    Findings,
}

fn main() -> ExitCode {
    quiet_progenitor();
    let outcome = match Cli::parse().command {
        Command::Generate(args) => generate::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Conform(args) => conform::run(&args),
        Command::NewOperation(args) => conform::draft(&args),
        Command::Explore(args) => explore::run(&args),
        Command::Ci => ci::run(),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            output::error(&error.to_string());
            ExitCode::from(2)
        }
    }
}

/// codegen turns progenitor's panics into findings; the default hook would print them first.
fn quiet_progenitor() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let in_generator = info.location().is_some_and(|at| {
            ["progenitor", "typify", "openapiv3"].iter().any(|name| at.file().contains(name))
        });
        if !in_generator {
            default(info);
        }
    }));
}
