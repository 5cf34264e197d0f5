//! What a table is taken for: by its caption, its columns and the section that it stands in.

use crate::conform::page::{Cells, Heading, Role};
use crate::conform::words::{
    CAPTIONS, Caption, EMPTY_CAPTIONS, OBJECT_ENDS, SECURITY_HEADERS, TRANSPORT_HEADERS, key,
};

use super::grid::Grid;
use super::operations::References;
use super::types;

/// What is known about a table before its rows are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    /// `Table 3 …` without its number.
    pub(super) caption: Option<&'a str>,
    /// The words right above, where there is no caption.
    pub(super) lead: Option<&'a str>,
    pub(super) section: Heading,
    pub(super) references: &'a References,
    /// The name of the object that a cell of types refers to this table for.
    pub(super) linked: Option<&'a String>,
    /// Whether the section already has a body.
    pub(super) has_body: bool,
}

/// The role of a table.
pub(super) fn role(grid: &Grid, about: About<'_>) -> Role {
    let has = |kind| grid.column(kind).is_some();
    let words = [about.caption, about.lead].into_iter().flatten();
    let said = words.clone().find_map(caption);
    if has(Cells::Method) && has(Cells::Uri) {
        return Role::Endpoint;
    }
    let named = has(Cells::Name) || (has(Cells::Location) && has(Cells::Type));
    if !named || !(has(Cells::Type) || has(Cells::Description) || has(Cells::Required)) {
        return codes(grid, about.section, said);
    }
    if has(Cells::Location) {
        return Role::Mixed;
    }
    if let Some(role) = said.and_then(|caption| spoken(caption, grid, about.section)) {
        return role;
    }
    match object_of(about) {
        Some(name) => Role::Object(name),
        None => by_section(grid, about),
    }
}

/// The object that a table describes: what refers to it, or what its caption names.
fn object_of(about: About<'_>) -> Option<String> {
    if let Some(name) = about.linked {
        return Some(name.clone());
    }
    let words = [about.caption, about.lead].into_iter().flatten();
    let named = words.clone().find_map(|caption| object(caption, about.references));
    let alone = || about.caption.filter(|text| types::is_name(text)).map(str::to_owned);
    let said = |name: &String| EMPTY_CAPTIONS.contains(&key(name).as_str());
    named.or_else(alone).filter(|name| !said(name)).or_else(|| described(about))
}

/// The field whose description begins as the caption does.
fn described(about: About<'_>) -> Option<String> {
    let caption = key(about.caption?);
    if caption.chars().count() < 4 || EMPTY_CAPTIONS.contains(&caption.as_str()) {
        return None;
    }
    let mut all = about.references.described.iter();
    all.find(|(text, _)| text.starts_with(&caption)).map(|(_, name)| name.clone())
}

/// Tables without names of parameters.
fn codes(grid: &Grid, section: Heading, said: Option<Caption>) -> Role {
    let has = |kind| grid.column(kind).is_some();
    let statuses = section == Heading::StatusCodes || said == Some(Caption::StatusCodes);
    if has(Cells::Code) && has(Cells::Description) {
        Role::ErrorCodes
    } else if has(Cells::Status) && (statuses || has(Cells::Description)) {
        Role::StatusCodes
    } else if grid.rows.is_empty() {
        Role::Unknown("it has no rows".to_owned())
    } else if grid.columns.is_empty() {
        Role::Unknown("it has no header".to_owned())
    } else {
        let titles: Vec<_> = grid.columns.iter().map(|c| format!("`{}`", c.title)).collect();
        Role::Unknown(format!(
            "its columns {} are no table of parameters or codes",
            titles.join(", ")
        ))
    }
}

fn caption(text: &str) -> Option<Caption> {
    let text = key(text);
    CAPTIONS.iter().find(|(word, _)| text.contains(word)).map(|(_, caption)| *caption)
}

/// What the words of a caption come to in a section.
fn spoken(caption: Caption, grid: &Grid, section: Heading) -> Option<Role> {
    let response = section == Heading::Response;
    Some(match caption {
        Caption::Path if all_headers(grid) => Role::Header,
        Caption::Path | Caption::Query if response => return None,
        Caption::Path => Role::Path,
        Caption::Query => Role::Query,
        Caption::Header if response => Role::ResponseHeader,
        Caption::Body if response => Role::ResponseBody,
        Caption::Form => Role::Form,
        Caption::Header => Role::Header,
        Caption::Body if all_headers(grid) => Role::Header,
        Caption::Body if section == Heading::Uri => Role::Uri,
        Caption::Body => Role::Body,
        Caption::ResponseHeader => Role::ResponseHeader,
        Caption::ResponseBody => Role::ResponseBody,
        Caption::StatusCodes | Caption::ErrorCodes | Caption::Endpoint => return None,
    })
}

fn by_section(grid: &Grid, about: About<'_>) -> Role {
    match about.section {
        Heading::Uri => Role::Uri,
        Heading::Request if all_headers(grid) => Role::Header,
        Heading::Request if !about.has_body => Role::Body,
        Heading::Response if !about.has_body => Role::ResponseBody,
        Heading::Request | Heading::Response => Role::Unknown(
            "the section has a table of its body already, and no type names this one".to_owned(),
        ),
        _ => Role::Unknown("neither its caption nor its section says what it describes".to_owned()),
    }
}

/// Whether all names of a table are headers that every operation has.
fn all_headers(grid: &Grid) -> bool {
    let header = |name: &str| {
        let name = name.trim().to_lowercase();
        SECURITY_HEADERS.contains(&name.as_str()) || TRANSPORT_HEADERS.contains(&name.as_str())
    };
    let mut names = grid.rows.iter().filter_map(|row| grid.cell(row, Cells::Name)).peekable();
    names.peek().is_some() && names.all(|cell| header(&cell.text))
}

/// The object that a caption names.
fn object(caption: &str, references: &References) -> Option<String> {
    let caption = caption.trim();
    if EMPTY_CAPTIONS.contains(&key(caption).as_str()) {
        return None;
    }
    let mut words = caption
        .split(|c: char| !(c.is_ascii_alphanumeric() || "_-.$".contains(c)))
        .filter(|w| types::is_name(w));
    if let Some(first) = words.clone().next().filter(|first| caption.starts_with(first)) {
        let mut rest = key(&caption[first.len()..]);
        while let Some(end) = OBJECT_ENDS.iter().find(|end| rest.starts_with(**end)) {
            rest = rest[end.len()..].to_owned();
        }
        if rest.is_empty() && (references.names.contains(first) || caption.len() > first.len()) {
            return Some(first.to_owned());
        }
    }
    words.find(|word| references.names.contains(*word)).map(str::to_owned)
}
