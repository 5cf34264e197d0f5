//! All checks as functions of texts.

use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::artifacts::Artifacts;
use codegen::spec::Spec;

use super::{Catcher, Mutation};
use crate::api;
use crate::contract::{Contract, rust, spec};
use crate::sources::{DOCUMENT, Files, SPEC, generated, settings};

/// The reviewed page of the contract.
const PAGE: &str = include_str!("../../tests/snapshots/contract__contract.snap");

/// The reviewed listing of the public API.
const API: &str = include_str!("../../tests/snapshots/snapshots__public_api.snap");

/// What does not change from edit to edit.
#[derive(Debug)]
pub struct Checks {
    files: Files,
    document: Contract,
    code: Contract,
    output: Files,
}

impl Checks {
    /// Parses and generates once.
    ///
    /// # Errors
    /// Where the document or the generated code as they are have no contract.
    pub fn new() -> Result<Self, String> {
        let files = generated();
        Ok(Self {
            document: spec::derive(DOCUMENT)?,
            code: rust::derive(&files)?,
            output: output(DOCUMENT).map_err(|failure| format!("{failure:?}"))?,
            files,
        })
    }

    /// The checks that notice an edit, and what the first of them says.
    ///
    /// # Errors
    /// Where the edit cannot be made.
    pub fn notice(&self, mutation: &Mutation) -> Result<Noticed, String> {
        if mutation.file == "openapi.yaml" {
            Ok(self.document(&mutation.apply(DOCUMENT)?))
        } else {
            let text = self.files.get(mutation.file);
            let text = text.ok_or_else(|| format!("there is no {}", mutation.file))?;
            let text = mutation.apply(text)?;
            // The compiler would notice what is not Rust; that proves nothing about the checks.
            syn::parse_file(&text).map_err(|error| format!("`{}`: {error}", mutation.name))?;
            let mut files = self.files.clone();
            files.insert(mutation.file.to_owned(), text);
            Ok(self.code(&files))
        }
    }

    /// The checks that notice something about a text of the document.
    pub fn document(&self, text: &str) -> Noticed {
        let mut noticed = Noticed::default();
        match quietly(|| check(text)) {
            Some(findings) => noticed.by(Catcher::Check, findings),
            None => noticed.panicked = true,
        }
        let output = output(text);
        match &output {
            Ok(files) => {
                let same = *files == self.files;
                noticed.by(Catcher::Drift, (!same).then(|| "other code".to_owned()));
            }
            Err(Failure::Refused(why)) => noticed.by(Catcher::Drift, Some(why.clone())),
            Err(Failure::Panicked) => {
                noticed.panicked = true;
                noticed.by(Catcher::Drift, Some("the generator panics".to_owned()));
            }
        }
        let derived = quietly(|| spec::derive(text));
        match derived.unwrap_or_else(|| Err("openapiv3 panics".to_owned())) {
            Ok(contract) => {
                if let Ok(files) = &output
                    && *files != self.files
                {
                    noticed.disagreements = match rust::derive(files) {
                        Ok(code) => contract.mismatches(&code),
                        Err(why) => vec![why],
                    };
                }
                let mismatches = contract.mismatches(&self.code);
                noticed.by(Catcher::Contract, mismatches.into_iter().next());
                let same = contract.render().trim() == body(PAGE).trim();
                noticed.by(Catcher::Page, (!same).then(|| "another page".to_owned()));
            }
            Err(why) => noticed.by(Catcher::Contract, Some(why)),
        }
        noticed
    }

    /// The checks that notice something about generated files.
    pub fn code(&self, files: &Files) -> Noticed {
        let mut noticed = Noticed::default();
        let drifts = *files != self.output;
        noticed.by(Catcher::Drift, drifts.then(|| "other code".to_owned()));
        let mismatch = match rust::derive(files) {
            Ok(contract) => self.document.mismatches(&contract).into_iter().next(),
            Err(why) => Some(why),
        };
        noticed.by(Catcher::Contract, mismatch);
        let listed = api::list(files);
        let differs = listed.as_deref().map(str::trim) != Ok(body(API).trim());
        noticed.by(Catcher::Snapshot, differs.then(|| "another API".to_owned()));
        noticed
    }
}

/// Which checks noticed an edit.
#[derive(Debug, Default)]
pub struct Noticed {
    /// The checks, in order.
    pub checks: Vec<Catcher>,
    /// What the contract or, where it is silent, the first check says.
    pub message: String,
    /// Whether the generator panicked, which it must not.
    pub panicked: bool,
    /// Where the edited document and what the generator makes of it differ.
    pub disagreements: Vec<String>,
}

impl Noticed {
    fn by(&mut self, catcher: Catcher, message: Option<String>) {
        if let Some(message) = message {
            if self.checks.is_empty() || catcher == Catcher::Contract {
                self.message = message;
            }
            self.checks.push(catcher);
        }
    }
}

fn check(text: &str) -> Option<String> {
    let report = match Spec::parse(SPEC, text.as_bytes().to_vec()) {
        Err(report) => report,
        Ok(spec) => match codegen::check::check(spec) {
            Ok(checked) => checked.warnings().clone(),
            Err(codegen::error::Error::Findings(report)) => report,
            Err(other) => return Some(other.to_string()),
        },
    };
    (!report.is_empty()).then(|| report.human(false))
}

#[derive(Debug)]
enum Failure {
    Refused(String),
    Panicked,
}

/// The files that the generator makes of a text.
fn output(text: &str) -> Result<Files, Failure> {
    let made = quietly(|| {
        let spec = Spec::parse(SPEC, text.as_bytes().to_vec()).map_err(|r| r.human(false))?;
        codegen::generate(spec, &settings()).map_err(|error| error.to_string())
    });
    match made {
        Some(Ok(generated)) => Ok(files(&generated.artifacts)),
        Some(Err(why)) => Err(Failure::Refused(why)),
        None => Err(Failure::Panicked),
    }
}

/// The value of `f`, or nothing where it panics.
fn quietly<T>(f: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(f)).ok()
}

fn files(artifacts: &Artifacts) -> Files {
    artifacts.iter().map(|(path, text)| (path.display().to_string(), text.to_owned())).collect()
}

/// A snapshot without the head that insta writes.
fn body(snapshot: &str) -> &str {
    let rest = snapshot.strip_prefix("---\n").unwrap_or(snapshot);
    rest.split_once("\n---\n").map_or(rest, |(_, body)| body)
}
