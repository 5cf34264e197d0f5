//! What a page says, as values.

mod operation;

use serde::Serialize;

pub use operation::*;

use crate::source::Span;

/// A page, read.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// What the page is called by.
    pub title: Option<String>,
    /// The operations that it describes; most pages have one.
    pub operations: Vec<Operation>,
    /// Its headings, in order.
    pub sections: Vec<Section>,
    /// All its tables, in order.
    pub tables: Vec<Table>,
    /// What it holds that no rule could make sense of.
    pub not_understood: Vec<NotUnderstood>,
}

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Place {
    /// Line of the page, from 1.
    pub line: usize,
    /// Index of its table in [`Page::tables`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<usize>,
    /// Row of the table, from 1, not counting its header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The text itself.
    #[serde(skip)]
    pub span: Span,
}

/// A heading and what it announces.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Its text.
    pub title: String,
    /// What the vocabulary takes it for.
    pub kind: Heading,
    /// Line of the page, from 1.
    pub line: usize,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// What the operation is for.
    Function,
    /// Links to tools.
    Debugging,
    /// What to heed.
    Constraints,
    /// Method and path.
    Uri,
    /// What is sent.
    Request,
    /// What comes back.
    Response,
    /// Examples of either.
    Example,
    /// An example of a request.
    RequestExample,
    /// An example of a response.
    ResponseExample,
    /// Statuses and what they mean.
    StatusCodes,
    /// Error codes.
    ErrorCodes,
    /// Anything else.
    Other,
}

/// A table with its spans resolved.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Text above the table that names it.
    pub caption: Option<String>,
    /// Heading of the section that it stands in.
    pub heading: Option<String>,
    /// Line of the page, from 1.
    pub line: usize,
    /// What its columns hold.
    pub columns: Vec<Column>,
    /// What it is taken for.
    pub role: Role,
    /// Its rows, without the header.
    pub rows: Vec<Row>,
    /// Names by which links reach it.
    #[serde(skip)]
    pub anchors: Vec<String>,
}

/// A column, by the words of its header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The header.
    pub title: String,
    /// What the vocabulary takes it for.
    pub kind: Cells,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cells {
    /// Names of parameters or properties.
    Name,
    /// Whether it has to be there.
    Required,
    /// Types.
    Type,
    /// Prose.
    Description,
    /// Limits.
    Range,
    /// Defaults.
    Default,
    /// Sample values.
    Example,
    /// Path, query, header or body.
    Location,
    /// HTTP statuses.
    Status,
    /// Error codes.
    Code,
    /// Methods.
    Method,
    /// Paths.
    Uri,
    /// Anything else.
    Unknown,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Line of the page, from 1.
    pub line: usize,
    /// Texts of its cells; a cell that spans rows or columns is in each of them.
    pub cells: Vec<String>,
}

/// What a table is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Method and path.
    Endpoint,
    /// Parameters of the path.
    Path,
    /// Parameters of the query.
    Query,
    /// Path or query, as the path tells.
    Uri,
    /// Headers of the request.
    Header,
    /// Properties of the request's body.
    Body,
    /// Fields of a form.
    Form,
    /// Each row says where its parameter goes.
    Mixed,
    /// Headers of a response.
    ResponseHeader,
    /// Properties of a response's body.
    ResponseBody,
    /// Properties of an object that another table names.
    Object(String),
    /// Statuses.
    StatusCodes,
    /// Error codes.
    ErrorCodes,
    /// Not understood, and why.
    Unknown(String),
}

/// What no rule could make sense of.
#[derive(Debug, Clone, Serialize)]
pub struct NotUnderstood {
    /// What it is and why; lower case, no full stop.
    pub what: String,
    /// Where it stands.
    pub place: Place,
}
