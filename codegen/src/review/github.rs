//! A review as annotations of a GitHub workflow.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::Review;
use super::entry::Entry;
use super::escape::line;
use crate::diff::Level;
use crate::render::{escape_data, escape_property};

impl Review {
    /// For a GitHub workflow: one annotation command a line, the most serious first, since GitHub
    /// shows ten of a kind. Silenced changes get none.
    pub fn github(&self) -> String {
        let mut entries: Vec<&Entry> =
            self.entries.iter().filter(|entry| entry.silenced.is_none()).collect();
        entries.sort_by_key(|entry| Reverse(entry.level));
        let mut out = String::new();
        for entry in entries {
            let _ = writeln!(
                out,
                "::{} file={},line={},col={},title={}::{}",
                command(entry.level),
                escape_property(&self.head.path),
                entry.anchor.line,
                entry.anchor.column,
                escape_property(&format!("{}: {}", entry.level, entry.change.id)),
                escape_data(&self.annotation(entry)),
            );
        }
        self.closing(&mut out);
        out
    }

    fn annotation(&self, entry: &Entry) -> String {
        let gone = match (&entry.change.base, &entry.change.head) {
            (Some(base), None) => {
                format!("\nit stood in line {} of {}", base.position.line, self.base)
            }
            _ => String::new(),
        };
        format!(
            "{}: {}{gone}\nhits {}; fingerprint {}",
            entry.operation(),
            line(&entry.change.message),
            entry.audience(),
            entry.change.fingerprint,
        )
    }

    /// What happens to Rust, and the verdict: they belong to no line.
    fn closing(&self, out: &mut String) {
        let mut breaks = String::new();
        let changes = self.rust.changes().iter();
        for change in changes.filter(|change| change.level == Level::Breaking) {
            let (path, kind) = (line(&change.path), line(&change.kind));
            let _ = write!(breaks, "\nbreaks users of {path} ({kind})");
        }
        let verdict = self.verdict();
        let (document, rust) = verdict.sides();
        let text = format!(
            "{}; document: {document}; Rust: {rust}; {}{breaks}",
            self.counts().words(),
            verdict.advice(),
        );
        let _ =
            writeln!(out, "::notice title=verdict%3A {}::{}", verdict.bump(), escape_data(&text));
    }
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Breaking => "error",
        Level::Dangerous => "warning",
        Level::Compatible | Level::Documentation => "notice",
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, sample};

    #[test]
    fn a_workflow_annotates_lines_of_the_head() {
        insta::assert_snapshot!(sample().github());
    }

    #[test]
    fn no_text_of_a_document_becomes_a_command_of_its_own() {
        for (text, review) in hostile() {
            let shown = review.github();
            assert_eq!(shown.lines().count(), 2, "{text:?}: {shown}");
            for line in shown.split(['\n', '\r']).filter(|line| !line.is_empty()) {
                assert!(line.starts_with("::error file=") || line.starts_with("::notice title="));
                let (head, _) = line[2..].split_once("::").expect("data");
                assert!(!head.contains('\u{7}'), "{text:?}: {head}");
            }
        }
    }
}
