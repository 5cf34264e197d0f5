//! Edits of the generated code.

use super::{Mutation, code, drift_only};

const BUILDER: &str = "builder.rs";
const CLIENT: &str = "mod.rs";
const REGION: &str = "region.rs";
const CODES: &str = "error_code.rs";
const SUPPORT: &str = "support.rs";
const TYPES: &str = "types.rs";

/// The document says nothing about it, and the wire tests run it.
const RUNTIME: &str = "how a body is read or a segment encoded is behaviour; wire tests prove it";
/// The document says nothing about it.
const ITS_OWN: &str = "the generator's own wording or helper; the document says nothing about it";

/// All edits.
pub const CODE: &[Mutation] = &[
    // Statuses.
    code(BUILDER, "404 becomes 405", "403 | 404 | 500", "403 | 405 | 500"),
    code(BUILDER, "a status is dropped", "400 | 401 | 403", "400 | 403"),
    code(BUILDER, "a status is added", "404 | 500 =>", "404 | 409 | 500 =>"),
    code(BUILDER, "the success has another status", "204 => Ok", "200 => Ok"),
    code(BUILDER, "more than one success", "204 => Ok", "202 | 204 => Ok"),
    code(BUILDER, "statuses from 200 to 299 are a success", "204 => Ok", "200..=299 => Ok"),
    code(
        BUILDER,
        "documented errors become undocumented",
        "404 | 500 => Err(documented_error(response).await)",
        "404 | 500 => Err(undocumented(response).await)",
    ),
    code(
        BUILDER,
        "unlisted statuses are decoded always",
        "_ => Err(undocumented(response).await)",
        "_ => Err(documented_error(response).await)",
    ),
    code(
        BUILDER,
        "unlisted statuses are never decoded",
        "_ => Err(undocumented(response).await)",
        "_ => Err(Error::UnexpectedResponse(response))",
    ),
    code(
        BUILDER,
        "unlisted statuses are a success",
        "_ => Err(undocumented(response).await)",
        "_ => Ok(ResponseValue::empty(response))",
    ),
    code(
        BUILDER,
        "an error is a success",
        "            400 | 401",
        "            404 => Ok(ResponseValue::empty(response)),\n            400 | 401",
    ),
    code(
        BUILDER,
        "an arm is dropped",
        "            204 => Ok(ResponseValue::empty(response)),\n",
        "",
    ),
    code(
        BUILDER,
        "another error type",
        "Result<ResponseValue<()>, Error<types::ErrorResponse>>",
        "Result<ResponseValue<()>, Error<()>>",
    ),
    code(
        BUILDER,
        "another success type",
        "Result<ResponseValue<()>, Error<types::ErrorResponse>>",
        "Result<ResponseValue<types::ErrorResponse>, Error<types::ErrorResponse>>",
    ),
    code(BUILDER, "another status is looked at", "match response.status()", "match first.status()"),
    // Request.
    code(BUILDER, "DELETE becomes GET", ".delete(url)", ".get(url)"),
    code(BUILDER, "DELETE becomes POST", ".delete(url)", ".post(url)"),
    code(BUILDER, "another URL", ".delete(url)", ".delete(other)"),
    code(
        BUILDER,
        "another client",
        "            .client\n            .delete",
        "            .other\n            .delete",
    ),
    code(
        BUILDER,
        "a segment is renamed",
        "\"{}/v2/{project_id}/instances/{instance_id}/tasks/{task_id}\"",
        "\"{}/v2/{project_id}/instances/{instance_id}/jobs/{task_id}\"",
    ),
    code(BUILDER, "another version", "\"{}/v2/{project_id}", "\"{}/v1.0/{project_id}"),
    code(
        BUILDER,
        "two arguments change places",
        "{}/v2/{project_id}/instances/{instance_id}/tasks/{task_id}",
        "{}/v2/{instance_id}/instances/{project_id}/tasks/{task_id}",
    ),
    code(
        BUILDER,
        "a segment is dropped",
        "\"{}/v2/{project_id}/instances/{instance_id}/tasks/{task_id}\"",
        "\"{}/v2/{project_id}/instances/{instance_id}/tasks\"",
    ),
    code(BUILDER, "another base URL", ", client.baseurl", ", \"https://example.com\""),
    code(
        BUILDER,
        "a query is added",
        "/tasks/{task_id}\", client",
        "/tasks/{task_id}?force=true\", client",
    ),
    code(
        BUILDER,
        "an argument is not encoded",
        "        let task_id = path_segment(\"task_id\", task_id.to_string())\n            .map_err(Error::InvalidRequest)?;\n",
        "",
    ),
    code(
        BUILDER,
        "another argument is encoded in its place",
        "path_segment(\"task_id\", task_id.to_string())",
        "path_segment(\"task_id\", instance_id.to_string())",
    ),
    code(
        BUILDER,
        "another name in the message",
        "path_segment(\"task_id\", task_id.to_string())",
        "path_segment(\"instance_id\", task_id.to_string())",
    ),
    code(
        BUILDER,
        "another encoding",
        "path_segment(\"project_id\", project_id.to_string())",
        "encode(\"project_id\", project_id.to_string())",
    ),
    code(
        BUILDER,
        "two arguments change places in the pattern",
        "let Self { client, project_id, instance_id, task_id } = self;",
        "let Self { client, project_id: instance_id, instance_id: project_id, task_id } = self;",
    ),
    code(
        BUILDER,
        "an argument is taken from another",
        "let task_id = task_id.map_err(Error::InvalidRequest)?;",
        "let task_id = project_id.map_err(Error::InvalidRequest)?;",
    ),
    code(
        BUILDER,
        "a missing argument is no invalid request",
        "let task_id = task_id.map_err(Error::InvalidRequest)?;",
        "let task_id = task_id.map_err(Error::Custom)?;",
    ),
    code(
        BUILDER,
        "another Accept header",
        "from_static(\"application/json\")",
        "from_static(\"*/*\")",
    ),
    code(BUILDER, "another header", "reqwest::header::ACCEPT", "reqwest::header::CONTENT_TYPE"),
    code(
        BUILDER,
        "the api-version header is back",
        "            .build()?;",
        "            .header(\"api-version\", super::Client::api_version())\n            .build()?;",
    ),
    code(
        BUILDER,
        "a body is added",
        "            .build()?;",
        "            .body(\"{}\")\n            .build()?;",
    ),
    code(
        BUILDER,
        "a statement is added",
        "        let result = client.exec",
        "        request.headers_mut().clear();\n        let result = client.exec",
    ),
    code(
        BUILDER,
        "no hook before the request",
        "        client.pre(&mut request, &info).await?;\n",
        "",
    ),
    code(BUILDER, "no hook after the request", "        client.post(&result, &info).await?;\n", ""),
    code(
        BUILDER,
        "the request goes past the hook",
        "client.exec(request, &info).await",
        "client.client.execute(request).await",
    ),
    code(
        BUILDER,
        "another name for the hooks",
        "operation_id: \"delete_background_task\"",
        "operation_id: \"delete_task\"",
    ),
    // The builder.
    code(
        BUILDER,
        "a field has another type",
        "    task_id: Result<types::TaskId, String>,",
        "    task_id: Result<types::InstanceId, String>,",
    ),
    code(
        BUILDER,
        "a field is text",
        "    task_id: Result<types::TaskId, String>,",
        "    task_id: Result<String, String>,",
    ),
    code(
        BUILDER,
        "an argument is optional",
        "task_id: Err(\"task_id was not initialized\".to_string())",
        "task_id: Ok(Default::default())",
    ),
    code(
        BUILDER,
        "a setter sets another field",
        "self.task_id = value",
        "self.instance_id = value",
    ),
    code(
        BUILDER,
        "a setter takes another type",
        "V: TryInto<types::TaskId>",
        "V: TryInto<types::InstanceId>",
    ),
    code(BUILDER, "a setter is renamed", "pub fn task_id<V>", "pub fn job_id<V>"),
    code(
        BUILDER,
        "a setter is documented otherwise",
        "ID of the background task to delete.",
        "ID of the task.",
    ),
    code(
        BUILDER,
        "another method in the documentation",
        "Sends a `DELETE` request",
        "Sends a `GET` request",
    ),
    code(
        BUILDER,
        "an import under another name",
        "{documented_error, path_segment, undocumented}",
        "{path_segment, undocumented, undocumented as documented_error}",
    ),
    // The client.
    code(CLIENT, "a slash at the end of the base URL stays", ".trim_end_matches('/')", ""),
    code(CLIENT, "a client without hooks compiles", "    implements::<Client>();\n", ""),
    code(CLIENT, "the method is renamed", "pub fn delete_background_task(", "pub fn delete_task("),
    code(
        CLIENT,
        "the method starts another request",
        "builder::DeleteBackgroundTask::new(self)",
        "builder::Other::new(self)",
    ),
    code(
        CLIENT,
        "another summary",
        "/// Delete a background task\n",
        "/// Remove a background task\n",
    ),
    code(
        CLIENT,
        "another description",
        "/// Deletes one background task of",
        "/// Deletes a background task of",
    ),
    code(
        CLIENT,
        "another description of an argument",
        "- `task_id`: ID of the background task",
        "- `task_id`: Name of the background task",
    ),
    code(
        CLIENT,
        "an argument is not documented",
        "    /// - `task_id`: ID of the background task to delete.\n",
        "",
    ),
    code(
        CLIENT,
        "another path in the documentation",
        "/instances/{instance_id}/tasks",
        "/instance/{instance_id}/tasks",
    ),
    code(CLIENT, "another version", "\"1.0.0\"", "\"2.0.0\""),
    code(CLIENT, "another title", "/// Client for Huawei Cloud", "/// Client for Cloud"),
    drift_only(
        ITS_OWN,
        CLIENT,
        "another comment about the pool",
        "shares the connection pool",
        "borrows the connection pool",
    ),
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
    // Support.
    drift_only(RUNTIME, SUPPORT, "a slash is not encoded", "b\"-_.~\"", "b\"-_.~/\""),
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
