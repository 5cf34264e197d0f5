//! What a page says of one operation.

use serde::Serialize;

use super::Place;

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
    pub(in crate::conform) fn object(&self) -> Option<Option<&str>> {
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
