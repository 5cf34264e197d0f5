//! Text of the service on a terminal.

/// The number of characters of a text that are shown.
const SHOWN: usize = 300;

/// The text on one line of bounded length, without characters that a terminal obeys.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::new();
    for (index, c) in text.trim().chars().enumerate() {
        if index == SHOWN {
            out.push('…');
            break;
        }
        out.push(if is_obeyed(c) { ' ' } else { c });
    }
    out
}

/// The text with such characters written out, as JSON does. Nothing is lost of it, and where it is
/// JSON, it stays the same JSON.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_obeyed(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Control characters, and those that change the direction of text.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The causes of an error, from the outside in, without what the outer one says already.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let mut out = String::new();
    let mut source = error.source();
    while let Some(error) = source {
        let text = line(&error.to_string());
        if !out.ends_with(&text) {
            if !out.is_empty() {
                out.push_str(": ");
            }
            out.push_str(&text);
        }
        source = error.source();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_obeys_nothing_of_it() {
        assert_eq!(line(" a\u{1b}[31m\nb\u{202e}c "), "a [31m b c");
        assert_eq!(visible("a\u{1b}[31m\nb\u{202e}c\u{9b}"), r"a\u001b[31m\nb\u202ec\u009b");
        assert_eq!(line(&"x".repeat(1_000)).chars().count(), SHOWN + 1);
    }
}
