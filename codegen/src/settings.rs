//! Choices of a caller about the generated client.

/// Choices that are not in the document.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The command that the header of each generated file names.
    pub command: String,
    /// Module whose `Client`, `Error` and `Success` the operations are built on, such as `crate`.
    /// `None` generates a client of its own, on `progenitor_client`.
    pub runtime: Option<String>,
    /// Name of the package to generate a whole crate for; `None` for modules alone.
    pub package: Option<String>,
    /// Generates a module `mock` behind a feature of that name: typed mocks of every operation, for
    /// httpmock.
    pub mock: bool,
    /// Generates a module `cli` behind a feature of that name: every operation as a command of clap.
    pub cli: bool,
}

impl Settings {
    /// The feature that the module of this name is behind, if it is generated at all.
    pub(crate) fn optional(&self) -> impl Iterator<Item = Optional> {
        let all = [(self.mock, MOCK), (self.cli, CLI)];
        all.into_iter().filter_map(|(wanted, module)| wanted.then_some(module))
    }
}

/// A module that is behind a feature of its own name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Optional {
    /// The name of the module and of the feature.
    pub(crate) name: &'static str,
    /// The content of the module, in words.
    pub(crate) holds: &'static str,
    /// The crate that it needs, and the line for the manifest.
    pub(crate) dependency: (&'static str, &'static str),
}

const MOCK: Optional = Optional {
    name: "mock",
    holds: "Typed mocks of the operations, for [`httpmock`].",
    dependency: (
        "httpmock",
        "httpmock = { version = \"0.9\", default-features = false, optional = true }",
    ),
};

const CLI: Optional = Optional {
    name: "cli",
    holds: "The operations as commands of [`clap`].",
    dependency: (
        "clap",
        "clap = { version = \"4\", default-features = false, features = [\"std\"], optional = true }",
    ),
};

impl Default for Settings {
    fn default() -> Self {
        Self {
            command: "cargo xtask generate".to_owned(),
            runtime: None,
            package: None,
            mock: false,
            cli: false,
        }
    }
}
