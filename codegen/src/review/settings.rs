//! What a project says about its own changes: other levels, and changes that it accepts.
//!
//! ```yaml
//! levels:
//!   operation-tag-changed: documentation
//! silenced:
//!   - fingerprint: 1a2b3c4d5e6f
//!     reason: no caller sends it; the vendor never read it
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Kind;
use super::verdict::LEVELS;
use crate::check::closest;
use crate::diff::{Change, Level};
use crate::finding::{self, Finding, Report};
use crate::source::{Source, Span};
use crate::spec::Spec;
use crate::yaml::{Entry, Map, Node, Value};

/// How many digits a fingerprint has.
const DIGITS: usize = 12;

/// A silenced change.
#[derive(Debug, Clone)]
struct Silenced {
    fingerprint: String,
    reason: String,
    span: Span,
}

/// The settings of a review.
#[derive(Debug, Clone)]
pub struct Settings {
    source: Arc<Source>,
    levels: BTreeMap<String, Level>,
    silenced: Vec<Silenced>,
}

impl Default for Settings {
    fn default() -> Self {
        let source = Arc::new(Source::new("", String::new()));
        Self { source, levels: BTreeMap::new(), silenced: Vec::new() }
    }
}

impl Settings {
    /// Reads settings, and reports what is wrong with them; what is right applies all the same.
    /// `name` is what findings call the file, `kinds` are the kinds of change that there are.
    pub fn parse(name: &str, bytes: Vec<u8>, kinds: &[Kind]) -> (Self, Report) {
        let spec = match Spec::parse(name, bytes) {
            Ok(spec) => spec,
            Err(report) => {
                // A file of comments is one without settings.
                let report = report.filtered(|finding| finding.rule != "empty-document");
                return (Self::default(), report);
            }
        };
        let source = Arc::clone(&spec.source);
        let mut reader = Reader { kinds, findings: spec.duplicates.clone() };
        let mut settings = Self { source: Arc::clone(&source), ..Self::default() };
        if spec.root.value != Value::Null {
            reader.root(&spec.root, &mut settings);
        }
        (settings, Report::new(source, reader.findings))
    }

    /// The level of a kind of change, where it is set.
    pub fn level(&self, id: &str) -> Option<Level> {
        self.levels.get(id).copied()
    }

    /// Why a change is silenced, if it is.
    pub fn reason(&self, fingerprint: &str) -> Option<&str> {
        let of = self.silenced.iter().find(|silenced| silenced.fingerprint == fingerprint)?;
        Some(&of.reason)
    }

    /// Entries that silence none of `changes`. Where there are none at all, nothing is under review
    /// and no entry is called stale: right after a merge, the main branch differs from nothing.
    pub fn stale(&self, changes: &[Change]) -> Report {
        let idle = |silenced: &&Silenced| {
            !changes.is_empty()
                && changes.iter().all(|change| change.fingerprint != silenced.fingerprint)
        };
        let findings = self.silenced.iter().filter(idle).map(|silenced| Finding {
            level: finding::Level::Warning,
            rule: "stale-entry",
            span: silenced.span,
            pointer: "/silenced".to_owned(),
            message: format!("`{}` is the fingerprint of no change here", silenced.fingerprint),
            help: "remove the entry if what it was written for is merged or was given up; \
                   otherwise copy the fingerprint anew from `cargo xtask diff`"
                .to_owned(),
        });
        Report::new(Arc::clone(&self.source), findings.collect())
    }
}

struct Reader<'a> {
    kinds: &'a [Kind],
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn report(&mut self, rule: &'static str, span: Span, message: String, help: impl Into<String>) {
        let (level, pointer) = (finding::Level::Error, String::new());
        self.findings.push(Finding { level, rule, span, pointer, message, help: help.into() });
    }

    fn root(&mut self, root: &Node, settings: &mut Settings) {
        let Some(map) = self.map(root, "the settings", "start with `levels:` or `silenced:`")
        else {
            return;
        };
        self.known(map, &["levels", "silenced"]);
        if let Some(levels) = map.get("levels") {
            self.levels(&levels.node, settings);
        }
        if let Some(silenced) = map.get("silenced") {
            self.silenced(&silenced.node, settings);
        }
    }

    fn levels(&mut self, node: &Node, settings: &mut Settings) {
        if node.value == Value::Null {
            return;
        }
        let Some(map) = self.map(node, "`levels`", "write `ID: LEVEL`, one a line") else {
            return;
        };
        for (id, entry) in map {
            if self.kinds.iter().all(|kind| kind.id != id) {
                let known = closest(id, self.kinds.iter().map(|kind| kind.id));
                let help = known.map_or_else(
                    || "`cargo xtask diff --list` shows all".to_owned(),
                    |known| format!("did you mean `{known}`?"),
                );
                self.report("unknown-id", entry.key, format!("no change has the id `{id}`"), help);
            }
            match LEVELS.iter().find(|level| entry.node.as_str() == Some(level.as_str())) {
                Some(level) => drop(settings.levels.insert(id.clone(), *level)),
                None => self.report(
                    "unknown-level",
                    entry.node.span,
                    format!("the level of `{id}` is none that there is"),
                    format!("write one of {}", LEVELS.map(Level::as_str).join(", ")),
                ),
            }
        }
    }

    fn silenced(&mut self, node: &Node, settings: &mut Settings) {
        if node.value == Value::Null {
            return;
        }
        let Some(items) = node.as_seq() else {
            let message = format!("`silenced` is {}, and must be a list", node.kind());
            self.report("wrong-kind", node.span, message, "write `- fingerprint:` and `reason:`");
            return;
        };
        for item in items {
            self.entry(item, settings);
        }
    }

    fn entry(&mut self, item: &Node, settings: &mut Settings) {
        const HELP: &str = "write `- fingerprint:` and, below it, `reason:`";
        let Some(map) = self.map(item, "an entry of `silenced`", HELP) else {
            return;
        };
        self.known(map, &["fingerprint", "reason"]);
        let Some(fingerprint) = map.get("fingerprint") else {
            let message = "the entry has no fingerprint".to_owned();
            self.report(
                "missing-fingerprint",
                item.span,
                message,
                "copy it from `cargo xtask diff`",
            );
            return;
        };
        let Some(text) = self.fingerprint(&fingerprint.node) else {
            return;
        };
        if settings.reason(&text).is_some() {
            let message = format!("`{text}` is silenced a second time");
            self.report("duplicate-entry", fingerprint.node.span, message, "remove one of the two");
            return;
        }
        let reason = map.get("reason").and_then(|entry| entry.node.as_str()).map(str::trim);
        let Some(reason) = reason.filter(|reason| !reason.is_empty()) else {
            let span = map.get("reason").map_or(fingerprint.key, |entry| entry.key);
            let message = format!("`{text}` is silenced without a reason");
            let help = "add `reason:` and say why the change does no harm, or who accepts it";
            self.report("missing-reason", span, message, help);
            return;
        };
        let (reason, span) = (reason.to_owned(), fingerprint.node.span);
        settings.silenced.push(Silenced { fingerprint: text, reason, span });
    }

    fn fingerprint(&mut self, node: &Node) -> Option<String> {
        let digits = |text: &str| {
            text.len() == DIGITS && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        if let Some(text) = node.as_str().filter(|text| digits(text)) {
            return Some(text.to_owned());
        }
        // Without quotes, digits alone and digits around one `e` are a number.
        let number = matches!(node.value, Value::Int(_) | Value::Float(_));
        let help = if number {
            "put it in single quotes; YAML takes it for a number"
        } else {
            "copy it from `cargo xtask diff`"
        };
        let message = format!("a fingerprint is {DIGITS} hexadecimal digits, in small letters");
        self.report("wrong-fingerprint", node.span, message, help);
        None
    }

    fn map<'n>(&mut self, node: &'n Node, what: &str, help: &str) -> Option<&'n Map> {
        let map = node.as_map();
        if map.is_none() {
            let message = format!("{what} is {}, and must be a mapping", node.kind());
            self.report("wrong-kind", node.span, message, help);
        }
        map
    }

    fn known(&mut self, map: &Map, names: &[&str]) {
        for (key, Entry { key: span, .. }) in map {
            if !names.contains(&key.as_str()) {
                let help = format!("remove it, or write one of {}", names.join(", "));
                self.report("unknown-key", *span, format!("there is no key `{key}` here"), help);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{KINDS, sample};
    use super::*;

    /// The rules that a text breaks, each with its line.
    fn broken(text: &str) -> Vec<(usize, &'static str)> {
        let (_, report) = Settings::parse("spec/review.yaml", text.into(), KINDS);
        report.findings().iter().map(|of| (report.position(of).line, of.rule)).collect()
    }

    #[test]
    fn good_settings_apply_and_have_no_findings() {
        let text = "levels:\n  summary-changed: breaking\nsilenced:\n  \
                    - { fingerprint: 1a2b3c4d5e6f, reason: \" because \" }\n";
        let (settings, report) = Settings::parse("spec/review.yaml", text.into(), KINDS);
        assert!(report.is_empty(), "{}", report.human(false));
        assert_eq!(settings.level("summary-changed"), Some(Level::Breaking));
        assert_eq!(settings.level("response-added"), None);
        assert_eq!(settings.reason("1a2b3c4d5e6f"), Some("because"));
        assert_eq!(settings.reason("000000000000"), None);
        for empty in ["", "# nothing yet\n", "~", "levels:\nsilenced:\n", "silenced: []"] {
            assert_eq!(broken(empty), [], "{empty:?}");
        }
    }

    #[test]
    fn each_mistake_is_found_on_its_line() {
        let entry = |rest: &str| format!("silenced:\n  - {rest}\n");
        for (text, expected) in [
            ("levels: { summary-changd: breaking }".to_owned(), (1, "unknown-id")),
            ("levels:\n  summary-changed: severe\n".to_owned(), (2, "unknown-level")),
            ("levels:\n  summary-changed: 1\n".to_owned(), (2, "unknown-level")),
            ("level: {}".to_owned(), (1, "unknown-key")),
            ("- a".to_owned(), (1, "wrong-kind")),
            ("levels: []".to_owned(), (1, "wrong-kind")),
            ("silenced: {}".to_owned(), (1, "wrong-kind")),
            (entry("a"), (2, "wrong-kind")),
            (entry("reason: x"), (2, "missing-fingerprint")),
            (entry("fingerprint: 1a2b3c4d5e6f"), (2, "missing-reason")),
            (entry("fingerprint: 1a2b3c4d5e6f\n    reason: ''"), (3, "missing-reason")),
            (entry("{ fingerprint: 1A2B3C4D5E6F, reason: x }"), (2, "wrong-fingerprint")),
            (entry("{ fingerprint: 123456789012, reason: x }"), (2, "wrong-fingerprint")),
            (entry("{ fingerprint: 1a2b3c4d5e6f, reason: x, by: y }"), (2, "unknown-key")),
            ("levels: {}\nlevels: {}".to_owned(), (2, "duplicate-key")),
            ("levels: [".to_owned(), (1, "yaml-syntax")),
        ] {
            assert_eq!(broken(&text), [expected], "{text}");
        }
        let twice = "silenced:\n  - { fingerprint: 1a2b3c4d5e6f, reason: x }\n  \
                     - { fingerprint: 1a2b3c4d5e6f, reason: y }\n";
        assert_eq!(broken(twice), [(3, "duplicate-entry")]);
    }

    #[test]
    fn a_slip_in_an_id_gets_the_right_one_and_a_number_its_quotes() {
        let help = |text: &str| {
            let (_, report) = Settings::parse("r", text.into(), KINDS);
            report.findings()[0].help.clone()
        };
        assert_eq!(help("levels: { summary-changd: breaking }"), "did you mean `summary-changed`?");
        let number = "silenced: [{ fingerprint: 123456789012, reason: x }]";
        assert_eq!(help(number), "put it in single quotes; YAML takes it for a number");
        let float = "silenced: [{ fingerprint: 1234567890e2, reason: x }]";
        assert_eq!(help(float), "put it in single quotes; YAML takes it for a number");
    }

    #[test]
    fn an_entry_that_silences_nothing_is_stale_while_there_is_something_to_silence() {
        let text = "silenced:\n  - { fingerprint: '000000000001', reason: x }\n  \
                    - { fingerprint: abcdefabcdef, reason: y }\n";
        let (settings, _) = Settings::parse("spec/review.yaml", text.into(), KINDS);
        let changes: Vec<Change> =
            sample().entries().iter().map(|entry| entry.change.clone()).collect();
        let stale = settings.stale(&changes);
        let lines: Vec<usize> = stale.findings().iter().map(|of| stale.position(of).line).collect();
        assert_eq!(lines, [3]);
        assert!(settings.stale(&[]).is_empty());
    }
}
