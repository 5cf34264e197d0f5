//! IDs, regions, error codes, and YAML itself.

use super::{ALL, ENGINE, NOT_READ};
use crate::mutations::Catcher::{Check, Contract, Drift, Page};
use crate::mutations::{Mutation, document};

pub(super) const EDITS: &[Mutation] = &[
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
