//! What the rules read: the objects of the document and its operations.

use std::cell::Cell;
use std::collections::HashSet;

use super::document::Document;
use super::model::METHODS;
use super::suggest;
use super::walk::{Site, Visited, child};
use crate::source::{Source, Span};
use crate::yaml::{Entry, Node};

/// What the rules read.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) document: Document<'a>,
    pub(super) source: &'a Source,
    pub(super) visited: Visited<'a>,
    pub(super) endpoints: Vec<Endpoint<'a>>,
    /// How many more names may be compared to make suggestions.
    comparisons: Cell<usize>,
}

/// How many names are compared in one document to make suggestions: enough for any honest one.
const COMPARISONS: usize = 100_000;

/// An operation that the client gets a method for.
#[derive(Debug)]
pub(super) struct Endpoint<'a> {
    pub(super) path: &'a str,
    pub(super) path_key: Span,
    pub(super) path_pointer: String,
    pub(super) method: &'a str,
    pub(super) site: Site<'a>,
    /// Its own parameters and those of its path that it does not replace.
    pub(super) parameters: Vec<Parameter<'a>>,
    /// Whether a reference to a parameter leads nowhere, so that some are unknown.
    pub(super) incomplete: bool,
}

/// A parameter, with references followed.
#[derive(Debug, Clone)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    pub(super) location: &'a str,
    pub(super) node: &'a Node,
    /// Where the operation or the path names it.
    pub(super) span: Span,
    pub(super) pointer: String,
}

impl<'a> Context<'a> {
    pub(super) fn new(root: &'a Node, source: &'a Source, visited: Visited<'a>) -> Self {
        let document = Document { root };
        Self {
            document,
            source,
            visited,
            endpoints: endpoints(document),
            comparisons: Cell::new(COMPARISONS),
        }
    }

    /// The name that `text` is most likely a slip for, as long as looking for it is cheap.
    pub(super) fn closest<'b>(
        &self,
        text: &str,
        names: impl Iterator<Item = &'b str>,
    ) -> Option<&'b str> {
        let left = self.comparisons.get();
        let counted = names.take(left).inspect(|_| {
            self.comparisons.set(self.comparisons.get().saturating_sub(1));
        });
        suggest::closest(text, counted)
    }

    /// Where `part` stands in the text of `span`; all of `span` if it is spelled another way.
    pub(super) fn within(&self, span: Span, part: &str) -> Span {
        let found = self.source.text().get(span.start..span.end).and_then(|text| text.find(part));
        found.map_or(span, |at| Span { start: span.start + at, end: span.start + at + part.len() })
    }

    /// The line that a place is on.
    pub(super) fn line(&self, span: Span) -> usize {
        self.source.line(span.start)
    }

    /// The components of a section.
    pub(super) fn section(&self, name: &str) -> impl Iterator<Item = (&'a String, &'a Entry)> {
        let section = self.document.root.get("components").and_then(|all| all.get(name));
        section.and_then(Node::as_map).into_iter().flatten()
    }
}

fn endpoints<'a>(document: Document<'a>) -> Vec<Endpoint<'a>> {
    let paths = document.root.get("paths").and_then(Node::as_map);
    let mut endpoints = Vec::new();
    for (path, item) in paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")) {
        let path_pointer = child("/paths", path);
        let shared = parameters(document, &item.node, &path_pointer);
        for method in METHODS {
            let Some(entry) = item.node.entry(method) else { continue };
            let pointer = child(&path_pointer, method);
            let own = parameters(document, &entry.node, &pointer);
            let replaced: HashSet<_> =
                own.iter().flatten().map(|one| (one.name, one.location)).collect();
            let kept =
                shared.iter().flatten().filter(|one| !replaced.contains(&(one.name, one.location)));
            endpoints.push(Endpoint {
                path,
                path_key: item.key,
                path_pointer: path_pointer.clone(),
                method,
                incomplete: shared.iter().chain(&own).any(Option::is_none),
                parameters: own.iter().flatten().chain(kept).cloned().collect(),
                site: Site { pointer, key: entry.key, node: &entry.node },
            });
        }
    }
    endpoints
}

/// The parameters that `owner` lists; nothing for one that cannot be known.
pub(super) fn parameters<'a>(
    document: Document<'a>,
    owner: &'a Node,
    pointer: &str,
) -> Vec<Option<Parameter<'a>>> {
    let items = owner.get("parameters").and_then(Node::as_seq).unwrap_or_default();
    let list = child(pointer, "parameters");
    let one = |(index, item): (usize, &'a Node)| {
        let node = document.resolve(item)?;
        let name = node.get("name")?;
        let span = item.get("$ref").map_or(name.span, |reference| reference.span);
        Some(Parameter {
            name: name.as_str()?,
            location: node.get("in")?.as_str()?,
            node,
            span,
            pointer: child(&list, &index.to_string()),
        })
    };
    items.iter().enumerate().map(one).collect()
}
