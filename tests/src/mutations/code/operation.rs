//! The operation as data.

use super::BUILDER;
use crate::mutations::Cut::{Before, Number, Remove, Replace, Swap, With, Words};
use crate::mutations::{Cut, Mutation, code};

const fn edit(name: &'static str, part: &'static str, cut: Cut) -> Mutation {
    code(BUILDER, name, part, cut)
}

pub(super) const EDITS: &[Mutation] = &[
    edit("another method", "value method:", With("method: Method::TRACE")),
    edit("a segment is renamed", "value template:", Replace("/", "/x")),
    edit("a segment is added", "value template:", Replace("}", "}/x")),
    edit("a segment is constant", "value template:", Replace("{", "")),
    edit("a query in the template", "value template:", Replace("}\"", "}?force=true\"")),
    edit("another name", "value id:", Words),
    edit("another media type is accepted", "value accept:", With("accept: Some(\"*/*\")")),
    edit("no media type is accepted", "value accept:", With("accept: None")),
    edit("another success", "value success:", Number),
    edit("one more success", "value success:", Replace("&[", "&[Statuses::Code(299), ")),
    edit("a class of successes", "value success:", Replace("&[", "&[Statuses::Class(2), ")),
    edit("any status succeeds", "value success:", Replace("&[", "&[Statuses::Any, ")),
    edit("no success", "value success:", With("success: &[]")),
    edit("a success is dropped", "expression Statuses::Code(2", Remove),
    edit("another error", "value errors:", Number),
    edit("one more error", "value errors:", Replace("&[", "&[Statuses::Code(418), ")),
    edit("any status is an error", "value errors:", Replace("&[", "&[Statuses::Any, ")),
    edit("no error", "value errors:", With("errors: &[]")),
    edit("an error is dropped", "expression Statuses::Code(4", Remove),
    edit("an error is a success", "value success:", Replace("&[", "&[Statuses::Code(404), ")),
    edit("not to be repeated", "value repeatable:", With("repeatable: false")),
    edit("to be repeated", "value repeatable:", With("repeatable: true")),
    edit("no project by default", "value default_project:Some", With("default_project: None")),
    edit("another default", "value default_project:Some", Words),
    edit("nothing is decoded", "value decode:Decode::JSON", With("decode: Decode::EMPTY")),
    edit("JSON is decoded", "value decode:Decode::EMPTY", With("decode: Decode::JSON")),
    edit("bytes are handed over", "value decode:", With("decode: Decode::STREAM")),
    edit("another marker", "value error:", With("error: Default::default()")),
    edit("one more fact", "value id:", Before("cached: true, ")),
    edit("another success type", "member pub const OPERATION", Replace("<()", "<bool")),
    edit(
        "another type of a body",
        "member pub const OPERATION",
        Replace("Operation<types::", "Operation<types::builder::"),
    ),
    edit("another error type", "member pub const OPERATION", Replace(", types::", ", types::Not")),
    // What is sent.
    edit("a segment is not sent", "statement request.path(", Remove),
    edit("two segments change places", "statement request.path(", Swap),
    edit("another name in the message", "statement request.path(", Words),
    edit(
        "a segment comes from another field",
        "statement request.path(",
        Replace("self.", "self.x"),
    ),
    edit("a segment becomes a query", "statement request.path(", Replace("path(", "query(")),
    edit("a segment has no encoding", "statement request.path(", Replace("path(", "raw(")),
    edit("a value is changed", "statement request.path(", Replace(");", ".map(change));")),
    edit("the project is not sent", "statement request.project(", Remove),
    edit("the project must be set", "statement request.project(", Replace("project(", "path(")),
    edit("a query is not sent", "statement request.query(", Remove),
    edit("a query is renamed", "statement request.query(", Words),
    edit(
        "a query comes from another field",
        "statement request.query(",
        Replace("self.", "self.x"),
    ),
    edit("a query becomes a segment", "statement request.query(", Replace("query(", "path(")),
    edit("a header is not sent", "statement request.header(", Remove),
    edit("a header is renamed", "statement request.header(", Words),
    edit("a header takes no option", "statement request.header(", Replace(".map(Some)", "")),
    edit("a body is not sent", "statement request.json(", Remove),
    edit("a body is a form", "statement request.json(", Replace("json", "form")),
    edit("a body of another type", "statement request.json(", Replace("types::", "types::Not")),
    edit("a body of another media type", "statement request.body(", Words),
    edit("one more statement", "statement request.", Before("request.clear(); ")),
    edit("other facts", "statement let mut request=", Replace("Self::OPERATION", "OTHER")),
    edit(
        "a request of another client",
        "member fn into_request",
        Replace("(self.client", "(other"),
    ),
];
