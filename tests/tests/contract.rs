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
