//! The text of a document and the places in it.

/// A half-open range of bytes in a [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset of the byte after the last one.
    pub end: usize,
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A document's display name and text.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    ascii: bool,
}

impl Source {
    /// Takes the text of a document; `name` is what diagnostics call it, usually its path.
    pub fn new(name: impl Into<String>, text: String) -> Self {
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let ascii = text.is_ascii();
        Self { name: name.into(), text, line_starts, ascii }
    }

    /// What diagnostics call the document.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line that the byte at `offset` stands on, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Where the byte at `offset` stands.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.line(offset);
        let start = self.line_starts[line - 1];
        let column = if self.ascii {
            offset - start
        } else {
            let before = &self.text[start..offset];
            before.strip_prefix('\u{feff}').unwrap_or(before).chars().count()
        };
        Position { line, column: column + 1 }
    }

    /// The line of `span`'s start without its line ending, and `span` cut to that line, relative
    /// to it. Of a very long line, as in JSON without line breaks, only what is around `span`.
    pub fn first_line(&self, span: Span) -> (&str, std::ops::Range<usize>) {
        let start = self.boundary(span.start);
        let line = self.line(start);
        let from = self.line_starts[line - 1];
        let to = self.line_starts.get(line).map_or(self.text.len(), |at| at - 1);
        let to = self.boundary(to.min(start + AROUND).max(from));
        let from = if start - from > AROUND { self.boundary(start - AROUND / 4) } else { from };
        let text = self.text[from..to].trim_end_matches('\r');
        let begin = (start - from).min(text.len());
        let end = self.boundary(span.end).saturating_sub(from).clamp(begin, text.len());
        let trimmed = begin + text[begin..end].trim_end().len();
        (text, begin..trimmed)
    }

    /// The nearest boundary of a character at or before `offset`.
    fn boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        (0..4)
            .map(|back| offset.saturating_sub(back))
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or(0)
    }
}

/// How many bytes of a long line are shown after the place that matters.
const AROUND: usize = 240;
