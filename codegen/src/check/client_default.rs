//! `client-default`: the extension `x-client-default` of a path parameter, which callers may then
//! leave to the client.

use super::Findings;
use super::context::{Context, Endpoint, Parameter};
use super::document::Document;
use super::extension::{self, Extension};
use super::walk::{Site, child};
use crate::extensions::{CLIENT_DEFAULT, PROJECT};
use crate::source::Span;
use crate::yaml::{Entry, Node};

const EXTENSION: Extension = Extension {
    key: CLIENT_DEFAULT,
    rule: "client-default",
    place: "a path parameter of an operation under `paths`",
    help: "write it into the parameter itself, beside its `name`",
};

/// The largest number of schemas that are searched for the type of a parameter. `allOf` in a circle
/// has no end.
const MAX_SCHEMAS: usize = 64;

/// Looks at every place that has the extension.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let readers = extension::parameters(context);
    for (site, entry) in EXTENSION.sites(context, &readers, findings) {
        value(site, entry, findings);
        fits(context.document, site, entry, findings);
    }
    for endpoint in &context.endpoints {
        twice(context, endpoint, findings);
    }
}

fn value(site: &Site<'_>, entry: &Entry, findings: &mut Findings) {
    let found = match entry.node.as_str() {
        Some(PROJECT) => return,
        Some(text) => format!("`{}`", text.escape_debug()),
        None => entry.node.kind().to_owned(),
    };
    let message = format!("`{CLIENT_DEFAULT}` must be `{PROJECT}`, not {found}");
    let help = format!("write `{PROJECT}`: the client knows no other value to put in");
    EXTENSION.push(findings, entry.node.span, child(&site.pointer, CLIENT_DEFAULT), message, &help);
}

/// A parameter in the path that is not required has been found by `path-parameter-not-required`.
fn fits(document: Document<'_>, site: &Site<'_>, entry: &Entry, findings: &mut Findings) {
    let place = site.node.get("in").and_then(Node::as_str);
    let message = match place {
        None => return,
        Some("path") if is_text(document, site.node) != Some(false) => return,
        Some("path") => {
            "the client puts its project in, but this parameter is not of type `string`".to_owned()
        }
        Some(place) => {
            format!("only a parameter in the path can be left to the client, not one in `{place}`")
        }
    };
    let help = match place {
        Some("path") => {
            format!("give its schema `type: string`, or remove `{CLIENT_DEFAULT}`")
        }
        _ => format!("remove `{CLIENT_DEFAULT}`; callers have to set the parameter"),
    };
    EXTENSION.push(findings, entry.key, child(&site.pointer, CLIENT_DEFAULT), message, &help);
}

/// Returns whether a parameter is text, or `None` where another rule reports why that cannot be told.
fn is_text(document: Document<'_>, parameter: &Node) -> Option<bool> {
    match parameter.get("schema") {
        Some(schema) => {
            let mut left = MAX_SCHEMAS;
            text(document, schema, &mut left)
        }
        None => parameter.get("content").map(|_| false),
    }
}

fn text(document: Document<'_>, schema: &Node, left: &mut usize) -> Option<bool> {
    *left = left.checked_sub(1)?;
    let schema = document.resolve(schema)?;
    schema.as_map()?;
    if let Some(kind) = schema.get("type") {
        return Some(kind.as_str()? == "string");
    }
    let parts = schema.get("allOf").and_then(Node::as_seq).unwrap_or_default();
    Some(parts.iter().any(|part| text(document, part, left) != Some(false)))
}

/// An operation has one project.
fn twice(context: &Context<'_>, endpoint: &Endpoint<'_>, findings: &mut Findings) {
    let in_path = endpoint.parameters.iter().filter(|parameter| parameter.location == "path");
    let mut all = in_path.filter_map(|one| Some((one, one.node.entry(CLIENT_DEFAULT)?)));
    let Some((first, _)) = all.next() else { return };
    for (parameter, entry) in all {
        let message = format!(
            "`{}` is left to the client, and so is `{}` on line {}: they would get the same value",
            parameter.name,
            first.name,
            context.line(first.span)
        );
        let help = format!("keep `{CLIENT_DEFAULT}` on one parameter of the operation only");
        let span = place(context, parameter, entry);
        EXTENSION.push(findings, span, parameter.pointer.clone(), message, &help);
    }
}

/// Returns the place to point to: the extension, or the `$ref` that leads to it, since a component
/// may be right in other operations.
fn place(context: &Context<'_>, parameter: &Parameter<'_>, entry: &Entry) -> Span {
    let item = context.document.root.pointer(&parameter.pointer);
    if item.is_some_and(|item| item.get("$ref").is_some()) { parameter.span } else { entry.key }
}

#[cfg(test)]
mod tests {
    use super::super::testing::parse;
    use super::{Document, is_text};

    #[test]
    fn the_type_is_looked_for_through_references_and_parts() {
        for (parameter, expected) in [
            ("schema: {type: string}", Some(true)),
            ("schema: {type: integer}", Some(false)),
            ("schema: {}", Some(false)),
            ("schema: {allOf: [{description: d}, {$ref: '#/text'}]}", Some(true)),
            ("schema: {allOf: [{$ref: '#/number'}]}", Some(false)),
            ("content: {text/plain: {schema: {type: string}}}", Some(false)),
            // Other rules say what is wrong with these.
            ("name: a", None),
            ("schema: {$ref: '#/nothing'}", None),
            ("schema: {type: [string]}", None),
            ("schema: text", None),
            // No type, but a circle of which each turn leads to two more.
            ("schema: {allOf: [{$ref: '#/circle'}]}", Some(true)),
        ] {
            let root = parse(&format!(
                "p: {{{parameter}}}\ntext: {{type: string}}\nnumber: {{type: integer}}\n\
                 circle: {{allOf: [{{$ref: '#/circle'}}, {{$ref: '#/circle'}}]}}\n"
            ));
            let found = root.get("p").and_then(|node| is_text(Document { root: &root }, node));
            assert_eq!(found, expected, "{parameter}");
        }
    }
}
