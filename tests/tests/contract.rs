//! The contract, derived from the document and from the code.

use tests::contract::{rust, spec};
use tests::sources::{DOCUMENT, generated};

#[test]
fn document_and_code_promise_the_same() {
    let document = spec::derive(DOCUMENT).expect("the document has a contract");
    let code = rust::derive(&generated()).expect("the generated code has a contract");
    let mismatches = document.mismatches(&code);
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
    let document = spec::derive(DOCUMENT).expect("the document has a contract");
    insta::assert_snapshot!("contract", document.render());
}

#[test]
fn a_mismatch_names_the_line_of_the_document_and_the_line_of_the_code() {
    let edited = DOCUMENT.replacen("maxLength: 9", "maxLength: 32", 1);
    let document = spec::derive(&edited).expect("the document has a contract");
    let code = rust::derive(&generated()).expect("the generated code has a contract");
    let line = |text: &str, wanted: &str| {
        let index = text.lines().position(|line| line.contains(wanted));
        index.unwrap_or_else(|| panic!("{wanted:?} is no longer there; name the new text")) + 1
    };
    let yaml = line(DOCUMENT, "maxLength: 9");
    let rust = line(&generated()["types.rs"], "The code of the error");
    assert_eq!(
        document.mismatches(&code),
        [format!(
            "schema ErrorResponse, field error_code, documented\n  \
             spec/openapi.yaml:{yaml} says: at most 32 characters\n  \
             generated-client/src/generated/types.rs:{rust} says: at most 9 characters"
        )]
    );
}

#[test]
fn what_only_one_side_has_is_shown_where_it_would_stand() {
    let edited = DOCUMENT.replacen("'404':", "'405':", 1);
    let document = spec::derive(&edited).expect("the document has a contract");
    let code = rust::derive(&generated()).expect("the generated code has a contract");
    let mismatches = document.mismatches(&code);
    let line = |text: &str, wanted: &str| {
        let index = text.lines().position(|line| line.contains(wanted));
        index.expect("the text is there") + 1
    };
    let first = line(DOCUMENT, "'204':");
    let added = line(&edited, "'405':");
    let builder = "generated-client/src/generated/builder.rs";
    let arm = line(&generated()["builder.rs"], "400 | 401");
    let success = line(&generated()["builder.rs"], "204 =>");
    assert_eq!(
        mismatches,
        [
            format!(
                "operation delete_background_task, status 404, error\n  \
                 spec/openapi.yaml:{first} says nothing about it\n  \
                 {builder}:{arm} says: ErrorResponse"
            ),
            format!(
                "operation delete_background_task, status 405, error\n  \
                 spec/openapi.yaml:{added} says: ErrorResponse\n  \
                 {builder}:{success} says nothing about it"
            ),
        ]
    );
}
