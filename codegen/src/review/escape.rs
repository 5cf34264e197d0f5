//! Text of a document inside text of ours. A description can hold anything, also what was written
//! to look like a part of the report.

/// Text on one line, without what a terminal would obey or a reader could not see.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Controls, and the invisible characters that change how text around them is shown.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// At most `limit` characters, the last a mark where more were there.
pub(super) fn clip(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some(_) => text.chars().take(limit.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// A message in Markdown: what stands between backticks as code, the rest as text.
pub(super) fn message(text: &str) -> String {
    let mut out = String::new();
    let pieces: Vec<&str> = text.split('`').collect();
    // Without its partner, the last backtick is a character like any other.
    let paired = pieces.len() - 1 + pieces.len() % 2;
    for (index, piece) in pieces.iter().enumerate() {
        match (index % 2, index < paired) {
            (0, _) => out.push_str(&self::text(piece)),
            (_, true) if piece.is_empty() => out.push_str("\\`\\`"),
            (_, true) => out.push_str(&code(piece)),
            (_, false) => {
                out.push_str("\\`");
                out.push_str(&self::text(piece));
            }
        }
    }
    out
}

/// Text in Markdown that is shown as it is: no formatting, HTML, link, picture or mention.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // GitHub looks for mentions, issues and addresses after Markdown is done; a space that
            // takes no room keeps it from finding them.
            '@' | '#' | ':' => {
                out.extend(['\\', c]);
                out.push_str("&#8203;");
            }
            '.' if ends_with_www(&out) => out.push_str("&#8203;\\."),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn ends_with_www(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"www")
}

/// Text as a code span of Markdown, in which nothing has a meaning but the backticks that end it.
pub(super) fn code(text: &str) -> String {
    let text = line(text);
    if text.trim().is_empty() {
        return "(nothing)".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A pipe needs no care: no table of a report holds text of a document.
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text inside an element of HTML.
pub(super) fn html(text: &str) -> String {
    let text = line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_ends_only_where_it_should() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("``"), "``` `` ```");
        assert_eq!(code("a\n\nb"), "`a  b`");
        assert_eq!(code(" \n"), "(nothing)");
    }

    #[test]
    fn a_message_keeps_its_code_and_nothing_else_has_a_meaning() {
        assert_eq!(message("the key `a_b` is gone"), "the key `a_b` is gone");
        assert_eq!(message("*x* `y"), "\\*x\\* \\`y");
        assert_eq!(message("`` x"), "\\`\\` x");
        assert_eq!(message("`a` b `c"), "`a` b \\`c");
        assert_eq!(text("<b>&"), "&lt;b&gt;&amp;");
        assert_eq!(text("WWW.y"), "WWW&#8203;\\.y");
        assert_eq!(text("@team #1"), "\\@&#8203;team \\#&#8203;1");
        assert_eq!(text("https://x.y"), "https\\:&#8203;\\/\\/x\\.y");
    }

    #[test]
    fn what_cannot_be_seen_is_spelt_out() {
        assert_eq!(line("a\u{202e}b\u{7}\nc"), "a\\u{202e}b\\u{7} c");
        assert_eq!(html("<\u{200b}>"), "&lt;\\u{200b}&gt;");
        assert_eq!(clip("abcd", 4), "abcd");
        assert_eq!(clip("abcde", 4), "abc…");
    }
}
