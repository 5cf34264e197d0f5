//! The files that must agree, as they are checked in.

use std::collections::BTreeMap;

use codegen::settings::Settings;

/// Path of the document, relative to the root of the workspace.
pub const SPEC: &str = "spec/openapi.yaml";

/// Path of the generated modules, relative to the root of the workspace.
pub const GENERATED: &str = "generated-client/src/generated";

/// The document.
pub const DOCUMENT: &str = include_str!("../../spec/openapi.yaml");

/// Text of each generated file by its name.
pub type Files = BTreeMap<String, String>;

/// How `cargo xtask generate` makes them of the document.
pub fn settings() -> Settings {
    Settings { runtime: Some("crate".to_owned()), mock: true, cli: true, ..Settings::default() }
}

/// The generated files.
pub fn generated() -> Files {
    macro_rules! files {
        ($($name:literal),*) => {
            [$(($name, include_str!(concat!("../../generated-client/src/generated/", $name)))),*]
        };
    }
    files![
        "builder.rs",
        "cli.rs",
        "error_code.rs",
        "mock.rs",
        "mod.rs",
        "region.rs",
        "support.rs",
        "types.rs"
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}
