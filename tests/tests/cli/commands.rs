//! The commands that the generator makes of a document.

use codegen::settings::Settings;
use codegen::spec::Spec;

const SHOP: &str = include_str!("../mocks/shop.yaml");

/// The document of the mocks has what commands find hard too: bodies, queries, names of all kinds.
#[test]
fn each_operation_of_a_document_is_a_command_that_only_takes_options() {
    let settings = Settings { cli: true, ..Settings::default() };
    let spec = Spec::parse("shop.yaml", SHOP.as_bytes().to_vec()).expect("YAML");
    let generated = codegen::generate(spec, &settings).expect("no errors").artifacts;
    let text = generated.get("cli.rs").expect("commands");
    let operations = SHOP.lines().filter(|line| line.trim().starts_with("operationId:")).count();
    assert!(operations > 2, "{operations}");
    assert_eq!(text.matches("clap::Command::new(\"").count(), operations, "{text}");
    assert!(!text.contains("clap::Command::new(\"\")"), "a command has no name: {text}");
    // What would act, and the crates it would act through.
    for word in ["anyhow", "schemars", "async fn", "CliConfig", "self.client"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}
