//! Which tasks are to be deleted.

use std::collections::HashSet;
use std::io::{BufRead, Read as _};

use huaweicloud_dcs::TaskId;

use crate::Stop;

/// Far beyond any list of IDs, in bytes.
const LIMIT: u64 = 64 << 20;

/// How many slips are shown.
const SHOWN: usize = 10;

/// The IDs in their order, each once; `-` stands for those of `input`. All of them are checked
/// before anything is sent.
pub(crate) fn read(arguments: &[String], input: impl BufRead) -> Result<Vec<TaskId>, Stop> {
    let texts = texts(arguments, input, LIMIT)?;
    check(texts)
}

/// The IDs as they stand, and where.
fn texts(
    arguments: &[String],
    input: impl BufRead,
    limit: u64,
) -> Result<Vec<(String, String)>, Stop> {
    let mut texts = Vec::new();
    let mut input = Some(input.take(limit));
    for argument in arguments {
        if argument != "-" {
            texts.push(("--task-id".to_owned(), argument.clone()));
            continue;
        }
        let Some(mut input) = input.take() else { continue };
        for (number, line) in (1..).zip(input.by_ref().lines()) {
            let line = line.map_err(|error| {
                Stop::usage(
                    format!("line {number} of standard input cannot be read: {error}"),
                    "write one task ID a line, as text",
                )
            })?;
            let line = line.trim().trim_start_matches('\u{feff}');
            if !line.is_empty() && !line.starts_with('#') {
                texts.push((format!("line {number} of standard input"), line.to_owned()));
            }
        }
        // What is cut could end in the middle of an ID, and that be the ID of another task.
        if input.limit() == 0 {
            return Err(Stop::usage(
                format!("standard input holds {limit} bytes or more"),
                "split the list; nothing was sent",
            ));
        }
    }
    Ok(texts)
}

fn check(texts: Vec<(String, String)>) -> Result<Vec<TaskId>, Stop> {
    let (mut tasks, mut slips, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (origin, text) in texts {
        match text.parse::<TaskId>() {
            Ok(task) => {
                if seen.insert(task.clone()) {
                    tasks.push(task);
                }
            }
            Err(error) => slips.push(format!("{origin}: {text:?} {error}")),
        }
    }
    if !slips.is_empty() {
        let more = match slips.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => format!("\n  and {more} more"),
            _ => String::new(),
        };
        slips.truncate(SHOWN);
        return Err(Stop::usage(
            format!("not every task ID is valid:\n  {}{more}", slips.join("\n  ")),
            "mend the IDs; nothing was sent",
        ));
    }
    if tasks.is_empty() {
        return Err(Stop::usage(
            "there is no task to delete: standard input holds no ID",
            "write one task ID a line",
        ));
    }
    Ok(tasks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(arguments: &[&str], input: &str) -> Result<Vec<String>, String> {
        let arguments: Vec<_> = arguments.iter().map(|text| (*text).to_owned()).collect();
        match read(&arguments, input.as_bytes()) {
            Ok(tasks) => Ok(tasks.into_iter().map(String::from).collect()),
            Err(stop) => Err(stop.message),
        }
    }

    #[test]
    fn standard_input_is_read_a_line_an_id_and_each_id_counts_once() {
        let input = "\u{feff}a\r\n\n  # comment\n\tb \nc\na\n#d";
        let found = ids(&["x", "-", "b", "-", "y"], input).expect("IDs");
        assert_eq!(found, ["x", "a", "b", "c", "y"]);
    }

    #[test]
    fn a_list_that_is_too_long_is_refused_and_not_cut() {
        let read = |limit| texts(&["-".to_owned()], &b"a\ntask-12"[..], limit);
        assert_eq!(read(10).expect("it fits").len(), 2);
        assert!(read(8).expect_err("too long").message.contains("8 bytes"));
    }

    #[test]
    fn all_slips_are_shown_with_their_places() {
        let message = ids(&["..", "ok", "-"], "good\na/b\n").expect_err("slips");
        assert!(message.contains("--task-id: \"..\" holds '.'"), "{message}");
        assert!(message.contains("line 2 of standard input: \"a/b\" holds '/'"), "{message}");
        let message = ids(&["-"], &"/\n".repeat(13)).expect_err("slips");
        assert!(message.ends_with("and 3 more"), "{message}");
        assert!(ids(&["-"], "# nothing\n").expect_err("none").contains("no task"));
    }
}
