//! Generated mocks meet the requests that the generated client sends, and no others: those of the
//! client itself, and those of a document with everything that mocks find hard. The client of that
//! document, which has no runtime, puts on the wire what the document says.

#![expect(clippy::expect_used, reason = "helpers of tests are outside of `#[test]` functions")]

mod client;
mod dcs;
#[rustfmt::skip]
#[expect(
    dead_code,
    unused_imports,
    reason = "it is generated whole, for a crate of its own"
)]
mod generated;
mod shop;

use std::path::Path;

use codegen::settings::Settings;
use codegen::spec::Spec;

const NAME: &str = "tests/tests/mocks/shop.yaml";

const COMMAND: &str = "cargo xtask generate --spec tests/tests/mocks/shop.yaml --out tests/tests/mocks/generated --mock";

const DOCUMENT: &str = include_str!("shop.yaml");

/// As a command of the README generates it, but for the crate around it.
#[test]
fn the_generated_shop_is_what_its_document_makes_of_it() {
    let settings = Settings { command: COMMAND.to_owned(), mock: true, ..Settings::default() };
    let spec = Spec::parse(NAME, DOCUMENT.as_bytes().to_vec()).expect("YAML");
    let generated = codegen::generate(spec, &settings).expect("no errors").artifacts;
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mocks/generated");
    let drift = generated.drift(&directory).expect("the files can be read");
    assert!(drift.is_empty(), "run `{COMMAND}`\n{}", drift.unified("generated"));
}

/// The order of responses in the document is of no account.
#[test]
fn mocks_do_not_follow_the_order_of_responses() {
    let mock = |text: &str| {
        let spec = Spec::parse("shop.yaml", text.as_bytes().to_vec()).expect("YAML");
        let settings = Settings { mock: true, ..Settings::default() };
        let artifacts = codegen::generate(spec, &settings).expect("no errors").artifacts;
        artifacts.get("mock.rs").expect("mocks").to_owned()
    };
    let lines: Vec<&str> = DOCUMENT.lines().collect();
    let first = lines.iter().position(|line| line.contains("'500'")).expect("responses");
    let mut turned = lines.clone();
    turned[first..first + 4].reverse();
    assert_ne!(lines, turned);
    assert_eq!(mock(DOCUMENT), mock(&turned.join("\n")));
}
