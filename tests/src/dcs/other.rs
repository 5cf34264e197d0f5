//! Operations that the fake has no behaviour for: it looks at the request, and gives the answer of
//! the document.

use serde_json::Value;

use super::signature::decode;
use crate::document::{Answer, Operation, Place, is_json};
use crate::server::{Reply, Request};

/// The code of a request that lacks a part of the query or the body.
pub(super) fn missing(operation: &Operation, request: &Request) -> Option<&'static str> {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let names: Vec<_> = query
        .split('&')
        .filter_map(|pair| decode(pair.split('=').next().unwrap_or_default()).ok())
        .collect();
    let there = |name: &str| names.iter().any(|other| other == name.as_bytes());
    if operation.required(Place::Query).any(|parameter| !there(&parameter.name)) {
        return Some("DCS.4062");
    }
    let body = operation.body.as_ref()?;
    let fits = match request.body.as_slice() {
        [] => !body.required,
        json if is_json(&body.media_type) => {
            request.header("content-type").is_some_and(is_json)
                && serde_json::from_slice::<Value>(json).is_ok()
        }
        _ => true,
    };
    (!fits).then_some("DCS.4063")
}

/// The documented answer.
pub(super) fn reply(answer: &Answer) -> Reply {
    match &answer.body {
        None => Reply::status(answer.status),
        Some((media_type, value)) => {
            let text = match value {
                Value::String(text) if !is_json(media_type) => text.clone(),
                value => value.to_string(),
            };
            Reply::body(answer.status, text).header("content-type", media_type)
        }
    }
}
