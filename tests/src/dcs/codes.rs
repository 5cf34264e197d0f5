//! The error codes of the document, and the answers made of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::json;

use crate::document::SPEC;
use crate::server::Reply;

/// What the document says of one error code.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorCode {
    /// The code, such as `DCS.4070`.
    pub code: String,
    /// The status that comes with it.
    pub status: u16,
    /// What it means.
    pub meaning: String,
    /// Whether the same request may succeed later.
    pub retry: bool,
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "x-error-codes")]
    codes: Vec<ErrorCode>,
}

/// A document that cannot be read leaves the table empty; then no answer has a documented code, and
/// the first test that looks at one fails.
static CODES: LazyLock<BTreeMap<String, ErrorCode>> = LazyLock::new(|| {
    let document = serde_yaml::from_str::<Document>(SPEC);
    let codes = document.map(|document| document.codes).unwrap_or_default();
    codes.into_iter().map(|code| (code.code.clone(), code)).collect()
});

/// All error codes of the document, in alphabetical order.
pub fn error_codes() -> impl Iterator<Item = &'static ErrorCode> {
    CODES.values()
}

/// An answer of the service itself. Its status and its message are those of the document.
pub fn service_error(code: &str) -> Reply {
    let (status, meaning) = documented(code);
    let body = json!({ "error_msg": meaning, "error_code": code, "error_ext_msg": null });
    Reply::json(status, body.to_string())
}

/// An answer of the gateway in front of the service. Its body has another shape than the document's
/// `ErrorResponse`, and its codes are longer.
pub fn gateway_error(status: u16, code: &str, message: &str, request_id: &str) -> Reply {
    let body = json!({ "error_msg": message, "error_code": code, "request_id": request_id });
    Reply::json(status, body.to_string())
}

/// Status and meaning of a code.
fn documented(code: &str) -> (u16, &'static str) {
    match CODES.get(code) {
        Some(code) => (code.status, &code.meaning),
        None => (500, "the fake service knows no such code"),
    }
}
