//! IDs, regions, error codes, and what all share.

use super::{CODES, ITS_OWN, REGION, RUNTIME, SUPPORT, TYPES};
use crate::mutations::{Mutation, code, drift_only};

pub(super) const EDITS: &[Mutation] = &[
    // IDs. What all three hold is anchored by what stands before it.
    code(
        TYPES,
        "an ID can be made unchecked",
        "pub struct TaskId(String);",
        "pub struct TaskId(pub String);",
    ),
    code(
        TYPES,
        "an ID is decoded unchecked",
        "#[derive(serde::Serialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]\n#[serde(transparent)]\npub struct TaskId",
        "#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]\n#[serde(transparent)]\npub struct TaskId",
    ),
    code(
        TYPES,
        "an ID may be empty",
        "impl std::str::FromStr for TaskId {\n    type Err = error::ConversionError;\n\n    fn from_str(value: &str) -> Result<Self, error::ConversionError> {\n        if value.is_empty() {\n            return Err(\"is empty\".into());\n        }\n",
        "impl std::str::FromStr for TaskId {\n    type Err = error::ConversionError;\n\n    fn from_str(value: &str) -> Result<Self, error::ConversionError> {\n",
    ),
    code(
        TYPES,
        "an ID from text is not checked",
        "impl TryFrom<&str> for TaskId {\n    type Error = error::ConversionError;\n\n    fn try_from(value: &str) -> Result<Self, error::ConversionError> {\n        value.parse()",
        "impl TryFrom<&str> for TaskId {\n    type Error = error::ConversionError;\n\n    fn try_from(value: &str) -> Result<Self, error::ConversionError> {\n        Ok(Self(value.to_string()))",
    ),
    code(
        TYPES,
        "an ID that is one more newtype",
        "impl From<TaskId> for String {",
        "impl From<String> for TaskId {\n    fn from(value: String) -> Self {\n        Self(value)\n    }\n}\n\nimpl From<TaskId> for String {",
    ),
    drift_only(ITS_OWN, TYPES, "another message", "error_msg: {e}", "error_msg - {e}"),
    // Regions.
    code(
        REGION,
        "a region is renamed",
        "Self::CnNorth4 => \"cn-north-4\"",
        "Self::CnNorth4 => \"cn-north-5\"",
    ),
    code(
        REGION,
        "a region is parsed as another",
        "\"cn-north-4\" => Ok(Self::CnNorth4)",
        "\"cn-north-4\" => Ok(Self::CnNorth1)",
    ),
    code(REGION, "a region is not parsed", "            \"tr-west-1\" => Ok(Self::TrWest1),\n", ""),
    code(REGION, "a region is not listed", "        Self::TrWest1,\n", ""),
    code(REGION, "a region is not declared", "    /// `tr-west-1`\n    TrWest1,\n", ""),
    code(REGION, "a region is documented as another", "    /// `tr-west-1`", "    /// `tr-west-2`"),
    code(
        REGION,
        "two regions change places",
        "        Self::AeAd1,\n        Self::AfNorth1,\n",
        "        Self::AfNorth1,\n        Self::AeAd1,\n",
    ),
    code(
        REGION,
        "another endpoint",
        "format!(\"https://dcs.{region}.myhuaweicloud.com\")",
        "format!(\"https://dcs.{region}.example.com\")",
    ),
    code(REGION, "an endpoint without TLS", "format!(\"https://dcs", "format!(\"http://dcs"),
    code(
        REGION,
        "another endpoint in the documentation",
        "is `https://dcs.{region}.",
        "is `https://ecs.{region}.",
    ),
    drift_only(
        ITS_OWN,
        REGION,
        "any other name is a region",
        "        if valid {\n            Ok(Self::Other",
        "        if valid || true {\n            Ok(Self::Other",
    ),
    // Error codes.
    code(CODES, "a code is renamed", "code: \"DCS.4002\"", "code: \"DCS.4003\""),
    code(CODES, "another older code", "Some(\"111400002\")", "Some(\"111400003\")"),
    code(
        CODES,
        "another meaning",
        "meaning: \"the token is too old\"",
        "meaning: \"the token is old\"",
    ),
    code(
        CODES,
        "two codes change places",
        "        Self::Dcs4002,\n        Self::Dcs4017,\n",
        "        Self::Dcs4017,\n        Self::Dcs4002,\n",
    ),
    code(CODES, "a code has the number of another", "Self::Dcs4002 => 0", "Self::Dcs4002 => 1"),
    code(
        CODES,
        "a code is documented otherwise",
        "/// `DCS.1002`, with status 401",
        "/// `DCS.1002`, with status 403",
    ),
    code(TYPES, "some bytes are looked at", "|all, byte| all &", "|_, byte| "),
    code(
        TYPES,
        "a character is allowed",
        "impl std::str::FromStr for TaskId {\n    type Err = error::ConversionError;\n\n    fn from_str(value: &str) -> Result<Self, error::ConversionError> {\n        if value.is_empty() {\n            return Err(\"is empty\".into());\n        }\n        if let Some(other) = other_character(\n            value,\n            |c| c.is_ascii_alphanumeric()",
        "impl std::str::FromStr for TaskId {\n    type Err = error::ConversionError;\n\n    fn from_str(value: &str) -> Result<Self, error::ConversionError> {\n        if value.is_empty() {\n            return Err(\"is empty\".into());\n        }\n        if let Some(other) = other_character(\n            value,\n            |c| c.is_ascii_alphanumeric() | (c == b'/')",
    ),
    code(
        TYPES,
        "characters beyond ASCII are allowed",
        "!u8::try_from(*c).is_ok_and(",
        "u8::try_from(*c).is_ok_and(!",
    ),
    // Support.
    drift_only(RUNTIME, SUPPORT, "a slash is not encoded", "| b'~'", "| b'~' | b'/'"),
    drift_only(
        RUNTIME,
        SUPPORT,
        "a slash at the end of the base URL stays",
        ".trim_end_matches('/').to_owned();\n        let url",
        ".to_owned();\n        let url",
    ),
    drift_only(
        RUNTIME,
        SUPPORT,
        "the prefix of the base URL is lost",
        "url.set_path(&format!(\"{prefix}{path}\"))",
        "url.set_path(&path)",
    ),
    drift_only(RUNTIME, SUPPORT, "two dots are a segment", "\".\" | \"..\" =>", "\".\" =>"),
    drift_only(RUNTIME, SUPPORT, "a shorter limit of a body", "1 << 20", "1 << 10"),
    drift_only(
        RUNTIME,
        SUPPORT,
        "redirects decode as an error",
        "status().is_server_error()",
        "status().is_redirection()",
    ),
    drift_only(
        RUNTIME,
        SUPPORT,
        "the headers are lost",
        "    std::mem::swap(head.headers_mut(), response.headers_mut());\n",
        "",
    ),
];
