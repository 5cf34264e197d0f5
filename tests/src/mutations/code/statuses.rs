//! Statuses.

use super::BUILDER;
use crate::mutations::{Mutation, code};

pub(super) const EDITS: &[Mutation] = &[
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
];
