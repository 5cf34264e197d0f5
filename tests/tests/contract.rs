//! The contract, derived from the document and from the code.

#![expect(clippy::expect_used, reason = "helpers of tests are outside of `#[test]` functions")]

use tests::contract::{Contract, generated::files, rust, spec};
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
