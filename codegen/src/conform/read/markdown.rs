//! Markdown to blocks. HTML tables are cut out before Markdown is read: a blank line inside a cell
//! would end the HTML for Markdown, and what follows would be taken for something else.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::source::Span;

use super::blocks::{Block, Content};
use super::cell::{is_tag, unmark};
use super::html::{self, RawCell, RawRow, RawTable};

/// All blocks of a page in the order of the text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let (masked, mut blocks) = cut(text);
    let mut reader = Reader { text: &masked, ..Reader::default() };
    for (event, range) in Parser::new_ext(&masked, Options::ENABLE_TABLES).into_offset_iter() {
        reader.event(event, range);
    }
    blocks.append(&mut reader.blocks);
    blocks.sort_by_key(|block| block.start);
    blocks
}

/// Cuts the HTML tables out of a text; spaces take their place, so that offsets stay.
fn cut(text: &str) -> (String, Vec<Block>) {
    let mut masked = String::with_capacity(text.len());
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut fence: Option<&str> = None;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |found| at + found + 1);
        let line = &text[at..end];
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let table = if fence.is_none() { table_start(line) } else { None };
        let Some(found) = table else {
            masked.push_str(line);
            at = end;
            continue;
        };
        let (tables, stop) = html::tables(text, at + found);
        masked.push_str(&line[..found]);
        blank(&text[at + found..stop], &mut masked);
        for table in tables {
            let (start, anchors) = (table.start, table.anchors.clone());
            blocks.push(Block { start, end: stop, content: Content::Table(table), anchors });
        }
        // What follows the table on its line is read as a line of its own.
        at = stop;
    }
    (masked, blocks)
}

/// Where a table starts in a line, unless it is a word of code.
fn table_start(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let found = bytes.windows(6).position(|window| window.eq_ignore_ascii_case(b"<table"))?;
    let whole = bytes.get(found + 6).is_none_or(|next| !next.is_ascii_alphanumeric());
    let quoted = bytes[..found].iter().filter(|byte| **byte == b'`').count() % 2 == 1;
    (whole && !quoted).then_some(found)
}

fn blank(text: &str, out: &mut String) {
    out.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

#[derive(Debug, Default)]
struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    inline: String,
    links: Vec<String>,
    /// Where the words of open links begin, and their targets.
    open_links: Vec<(usize, String)>,
    anchors: Vec<String>,
    html: Option<Range<usize>>,
    code: Option<String>,
    table: Option<RawTable>,
    cell: Option<RawCell>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.inline.push_str(&text),
            },
            Event::Code(text) => self.inline.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.inline.push('\n'),
            Event::Html(_) => {
                let start = self.html.as_ref().map_or(range.start, |open| open.start);
                self.html = Some(start..range.end);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag),
            _ => {}
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let lower = tag.to_ascii_lowercase();
        let name: String = lower
            .chars()
            .skip(1)
            .skip_while(|c| *c == '/')
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if !name.is_empty() && !is_tag(&name) {
            return self.inline.push_str(tag);
        }
        let (words, anchors) = html::words(tag);
        self.anchors.extend(anchors);
        self.inline.push_str(&words);
        if ["<br", "<p", "</p", "</li", "<ul", "</ul"].iter().any(|line| lower.starts_with(line)) {
            self.inline.push('\n');
        } else if lower.starts_with("<li") {
            self.inline.push_str("\n- ");
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph | Tag::Item => self.flush(&range),
            Tag::CodeBlock(_) => {
                self.flush(&range);
                self.code = Some(String::new());
            }
            Tag::Link { dest_url, .. } => {
                self.open_links.push((self.inline.len(), dest_url.into_string()));
            }
            Tag::Table(_) => {
                self.flush(&range);
                self.table = Some(RawTable { start: range.start, ..RawTable::default() });
            }
            Tag::TableHead | Tag::TableRow => {
                let head = matches!(tag, Tag::TableHead);
                if let Some(table) = &mut self.table {
                    table.rows.push(RawRow { start: range.start, head, cells: Vec::new() });
                }
            }
            Tag::TableCell => {
                self.inline.clear();
                let span = Span { start: range.start, end: range.end };
                self.cell = Some(RawCell { span, columns: 1, rows: 1, ..RawCell::default() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.inline).trim().to_owned();
                self.push(&range, Content::Heading { level: level as u8, text });
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush(&range),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.push(&range, Content::Code(code));
            }
            TagEnd::Link => {
                if let Some((from, target)) = self.open_links.pop() {
                    if let Some(cell) = &mut self.cell {
                        let words = self.inline.get(from..).unwrap_or_default().trim().to_owned();
                        cell.links.push((words, target));
                    } else {
                        self.links.push(target);
                    }
                }
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(&range, Content::Table(table));
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let lines: Vec<&str> = inline.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let cell = self.cell.take();
        let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
        if let (Some(row), Some(mut cell)) = (row, cell) {
            let (text, links) = unmark(&lines.join("\n"));
            cell.text = text;
            cell.links.extend(links);
            cell.head = row.head;
            row.cells.push(cell);
        }
    }

    /// HTML between Markdown: headings, code, paragraphs or mere anchors.
    fn html_block(&mut self) {
        let Some(range) = self.html.take() else { return };
        let Some(source) = self.text.get(range.clone()) else { return };
        let (words, anchors) = html::words(source);
        self.anchors.extend(anchors);
        let lower = source.trim_start().to_ascii_lowercase();
        let level = lower.strip_prefix("<h").and_then(|rest| rest.chars().next()?.to_digit(10));
        let content = if words.is_empty() {
            Content::Anchors
        } else if let Some(level) = level.filter(|level| (1..=6).contains(level)) {
            Content::Heading { level: u8::try_from(level).unwrap_or(6), text: words }
        } else if lower.starts_with("<pre") {
            Content::Code(words)
        } else {
            Content::Text { text: words, links: Vec::new() }
        };
        self.push(&range, content);
    }

    /// Ends a run of words.
    fn flush(&mut self, range: &Range<usize>) {
        let text = std::mem::take(&mut self.inline);
        let links = std::mem::take(&mut self.links);
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.push(range, Content::Text { text, links });
        } else if !self.anchors.is_empty() {
            self.push(range, Content::Anchors);
        }
    }

    fn push(&mut self, range: &Range<usize>, content: Content) {
        let anchors = std::mem::take(&mut self.anchors);
        self.blocks.push(Block { start: range.start, end: range.end, content, anchors });
    }
}
