//! The command `dcs`: the operations of the service for people and scripts.
//!
//! The commands, their options, their requests and their answers come from the document, as
//! [`generated::cli`](huaweicloud_dcs::generated::cli); nothing in here names an operation. The code
//! in here decides how a command acts. Neither the runtime nor TLS is set up before a command needs
//! it, so that help comes at once.

mod advice;
mod answer;
mod args;
mod call;
mod client;
mod confirm;
mod delete;
mod dry_run;
mod exit;
mod input;
mod names;
mod output;
mod own;
mod pages;
mod report;
mod subject;
mod targets;
mod text;
mod trace;

use std::process::ExitCode;

use args::Invocation;
use exit::Exit;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let exit = match args::parse(&arguments) {
        Ok(Invocation::Call(call)) => call::run(&call),
        Ok(Invocation::Completions(shell)) => pages::completions(shell),
        Ok(Invocation::Man(command)) => pages::man(command.as_deref()),
        Err(error) => args::report(&error, &arguments),
    };
    exit.into()
}

/// The reason why a command ends before it acts.
#[derive(Debug)]
struct Stop {
    exit: Exit,
    /// The problem.
    message: String,
    /// The next step for the user.
    next: Option<String>,
}

impl Stop {
    /// A slip in the arguments or the configuration.
    fn usage(message: impl Into<String>, next: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into(), next: Some(next.into()) }
    }
}
