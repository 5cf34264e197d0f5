//! `cargo xtask explore`.

use std::process::Command;

use codegen::error::{Error, Result};

use crate::{Outcome, workspace};

/// Options of `cargo xtask explore`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The port of the page on 127.0.0.1; 0 is any free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
}

/// Runs the explorer, which is a program of its own: its parts, a server and a whole page, would
/// make each build of this one longer.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["run", "--quiet", "--locked", "--package", "tests", "--bin", "explorer", "--"])
        .arg(args.port.to_string())
        .current_dir(workspace::root());
    become_it(cargo).map_err(|source| Error::Io { action: "run", path: "cargo".into(), source })
}

/// Becomes the command, so that whoever ends this process ends the explorer.
#[cfg(unix)]
fn become_it(mut command: Command) -> std::io::Result<Outcome> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

/// Waits for the command; Ctrl-C reaches both.
#[cfg(not(unix))]
fn become_it(mut command: Command) -> std::io::Result<Outcome> {
    let status = command.status()?;
    if status.success() {
        Ok(Outcome::Fine)
    } else {
        Err(std::io::Error::other(status.to_string()))
    }
}
