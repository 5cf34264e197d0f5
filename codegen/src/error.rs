//! What can go wrong between a document and a client.

use std::path::PathBuf;

use crate::finding::Report;

/// The result of a stage.
pub type Result<T> = std::result::Result<T, Error>;

/// Why no client came out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The document has findings of [`Level::Error`](crate::finding::Level::Error).
    #[error("{}", summary(.0))]
    Findings(Report),
    /// A file could not be read, written, replaced or removed.
    #[error("cannot {action} {path}: {source}", path = .path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The system has no room for one more thread.
    #[error("cannot start a thread: {0}")]
    Thread(std::io::Error),
    /// progenitor's output is not what the adaptations expect: a new release of it, most likely.
    #[error(
        "adaptation `{name}` does not match progenitor's output; remove it if progenitor no longer \
         needs it, or fit it to the new output"
    )]
    AdaptationNeverApplied {
        /// Name of the adaptation.
        name: &'static str,
    },
    /// progenitor's output is not Rust.
    #[error("progenitor's output is not valid Rust: {0}; please report the document to progenitor")]
    NotRust(syn::Error),
}

fn summary(report: &Report) -> String {
    use crate::finding::Level;
    format!(
        "{}: {} error(s), {} warning(s)",
        report.source().name(),
        report.count(Level::Error),
        report.count(Level::Warning),
    )
}
