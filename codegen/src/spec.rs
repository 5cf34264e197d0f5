//! First stage: a document with the place of each of its nodes.

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::finding::{Finding, Level, Report};
use crate::source::{Source, Span};
use crate::yaml::{self, Node};

/// A document that is well-formed YAML or JSON; whether it is good OpenAPI is
/// [`check`](crate::check::check)'s question.
#[derive(Debug, Clone)]
pub struct Spec {
    pub(crate) source: Arc<Source>,
    pub(crate) root: Node,
    /// Duplicate keys: bad OpenAPI that only the parser can see.
    pub(crate) duplicates: Vec<Finding>,
}

impl Spec {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::Io`] where the file cannot be read, [`Error::Findings`] as for [`Spec::parse`].
    #[expect(clippy::disallowed_methods, reason = "one of the three places that do file IO")]
    pub fn load(path: &Path, name: &str) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::Io {
            action: "read",
            path: path.to_owned(),
            source,
        })?;
        Self::parse(name, bytes).map_err(Error::Findings)
    }

    /// Parses the bytes of a document; `name` is what diagnostics call it.
    ///
    /// A byte order mark and CRLF line endings are fine. Time and memory are bounded by the
    /// number of bytes, whatever they spell.
    ///
    /// # Errors
    /// One finding where the bytes are not UTF-8, not YAML, empty, or expand without bound.
    pub fn parse(name: &str, bytes: Vec<u8>) -> std::result::Result<Self, Report> {
        if let Some(encoding) = foreign(&bytes) {
            let finding = Finding {
                level: Level::Error,
                rule: "not-utf8",
                span: Span::default(),
                pointer: String::new(),
                message: format!("the file is {encoding}"),
                help: "save it as UTF-8".to_owned(),
            };
            return Err(Report::new(Arc::new(Source::new(name, String::new())), vec![finding]));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let finding = Finding {
                level: Level::Error,
                rule: "not-utf8",
                span: Span { start: at, end: at + 1 },
                pointer: String::new(),
                message: format!("byte {at} is not valid UTF-8"),
                help: "save the file as UTF-8".to_owned(),
            };
            Report::new(Arc::new(Source::new(name, text)), vec![finding])
        })?;
        let source = Arc::new(Source::new(name, text));
        match yaml::parse(source.text()) {
            Ok((root, duplicates)) => Ok(Self { source, root, duplicates }),
            Err(finding) => Err(Report::new(source, vec![finding])),
        }
    }

    /// The document's name and text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The document's nodes with their places.
    pub fn root(&self) -> &Node {
        &self.root
    }
}

/// The encoding of a file that is UTF-16 or UTF-32: by its byte order mark, or by the zero bytes
/// beside the first character, which is ASCII in any document.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [1..=255, 0, 0, 0, ..] | [0, 0, 0, 1..=255, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [1..=255, 0, 1..=255, 0, ..] | [0, 1..=255, 0, 1..=255, ..] => Some("UTF-16"),
        _ => None,
    }
}
