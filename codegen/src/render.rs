//! How findings look: to a person, to a program, and to a GitHub workflow.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Renderer, Snippet};
use serde_json::json;

use crate::finding::{Finding, Level, Report};

impl Report {
    /// For a person: `name:line:column: error[rule]: message`, the source line with a caret, and
    /// what to do. Colours only where `styled`.
    pub fn human(&self, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for finding in self.findings() {
            let at = self.position(finding);
            let _ = writeln!(
                out,
                "{}:{}:{}: {}[{}]: {}",
                self.source().name(),
                at.line,
                at.column,
                finding.level,
                finding.rule,
                visible(&finding.message),
            );
            let _ = writeln!(out, "{}\n", renderer.render(&[self.snippet(finding, at.line)]));
        }
        out
    }

    /// For a program: one JSON object with a list `findings`, each with `level`, `rule`, `file`,
    /// `line`, `column`, `pointer`, `message` and `help`.
    pub fn json(&self) -> serde_json::Value {
        let findings: Vec<_> = self
            .findings()
            .iter()
            .map(|finding| {
                let at = self.position(finding);
                json!({
                    "level": finding.level.to_string(),
                    "rule": finding.rule,
                    "file": self.source().name(),
                    "line": at.line,
                    "column": at.column,
                    "pointer": finding.pointer,
                    "message": finding.message,
                    "help": finding.help,
                })
            })
            .collect();
        json!({ "findings": findings })
    }

    /// For a GitHub workflow: one annotation command a line.
    pub fn github(&self) -> String {
        let mut out = String::new();
        for finding in self.findings() {
            let at = self.position(finding);
            let _ = writeln!(
                out,
                "::{} file={},line={},col={},title={}::{}",
                finding.level,
                escape_property(self.source().name()),
                at.line,
                at.column,
                finding.rule,
                escape_data(&format!("{}; {}", finding.message, finding.help)),
            );
        }
        out
    }

    fn snippet<'a>(&'a self, finding: &'a Finding, line: usize) -> Group<'a> {
        let (text, caret) = self.source().first_line(finding.span);
        let level = match finding.level {
            Level::Error => Shown::ERROR,
            Level::Warning => Shown::WARNING,
        };
        let snippet =
            Snippet::source(text).line_start(line).annotation(AnnotationKind::Primary.span(caret));
        let group = Group::with_level(level).element(snippet);
        if finding.help.is_empty() {
            group
        } else {
            group.element(Shown::HELP.message(visible(&finding.help)))
        }
    }
}

/// Text without control characters, which a terminal would obey.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() { out.extend(c.escape_debug()) } else { out.push(c) }
    }
    out
}

pub(crate) fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

pub(crate) fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}
