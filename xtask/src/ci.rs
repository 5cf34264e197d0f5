//! `cargo xtask ci`.

use std::process::{Command, Stdio};
use std::time::Instant;

use codegen::error::Result;

use crate::steps::{STEPS, Step};
use crate::{Outcome, output, workspace};

/// Runs all steps, also those after one that fails, and ends with a line that counts them.
pub(crate) fn run() -> Result<Outcome> {
    let mut failed = Vec::new();
    for step in STEPS {
        output::start(&format!("{:<14}  {} … ", step.name, step.command));
        let start = Instant::now();
        let problem = execute(step);
        let verdict = if problem.is_none() { "ok" } else { "FAILED" };
        let seconds = start.elapsed().as_secs_f64();
        output::line(&format!("{verdict}, {seconds:.1} s"));
        if let Some(problem) = problem {
            output::line(problem.trim_end());
            failed.push(step);
        }
    }
    for step in &failed {
        output::line(&format!("failed: {}: `{}`; {}", step.name, step.command, step.help));
    }
    output::line(&closing(STEPS.len() - failed.len(), failed.len()));
    Ok(if failed.is_empty() { Outcome::Fine } else { Outcome::Findings })
}

/// The last line of the output.
fn closing(passed: usize, failed: usize) -> String {
    format!("ci: {passed} passed, {failed} failed")
}

/// Runs one step; what it printed where it failed.
fn execute(step: &Step) -> Option<String> {
    let mut words = step.command.split(' ');
    let output = Command::new(words.next()?)
        .args(words)
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(workspace::root())
        .stdin(Stdio::null())
        .output();
    match output {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )),
        Err(error) => Some(format!("cannot run it: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(command: &'static str) -> Step {
        Step { name: "a step", command, help: "nothing" }
    }

    #[test]
    fn a_step_that_fails_says_what_it_printed() {
        let problem = execute(&step("cargo no-such-command")).expect("fails");
        assert!(problem.contains("no-such-command"), "{problem}");
        let problem = execute(&step("no-such-program at all")).expect("fails");
        assert!(problem.starts_with("cannot run it: "), "{problem}");
        assert_eq!(execute(&step("cargo --version")), None);
    }

    #[test]
    fn the_closing_line_counts_steps() {
        assert_eq!(closing(9, 0), "ci: 9 passed, 0 failed");
        assert_eq!(closing(3, 2), "ci: 3 passed, 2 failed");
    }

    #[test]
    fn commands_can_be_split_at_spaces() {
        for step in STEPS {
            assert!(!step.command.contains(['"', '\'', '\\']), "{step:?}");
            assert!(!step.command.contains("  "), "{step:?}");
        }
    }
}
