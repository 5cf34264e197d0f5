//! One walk over a document: what its values must be, and where its objects are.

use super::Findings;
use super::keys;
use super::kinds;
use super::model::{Kind, Shape};
use crate::source::Span;
use crate::yaml::Node;

/// An object of the document and the place of the key that it stands under.
#[derive(Debug)]
pub(super) struct Site<'a> {
    /// JSON pointer of the object.
    pub(super) pointer: String,
    /// Where its key stands, or the object itself if it is an item of a list.
    pub(super) key: Span,
    /// The object.
    pub(super) node: &'a Node,
}

/// A `$ref` and what it must lead to.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    /// The object that holds the `$ref`.
    pub(super) site: Site<'a>,
    /// What the reference stands for.
    pub(super) expected: Kind,
    /// Where its text stands.
    pub(super) span: Span,
    /// Its text.
    pub(super) text: &'a str,
}

/// All objects of a document by kind, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Visited<'a> {
    objects: Vec<Vec<Site<'a>>>,
    /// All references, but not those of path items.
    pub(super) references: Vec<Reference<'a>>,
}

impl<'a> Visited<'a> {
    /// All objects of a kind; references to them are not among them.
    pub(super) fn of(&self, kind: Kind) -> &[Site<'a>] {
        self.objects.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// All objects, and whether they are of one of these kinds.
    pub(super) fn all(&self, kinds: &[Kind]) -> impl Iterator<Item = (bool, &Site<'a>)> {
        let among = move |at: usize| kinds.iter().any(|kind| *kind as usize == at);
        self.objects.iter().enumerate().flat_map(move |(at, sites)| {
            let among = among(at);
            sites.iter().map(move |site| (among, site))
        })
    }

    fn add(&mut self, kind: Kind, site: Site<'a>) {
        let at = kind as usize;
        if self.objects.len() <= at {
            self.objects.resize_with(at + 1, Vec::new);
        }
        self.objects[at].push(site);
    }
}

/// Where a value stands, for messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    /// Its key, or the key of the list that it is an item of.
    pub(super) name: &'a str,
    /// Where the key stands, or the item.
    pub(super) key: Span,
    /// Whether it is an item of a list.
    pub(super) item: bool,
    /// Whether the key may be left out.
    pub(super) optional: bool,
}

/// Walks the document by the table of its objects. It follows no references, so it visits each
/// node once.
pub(super) fn walk<'a>(root: &'a Node, findings: &mut Findings) -> Visited<'a> {
    let mut walk = Walk { visited: Visited::default(), findings, pointer: String::new() };
    let key = Span { start: root.span.start, end: root.span.start };
    let at = At { name: "the document", key, item: false, optional: false };
    walk.value(Shape::Is(Kind::OpenApi), root, at);
    walk.visited
}

struct Walk<'a, 'f> {
    visited: Visited<'a>,
    findings: &'f mut Findings,
    pointer: String,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, shape: Shape, node: &'a Node, at: At<'a>) {
        if !kinds::check(shape, node, at, &self.pointer, self.findings) {
            return;
        }
        match shape {
            Shape::List(inner) => self.list(*inner, node, at),
            Shape::Map(inner) => self.map(*inner, node),
            Shape::Is(kind) => self.object(kind, node, at.key),
            Shape::Or(kind) => self.object_or_reference(kind, node, at.key),
            Shape::BoolOrSchema if node.as_map().is_some() => {
                self.object_or_reference(Kind::Schema, node, at.key);
            }
            Shape::BoolOrSchema
            | Shape::Any
            | Shape::Str
            | Shape::Bool
            | Shape::Int
            | Shape::Num
            | Shape::Enum(_) => {}
        }
    }

    fn list(&mut self, inner: Shape, node: &'a Node, at: At<'a>) {
        for (index, item) in node.as_seq().unwrap_or_default().iter().enumerate() {
            let at = At { key: item.span, item: true, optional: false, ..at };
            self.under(&index.to_string(), |walk| walk.value(inner, item, at));
        }
    }

    fn map(&mut self, inner: Shape, node: &'a Node) {
        for (name, entry) in node.as_map().into_iter().flatten() {
            if name == "<<" && !matches!(inner, Shape::Any | Shape::Str) {
                keys::merge(entry.key, &self.pointer, self.findings);
                continue;
            }
            let at = At { name, key: entry.key, item: false, optional: false };
            self.under(name, |walk| walk.value(inner, &entry.node, at));
        }
    }

    fn object_or_reference(&mut self, kind: Kind, node: &'a Node, key: Span) {
        let Some(reference) = node.get("$ref") else {
            return self.object(kind, node, key);
        };
        let at = At { name: "$ref", key, item: false, optional: false };
        self.under("$ref", |walk| walk.value(Shape::Str, reference, at));
        keys::beside_reference(kind, node, &self.pointer, self.findings);
        if let Some(text) = reference.as_str() {
            let site = Site { pointer: self.pointer.clone(), key, node };
            self.visited.references.push(Reference {
                site,
                expected: kind,
                span: reference.span,
                text,
            });
        }
    }

    fn object(&mut self, kind: Kind, node: &'a Node, key: Span) {
        let model = kind.model();
        let site = Site { pointer: self.pointer.clone(), key, node };
        keys::check(model, &site, self.findings);
        self.visited.add(kind, site);
        for (name, entry) in node.as_map().into_iter().flatten() {
            let known = model.key(name);
            // Extensions are anybody's business; unknown keys are reported as a whole.
            let shape = match known {
                Some(key) => Some(key.shape),
                None if name.starts_with("x-") && kind != Kind::SecurityRequirement => None,
                None if name == "<<" || name == "$ref" => None,
                None => model.rest,
            };
            if let Some(shape) = shape {
                let optional = known.is_some_and(|key| !key.required);
                let at = At { name, key: entry.key, item: false, optional };
                self.under(name, |walk| walk.value(shape, &entry.node, at));
            }
        }
    }

    /// Runs `inner` with the pointer of the child `token`.
    fn under(&mut self, token: &str, inner: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        push_token(&mut self.pointer, token);
        inner(self);
        self.pointer.truncate(length);
    }
}

/// Appends a step to a JSON pointer.
pub(super) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The JSON pointer of a child.
pub(crate) fn child(pointer: &str, token: &str) -> String {
    let mut child = pointer.to_owned();
    push_token(&mut child, token);
    child
}
