//! The contract, derived from the document and from the code.

#![expect(clippy::expect_used, reason = "helpers of tests are outside of `#[test]` functions")]

use tests::contract::{Contract, generated::files, rust, spec};
use tests::mutations::{Base, Change, Edit};
use tests::sources::{DOCUMENT, generated};

/// Documents that hold more than that of the client: what it may grow into.
const OTHERS: [(&str, &str); 3] = [
    ("growth", include_str!("../fixtures/growth/openapi.yaml")),
    ("backups", include_str!("../fixtures/contract/backups.yaml")),
    ("shapes", include_str!("../fixtures/contract/shapes.yaml")),
];

fn document(text: &str) -> Contract {
    spec::derive(text).expect("the document has a contract")
}

fn code() -> Contract {
    rust::derive(&generated()).expect("the generated code has a contract")
}

#[test]
fn document_and_code_promise_the_same() {
    let mismatches = document(DOCUMENT).mismatches(&code());
    assert!(
        mismatches.is_empty(),
        "the document and the generated code differ in {} place(s); run `cargo xtask generate`, \
         and if that does not help, mend the generator:\n\n{}\n",
        mismatches.len(),
        mismatches.join("\n\n"),
    );
}

#[test]
fn the_contract_is_the_one_that_was_reviewed() {
    insta::assert_snapshot!("contract", document(DOCUMENT).render());
}

#[test]
fn documents_that_hold_more_are_read_to_the_end() {
    let mut wrong = Vec::new();
    for (name, text) in OTHERS {
        let files = files(text).expect("the generator takes the document");
        let (document, code) = (document(text), rust::derive(&files).expect("Rust"));
        let found = [document.mismatches(&code), document.unread(), code.unread()].concat();
        wrong.extend(found.into_iter().map(|found| format!("{name}: {found}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_page_names_parameters_and_what_each_status_decodes_to() {
    let page = document(OTHERS[0].1).render();
    for line in [
        "request                 GET /v2/{project_id}/instances/{instance_id}/tasks, repeatable true",
        "path 1 project_id       type ProjectId, the client's project by default,",
        "query state             type TaskState, optional, \"",
        "query label             type Vec<ReplaceInstanceLabelsLabelItem>, required,",
        "body                    application/json of NewBackgroundTask, ~ required, \"",
        "status 201              success BackgroundTask, ~ \"",
        "status 404              error ErrorResponse, ~ \"",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
}

/// Texts before and after an edit, as edits write them.
fn edited(pattern: &'static str, change: Change) -> [String; 2] {
    let base = Base::of(DOCUMENT).expect("the document has a contract");
    let before = base.text().expect("the document can be written");
    [before, base.edited(Edit::Node(pattern, change)).expect("there is such a place")]
}

/// The number and the text of the only line that an edit changed.
fn changed<'a>(before: &str, after: &'a str) -> (usize, &'a str) {
    let mut lines = before.lines().zip(after.lines()).enumerate();
    let found = lines.find(|(_, (before, after))| before != after);
    let (index, (_, line)) = found.expect("the texts differ");
    (index + 1, line)
}

/// The places that a mismatch names: file and line.
fn places(mismatch: &str) -> Vec<(&str, usize)> {
    let lines = mismatch.lines().skip(1).filter_map(|line| line.trim().split_once(" says"));
    let places = lines.filter_map(|(place, _)| place.rsplit_once(':'));
    places.map(|(file, line)| (file, line.parse().expect("a number"))).collect()
}

#[test]
fn a_mismatch_names_the_line_of_the_document_and_the_line_of_the_code() {
    // Of a schema that is only read, so that documentation holds the limit.
    let limit = "components schemas ErrorResponse properties * maxLength";
    let [before, after] = edited(limit, Change::Next);
    let (line, _) = changed(&before, &after);
    let mismatches = document(&after).mismatches(&code());
    let [mismatch] = mismatches.as_slice() else { panic!("not one: {mismatches:?}") };
    let [(yaml, at), (rust, start)] = places(mismatch)[..] else { panic!("{mismatch}") };
    assert_eq!((yaml, at), ("spec/openapi.yaml", line));
    assert_eq!(rust, "generated-client/src/generated/types.rs");
    // The comment that begins there holds the limit.
    let (generated, wanted) = (files(&before).expect("a client"), files(&after).expect("a client"));
    let (limit, _) = changed(&generated["types.rs"], &wanted["types.rs"]);
    let comment = generated["types.rs"].lines().take(limit).skip(start - 1);
    assert!(start <= limit && comment.clone().all(|line| line.contains("///")), "{comment:?}");
}

#[test]
fn what_only_one_side_has_is_shown_where_it_would_stand() {
    let [before, after] = edited("paths * * responses 4*", Change::Rename("418"));
    let (line, key) = changed(&before, &after);
    assert_eq!(key.trim(), "'418':");
    let mismatches = document(&after).mismatches(&code());
    let [gone, added] = mismatches.as_slice() else { panic!("not two: {mismatches:?}") };
    let builder = "generated-client/src/generated/builder.rs";
    let lines: Vec<String> = generated()["builder.rs"].lines().map(str::to_owned).collect();
    let [(yaml, _), (rust, at)] = places(gone)[..] else { panic!("{gone}") };
    assert_eq!((yaml, rust), ("spec/openapi.yaml", builder));
    assert!(gone.contains("openapi.yaml") && gone.contains("says nothing about it"), "{gone}");
    assert!(lines[at - 1].contains("Statuses::Code(4"), "{gone}");
    let [(yaml, at), (rust, near)] = places(added)[..] else { panic!("{added}") };
    assert_eq!((yaml, at, rust), ("spec/openapi.yaml", line, builder));
    assert!(lines[near - 1].contains("Statuses::Code("), "{added}");
}
