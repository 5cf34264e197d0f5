//! Code blocks to examples.

use crate::conform::page::{Example, Place};

use super::endpoint;

/// What a code block of an example shows; nothing where it is neither a request nor JSON.
pub(super) fn example(
    code: &str,
    request: bool,
    status: Option<u16>,
    place: Place,
) -> Option<Example> {
    let endpoint = if request { code.lines().find_map(endpoint::line) } else { None };
    let body = json(code);
    if endpoint.is_none() && body.is_none() {
        return None;
    }
    let (method, path) = endpoint.map(|one| (one.method, one.path)).unzip();
    Some(Example { request, status, method, path, body, place })
}

/// The first JSON value that starts a line.
fn json(code: &str) -> Option<serde_json::Value> {
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with(['{', '[']) {
            let text = &code[at + (line.len() - trimmed.len())..];
            let mut values = serde_json::Deserializer::from_str(text).into_iter();
            return values.next()?.ok();
        }
        at += line.len();
    }
    None
}
