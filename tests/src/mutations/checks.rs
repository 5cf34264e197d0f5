//! All checks as functions of texts.

use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::spec::Spec;

use super::{Base, Catcher};
use crate::api;
use crate::contract::{generated, rust, spec};
use crate::sources::{Files, SPEC};

/// The checks that notice something about a text of the document.
pub(super) fn document(base: &Base, text: &str) -> Noticed {
    let mut noticed = Noticed::default();
    match quietly(|| check(text)) {
        Some(findings) => noticed.by(Catcher::Check, findings),
        None => noticed.panicked = true,
    }
    let output = quietly(|| generated::files(text));
    let other = match &output {
        Some(Ok(files)) if *files == base.files => None,
        Some(Ok(_)) => Some("other code"),
        Some(Err(why)) => Some(why.as_str()),
        None => {
            noticed.panicked = true;
            Some("the generator panics")
        }
    };
    noticed.by(Catcher::Drift, other.map(str::to_owned));
    let derived = quietly(|| spec::derive(text));
    match derived.unwrap_or_else(|| Err("openapiv3 panics".to_owned())) {
        Ok(contract) => {
            if let Some(Ok(files)) = &output
                && *files != base.files
            {
                noticed.disagreements = match rust::derive(files) {
                    Ok(code) => contract.mismatches(&code),
                    Err(why) => vec![why],
                };
            }
            noticed.by(Catcher::Contract, contract.mismatches(&base.code).into_iter().next());
            let same = contract.render().trim() == base.page.trim();
            noticed.by(Catcher::Page, (!same).then(|| "another page".to_owned()));
        }
        Err(why) => noticed.by(Catcher::Contract, Some(why)),
    }
    noticed
}

/// The checks that notice something about generated files.
pub(super) fn code(base: &Base, files: &Files) -> Noticed {
    let mut noticed = Noticed::default();
    let drifts = *files != base.output;
    noticed.by(Catcher::Drift, drifts.then(|| "other code".to_owned()));
    let mismatch = match rust::derive(files) {
        Ok(contract) => base.document.mismatches(&contract).into_iter().next(),
        Err(why) => Some(why),
    };
    noticed.by(Catcher::Contract, mismatch);
    let listed = api::list(files);
    let differs = listed.as_deref().map(str::trim) != Ok(base.api.trim());
    noticed.by(Catcher::Snapshot, differs.then(|| "another API".to_owned()));
    noticed
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

/// The value of `f`, or nothing where it panics.
fn quietly<T>(f: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(f)).ok()
}
