//! Reads the list of things to delete.

use std::collections::HashSet;
use std::io::{BufRead, Read as _};

use crate::Stop;
use crate::subject::Subject;

/// Far beyond any list of IDs, in bytes.
const LIMIT: u64 = 64 << 20;

/// The number of slips that are shown.
const SHOWN: usize = 10;

/// The values in their order, each once; `-` stands for those of `input`. All of them are checked
/// before anything is sent.
pub(crate) fn read(
    arguments: &[String],
    input: impl BufRead,
    subject: &Subject,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<Vec<String>, Stop> {
    let texts = texts(arguments, input, subject, LIMIT)?;
    distinct(texts, subject, check)
}

/// Returns each value as it was given, after the place where it was given.
fn texts(
    arguments: &[String],
    input: impl BufRead,
    subject: &Subject,
    limit: u64,
) -> Result<Vec<(String, String)>, Stop> {
    let mut texts = Vec::new();
    let mut input = Some(input.take(limit));
    for argument in arguments {
        if argument != "-" {
            texts.push((subject.option.clone(), argument.clone()));
            continue;
        }
        let Some(mut input) = input.take() else { continue };
        for (number, line) in (1..).zip(input.by_ref().lines()) {
            let line = line.map_err(|error| {
                Stop::usage(
                    format!("line {number} of standard input cannot be read: {error}"),
                    format!("write one {} a line, as text", subject.value.0),
                )
            })?;
            let line = line.trim().trim_start_matches('\u{feff}');
            if !line.is_empty() && !line.starts_with('#') {
                texts.push((format!("line {number} of standard input"), line.to_owned()));
            }
        }
        // A list that is cut could end in the middle of an ID, and the rest could be another ID.
        if input.limit() == 0 {
            return Err(Stop::usage(
                format!("standard input holds {limit} bytes or more"),
                "split the list; nothing was sent",
            ));
        }
    }
    Ok(texts)
}

fn distinct(
    texts: Vec<(String, String)>,
    subject: &Subject,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<Vec<String>, Stop> {
    let (mut targets, mut slips, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (origin, text) in texts {
        match check(&text) {
            Ok(()) => {
                if seen.insert(text.clone()) {
                    targets.push(text);
                }
            }
            Err(error) => slips.push(format!("{origin}: {text:?} {error}")),
        }
    }
    let Subject { noun, value: (one, several), .. } = subject;
    if !slips.is_empty() {
        let more = match slips.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => format!("\n  and {more} more"),
            _ => String::new(),
        };
        slips.truncate(SHOWN);
        return Err(Stop::usage(
            format!("not every {one} is valid:\n  {}{more}", slips.join("\n  ")),
            format!("mend the {several}; nothing was sent"),
        ));
    }
    if targets.is_empty() {
        let kind = if *several == "IDs" { "ID" } else { one };
        return Err(Stop::usage(
            format!("there is no {noun} to delete: standard input holds no {kind}"),
            format!("write one {one} a line"),
        ));
    }
    Ok(targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject() -> Subject {
        Subject {
            noun: "task".to_owned(),
            value: ("task ID".to_owned(), "IDs"),
            option: "--task-id".to_owned(),
            ..Subject::none()
        }
    }

    fn ids(arguments: &[&str], input: &str) -> Result<Vec<String>, String> {
        let arguments: Vec<_> = arguments.iter().map(|text| (*text).to_owned()).collect();
        let check = |text: &str| match text.find(['.', '/']) {
            Some(at) => Err(format!("holds {:?}", &text[at..=at])),
            None => Ok(()),
        };
        read(&arguments, input.as_bytes(), &subject(), check).map_err(|stop| stop.message)
    }

    #[test]
    fn standard_input_is_read_a_line_an_id_and_each_id_counts_once() {
        let input = "\u{feff}a\r\n\n  # comment\n\tb \nc\na\n#d";
        let found = ids(&["x", "-", "b", "-", "y"], input).expect("IDs");
        assert_eq!(found, ["x", "a", "b", "c", "y"]);
    }

    #[test]
    fn a_list_that_is_too_long_is_refused_and_not_cut() {
        let read = |limit| texts(&["-".to_owned()], &b"a\ntask-12"[..], &subject(), limit);
        assert_eq!(read(10).expect("it fits").len(), 2);
        assert!(read(8).expect_err("too long").message.contains("8 bytes"));
    }

    #[test]
    fn all_slips_are_shown_with_their_places() {
        let message = ids(&["..", "ok", "-"], "good\na/b\n").expect_err("slips");
        assert!(message.contains("--task-id: \"..\" holds \".\""), "{message}");
        assert!(message.contains("line 2 of standard input: \"a/b\" holds \"/\""), "{message}");
        let message = ids(&["-"], &"/\n".repeat(13)).expect_err("slips");
        assert!(message.ends_with("and 3 more"), "{message}");
        assert!(ids(&["-"], "# nothing\n").expect_err("none").contains("no task"));
    }
}
