//! What is wrong with a document, and where.

use std::fmt;
use std::sync::Arc;

use crate::source::{Position, Source, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// No client is generated: it would be wrong, unsafe or impossible.
    Error,
    /// A client is generated, yet the document does not say what its author meant, or leaves a
    /// caller less protected than it could.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub level: Level,
    /// Stable name of the rule, in kebab case.
    pub rule: &'static str,
    /// Where in the text.
    pub span: Span,
    /// JSON pointer of the node, empty where there is none.
    pub pointer: String,
    /// What is wrong; lower case, no full stop.
    pub message: String,
    /// What to do about it; lower case, no full stop.
    pub help: String,
}

/// All findings about one document, in the order of its text.
#[derive(Debug, Clone)]
pub struct Report {
    source: Arc<Source>,
    findings: Vec<Finding>,
}

impl Report {
    /// Sorts `findings` by place, then rule; the same finding twice is kept once.
    pub fn new(source: Arc<Source>, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| {
            let key = |f: &Finding| (f.span.start, f.level, f.rule, f.span.end);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        findings.dedup();
        Self { source, findings }
    }

    /// The document that the findings are about.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The findings in the order of the text.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Where a finding stands.
    pub fn position(&self, finding: &Finding) -> Position {
        self.source.position(finding.span.start)
    }

    /// Number of findings of a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|f| f.level == level).count()
    }

    /// The findings that `keep` wants.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&Finding) -> bool) -> Self {
        let findings = self.findings.iter().filter(|finding| keep(finding)).cloned().collect();
        Self { source: Arc::clone(&self.source), findings }
    }

    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}
