//! A review for a person at a terminal.

use std::fmt::Write as _;

use super::Review;
use super::entry::{Entry, RustChange, RustEffect};
use super::escape::line;
use super::verdict::LEVELS;
use crate::diff::{Level, Place};

impl Review {
    /// For a person: the changes by operation, what happens to the Rust client, and the verdict.
    /// Colours only where `styled`.
    pub fn text(&self, styled: bool) -> String {
        let mut out = String::new();
        for (operation, entries) in self.groups() {
            let _ = writeln!(out, "{}", bold(&line(operation), styled));
            for entry in entries {
                self.change(&mut out, entry, styled);
            }
            out.push('\n');
        }
        rust(&mut out, self.rust(), styled);
        self.summary(&mut out, styled);
        out
    }

    fn change(&self, out: &mut String, entry: &Entry, styled: bool) {
        let change = &entry.change;
        let level = level(entry.level, styled);
        let _ = writeln!(out, "  {level}[{}]: {}", change.id, line(&change.message));
        let _ = writeln!(
            out,
            "    {}  {}  hits {}",
            self.places(entry),
            change.fingerprint,
            entry.audience(),
        );
        if let Some(reason) = &entry.silenced {
            let _ = writeln!(out, "    silenced: {}", line(reason));
        }
    }

    /// Where a change was and is.
    fn places(&self, entry: &Entry) -> String {
        let place = |side: &super::Side, place: &Place| format!("{side}:{}", place.position.line);
        let base = entry.change.base.as_ref().map(|at| place(&self.base, at));
        let head = entry.change.head.as_ref().map(|at| place(&self.head, at));
        let (base, head) = (
            base.unwrap_or_else(|| "nothing".to_owned()),
            head.unwrap_or_else(|| "nothing".to_owned()),
        );
        line(&format!("{base} → {head}"))
    }

    fn summary(&self, out: &mut String, styled: bool) {
        let verdict = self.verdict();
        let (document, rust) = verdict.sides();
        let sides = line(&format!("{} → {}", self.base, self.head));
        let _ = writeln!(out, "{sides}: {}", self.counts().words());
        let _ = writeln!(out, "document: {document}; Rust: {rust}");
        let bump = bold(verdict.bump().as_str(), styled);
        let _ = writeln!(out, "verdict: {bump}: {}", verdict.advice());
    }
}

fn rust(out: &mut String, effect: &RustEffect, styled: bool) {
    match effect {
        RustEffect::Unknown { reason } => {
            let _ = writeln!(out, "effect on Rust not known: {}\n", line(reason));
        }
        RustEffect::Known { changes, .. } if changes.is_empty() => {}
        RustEffect::Known { changes, .. } => {
            let _ = writeln!(out, "{}", bold("the Rust client", styled));
            for change in changes {
                item(out, change, styled);
            }
            out.push('\n');
        }
    }
}

fn item(out: &mut String, change: &RustChange, styled: bool) {
    let level = level(change.level, styled);
    let _ = writeln!(out, "  {level}[{}]: {}", line(&change.kind), line(&change.path));
    let _ = writeln!(out, "    {}", line(&change.reason));
    for (sign, text) in [("-", &change.before), ("+", &change.after)] {
        if let Some(text) = text {
            let _ = writeln!(out, "    {sign} {}", line(text));
        }
    }
}

fn bold(text: &str, styled: bool) -> String {
    if styled { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

/// The name of a level in its colour.
fn level(level: Level, styled: bool) -> String {
    const COLOURS: [u8; LEVELS.len()] = [31, 33, 32, 36];
    let colour = LEVELS.iter().zip(COLOURS).find(|(of, _)| **of == level).map_or(0, |(_, c)| c);
    if styled { format!("\x1b[1;{colour}m{level}\x1b[0m") } else { level.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, sample};

    #[test]
    fn a_person_reads_it_by_operation() {
        insta::assert_snapshot!(sample().text(false));
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let styled = sample().text(true);
        assert!(styled.contains("\x1b[1;31mbreaking\x1b[0m["), "{styled}");
        let bare: String = styled
            .split('\x1b')
            .enumerate()
            .map(
                |(at, part)| if at == 0 { part } else { part.split_once('m').expect("a colour").1 },
            )
            .collect();
        assert_eq!(bare, sample().text(false));
    }

    #[test]
    fn no_text_of_a_document_reaches_the_terminal_as_a_command() {
        for (text, review) in hostile() {
            let lines = |text: &str| text.lines().count();
            let shown = review.text(false);
            assert!(!shown.contains(['\x1b', '\u{202e}', '\r']), "{text:?}: {shown}");
            assert_eq!(lines(&shown), lines(&hostile()[0].1.text(false)), "{text:?}: {shown}");
        }
    }
}
