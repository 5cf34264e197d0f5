//! The builder and the client.

use super::{BUILDER, CLIENT, ITS_OWN};
use crate::mutations::{Mutation, code, drift_only};

pub(super) const EDITS: &[Mutation] = &[
    // The builder.
    code(
        BUILDER,
        "a field has another type",
        "    task_id: Result<types::TaskId, std::borrow::Cow<'static, str>>,",
        "    task_id: Result<types::InstanceId, std::borrow::Cow<'static, str>>,",
    ),
    code(
        BUILDER,
        "a field is text",
        "    task_id: Result<types::TaskId, std::borrow::Cow<'static, str>>,",
        "    task_id: Result<String, std::borrow::Cow<'static, str>>,",
    ),
    code(
        BUILDER,
        "an argument is optional",
        "task_id: Err(\"task_id was not initialized\".into())",
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
    code(
        CLIENT,
        "another base URL",
        "BaseUrl::new(baseurl)",
        "BaseUrl::new(\"https://example.com\")",
    ),
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
];
