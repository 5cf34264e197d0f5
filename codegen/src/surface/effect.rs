//! What a change of a document does to the code that is generated from it.

use std::fmt;

use super::{ItemChange, Surface, compare};
use crate::artifacts::Artifacts;
use crate::diff::{Bump, Level as Impact};
use crate::error::Error;
use crate::finding::Level;
use crate::settings::Settings;
use crate::source::Position;
use crate::spec::Spec;

/// The effect of a change on the generated public API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    changes: Vec<ItemChange>,
    obstacles: Vec<Obstacle>,
    extent: Extent,
}

/// How far the two generated clients differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// One of the documents has no client, so that there is nothing to compare.
    Unknown,
    /// The code is the same, byte for byte.
    Identical,
    /// The code differs, the public API does not: documentation, or what the client does.
    Inside,
    /// The public API differs.
    Surface,
}

/// Why one of the documents has no client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What diagnostics call the document.
    pub document: String,
    /// Whether it is the base; otherwise it is the head.
    pub is_base: bool,
    /// Number of errors that `check` finds in it; 0 where the reason is another.
    pub errors: usize,
    /// The first finding, or the reason; lower case, no full stop.
    pub reason: String,
    /// The rule that the first finding is about.
    pub rule: Option<&'static str>,
    /// Where the first finding stands.
    pub position: Option<Position>,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = if self.is_base { "base" } else { "head" };
        write!(f, "the {side} has no client to compare: {}", self.document)?;
        if let Some(Position { line, column }) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.reason)?;
        match self.errors {
            0 | 1 => Ok(()),
            errors => write!(f, " (the first of {errors} errors)"),
        }
    }
}

impl Effect {
    /// All changes: the most serious first, then by path.
    pub fn changes(&self) -> &[ItemChange] {
        &self.changes
    }

    /// The documents that have no client; where there is one, there are no changes.
    pub fn obstacles(&self) -> &[Obstacle] {
        &self.obstacles
    }

    /// How far the generated code differs.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// The most serious level among the changes.
    pub fn level(&self) -> Option<Impact> {
        self.changes.iter().map(|change| change.level).max()
    }

    /// The part of the version that the generated code asks to raise.
    pub fn bump(&self) -> Bump {
        let least = match self.extent {
            Extent::Unknown | Extent::Identical => Bump::None,
            Extent::Inside | Extent::Surface => Bump::Patch,
        };
        self.level().map_or(least, Bump::from)
    }

    /// One sentence, without a full stop.
    pub fn summary(&self) -> String {
        match self.extent {
            Extent::Unknown => {
                let reasons: Vec<String> = self.obstacles.iter().map(ToString::to_string).collect();
                reasons.join("; ")
            }
            Extent::Identical => "the generated code is the same".to_owned(),
            Extent::Inside => "the generated code differs, its public API does not".to_owned(),
            Extent::Surface => {
                let count = |level| self.changes.iter().filter(|one| one.level == level).count();
                format!(
                    "the public API of the generated code differs: {} breaking, {} dangerous, {} \
                     compatible",
                    count(Impact::Breaking),
                    count(Impact::Dangerous),
                    count(Impact::Compatible),
                )
            }
        }
    }
}

/// Generates a client from either document and compares what their consumers see.
///
/// Only generated code takes part. What is written by hand around it is not looked at: where it no
/// longer compiles, the build says so.
pub fn effect(base: &Spec, head: &Spec, settings: &Settings) -> Effect {
    let sides = [(base, true), (head, false)].map(|(spec, is_base)| {
        generated(spec, settings).map_err(|error| obstacle(spec, is_base, &error))
    });
    match sides {
        [Ok((base_code, base)), Ok((head_code, head))] => {
            let changes = compare(&base, &head);
            let extent = if !changes.is_empty() {
                Extent::Surface
            } else if code(&base_code).eq(code(&head_code)) {
                Extent::Identical
            } else {
                Extent::Inside
            };
            Effect { changes, obstacles: Vec::new(), extent }
        }
        sides => Effect {
            changes: Vec::new(),
            obstacles: sides.into_iter().filter_map(Result::err).collect(),
            extent: Extent::Unknown,
        },
    }
}

/// Why there is nothing to compare.
enum Failure {
    Generate(Error),
    Read(super::Unreadable),
}

fn generated(spec: &Spec, settings: &Settings) -> Result<(Artifacts, Surface), Failure> {
    let generated = crate::generate(spec.clone(), settings).map_err(Failure::Generate)?;
    let surface = Surface::of(&generated.artifacts).map_err(Failure::Read)?;
    Ok((generated.artifacts, surface))
}

fn obstacle(spec: &Spec, is_base: bool, failure: &Failure) -> Obstacle {
    let document = spec.source().name().to_owned();
    let plain = |reason: String| Obstacle {
        document: document.clone(),
        is_base,
        errors: 0,
        reason,
        rule: None,
        position: None,
    };
    match failure {
        Failure::Generate(Error::Findings(report)) => {
            let errors = report.findings().iter().filter(|one| one.level == Level::Error);
            match errors.clone().next() {
                Some(first) => Obstacle {
                    document,
                    is_base,
                    errors: errors.count(),
                    reason: first.message.clone(),
                    rule: Some(first.rule),
                    position: Some(report.position(first)),
                },
                None => plain("its check fails without an error".to_owned()),
            }
        }
        Failure::Generate(error) => plain(error.to_string()),
        Failure::Read(error) => plain(error.to_string()),
    }
}

/// All lines but the headers, which name the document.
fn code(artifacts: &Artifacts) -> impl Iterator<Item = (&std::path::Path, &str)> {
    artifacts.iter().flat_map(|(path, text)| {
        text.lines()
            .filter(|line| !line.contains(crate::artifacts::MARK))
            .map(move |line| (path, line))
    })
}
