//! The generated code as it was reviewed: a change shows up as a diff of a snapshot.

use tests::sources::generated;

#[test]
fn generated_code_is_the_one_that_was_reviewed() {
    for (name, text) in generated() {
        insta::assert_snapshot!(name, text);
    }
}
