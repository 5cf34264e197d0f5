//! The generated code is what the generator makes of the document, whatever its text looks like.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests are outside of `#[test]` functions"
)]

use std::path::Path;

use codegen::artifacts::Artifacts;
use codegen::spec::Spec;
use tests::reorder;
use tests::sources::{DOCUMENT, GENERATED, SPEC, settings};

fn generate(text: &str) -> Artifacts {
    let spec = Spec::parse(SPEC, text.as_bytes().to_vec())
        .unwrap_or_else(|report| panic!("{}", report.human(false)));
    codegen::generate(spec, &settings()).expect("the document has no errors").artifacts
}

/// Fails with a unified diff of what two texts of a document make of it.
fn assert_same(what: &str, text: &str) {
    let (expected, found) = (generate(DOCUMENT), generate(text));
    let mut diff = String::new();
    for (path, new) in found.iter() {
        let old = expected.get(&path.display().to_string());
        let changes = similar::TextDiff::from_lines(old.unwrap_or_default(), new);
        let name = path.display().to_string();
        diff.push_str(&changes.unified_diff().header(&name, &name).to_string());
    }
    let same = expected.iter().eq(found.iter());
    assert!(same, "{what} changes the generated code:\n{diff}");
}

#[test]
fn generated_code_is_what_the_document_makes_of_it_now() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(GENERATED);
    let drift = generate(DOCUMENT).drift(&root).expect("the files can be read");
    assert!(
        drift.is_empty(),
        "{GENERATED} is out of date with {SPEC}; run `cargo xtask generate`\n\n{}",
        drift.unified(GENERATED),
    );
}

#[test]
fn two_runs_make_the_same_bytes() {
    assert_same("a second run", DOCUMENT);
}

#[test]
fn line_endings_and_a_byte_order_mark_change_nothing() {
    let crlf = DOCUMENT.replace('\n', "\r\n");
    assert_same("CRLF", &crlf);
    assert_same("a byte order mark", &format!("\u{feff}{DOCUMENT}"));
    assert_same("both", &format!("\u{feff}{crlf}"));
}

#[test]
fn comments_and_quotes_change_nothing() {
    let value: serde_yaml::Value = serde_yaml::from_str(DOCUMENT).expect("YAML");
    let plain = serde_yaml::to_string(&value).expect("YAML");
    assert_same("YAML without comments", &plain);
}

#[test]
fn the_order_of_keys_changes_nothing() {
    let value: serde_yaml::Value = serde_yaml::from_str(DOCUMENT).expect("YAML");
    let plain = serde_yaml::to_string(&value).expect("YAML");
    let variants = reorder::variants(DOCUMENT);
    assert_eq!(variants.len(), 8);
    for (what, text) in variants {
        assert_ne!(text, plain, "{what} is the usual order");
        assert_same(&what, &text);
    }
}
