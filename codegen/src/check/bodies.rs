//! `unsupported-operation`, `unsupported-parameter` and `unsupported-encoding`: what progenitor
//! cannot send.

use super::Findings;
use super::context::Context;
use super::document::Document;
use super::parameters::misplaced_style;
use super::walk::child;
use crate::adapt::request_bodies::choose;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Node;

/// What progenitor cannot send: the place, what it is, and what to do.
pub(crate) struct Unsendable {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// What keeps progenitor from sending the body, if anything does.
pub(crate) fn body(document: Document<'_>, operation: &Node) -> Option<Unsendable> {
    let body = document.resolve(operation.get("requestBody")?)?;
    let content = body.entry("content")?;
    let map = content.node.as_map().filter(|map| !map.is_empty())?;
    if choose(&content.node).is_some() {
        return None;
    }
    let names: Vec<_> = map.keys().map(|media| format!("`{media}`")).collect();
    Some(Unsendable {
        span: map.values().next()?.key,
        message: format!("progenitor cannot send a body of type {}", names.join(" or ")),
        help: "it sends JSON, URL-encoded forms, `text/plain` and `application/octet-stream`",
    })
}

/// What keeps progenitor from sending a parameter, if anything does.
pub(crate) fn parameter(document: Document<'_>, parameter: &Node) -> Option<Unsendable> {
    let text = |key: &str| parameter.get(key).and_then(Node::as_str);
    let entry = parameter.entry("style")?;
    let style = entry.node.as_str()?;
    let schema = parameter.get("schema").and_then(|schema| document.resolve(schema));
    let object = schema.is_some_and(|s| s.get("properties").is_some() || s.get("allOf").is_some());
    let known: &[&str] = match text("in")? {
        "query" if object => &["form", "deepObject"],
        "query" => &["form"],
        "path" | "header" => &["simple"],
        _ => return None,
    };
    (!known.contains(&style)).then(|| Unsendable {
        span: entry.key,
        message: format!("progenitor cannot send a parameter in the style `{style}`"),
        help: "it knows `form` in a query, `deepObject` for an object with properties, and `simple` elsewhere",
    })
}

/// `unsupported-operation`: the client has no method for such an operation.
pub(super) fn supported(context: &Context<'_>, findings: &mut Findings) {
    for endpoint in &context.endpoints {
        let pointer = endpoint.site.pointer.as_str();
        // A style that is no style there is an error of its own.
        let known = endpoint.parameters.iter().filter(|p| misplaced_style(p.node).is_none());
        let parameters = known.filter_map(|p| parameter(context.document, p.node));
        for problem in body(context.document, endpoint.site.node).into_iter().chain(parameters) {
            findings.push(
                Level::Warning,
                "unsupported-operation",
                problem.span,
                pointer,
                format!("{}, so the client has no method for the operation", problem.message),
                problem.help,
            );
        }
        let content =
            endpoint.site.node.get("requestBody").and_then(|body| context.document.resolve(body));
        let content = content.and_then(|body| body.get("content"));
        for (media, entry) in content.and_then(Node::as_map).into_iter().flatten() {
            if matches!(media.as_str(), "application/json" | "application/x-www-form-urlencoded") {
                let pointer = child(&child(&child(pointer, "requestBody"), "content"), media);
                encoding(&entry.node, &pointer, findings);
            }
        }
    }
}

/// `unsupported-parameter`: cookies are left to the caller.
pub(super) fn cookies(context: &Context<'_>, findings: &mut Findings) {
    for parameter in context.endpoints.iter().flat_map(|endpoint| &endpoint.parameters) {
        let Some(entry) = parameter.node.entry("in").filter(|_| parameter.location == "cookie")
        else {
            continue;
        };
        findings.push(
            Level::Warning,
            "unsupported-parameter",
            entry.node.span,
            child(&parameter.pointer, "in"),
            "progenitor sends no cookies, so the client has no method for this parameter",
            "set the header `Cookie` in a hook, or describe it as a header",
        );
    }
}

/// `unsupported-encoding`.
pub(super) fn encoding(media: &Node, pointer: &str, findings: &mut Findings) {
    let Some(entry) = media.entry("encoding") else {
        return;
    };
    if entry.node.as_map().is_some_and(|map| !map.is_empty()) {
        findings.push(
            Level::Warning,
            "unsupported-encoding",
            entry.key,
            child(pointer, "encoding"),
            "progenitor knows no `encoding`, so the client does not heed it",
            "remove it; bodies are sent as JSON or as a plain URL-encoded form",
        );
    }
}
