//! Each single edit of the document or of the generated code is noticed, and by the checks that
//! should notice it.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "helpers of tests are outside of `#[test]` functions; the table is for people"
)]

use std::fmt::Write as _;
use std::sync::OnceLock;

use tests::mutations::Catcher::Contract;
use tests::mutations::{Base, CODE, DOCUMENT, DOCUMENT_ONLY, Mutation};

/// Documents that have what that of the client lacks.
const OTHERS: [&str; 2] = [
    include_str!("../fixtures/growth/openapi.yaml"),
    include_str!("../fixtures/contract/backups.yaml"),
];

/// The document of the client, and behind it those that have what it lacks.
fn bases() -> &'static [Base] {
    static BASES: OnceLock<Vec<Base>> = OnceLock::new();
    BASES.get_or_init(|| {
        let checked_in = Base::checked_in().expect("the texts as they are have a contract");
        let others = OTHERS.map(|text| Base::of(text).expect("the document has a contract"));
        std::iter::once(checked_in).chain(others).collect()
    })
}

/// The documents, one of them first.
fn in_order(first: usize) -> Vec<&'static Base> {
    let (before, after) = bases().split_at(first);
    after.iter().chain(before).collect()
}

/// Applies a list, prints a table, and fails for the edits that a check missed. An edit is made in
/// the first document that has a place for it.
fn apply(bases: &[&Base], list: &[Mutation]) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts = list.chunks(list.len().div_ceil(threads).max(1));
    let done: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = parts
            .map(|part| {
                let one = |mutation| applied(bases, mutation);
                scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    let (table, failures): (String, Vec<Vec<String>>) = done.into_iter().unzip();
    let failures = failures.concat();
    println!("{table}");
    assert!(failures.is_empty(), "{} failure(s):\n{}", failures.len(), failures.join("\n"));
}

/// The lines of the table for one edit, and what is wrong.
fn applied(bases: &[&Base], mutation: &Mutation) -> (String, Vec<String>) {
    let Mutation { name, .. } = mutation;
    let (mut lines, mut failures) = (String::new(), Vec::new());
    let mut found = bases.iter().enumerate();
    let found = found.find_map(|(at, base)| Some((at, base.notice(mutation)?)));
    let Some((at, noticed)) = found else {
        return (lines, vec![format!("`{name}`: no document has a place for it")]);
    };
    let by: Vec<String> = noticed.checks.iter().map(|c| format!("{c:?}").to_lowercase()).collect();
    if noticed.panicked {
        failures.push(format!("`{name}`: the generator panics"));
    }
    let _ = writeln!(lines, "{at} {:<13} {name:<50} {}", mutation.file(), by.join(" "));
    if let Some(line) = noticed.message.lines().next() {
        let _ = writeln!(lines, "{:>15} {line}", "");
    }
    if !noticed.disagreements.is_empty() {
        failures.push(format!(
            "`{name}`: {} of the edited document and the code made of it differ: {}",
            noticed.disagreements.len(),
            noticed.disagreements.join("\n"),
        ));
    }
    let missed: Vec<_> =
        mutation.caught_by.iter().filter(|c| !noticed.checks.contains(c)).collect();
    if !missed.is_empty() || noticed.checks.is_empty() {
        failures.push(format!("`{name}` of {} is not noticed by {missed:?}", mutation.file()));
    }
    (lines, failures)
}

#[test]
fn edits_of_the_document_that_change_the_client_are_noticed() {
    apply(&in_order(0), &DOCUMENT.concat());
}

#[test]
fn edits_of_the_document_alone_are_noticed() {
    apply(&in_order(0), DOCUMENT_ONLY);
}

#[test]
fn edits_of_the_generated_code_are_noticed() {
    apply(&in_order(0), &CODE.concat());
}

/// The edits of a document find their places in whatever it becomes: here the one that has grown stands
/// in for it.
#[test]
fn edits_are_noticed_in_a_document_that_has_grown_too() {
    apply(&in_order(1), &[DOCUMENT.concat(), DOCUMENT_ONLY.to_vec()].concat());
}

#[test]
fn without_an_edit_nothing_is_noticed() {
    for base in bases() {
        for noticed in base.unedited().expect("the document can be written") {
            assert_eq!(noticed.checks, [], "{}", noticed.message);
        }
    }
}

#[test]
fn the_lists_are_sound() {
    let (document, code) = (DOCUMENT.concat(), CODE.concat());
    assert!(document.len() + DOCUMENT_ONLY.len() >= 120);
    assert!(code.len() >= 140);
    let mut all: Vec<_> = document.iter().chain(DOCUMENT_ONLY).chain(&code).collect();
    all.sort_by_key(|m| (m.file(), m.name));
    for pair in all.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|mutation| (mutation.file(), mutation.name));
        assert!(a != b, "{} twice", a.1);
    }
    for mutation in all {
        assert!(!mutation.caught_by.is_empty(), "{}", mutation.name);
        let alone = mutation.drift_only.is_some_and(|why| !why.is_empty());
        let of_code = mutation.file() != "openapi.yaml";
        assert!(!of_code || alone != mutation.caught_by.contains(&Contract), "{}", mutation.name);
    }
}
