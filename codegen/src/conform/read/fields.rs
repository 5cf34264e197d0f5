//! Rows to parameters and properties.

use std::sync::Arc;

use crate::conform::page::{Cells, FREE, Field, Place, Type};
use crate::conform::words::{ANSWERS, LOCATIONS, Label, look_up};

use super::context::numbered;
use super::grid::{Grid, Line};
use super::{limits, types};

/// A field and what only its table knows.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) field: Field,
    /// Target of the link in its type.
    pub(super) target: Option<String>,
    /// What the column of places says: nothing, or a place (none for the body).
    pub(super) location: Option<Option<crate::conform::page::Location>>,
    /// How many rows describe it.
    rows: usize,
}

/// The fields of a table, and the rows that name none.
pub(super) fn fields(grid: &Grid, place: impl Fn(usize) -> Place) -> (Vec<Found>, Vec<Place>) {
    let mut found: Vec<Found> = Vec::new();
    let mut unnamed = Vec::new();
    let mut previous: Option<&Line> = None;
    for (index, row) in grid.rows.iter().enumerate() {
        if let (Some(field), Some(before)) = (found.last_mut(), previous)
            && continues(grid, before, row)
        {
            more(grid, before, row, &mut field.field);
            field.rows += 1;
            previous = Some(row);
            continue;
        }
        previous = Some(row);
        let mut at = place(index);
        if let Some(cell) = grid.cell(row, Cells::Name) {
            at.span = cell.span;
        }
        match field(grid, row, at) {
            Some(field) => found.push(field),
            None => unnamed.push(at),
        }
    }
    found.iter_mut().filter(|one| one.rows > 1).for_each(|one| limits_of_all_rows(&mut one.field));
    (found, unnamed)
}

/// Whether a row goes on about the name of the one before: its cell spans both.
fn continues(grid: &Grid, previous: &Line, row: &Line) -> bool {
    match (grid.cell(previous, Cells::Name), grid.cell(row, Cells::Name)) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

/// Adds what a further row says, unless that cell spans both rows too.
fn more(grid: &Grid, previous: &Line, row: &Line, field: &mut Field) {
    let cell = |row| grid.cell(row, Cells::Description);
    match (cell(previous), cell(row)) {
        (Some(a), Some(b)) if !Arc::ptr_eq(a, b) => {
            field.description.push('\n');
            field.description.push_str(&b.text);
        }
        _ => {}
    }
}

/// Adds the limits that only further rows state.
fn limits_of_all_rows(field: &mut Field) {
    let more = limits::limits(&field.description, &field.kind);
    limits::merge(&mut field.limits, more);
}

fn field(grid: &Grid, row: &Line, place: Place) -> Option<Found> {
    let text = |kind| grid.cell(row, kind).map_or("", |cell| cell.text.as_str());
    // A table without names has one row for the whole body.
    let whole = grid.column(Cells::Name).is_none();
    let name = if whole { String::new() } else { name(text(Cells::Name))? };
    let cell = grid.cell(row, Cells::Type);
    let kind = cell.map_or(Type::Unstated, |cell| types::cell(cell));
    let description = text(Cells::Description).to_owned();
    let target = target(grid, row, &kind);
    let mut limits = limits::limits(&description, &kind);
    limits::column(Label::Range, text(Cells::Range), &kind, &mut limits);
    limits::column(Label::Default, text(Cells::Default), &kind, &mut limits);
    let required = look_up(ANSWERS, text(Cells::Required));
    let place_word = text(Cells::Location);
    let location = LOCATIONS
        .iter()
        .find(|(word, _)| !place_word.is_empty() && place_word.to_lowercase().contains(word))
        .map(|(_, location)| *location);
    let field = Field { name, required, kind, description, limits, place };
    Some(Found { field, target, location, rows: 1 })
}

/// Where the type of a row is described: what its cell links to, or the number of a table that the
/// cell or, of an object, the description names.
pub(super) fn target(grid: &Grid, row: &Line, kind: &Type) -> Option<String> {
    let cell = grid.cell(row, Cells::Type)?;
    let link =
        cell.links.iter().map(|(_, target)| anchor(target)).find(|target| !target.is_empty());
    let description = grid.cell(row, Cells::Description).filter(|_| kind.object().is_some());
    link.map(str::to_owned)
        .or_else(|| numbered(&cell.text))
        .or_else(|| numbered(&description?.text))
}

/// The anchor that a link leads to.
fn anchor(target: &str) -> &str {
    target.rsplit_once('#').map_or(target, |(_, anchor)| anchor)
}

/// The name that a cell holds; empty for `-`, which stands for the whole body.
fn name(text: &str) -> Option<String> {
    let first = text.lines().next()?.trim();
    if ["-", "–", "—", "无"].contains(&first) {
        return Some(String::new());
    }
    // A second word is a remark in another script or in brackets, or else this is prose.
    let second = first.split_whitespace().nth(1);
    if second.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphanumeric())) {
        return None;
    }
    let word = first.split([' ', '(', '（', '\u{a0}']).next()?;
    let word = word.trim_matches(['*', '"', '“', '”', ':', '：']);
    // `{key}` stands for names that the caller chooses.
    if first.starts_with(['{', '<']) && first.ends_with(['}', '>']) {
        return Some(FREE.to_owned());
    }
    let fits = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
    (!word.is_empty() && word.len() <= 128 && word.chars().all(fits)).then(|| word.to_owned())
}
