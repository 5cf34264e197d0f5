//! `cargo semver-checks`, asked about two crates.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::artifacts::Artifacts;

/// What the tool gives rustdoc where it calls it by itself.
const ARGUMENTS: &[&str] = &[
    "-Z",
    "unstable-options",
    "--document-private-items",
    "--document-hidden-items",
    "--output-format",
    "json",
    "--cap-lints",
    "allow",
];

/// One side of a pair.
pub enum Crate {
    /// A library of one file.
    Text(String),
    /// A package.
    Files(Artifacts),
}

/// What the tool says of a pair.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// The tool and its version.
    pub tool: String,
    /// `major`, `minor` or `none`: the last, too, where it knows no lint for a change.
    pub bump: String,
    /// Its lints that object.
    pub lints: Vec<String>,
}

impl Fact {
    /// Reads a kept fact.
    pub fn parse(text: &str) -> Self {
        let mut lines = text.lines().map(str::to_owned);
        Self { tool: lines.next().unwrap(), bump: lines.next().unwrap(), lints: lines.collect() }
    }

    /// The fact as it is kept.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.tool, self.bump);
        self.lints.iter().for_each(|lint| text.push_str(&format!("{lint}\n")));
        text
    }
}

/// The tool, and a place to work in.
pub struct Tool {
    version: String,
    work: PathBuf,
}

impl Tool {
    /// The tool of `PATH`, where there is one.
    pub fn find() -> Option<Self> {
        let out = Command::new("cargo").args(["semver-checks", "--version"]).output().ok()?;
        let version = String::from_utf8(out.stdout).ok()?.trim().to_owned();
        let work = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("semver");
        out.status.success().then_some(Self { version, work })
    }

    /// What it says of base and head.
    pub fn ask(&self, name: &str, crates: &[Crate; 2]) -> Fact {
        let [base, head] = [("base", &crates[0]), ("head", &crates[1])]
            .map(|(side, one)| self.document(name, side, one));
        let out = Command::new("cargo")
            .args(["semver-checks", "--color", "never", "--release-type", "patch"])
            .arg("--baseline-rustdoc")
            .arg(base)
            .arg("--current-rustdoc")
            .arg(head)
            .output()
            .unwrap();
        let text = String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap();
        assert!(text.contains("Summary"), "{text}");
        let bump = ["major", "minor"]
            .into_iter()
            .find(|level| text.contains(&format!("semver requires new {level} version")));
        let mut lints: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("--- failure "))
            .filter_map(|rest| Some(rest.split_once(':')?.0.to_owned()))
            .collect();
        lints.sort();
        Fact { tool: self.version.clone(), bump: bump.unwrap_or("none").to_owned(), lints }
    }

    /// What rustdoc knows of a crate. Its JSON needs a switch that is for nightly toolchains.
    fn document(&self, name: &str, side: &str, one: &Crate) -> PathBuf {
        // The two tests run beside each other.
        let root = self.work.join(name).join(side);
        let _ = fs::remove_dir_all(&root);
        let (mut command, json) = match one {
            Crate::Text(text) => {
                put(&root.join("pair.rs"), text);
                let mut command = Command::new("rustdoc");
                command.args(["pair.rs", "--crate-type", "lib", "--edition", "2024", "-o", "."]);
                command.args(ARGUMENTS);
                (command, root.join("pair.json"))
            }
            Crate::Files(files) => {
                files.iter().for_each(|(path, text)| put(&root.join(path), text));
                let target = self.work.join("target");
                let mut command = Command::new("cargo");
                command.args(["rustdoc", "--lib", "--quiet"]).env("CARGO_TARGET_DIR", &target);
                command.arg("--").args(ARGUMENTS);
                (command, target.join("doc/pair.json"))
            }
        };
        let out = command.current_dir(&root).env("RUSTC_BOOTSTRAP", "1").output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let kept = self.work.join(name).join(format!("{side}.json"));
        fs::copy(json, &kept).unwrap();
        kept
    }
}

#[expect(clippy::disallowed_methods, reason = "a test writes crates for a tool")]
fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
