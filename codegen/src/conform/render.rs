//! Departures for people, in the form of [`Report::human`](crate::finding::Report::human).

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::render::visible;
use crate::source::{Source, Span};

use super::compare::{Comparison, Departure, Kind};
use super::page::{Page, Place};

impl Comparison {
    /// For a person: `page:line: kind[fact]: message`, the row of the page and the line of the
    /// document, and what to do. Colours only where `styled`.
    pub fn human(&self, page: &Page, source: &Source, document: &Source, styled: bool) -> String {
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for one in &self.departures {
            let place = where_(one, page, source, document);
            let _ = writeln!(
                out,
                "{place}: {}[{}]: {}",
                one.kind.name(),
                one.fact,
                visible(&one.message)
            );
            let _ = writeln!(out, "{}\n", renderer.render(&[group(one, source, document)]));
        }
        out
    }

    /// One line that counts the departures.
    pub fn summary(&self, source: &Source, document: &Source) -> String {
        let kinds =
            [Kind::Missing, Kind::Extra, Kind::Different, Kind::Stale, Kind::Deviation, Kind::Note];
        let counts: Vec<String> = kinds
            .into_iter()
            .filter(|kind| self.count(*kind) > 0)
            .map(|kind| format!("{} {}", self.count(kind), plural(kind, self.count(kind))))
            .collect();
        let verdict = if self.conforms() { "conforms" } else { "does not conform" };
        let counts =
            if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) };
        format!("{} {verdict} to {}{counts}", document.name(), source.name())
    }
}

fn plural(kind: Kind, count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    match kind {
        Kind::Deviation => format!("deviation{s}"),
        Kind::Note => format!("note{s}"),
        kind => kind.name().to_owned(),
    }
}

/// Line of the page with table and row, or line and column of the document.
fn where_(one: &Departure, page: &Page, source: &Source, document: &Source) -> String {
    let Some(place) = one.page else {
        let at = document.position(one.spec.unwrap_or_default().start);
        return format!("{}:{}:{}", document.name(), at.line, at.column);
    };
    let line = format!("{}:{}", source.name(), place.line);
    let Some((index, table)) = place.table.and_then(|at| Some((at, page.tables.get(at)?))) else {
        return line;
    };
    let caption = table.caption.as_deref().map_or_else(
        || format!("table {} of the page", index + 1),
        |caption| format!("table \"{}\"", visible(&caption.replace('\n', " "))),
    );
    match place.row {
        Some(row) => format!("{line} ({caption}, row {row})"),
        None => format!("{line} ({caption})"),
    }
}

fn group<'a>(one: &'a Departure, source: &'a Source, document: &'a Source) -> Group<'a> {
    let level = match one.kind {
        Kind::Deviation | Kind::Note => Level::NOTE,
        _ => Level::ERROR,
    };
    let page = one.page.map(|place| snippet(source, shown(place, source)));
    let spec = one.spec.map(|span| snippet(document, span));
    let mut group = Group::with_level(level);
    for snippet in page.into_iter().chain(spec) {
        group = group.element(snippet);
    }
    let help = visible(&one.help);
    match one.kind {
        Kind::Deviation => group.element(Level::NOTE.message(format!("on purpose: {help}"))),
        _ => group.element(Level::HELP.message(help)),
    }
}

/// The place of a row, or the whole line where only that is known.
fn shown(place: Place, source: &Source) -> Span {
    if place.span != Span::default() {
        return place.span;
    }
    let start =
        source.text().split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    Span { start, end: start + 1 }
}

fn snippet<'a>(source: &'a Source, span: Span) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (text, caret) = source.first_line(span);
    Snippet::source(text)
        .path(source.name())
        .line_start(source.line(span.start))
        .annotation(AnnotationKind::Primary.span(caret))
}
