//! Edits of the document that change what the client must do.

use super::Catcher::{Check, Contract, Drift, Page};
use super::{Catcher, Mutation, document};

const ALL: &[Catcher] = &[Drift, Contract, Page];

const NOT_READ: &str = "the contract reads what this document uses, and this is more";
const MIXED: &str = "errors of several types become one, or are left to the catch-all arm";
const ENGINE: &str = "a pattern that is not one set of characters is left to a regex engine";

/// Edits after which other code must be generated.
pub const DOCUMENT: &[Mutation] = &[
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
    // Answers.
    document(
        "404 becomes 405",
        "        '404':\n",
        "        '405':\n",
        ALL,
    ),
    document(
        "a status beyond the possible ones",
        "        '500':\n",
        "        '5000':\n",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a range of statuses",
        "        '500':\n",
        "        '5XX':\n",
        ALL,
    ).beyond(NOT_READ),
    document(
        "a status is dropped",
        "        '403':\n          $ref: '#/components/responses/Forbidden'\n",
        "",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a status is added",
        "        '404':\n",
        "        '409':\n          $ref: '#/components/responses/NotFound'\n        '404':\n",
        ALL,
    ),
    document(
        "the success has another status",
        "        '204':\n",
        "        '200':\n",
        ALL,
    ),
    document(
        "the success has a body",
        "has been deleted.\n",
        "has been deleted.\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/ErrorResponse'\n",
        ALL,
    ),
    document(
        "an error has no body",
        "          $ref: '#/components/responses/NotFound'",
        "          description: There is no such resource.",
        &[Check, Drift, Contract, Page],
    ).beyond(MIXED),
    document(
        "an error has another type",
        "There is no such resource.\n      content:\n        application/json:\n          schema:\n            $ref: '#/components/schemas/ErrorResponse'",
        "There is no such resource.\n      content:\n        application/json:\n          schema:\n            $ref: '#/components/schemas/TaskId'",
        &[Check, Drift, Contract, Page],
    ).beyond(MIXED),
    document(
        "an error has another media type",
        "There is no such resource.\n      content:\n        application/json:",
        "There is no such resource.\n      content:\n        text/html:",
        ALL,
    ).beyond(MIXED),
    document(
        "a misspelt key of a response",
        "There is no such resource.\n      content:",
        "There is no such resource.\n      contents:",
        &[Check, Drift, Contract, Page],
    ),
    // Schemas.
    document(
        "a field is renamed",
        "        error_code:\n          description",
        "        errorCode:\n          description",
        ALL,
    ),
    document(
        "a field is dropped",
        "        error_msg:\n          description: What went wrong.\n          type: string\n          maxLength: 1024\n",
        "",
        ALL,
    ),
    document(
        "a field is added",
        "        error_code:\n          description",
        "        request_id:\n          description: Which request.\n          type: string\n        error_code:\n          description",
        ALL,
    ),
    document(
        "a field is required",
        "      type: object\n      properties:",
        "      type: object\n      required: [error_code]\n      properties:",
        ALL,
    ),
    document(
        "a field has another type",
        "What went wrong.\n          type: string\n          maxLength: 1024",
        "What went wrong.\n          type: integer",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a field has a format",
        "What went wrong.\n          type: string",
        "What went wrong.\n          type: string\n          format: uuid",
        &[Check, Drift, Contract, Page],
    ).beyond(NOT_READ),
    document(
        "another limit of a field",
        "maxLength: 9\n",
        "maxLength: 32\n",
        ALL,
    ),
    document("no limit of a field", "          maxLength: 9\n", "", ALL),
    document("a misspelt limit", "maxLength: 9\n", "maxLenght: 9\n", &[Check, Drift, Contract, Page]),
    document(
        "another description of a field",
        "What went wrong.",
        "What happened.",
        ALL,
    ),
    document(
        "the properties are misspelt",
        "      properties:",
        "      propreties:",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "another description of a schema",
        "What the service says about a request that",
        "What the service writes about a request that",
        ALL,
    ),
    document(
        "the type of a schema is dropped",
        "      type: object\n",
        "",
        // The client is the same: an object is what the properties say it is.
        &[Page],
    ),
    document(
        "a schema is renamed where it is defined",
        "    TaskId:\n",
        "    TaskID:\n",
        &[Check, Drift, Contract, Page],
    ),
    // IDs.
    document(
        "a pattern lets dots in",
        "background task.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]+$'",
        "background task.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9._-]+$'",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a pattern lets fewer in",
        "a project.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]+$'",
        "a project.\n      type: string\n      minLength: 1\n      pattern: '^[a-f0-9-]+$'",
        ALL,
    ),
    document(
        "a pattern without its end",
        "background task.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]+$'",
        "background task.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]+'",
        &[Check, Drift, Contract, Page],
    ).beyond(ENGINE),
    document(
        "no pattern",
        "background task.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]+$'\n",
        "background task.\n      type: string\n      minLength: 1\n",
        &[Check, Drift, Contract, Page],
    ),
    document(
        "a pattern with a limit",
        "a cache instance.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]+$'",
        "a cache instance.\n      type: string\n      minLength: 1\n      pattern: '^[A-Za-z0-9_-]{1,36}$'",
        ALL,
    ),
    document(
        "an ID may be longer than one character only",
        "background task.\n      type: string\n      minLength: 1",
        "background task.\n      type: string\n      minLength: 2",
        ALL,
    ),
    document(
        "an ID may not be long",
        "background task.\n      type: string\n      minLength: 1",
        "background task.\n      type: string\n      maxLength: 36\n      minLength: 1",
        ALL,
    ),
    document(
        "an ID is a number",
        "background task.\n      type: string\n",
        "background task.\n      type: integer\n",
        &[Check, Drift, Contract, Page],
    ).beyond(NOT_READ),
    document(
        "unknown fields are refused",
        "      type: object\n      properties:",
        "      type: object\n      additionalProperties: false\n      properties:",
        // The client is the same: it reads errors leniently.
        &[Page],
    ),
    // Regions.
    document(
        "a region is added",
        "          - ae-ad-1\n",
        "          - ae-ad-1\n          - ae-ad-2\n",
        ALL,
    ),
    document("a region is dropped", "          - tr-west-1\n", "", ALL),
    document(
        "a region is renamed",
        "          - ru-moscow-1\n",
        "          - ru-moscow-2\n",
        ALL,
    ),
    document(
        "another endpoint",
        "https://dcs.{region}.myhuaweicloud.com",
        "https://dcs.{region}.example.com",
        ALL,
    ),
    document(
        "an endpoint without TLS",
        "  - url: https://",
        "  - url: http://",
        ALL,
    ),
    document(
        "the region is renamed",
        "      region:\n        description",
        "      area:\n        description",
        &[Check, Drift, Contract, Page],
    ),
    // Error codes.
    document("a code is renamed", "  - code: DCS.4002", "  - code: DCS.4003", ALL),
    document("a code has another status", "  - code: DCS.4002\n    status: 400", "  - code: DCS.4002\n    status: 404", ALL),
    document("another older code", "'111400002'", "'111400003'", ALL),
    document("another meaning", "meaning: the token is too old", "meaning: the token is old", ALL),
    document("a retry may help", "meaning: the token is too old\n    retry: false", "meaning: the token is too old\n    retry: true", ALL),
    // YAML.
    document(
        "a key stands there twice",
        "          maxLength: 9\n",
        "          maxLength: 9\n          maxLength: 10\n",
        &[Check, Drift, Contract],
    ),
    document(
        "a quote is not closed",
        "'204':",
        "'204:",
        &[Check, Drift, Contract],
    ),
];
