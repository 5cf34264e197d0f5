//! A repository in a directory of its own, with one document.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The document that the first commit holds.
pub(crate) const BASE: &str = "\
openapi: 3.0.3
info: { title: Tasks, version: 1.0.0 }
servers: [{ url: 'https://example.com' }]
paths:
  /tasks:
    get:
      operationId: listTasks
      summary: List tasks
      parameters:
        - { name: limit, in: query, schema: { type: integer, format: int32 } }
        - { name: marker, in: query, schema: { type: string } }
      responses:
        '204': { description: Nothing }
";

/// One edit of each level, as text to find and text to put in its place.
pub(crate) const BREAKING: (&str, &str) =
    ("limit, in: query,", "limit, in: query, required: true,");
pub(crate) const DANGEROUS: (&str, &str) =
    ("        - { name: marker, in: query, schema: { type: string } }\n", "");
pub(crate) const COMPATIBLE: (&str, &str) = (
    "      responses:",
    "        - { name: sort, in: query, schema: { type: string } }\n      responses:",
);
pub(crate) const DOCUMENTATION: (&str, &str) = ("List tasks", "List the tasks");

pub(crate) fn edited((from, to): (&str, &str)) -> String {
    let text = BASE.replace(from, to);
    assert_ne!(text, BASE);
    text
}

/// A repository; it goes when it is dropped.
pub(crate) struct Repository {
    directory: tempfile::TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Repository {
    /// One commit on `main` with the document, manifests and a changelog.
    pub(crate) fn new() -> Self {
        let repository = Self::empty();
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.write("spec/openapi.yaml", BASE);
        repository.write("Cargo.toml", "[workspace.package]\nversion = \"0.1.0\"\n");
        repository.write("generated-client/Cargo.toml", "[package]\nversion.workspace = true\n");
        repository.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n");
        repository.commit();
        repository
    }

    /// A directory without a repository.
    pub(crate) fn empty() -> Self {
        Self { directory: tempfile::tempdir().expect("a directory") }
    }

    /// A clone with the last commit alone, and without tags.
    pub(crate) fn shallow_clone(&self) -> Self {
        let clone = Self::empty();
        let from = format!("file://{}", self.path().display());
        clone.git(&["clone", "--quiet", "--depth", "1", "--no-tags", &from, "."]);
        clone
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        #[expect(clippy::disallowed_methods, reason = "a test writes its fixtures")]
        std::fs::write(&path, text).expect("a file");
        path
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a commit"]);
    }

    /// Runs git and expects that it works; what it printed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        let settings = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        command.args(settings).args(["-c", "commit.gpgsign=false"]).args(arguments);
        let ran = self.run(&mut command);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.error);
        ran.out.trim().to_owned()
    }

    /// Runs `cargo xtask diff` on this repository.
    pub(crate) fn diff(&self, arguments: &[&str]) -> Ran {
        self.diff_with(arguments, &[])
    }

    /// The same, with variables.
    pub(crate) fn diff_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["diff", "--repository", "."]).args(arguments);
        command.env_remove("GITHUB_BASE_REF").envs(variables.iter().copied());
        self.run(&mut command)
    }

    /// Without what the machine or a hook around the tests says to git.
    fn run(&self, command: &mut Command) -> Ran {
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        // Else git would find a repository above a directory that has none.
        let above = self.path().parent().expect("a parent");
        let output = command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", above)
            .current_dir(self.path())
            .output();
        Ran::new(&output.expect("it starts"))
    }
}

impl Ran {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), error: text(&output.stderr) }
    }

    /// The ids of the changes in `--format json`.
    pub(crate) fn ids(&self) -> Vec<String> {
        let review = self.json();
        let changes = review["changes"].as_array().expect("changes");
        changes.iter().map(|change| change["id"].as_str().expect("an id").to_owned()).collect()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|problem| panic!("{problem}: {self:?}"))
    }
}
