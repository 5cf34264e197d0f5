//! Errors.

use super::TYPES;
use crate::mutations::{Mutation, code};

pub(super) const EDITS: &[Mutation] = &[
    // Errors.
    code(
        TYPES,
        "a field is renamed",
        "    pub error_code: Option<String>,\n",
        "    pub code: Option<String>,\n",
    ),
    code(TYPES, "a field is dropped", "    pub error_code: Option<String>,\n", ""),
    code(
        TYPES,
        "a field is not optional",
        "    pub error_code: Option<String>,\n",
        "    pub error_code: String,\n",
    ),
    code(
        TYPES,
        "a field has another type",
        "    pub error_msg: Option<String>,\n",
        "    pub error_msg: Option<u32>,\n",
    ),
    code(
        TYPES,
        "a field has another name in JSON",
        "    pub error_code: Option<String>,\n",
        "    #[serde(rename = \"errorCode\")]\n    pub error_code: Option<String>,\n",
    ),
    code(
        TYPES,
        "a field is skipped",
        "    pub error_msg: Option<String>,\n",
        "    #[serde(skip)]\n    pub error_msg: Option<String>,\n",
    ),
    code(
        TYPES,
        "a field is added",
        "    pub error_code: Option<String>,\n",
        "    pub error_code: Option<String>,\n    pub request_id: Option<String>,\n",
    ),
    code(
        TYPES,
        "a field is private",
        "    pub error_msg: Option<String>,\n",
        "    error_msg: Option<String>,\n",
    ),
    code(
        TYPES,
        "fields that are not listed are dropped",
        "    /// Fields that the document does not list.\n    #[serde(flatten)]\n    pub extra: serde_json::Map<String, serde_json::Value>,\n",
        "",
    ),
    code(TYPES, "fields that are not listed need a map", "    #[serde(flatten)]\n", ""),
    code(
        TYPES,
        "unknown fields are refused",
        "pub struct ErrorResponse {\n    /// The code",
        "#[serde(deny_unknown_fields)]\npub struct ErrorResponse {\n    /// The code",
    ),
    code(
        TYPES,
        "another limit in the documentation",
        "at most 9 characters",
        "at most 90 characters",
    ),
    code(TYPES, "another description of a field", "/// What went wrong.", "/// What happened."),
    code(
        TYPES,
        "another description of a schema",
        "/// What the service says about",
        "/// What the service writes about",
    ),
    code(
        TYPES,
        "a builder swaps two fields",
        "error_msg: value.error_msg?",
        "error_msg: value.error_code?",
    ),
    code(TYPES, "a schema is renamed", "pub struct TaskId(String);", "pub struct JobId(String);"),
];
