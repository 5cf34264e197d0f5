//! HTML in a page: tables, and the words between tags.
//!
//! Only the tokenizer is a crate. Which cell a text belongs to is decided here, so that cells and
//! rows that nobody closed still come out as what a browser would show.

use html5gum::{DefaultEmitter, Span as Bytes, StartTag, Token, Tokenizer};

use crate::source::Span;

use super::cell::{Builder as CellBuilder, is_tag};

/// A table as it stands in the text.
#[derive(Debug, Clone, Default)]
pub(super) struct RawTable {
    /// Where its first tag starts.
    pub(super) start: usize,
    pub(super) caption: String,
    pub(super) anchors: Vec<String>,
    pub(super) rows: Vec<RawRow>,
}

/// A row as it stands in the text.
#[derive(Debug, Clone, Default)]
pub(super) struct RawRow {
    pub(super) start: usize,
    /// Whether it stands in the table's head.
    pub(super) head: bool,
    pub(super) cells: Vec<RawCell>,
}

/// A cell as it stands in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawCell {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) head: bool,
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// Words and targets of links.
    pub(super) links: Vec<(String, String)>,
    pub(super) anchors: Vec<String>,
}

/// Widest and tallest cell that is taken at its word.
const LARGEST_SPAN: usize = 1_000;

/// Reads the table that starts at `start`; it, the tables inside it, and where it ends. A table
/// that nobody closed ends before the next heading or caption.
pub(super) fn tables(text: &str, start: usize) -> (Vec<RawTable>, usize) {
    let mut reader = Reader { base: start, ..Reader::default() };
    let rest = &text[start..];
    let mut code = 0_usize;
    for Ok(token) in Tokenizer::new_with_emitter(rest, DefaultEmitter::<usize>::new_with_span()) {
        match token {
            Token::StartTag(tag) => {
                code += usize::from(tag.name.as_slice() == b"pre");
                if is_tag(&String::from_utf8_lossy(&tag.name)) {
                    reader.start_tag(&tag);
                } else {
                    let end = tag.span.end.min(rest.len());
                    let word = rest.get(tag.span.start.min(end)..end).unwrap_or_default();
                    reader.text(word, tag.span);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                code = code.saturating_sub(usize::from(name == "pre"));
                if reader.end_tag(&name) {
                    reader.close_all();
                    let end = tag.span.end.min(rest.len());
                    // `</table` without its `>` reaches to the next one.
                    let tag = rest.get(tag.span.start.min(end)..end).unwrap_or_default();
                    let over = tag.find('\n').map_or(0, |at| tag.len() - at);
                    return (reader.done, start + end - over);
                }
            }
            Token::String(string) => {
                let value = String::from_utf8_lossy(&string).into_owned();
                if let Some(at) = next_part(&value).filter(|_| code == 0) {
                    let end = start + (string.span.start + at).min(rest.len());
                    // Entities make the text longer or shorter than its source.
                    if let Some(end) = line_start(text, end) {
                        reader.text(&value[..at], string.span);
                        reader.close_all();
                        return (reader.done, end.max(start + 1));
                    }
                }
                reader.text(&value, string.span);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.close_all();
    (reader.done, text.len())
}

/// Where a heading or the caption of another table begins, after an empty line.
fn next_part(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut blank = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let heading = content.starts_with('#') && content.trim_start_matches('#').starts_with(' ');
        let caption = content.strip_prefix("**").is_some_and(|rest| {
            rest.starts_with('表') || rest.starts_with("Table ") || rest.starts_with("状态码")
        });
        if blank && (heading || caption) {
            return Some(at);
        }
        blank = content.is_empty() && at > 0;
        at += line.len();
    }
    None
}

/// The start of the line at or before `at`.
fn line_start(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    Some(before.rfind('\n').map_or(0, |found| found + 1))
}

#[derive(Debug, Default)]
struct Reader {
    base: usize,
    open: Vec<Open>,
    done: Vec<RawTable>,
}

#[derive(Debug, Default)]
struct Open {
    table: RawTable,
    row: Option<RawRow>,
    cell: Option<CellBuilder>,
    head: bool,
    caption: bool,
}

impl Reader {
    fn start_tag(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let at = self.base + tag.span.start;
        if name == "table" {
            let table = RawTable {
                start: at,
                anchors: attribute(tag, "id").into_iter().collect(),
                ..RawTable::default()
            };
            self.open.push(Open { table, ..Open::default() });
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        match name.as_str() {
            "thead" | "tbody" | "tfoot" => {
                open.end_row();
                open.head = name == "thead";
                open.caption = false;
            }
            "tr" => open.start_row(at),
            "td" | "th" => open.start_cell(tag, name == "th", at),
            "caption" => open.caption = true,
            _ => {
                let target = attribute(tag, "href");
                let anchor = (name == "a").then(|| attribute(tag, "name")).flatten();
                if let Some(anchor) = anchor.or_else(|| attribute(tag, "id")) {
                    match &mut open.cell {
                        Some(cell) => cell.anchor(anchor),
                        None => open.table.anchors.push(anchor),
                    }
                }
                if let Some(cell) = &mut open.cell {
                    cell.open(&name, target);
                }
            }
        }
    }

    /// Whether this was the end of the outermost table.
    fn end_tag(&mut self, name: &str) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        match name {
            "table" => {
                self.close();
                return self.open.is_empty();
            }
            "thead" | "tbody" | "tfoot" | "tr" => {
                open.end_row();
                open.head &= name == "tr";
            }
            "td" | "th" => open.end_cell(),
            "caption" => open.caption = false,
            _ => {
                if let Some(cell) = &mut open.cell {
                    cell.close(name);
                }
            }
        }
        false
    }

    fn text(&mut self, text: &str, span: Bytes<usize>) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some(cell) = &mut open.cell {
            cell.text(text, Span { start: self.base + span.start, end: self.base + span.end });
        } else if open.caption {
            open.table.caption.push_str(text);
        }
    }

    fn close(&mut self) {
        if let Some(mut open) = self.open.pop() {
            open.end_row();
            self.done.push(open.table);
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        self.done.sort_by_key(|table| table.start);
    }
}

impl Open {
    fn start_row(&mut self, at: usize) {
        self.end_row();
        self.row = Some(RawRow { start: at, head: self.head, cells: Vec::new() });
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) {
            self.table.rows.push(row);
        }
    }

    fn start_cell(&mut self, tag: &StartTag<usize>, head: bool, at: usize) {
        self.end_cell();
        self.caption = false;
        if self.row.is_none() {
            self.start_row(at);
        }
        let span = |name| {
            let value = attribute(tag, name).and_then(|text| text.trim().parse::<usize>().ok());
            value.unwrap_or(1).clamp(1, LARGEST_SPAN)
        };
        self.cell = Some(CellBuilder::new(head, span("colspan"), span("rowspan"), at));
    }

    fn end_cell(&mut self) {
        if let (Some(row), Some(cell)) = (&mut self.row, self.cell.take()) {
            row.cells.push(cell.finish());
        }
    }
}

/// The value of an attribute, where there is one.
fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    let text = String::from_utf8_lossy(value).into_owned();
    (!text.is_empty()).then_some(text)
}

/// The words of HTML without its tags, and the names that links reach it by.
pub(super) fn words(html: &str) -> (String, Vec<String>) {
    let mut cell = CellBuilder::new(false, 1, 1, 0);
    for Ok(token) in Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span()) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if let Some(anchor) = attribute(&tag, "name").or_else(|| attribute(&tag, "id")) {
                    cell.anchor(anchor);
                }
                cell.open(&name, attribute(&tag, "href"));
            }
            Token::EndTag(tag) => cell.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(string) => {
                cell.text(&String::from_utf8_lossy(&string), Span::default());
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let cell = cell.finish();
    (cell.text, cell.anchors)
}
