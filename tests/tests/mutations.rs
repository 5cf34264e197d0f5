//! Each single edit of the document or of the generated code is noticed, and by the checks that
//! should notice it.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests are outside of `#[test]` functions; the table is for people"
)]

use std::fmt::Write as _;

use tests::mutations::Catcher::{Check, Contract, Drift, Page, Snapshot};
use tests::mutations::{CODE, Checks, DOCUMENT, DOCUMENT_ONLY, Mutation};
use tests::sources::{DOCUMENT as TEXT, generated};

/// Applies a list, prints a table, and fails for the edits that a check missed.
fn apply(list: &[Mutation]) {
    let checks = Checks::new().expect("the texts as they are have a contract");
    let mut table = String::new();
    let mut failures = Vec::new();
    for mutation in list {
        let noticed = match checks.notice(mutation) {
            Ok(noticed) => noticed,
            Err(problem) => {
                failures.push(problem);
                continue;
            }
        };
        let by: Vec<String> =
            noticed.checks.iter().map(|c| format!("{c:?}").to_lowercase()).collect();
        if noticed.panicked {
            failures.push(format!("`{}`: the generator panics", mutation.name));
        }
        let _ = writeln!(table, "{:<12} {:<52} {}", mutation.file, mutation.name, by.join(" "));
        if let Some(line) = noticed.message.lines().next() {
            let _ = writeln!(table, "{:>12} {line}", "");
        }
        if mutation.beyond.is_some() == noticed.disagreements.is_empty() {
            failures.push(format!(
                "`{}`: {} of the edited document and the code made of it differ: {}",
                mutation.name,
                noticed.disagreements.len(),
                noticed.disagreements.join("\n"),
            ));
        }
        let missed: Vec<_> =
            mutation.caught_by.iter().filter(|c| !noticed.checks.contains(c)).collect();
        if !missed.is_empty() || noticed.checks.is_empty() {
            failures.push(format!(
                "`{}` of {} is not noticed by {missed:?}",
                mutation.name, mutation.file
            ));
        }
    }
    println!("{table}");
    assert!(
        failures.is_empty(),
        "{table}\n{} failure(s):\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn edits_of_the_document_that_change_the_client_are_noticed() {
    apply(&DOCUMENT.concat());
}

#[test]
fn edits_of_the_document_alone_are_noticed() {
    apply(DOCUMENT_ONLY);
}

#[test]
fn edits_of_the_generated_code_are_noticed() {
    apply(&CODE.concat());
}

#[test]
fn without_an_edit_nothing_is_noticed() {
    let checks = Checks::new().expect("the texts as they are have a contract");
    assert_eq!(checks.document(TEXT).checks, []);
    assert_eq!(checks.code(&generated()).checks, []);
}

#[test]
fn the_lists_are_sound() {
    let (document, code) = (DOCUMENT.concat(), CODE.concat());
    assert!(document.len() + DOCUMENT_ONLY.len() >= 40);
    assert!(code.len() >= 40);
    let mut names: Vec<_> = document.iter().chain(DOCUMENT_ONLY).chain(&code).collect();
    names.sort_by_key(|m| (m.file, m.name));
    for pair in names.windows(2) {
        assert!(
            (pair[0].file, pair[0].name) != (pair[1].file, pair[1].name),
            "{} twice",
            pair[0].name
        );
    }
    for mutation in names {
        let semantic = [Check, Drift, Contract, Page];
        assert!(mutation.caught_by.iter().any(|c| semantic.contains(c)), "{}", mutation.name);
        assert_ne!(mutation.from, mutation.to, "{}", mutation.name);
        let alone = mutation.drift_only.is_some_and(|why| !why.is_empty());
        let of_code = mutation.caught_by.contains(&Snapshot);
        assert!(!of_code || alone != mutation.caught_by.contains(&Contract), "{}", mutation.name);
    }
}
