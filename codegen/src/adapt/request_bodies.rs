//! One media type a request body.

use super::tree::{each_operation, resolve};
use crate::yaml::Node;

/// What progenitor can send, best first.
const SENDABLE: [&str; 5] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "text/plain",
    "text/x-markdown",
];

/// The key of the media type to send, and the name that progenitor knows it by.
pub(crate) fn choose(content: &Node) -> Option<(&str, &'static str)> {
    let keys = || content.as_map().into_iter().flat_map(|map| map.keys().map(String::as_str));
    let bare = |key: &str| key.split(';').next().unwrap_or(key).trim().to_ascii_lowercase();
    for known in SENDABLE {
        if let Some(key) = keys().find(|key| bare(key) == known) {
            return Some((key, known));
        }
    }
    keys()
        .find(|key| {
            let bare = bare(key);
            bare.ends_with("+json") || bare.ends_with("/json") || bare == "*/*"
        })
        .map(|key| (key, SENDABLE[0]))
}

/// Leaves each body the one media type that will be sent, in the shape progenitor accepts.
pub(super) fn one_media_type(root: &mut Node) -> usize {
    each_operation(root, |root, _, operation| {
        let Some(body) = operation.get("requestBody").and_then(|body| resolve(root, body)) else {
            return 0;
        };
        let Some(content) = body.get("content") else {
            return 0;
        };
        let Some((key, name)) = choose(content) else {
            return 0;
        };
        let Some(media) = content.get(key) else {
            return 0;
        };
        let wanted = media_type(name, media);
        if key == name && content.as_map().is_some_and(|map| map.len() == 1) && wanted.same(media) {
            return 0;
        }
        let mut body = body.clone();
        body.insert("content", Node::map(media.span, [(name, wanted)]));
        operation.insert("requestBody", body);
        1
    })
}

fn media_type(name: &str, media: &Node) -> Node {
    let span = media.span;
    let string = |format: Option<&str>| {
        let mut schema = Node::map(span, [("type", Node::text(span, "string"))]);
        if let Some(format) = format {
            schema.insert("format", Node::text(span, format));
        }
        schema
    };
    let schema = match name {
        "application/octet-stream" => string(Some("binary")),
        "text/plain" | "text/x-markdown" => string(None),
        _ => media.get("schema").cloned().unwrap_or_else(|| Node::map(span, [])),
    };
    let mut media = media.clone();
    media.remove("encoding");
    media.insert("schema", schema);
    media
}
