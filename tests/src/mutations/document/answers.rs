//! Answers and their schemas.

use super::{ALL, MIXED, NOT_READ};
use crate::mutations::Catcher::{Check, Contract, Drift, Page};
use crate::mutations::{Mutation, document};

pub(super) const EDITS: &[Mutation] = &[
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
];
