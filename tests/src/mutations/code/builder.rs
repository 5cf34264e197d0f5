//! Builders: fields, setters, and what sends a request.

use super::BUILDER;
use crate::mutations::Cut::{Before, Remove, Replace, With, Words};
use crate::mutations::{Cut, Mutation, code};

const fn edit(name: &'static str, part: &'static str, cut: Cut) -> Mutation {
    code(BUILDER, name, part, cut)
}

pub(super) const EDITS: &[Mutation] = &[
    edit("a field has another type", "field ", Replace("<types::", "<types::Not")),
    edit("a field is text", "field ", Replace("Argument<types::", "Argument<String, types::")),
    edit("a field holds several", "field ", Replace("Argument<Option<", "Argument<Vec<")),
    edit("one more field", "field client:Client", Before("more: Argument<bool>, ")),
    edit("an argument need not be set", "expression Err(", With("Ok(Default::default())")),
    edit("an argument must be set", "expression Ok(None)", With("Err(\"x is missing\".into())")),
    edit("another client", "value client:", With("client: Client::default()")),
    edit("another start", "signature fn new(", Replace("&Client", "Client")),
    edit("a setter sets another field", "statement self.", Replace("self.", "self.x")),
    edit("a setter takes another type", "bound V:TryInto<", Replace("<types::", "<types::Not")),
    edit("a setter gives an option", "statement self.", Replace("into()", "into().map(Some)")),
    edit("a setter gives no option", "statement self.", Replace(".map(Some)", "")),
    edit("a setter sets twice", "statement self.", Before("self.count += 1; ")),
    edit("a setter is renamed", "signature fn ", Replace("<V>", "_x<V>")),
    edit("a setter is documented otherwise", "member-text #[doc=\" Sets `", Words),
    edit(
        "a body is not changed",
        "statement self.body=self.body.map(f);",
        Replace("map(f)", "map(g)"),
    ),
    edit("a change of another body", "bound F:FnOnce(", Replace("builder::", "other::")),
    edit("a body of another builder", "field body:", Replace("builder::", "builder::Not")),
    edit("one more function", "member fn into_request", Before("fn more(&self) {} ")),
    edit("one more constant", "member fn into_request", Before("const MORE: u8 = 0; ")),
    edit("one more item", "item pub struct", Before("pub struct More; ")),
    edit("one more trait", "item pub struct", Before("impl Drop for Client {} ")),
    edit(
        "an import under another name",
        "item use super::support",
        Replace("Facts", "Facts as Few"),
    ),
    // `send` and `prepare`.
    edit("another call", "member pub async fn send", Replace("client.call", "client.skip")),
    edit("another operation", "member pub async fn send", Replace("&Self::", "&Other::")),
    edit("another answer", "member pub async fn send", Replace("Success<", "Success<Vec<u8>, ")),
    edit("send does more", "statement client.call(", Before("drop(1); ")),
    edit("send is not public", "member pub async fn send", Replace("pub ", "")),
    edit("no send", "member pub async fn send", Remove),
    edit("prepare sends", "member pub async fn prepare", Replace("prepare(req", "execute(req")),
    edit("no prepare", "member pub async fn prepare", Remove),
    edit("another method is documented", "member-text #[doc=\" Sends a", Replace("a `", "a `X")),
];
