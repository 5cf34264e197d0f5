//! The text of a cell: a line a paragraph or item of a list, without marks.

use crate::conform::words::narrow;
use crate::source::Span;

use super::html::RawCell;

/// Tags that begin and end a line.
const LINES: &[&str] = &[
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "tr",
    "td",
    "th",
    "table",
    "pre",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "blockquote",
    "hr",
];

/// Other tags of HTML that pages use. Any other is a word in angle brackets, as in `List<Node>`.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "body",
    "cite",
    "code",
    "col",
    "colgroup",
    "del",
    "dfn",
    "em",
    "figure",
    "font",
    "head",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "note",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "svg",
    "thead",
    "tbody",
    "tfoot",
    "tt",
    "u",
    "uicontrol",
    "var",
    "wbr",
    "caption",
    "center",
    "title",
    "style",
    "script",
    "link",
    "meta",
];

/// Whether a name in angle brackets is a tag.
pub(super) fn is_tag(name: &str) -> bool {
    LINES.contains(&name) || TAGS.contains(&name)
}

/// A cell in the making.
#[derive(Debug, Default)]
pub(super) struct Builder {
    cell: RawCell,
    /// The link that is open: where its words begin, and its target.
    link: Option<(usize, String)>,
    item: bool,
}

impl Builder {
    pub(super) fn new(head: bool, columns: usize, rows: usize, at: usize) -> Self {
        let span = Span { start: at, end: at };
        Self {
            cell: RawCell { head, columns, rows, span, ..RawCell::default() },
            ..Self::default()
        }
    }

    pub(super) fn anchor(&mut self, name: String) {
        self.cell.anchors.push(name);
    }

    pub(super) fn open(&mut self, tag: &str, target: Option<String>) {
        if LINES.contains(&tag) {
            self.line();
        }
        if tag == "li" {
            self.item = true;
        }
        if let Some(target) = target.filter(|_| tag == "a") {
            self.link = Some((self.cell.text.len(), target));
        }
    }

    pub(super) fn close(&mut self, tag: &str) {
        if LINES.contains(&tag) {
            self.line();
        }
        if tag == "a" {
            self.end_link();
        }
    }

    fn end_link(&mut self) {
        if let Some((from, target)) = self.link.take() {
            let words = self.cell.text.get(from..).unwrap_or_default().trim().to_owned();
            self.cell.links.push((words, target));
        }
    }

    /// Ends the line.
    pub(super) fn line(&mut self) {
        let text = &mut self.cell.text;
        let length = text.trim_end_matches(' ').len();
        text.truncate(length);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }

    pub(super) fn text(&mut self, text: &str, span: Span) {
        if !text.trim().is_empty() && self.cell.text.is_empty() {
            let lead = text.len() - text.trim_start().len();
            let tail = text.len() - text.trim_end().len();
            let end = span.end.saturating_sub(tail);
            self.cell.span = Span { start: (span.start + lead).min(end), end };
        }
        for c in text.chars() {
            if c.is_whitespace() {
                if !self.cell.text.is_empty() && !self.cell.text.ends_with([' ', '\n']) {
                    self.cell.text.push(' ');
                }
                continue;
            }
            if std::mem::take(&mut self.item) {
                self.cell.text.push_str("- ");
            }
            self.cell.text.push(c);
        }
    }

    pub(super) fn finish(mut self) -> RawCell {
        self.end_link();
        let (text, links) = unmark(self.cell.text.trim());
        self.cell.text = text;
        self.cell.links.extend(links);
        self.cell
    }
}

/// Takes Markdown's marks out of a text: bold, code, escapes, links.
pub(super) fn unmark(text: &str) -> (String, Vec<(String, String)>) {
    let mut out = String::with_capacity(text.len());
    let mut links = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if c == '\\' && after.starts_with(|next: char| next.is_ascii_punctuation()) {
            let mut chars = after.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        } else if rest.starts_with("**") {
            rest = &rest[2..];
        } else if c == '`' {
            rest = after;
        } else if let Some((words, target, tail)) = (c == '[').then(|| link(after)).flatten() {
            out.push_str(words);
            links.push((words.to_owned(), target.to_owned()));
            rest = tail;
        } else {
            out.push(c);
            rest = after;
        }
    }
    (out, links)
}

/// Longest link that is seen, in bytes.
const LONGEST_LINK: usize = 400;

/// Words, target and what follows, of the text after a `[`.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    // Far enough for any link, and near enough for a page of brackets.
    let near =
        (LONGEST_LINK - 3..=LONGEST_LINK).rev().find_map(|end| text.get(..end)).unwrap_or(text);
    let line = near.split('\n').next()?;
    let (words, rest) = line.split_once("](")?;
    let (target, _) = rest.split_once(')')?;
    if words.contains('[') {
        return None;
    }
    let used = words.len() + 2 + target.len() + 1;
    Some((words, target, &text[used..]))
}

/// A text with full-width marks narrowed.
pub(super) fn narrowed(text: &str) -> String {
    text.chars().filter_map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_links_are_kept() {
        let (text, links) = unmark(r"Array of [Node](#table_Node) **objects**, \{a\_b\} `x`");
        assert_eq!(text, "Array of Node objects, {a_b} x");
        assert_eq!(links, [("Node".to_owned(), "#table_Node".to_owned())]);
        assert_eq!(unmark("[1, 2](no").0, "[1, 2](no");
    }
}
