//! Operation, URL and parameters.

use super::{ALL, NOT_READ};
use crate::mutations::Catcher::{Check, Contract, Drift, Page};
use crate::mutations::{Mutation, document};

pub(super) const EDITS: &[Mutation] = &[
    // Operation and URL.
    document("DELETE becomes GET", "    delete:\n", "    get:\n", ALL),
    document("a misspelt method", "    delete:\n", "    delet:\n", &[Check, Drift, Contract, Page]),
    document(
        "another version in the path",
        "  /v2/{project_id}",
        "  /v1.0/{project_id}",
        ALL,
    ),
    document(
        "a segment of the path is renamed",
        "/tasks/{task_id}:",
        "/jobs/{task_id}:",
        ALL,
    ),
    document(
        "a segment of the path is added",
        "/tasks/{task_id}:",
        "/background/tasks/{task_id}:",
        ALL,
    ),
    document(
        "a segment of the path is dropped",
        "/instances/{instance_id}/tasks",
        "/{instance_id}/tasks",
        ALL,
    ),
    document(
        "a slash at the end of the path",
        "/tasks/{task_id}:",
        "/tasks/{task_id}/:",
        ALL,
    ),
    document("no slash at the start of the path", "  /v2/", "  v2/", &[Check, Drift, Contract, Page]),
    document(
        "two arguments of the URL change places",
        "/instances/{instance_id}/tasks/{task_id}:",
        "/instances/{task_id}/tasks/{instance_id}:",
        ALL,
    ),
    document(
        "another operationId",
        "operationId: deleteBackgroundTask",
        "operationId: removeBackgroundTask",
        ALL,
    ),
    document(
        "no operationId",
        "      operationId: deleteBackgroundTask\n",
        "",
        &[Check, Drift, Contract],
    ),
    document(
        "another summary",
        "summary: Delete a background task",
        "summary: Remove a background task",
        ALL,
    ),
    document(
        "another description",
        "Deletes one background task of",
        "Cancels one background task of",
        ALL,
    ),
    document(
        "a misspelt key of the operation",
        "      summary: Delete a",
        "      sumary: Delete a",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "the title of the document",
        "title: Huawei Cloud Distributed",
        "title: Huawei Distributed",
        ALL,
    ),
    document(
        "the version of the document",
        "  version: 1.0.0",
        "  version: 1.0.1",
        ALL,
    ),
    document(
        "the description of the document",
        "that handles the background",
        "that handles the foreground",
        ALL,
    ),
    // Parameters.
    document(
        "a parameter is renamed",
        "- name: task_id",
        "- name: job_id",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a parameter has another type",
        "$ref: '#/components/schemas/TaskId'",
        "$ref: '#/components/schemas/InstanceId'",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a parameter has an inline type",
        "$ref: '#/components/schemas/TaskId'",
        "type: string",
        &[Check, Drift, Contract, Page],
    ).beyond(NOT_READ),
    document(
        "a parameter without a schema to refer to",
        "$ref: '#/components/schemas/TaskId'",
        "$ref: '#/components/schemas/TaskID'",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a parameter is optional",
        "to delete.\n          required: true",
        "to delete.\n          required: false",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a misspelt key of a parameter",
        "to delete.\n          required: true",
        "to delete.\n          requried: true",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a parameter moves to the query",
        "- name: task_id\n          in: path",
        "- name: task_id\n          in: query",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a parameter moves to a header",
        "- name: instance_id\n          in: path",
        "- name: instance_id\n          in: header",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "another description of a parameter",
        "ID of the background task to delete.",
        "ID of the task to delete.",
        ALL,
    ),
    document(
        "a parameter is added",
        "      responses:\n        '204'",
        "        - name: force\n          in: query\n          schema:\n            type: boolean\n      responses:\n        '204'",
        ALL,
    ).beyond(NOT_READ),
    document(
        "a parameter is dropped",
        "        - name: task_id\n          in: path\n          description: ID of the background task to delete.\n          required: true\n          schema:\n            $ref: '#/components/schemas/TaskId'\n",
        "",
        &[Check, Drift, Contract, Page],
    ),
];
