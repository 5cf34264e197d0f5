//! The request.

use super::BUILDER;
use crate::mutations::{Mutation, code};

pub(super) const EDITS: &[Mutation] = &[
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
    code(BUILDER, "a segment is renamed", "\"/tasks/\",", "\"/jobs/\","),
    code(BUILDER, "another version", "\"/v2/\",", "\"/v1.0/\","),
    code(
        BUILDER,
        "two arguments change places",
        "&project_id,\n                        \"/instances/\",\n                        &instance_id,",
        "&instance_id,\n                        \"/instances/\",\n                        &project_id,",
    ),
    code(
        BUILDER,
        "a segment is dropped",
        "                        \"/tasks/\",\n                        &task_id,\n",
        "                        \"/tasks\",\n",
    ),
    code(
        BUILDER,
        "another base URL",
        "client\n                .baseurl",
        "other\n                .baseurl",
    ),
    code(
        BUILDER,
        "a query is added",
        "&task_id,\n",
        "&task_id,\n                        \"?force=true\",\n",
    ),
    code(
        BUILDER,
        "an argument is not encoded",
        "            let task_id = path_segment(\"task_id\", task_id.to_string())\n                .map_err(Error::InvalidRequest)?;\n",
        "",
    ),
    code(
        BUILDER,
        "a path that cannot be is another error",
        "                .map_err(Error::InvalidRequest)?\n        };",
        "                .map_err(Error::Custom)?\n        };",
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
        "let task_id = task_id\n            .map_err(|reason| Error::InvalidRequest(reason.into_owned()))?;",
        "let task_id = project_id\n            .map_err(|reason| Error::InvalidRequest(reason.into_owned()))?;",
    ),
    code(
        BUILDER,
        "a missing argument is no invalid request",
        "let task_id = task_id\n            .map_err(|reason| Error::InvalidRequest(reason.into_owned()))?;",
        "let task_id = task_id\n            .map_err(|reason| Error::Custom(reason.into_owned()))?;",
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
];
