//! Labels in prose, such as "Maximum:", and what stands behind each.

use crate::conform::words::{LABELS, Label};

use super::numbers::list;

/// Each label of a text and the lines that follow it, up to the next label.
pub(super) fn statements(text: &str) -> Vec<(Label, Vec<String>)> {
    let mut found: Vec<(Label, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim();
        let mut first = true;
        loop {
            let (before, labelled) = split(rest, first);
            let before = before.trim();
            // A line of prose after a value ends it; items of a list belong to it.
            match found.last_mut() {
                Some((_, lines))
                    if !before.is_empty() && (lines.is_empty() || before.starts_with('-')) =>
                {
                    lines.push(before.to_owned());
                }
                _ => {}
            }
            let Some((label, after)) = labelled else { break };
            found.push((label, Vec::new()));
            rest = after;
            first = false;
        }
    }
    found
}

/// Splits a text at the first label in it: what stands before, and the label with what follows.
/// The start of a sentence can be a label, and in the middle of one what has a colon, as in
/// "Minimum: 0 Maximum: 9".
fn split(text: &str, first: bool) -> (&str, Option<(Label, &str)>) {
    let mut previous = if first { '.' } else { ' ' };
    let mut space = false;
    for (at, c) in text.char_indices() {
        let sentence = matches!(previous, '.' | ';' | ',') && (at == 0 || !c.is_ascii_digit());
        if c != ' ' && (sentence || space && !first) {
            let from = &text[at..];
            let marked = |after: &str| from[..from.len() - after.len()].trim_end().ends_with(':');
            if let Some((label, after)) = label(from)
                && (sentence || marked(after))
            {
                return (&text[..at], Some((label, after)));
            }
        }
        space = c == ' ';
        if !space || !matches!(previous, '.' | ';' | ',') {
            previous = c;
        }
    }
    (text, None)
}

/// Whether several values may follow a label without a mark.
fn is_verb(word: &str) -> bool {
    word.ends_with(" be") || word.ends_with(" are")
}

/// The label that a text begins with, and its value.
fn label(text: &str) -> Option<(Label, &str)> {
    let lower = text.get(..floor(text, 40))?.to_ascii_lowercase();
    let mut best: Option<(usize, Label, &str)> = None;
    for (word, label) in LABELS {
        let Some(rest) = lower.strip_prefix(word) else { continue };
        let after = text[word.len()..].trim_start();
        let value = after
            .strip_prefix(':')
            .or_else(|| after.strip_prefix('='))
            .or_else(|| after.strip_prefix('为').map(|v| v.strip_prefix(':').unwrap_or(v)))
            .or_else(|| after.strip_prefix('是'))
            .or_else(|| after.strip_prefix("is ").filter(|_| *label != Label::Other))
            .or_else(|| after.is_empty().then_some(after))
            // "The value can be a or b", but not "the value can be empty".
            .or_else(|| Some(after).filter(|after| is_verb(word) && list(after).len() > 1))
            .or_else(|| {
                (bare(*label) && after.starts_with(|c: char| c.is_ascii_digit())).then_some(after)
            });
        let whole = rest.is_empty()
            || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            || bare(*label);
        if let Some(value) = value.filter(|_| whole)
            && best.is_none_or(|(length, ..)| length < word.len())
        {
            best = Some((word.len(), *label, value));
        }
    }
    best.map(|(_, label, value)| (label, value.trim()))
}

/// Whether a number may follow at once, as in 默认10.
fn bare(label: Label) -> bool {
    !matches!(label, Label::Other | Label::Enum | Label::Pattern)
}

/// The boundary of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
