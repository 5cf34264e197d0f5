//! Edits of the document that no code follows: the page of the contract shows them.

use super::Catcher::{Check, Drift, Page};
use super::{Catcher, Mutation, document};

const ONLY: &[Catcher] = &[Page];

/// Edits after which the same code is generated.
pub const DOCUMENT_ONLY: &[Mutation] = &[
    document("no security", "security:\n  - token: []\n  - signature: []\n", "", &[Check, Page]),
    document(
        "security is misspelt",
        "security:\n  - token: []\n",
        "secruity:\n  - token: []\n",
        &[Check, Drift, Page],
    ),
    document("one way to sign in is dropped", "  - signature: []\n", "", &[Check, Page]),
    document(
        "both ways to sign in at once",
        "  - token: []\n  - signature: []\n",
        "  - token: []\n    signature: []\n",
        ONLY,
    ),
    document("another header for the token", "name: X-Auth-Token", "name: X-Subject-Token", ONLY),
    document(
        "the signature moves to the query",
        "      type: apiKey\n      in: header\n      name: Authorization",
        "      type: apiKey\n      in: query\n      name: Authorization",
        ONLY,
    ),
    document(
        "another kind of scheme",
        "      type: apiKey\n      in: header\n      name: X-Auth-Token",
        "      type: http\n      scheme: bearer",
        ONLY,
    ),
    document(
        "another description of a scheme",
        "It is valid for 24 hours.",
        "It is valid for 12 hours.",
        ONLY,
    ),
    document(
        "an operation without security",
        "      summary: Delete",
        "      security: []\n      summary: Delete",
        ONLY,
    ),
    document("another default region", "default: cn-north-4", "default: cn-north-1", ONLY),
    document(
        "a default that is no region",
        "default: cn-north-4",
        "default: cn-north-5",
        &[Check, Page],
    ),
    document(
        "another description of a region",
        "The region that the cache instance lives in.",
        "The region of the instance.",
        ONLY,
    ),
    document(
        "another description of a response",
        "There is no such resource.",
        "There is no such thing.",
        ONLY,
    ),
    document(
        "an example with a code that is too long",
        "error_code: DCS.4070",
        "error_code: DCS.407000",
        &[Check, Page],
    ),
    document(
        "an example with a number",
        "error_code: DCS.5000",
        "error_code: 5000",
        &[Check, Page],
    ),
    document(
        "an example of an ID that is not one",
        "example: 8abf6e1e72c12e7c0172c15b508500aa",
        "example: ../tasks",
        &[Check, Page],
    ),
    document("a field is no longer nullable", "          nullable: true\n", "", &[Check, Page]),
    document(
        "nullable is misspelt",
        "          nullable: true\n",
        "          nulable: true\n",
        &[Check, Drift, Page],
    ),
    document(
        "a field becomes nullable",
        "What went wrong.\n",
        "What went wrong.\n          nullable: true\n",
        ONLY,
    ),
    document(
        "no shortest length beside a pattern that has one",
        "background task.\n      type: string\n      minLength: 1\n",
        "background task.\n      type: string\n",
        ONLY,
    ),
    document(
        "an operation is deprecated",
        "      summary: Delete",
        "      deprecated: true\n      summary: Delete",
        ONLY,
    ),
    document(
        "another tag",
        "      tags:\n        - background-tasks",
        "      tags:\n        - tasks",
        &[Check, Page],
    ),
    document("another version of OpenAPI", "openapi: 3.0.3", "openapi: 3.0.0", ONLY),
    document(
        "a component that nothing uses",
        "  securitySchemes:\n",
        "  parameters:\n    Unused:\n      name: limit\n      in: query\n      schema:\n        type: integer\n  securitySchemes:\n",
        &[Check, Page],
    ),
    document("another link to the vendor", "&api=DeleteBackgroundTask", "&api=DeleteTask", ONLY),
    document(
        "another name of the link to the vendor",
        "The operation in the vendor's API Explorer",
        "The operation",
        ONLY,
    ),
    document(
        "a misspelt key",
        "  version: 1.0.0\n",
        "  version: 1.0.0\n  licence: MIT\n",
        &[Check, Drift, Page],
    ),
    document(
        "a header of a response",
        "has been deleted.\n",
        "has been deleted.\n          headers:\n            X-Request-Id:\n              schema:\n                type: string\n",
        ONLY,
    ),
];
