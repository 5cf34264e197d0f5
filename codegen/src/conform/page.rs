//! What a page says, as values.

use serde::Serialize;

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

/// One operation.
#[derive(Debug, Clone, Serialize)]
pub struct Operation {
    /// What the vendor calls it, where a link or an anchor says so.
    pub name: Option<String>,
    /// The heading above it.
    pub title: Option<String>,
    /// Method, in lower case.
    pub method: String,
    /// Path with `{names}`, without host and query.
    pub path: String,
    /// Where both stand.
    pub place: Place,
    /// Everything that is sent beside the body.
    pub parameters: Vec<Parameter>,
    /// The request's body.
    pub body: Option<Body>,
    /// What comes back, by status.
    pub responses: Vec<Response>,
    /// The table of statuses.
    pub statuses: Vec<Status>,
    /// The table of error codes.
    pub error_codes: Vec<ErrorCode>,
    /// Objects that types refer to.
    pub objects: Vec<Object>,
    /// Examples of requests and responses.
    pub examples: Vec<Example>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Location {
    /// As OpenAPI spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter beside the body.
#[derive(Debug, Clone, Serialize)]
pub struct Parameter {
    /// Where it goes.
    pub location: Location,
    /// What the row says.
    #[serde(flatten)]
    pub field: Field,
}

/// A parameter or property, as a row describes it.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Whether it has to be there; nothing where the table has no such column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Its description.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Limits, from prose.
    #[serde(flatten)]
    pub limits: Limits,
    /// Where it stands.
    pub place: Place,
}

/// The name of a field that stands for any key.
pub const FREE: &str = "{}";

/// A type, as a cell spells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// Any number.
    Number,
    /// A truth value.
    Boolean,
    /// A file.
    File,
    /// An object; its properties are in [`Operation::objects`] under this name.
    Object(Option<String>),
    /// A list.
    Array(Box<Type>),
    /// Free keys with values of one type.
    Map(Box<Type>),
    /// The table has no such column, or an empty cell.
    Unstated,
    /// Another word.
    Unknown(String),
}

impl Type {
    /// The object inside the type, if there is one, and its name, if it has one.
    pub(super) fn object(&self) -> Option<Option<&str>> {
        match self {
            Self::Object(name) => Some(name.as_deref()),
            Self::Array(inner) if **inner == Self::Unstated => Some(None),
            Self::Array(inner) | Self::Map(inner) => inner.object(),
            _ => None,
        }
    }
}

/// Limits that prose states.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// Smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    /// Largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// Smallest number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<String>,
    /// Largest number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<String>,
    /// Smallest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<String>,
    /// Largest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<String>,
    /// What holds where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// A regular expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// All values.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// A body.
#[derive(Debug, Clone, Serialize)]
pub struct Body {
    /// Whether its properties are fields of a form.
    pub form: bool,
    /// Its properties, or one field without a name where the body is no object.
    pub fields: Vec<Field>,
    /// Where its table stands.
    pub place: Place,
}

/// A response.
#[derive(Debug, Clone, Serialize)]
pub struct Response {
    /// Its status; `success` or `error` where the page has no number.
    pub status: String,
    /// Headers.
    pub headers: Vec<Field>,
    /// Its body.
    pub body: Option<Body>,
    /// Where it is announced.
    pub place: Place,
}

/// A row of the table of statuses.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// The status.
    pub status: u16,
    /// What it means.
    pub description: String,
    /// Where it stands.
    pub place: Place,
}

/// A row of a table of error codes.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorCode {
    /// The code.
    pub code: String,
    /// Its status, where the table says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// What it means.
    pub message: String,
    /// Where it stands.
    pub place: Place,
}

/// An object that a table describes.
#[derive(Debug, Clone, Serialize)]
pub struct Object {
    /// The name that types use.
    pub name: String,
    /// Its properties.
    pub fields: Vec<Field>,
    /// Where its table stands.
    pub place: Place,
}

/// An example.
#[derive(Debug, Clone, Serialize)]
pub struct Example {
    /// Whether it is of a request.
    pub request: bool,
    /// The status that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Its method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<serde_json::Value>,
    /// Where it stands.
    pub place: Place,
}

/// What no rule could make sense of.
#[derive(Debug, Clone, Serialize)]
pub struct NotUnderstood {
    /// What it is and why; lower case, no full stop.
    pub what: String,
    /// Where it stands.
    pub place: Place,
}
