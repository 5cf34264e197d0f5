//! One change between two documents, and how much it matters to whom.

use std::fmt;

use crate::source::{Position, Span};

/// How much a change matters, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only readers of the documentation notice.
    Documentation,
    /// Programs written for the base work with the head.
    Compatible,
    /// Some programs written for the base may stop working.
    Dangerous,
    /// Programs written for the base stop working.
    Breaking,
}

impl Level {
    /// The level's name in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Documentation => "documentation",
            Self::Compatible => "compatible",
            Self::Dangerous => "dangerous",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whom a change hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Nobody's program.
    Nobody,
    /// Callers, in what they send.
    Senders,
    /// Callers, in what they read.
    Readers,
    /// Callers, in both.
    Everyone,
}

/// A place in one of the two documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// JSON pointer, references followed: where the node really stands.
    pub pointer: String,
    /// Where in the text.
    pub span: Span,
    /// The same as line and column.
    pub position: Position,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Stable name of the kind of change, in kebab case.
    pub id: &'static str,
    /// How much it matters.
    pub level: Level,
    /// Whom it hits.
    pub audience: Audience,
    /// The operation as `DELETE /v2/…`, where the change belongs to one.
    pub operation: Option<String>,
    /// What changed, as a path through the operation that references do not alter, such as
    /// `responses/404/application/json/error_code`.
    pub subject: String,
    /// Where it stands, or stood, in the base.
    pub base: Option<Place>,
    /// Where it stands in the head.
    pub head: Option<Place>,
    /// What changed from what to what; lower case, no full stop.
    pub message: String,
    /// The same in every commit: twelve hexadecimal digits of a hash over `id`, `operation`,
    /// `subject` and `message`.
    pub fingerprint: String,
}

/// Which part of the version a change asks to raise, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// None at all.
    None,
    /// The patch version.
    Patch,
    /// The minor version.
    Minor,
    /// The major version.
    Major,
}

impl Bump {
    /// The bump's name in every format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Level> for Bump {
    fn from(level: Level) -> Self {
        match level {
            Level::Documentation => Self::Patch,
            // What may break some programs does so on the wire, whatever version of the client they
            // use; what it does to the client's own interface is judged by itself.
            Level::Compatible | Level::Dangerous => Self::Minor,
            Level::Breaking => Self::Major,
        }
    }
}
