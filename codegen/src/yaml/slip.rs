//! Where the slip is that a YAML parser stumbles over, often a line later.

use crate::source::Span;

/// A place that explains the syntax error at `at` better than the place itself, and what to do.
///
/// A tab in an indent is found by the parser at the end of the line before; a missing colon or a
/// missing space after it on the line after.
pub(super) fn find(text: &str, at: usize) -> Option<(Span, &'static str)> {
    let line = text[..at.min(text.len())].matches('\n').count();
    let lines: Vec<(usize, &str)> = lines(text).skip(line.saturating_sub(1)).take(4).collect();
    // The line before the reported one comes first, unless that is the first line.
    let reported = usize::from(line > 0);
    for (start, line) in lines.iter().skip(reported).take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            let start = start + tab;
            return Some((
                Span { start, end: start + 1 },
                "indent with spaces; YAML takes no tabs here",
            ));
        }
    }
    let (start, before) = lines.first().filter(|_| reported == 1)?;
    let trimmed = before.trim_start();
    let key = trimmed.trim_end();
    let plain =
        !key.is_empty() && !key.starts_with(['-', '#', '"', '\'', '{', '[', '|', '>', '&', '*']);
    let colon = key.ends_with(':') || key.contains(": ");
    if !plain || colon || key.contains(' ') && !key.contains(':') {
        return None;
    }
    let start = start + before.len() - trimmed.len();
    let help = if key.contains(':') {
        "put a space after the colon"
    } else {
        "a key needs a colon after it"
    };
    Some((Span { start, end: start + key.len() }, help))
}

/// The lines of a text, each with the offset of its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |start, line| {
        let at = *start;
        *start += line.len();
        Some((at, line.trim_end_matches(['\n', '\r'])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, marker: &str) -> Option<(usize, &'static str)> {
        let at = text.find(marker).expect("the marker");
        find(text, at).map(|(span, help)| (span.start, &help[..6]))
    }

    #[test]
    fn the_line_with_the_slip_is_found() {
        assert_eq!(found("a:\n  b: 1\n\tc: 2\n", " 1"), Some((10, "indent")));
        assert_eq!(found("a:\n  b: 1\n\tc: 2\n", "\tc"), Some((10, "indent")));
        assert_eq!(found("a: 1\nb 2\nc: 3\n", "c: 3"), None);
        assert_eq!(found("a: 1\nbee\nc: 3\n", "c: 3"), Some((5, "a key ")));
        assert_eq!(found("a: 1\nbee:2\nc: 3\n", "c: 3"), Some((5, "put a ")));
        assert_eq!(found("a: 1\nb: 2\nc: 3\n", "c: 3"), None);
    }
}
