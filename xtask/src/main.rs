//! The workspace's own commands: `cargo xtask --help`.

mod check;
mod ci;
mod generate;
mod output;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The workspace's own commands.
///
/// Exit codes: 0 fine, 1 findings or drift, 2 usage or input and output.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generate the client from the OpenAPI document.
    Generate(generate::Args),
    /// Report everything that is wrong with an OpenAPI document.
    Check(check::Args),
    /// Run every step of CI, in CI's order, and stop at the first that fails.
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
