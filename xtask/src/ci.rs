//! `cargo xtask ci`.

use std::process::Command;

use codegen::error::{Error, Result};

use crate::{Outcome, output, workspace};

/// The steps of CI in their order: name, program, arguments. `.ci/run` and the workflow run the
/// same ones; a test compares the three.
pub(crate) const STEPS: &[(&str, &[&str])] = &[
    ("format", &["cargo", "fmt", "--all", "--check"]),
    ("document", &["cargo", "xtask", "check"]),
    ("generated code", &["cargo", "xtask", "generate", "--check"]),
    (
        "lints",
        &["cargo", "clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"],
    ),
    ("tests", &["cargo", "test", "--workspace", "--locked"]),
    ("documentation", &["cargo", "doc", "--workspace", "--no-deps", "--locked"]),
    ("dependencies", &["cargo", "deny", "--all-features", "check", "bans", "licenses", "sources"]),
];

/// Runs all steps.
pub(crate) fn run() -> Result<Outcome> {
    for (name, command) in STEPS {
        output::line(&format!("==> {name}: {}", command.join(" ")));
        let status = Command::new(command[0])
            .args(&command[1..])
            .env("RUSTDOCFLAGS", "-D warnings")
            .current_dir(workspace::root())
            .status()
            .map_err(|source| Error::Io { action: "run", path: command[0].into(), source })?;
        if !status.success() {
            output::error(&format!("step `{name}` failed: {}", command.join(" ")));
            return Ok(Outcome::Findings);
        }
    }
    output::line("all steps passed");
    Ok(Outcome::Fine)
}
