//! Holds what a page says against what the document says.

mod at;
pub(super) mod deviations;
mod examples;
mod limits;
mod parameters;
mod responses;
mod schema;
mod types;

use std::collections::{HashMap, HashSet};

use crate::check::document::Document;
use crate::source::Span;
use crate::spec::Spec;
use crate::yaml::Node;

use super::page::{Operation, Page, Place};
use super::read;
use super::words::METHODS;
use at::At;
use deviations::Deviations;

/// What a departure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The page has it and the document does not.
    Missing,
    /// The document has it and the page does not.
    Extra,
    /// Both have it and say different things.
    Different,
    /// A deviation that no longer departs.
    Stale,
    /// A departure with a reason; it does not fail.
    Deviation,
    /// Something that could not be judged; it does not fail.
    Note,
}

impl Kind {
    /// Its name in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Different => "different",
            Self::Stale => "stale",
            Self::Deviation => "deviation",
            Self::Note => "note",
        }
    }

    /// Whether it makes page and document differ.
    pub fn fails(self) -> bool {
        !matches!(self, Self::Deviation | Self::Note)
    }
}

/// One thing in which page and document differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// What it is.
    pub kind: Kind,
    /// The fact that departs, as `x-vendor-deviation` names it.
    pub fact: String,
    /// Where on the page.
    pub page: Option<Place>,
    /// Where in the document.
    pub spec: Option<Span>,
    /// JSON pointer of the node in the document.
    pub pointer: String,
    /// What differs; lower case, no full stop.
    pub message: String,
    /// What to do, or for a deviation its reason; lower case, no full stop.
    pub help: String,
}

/// What came of holding a page against a document.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// All departures, in the order of the page.
    pub departures: Vec<Departure>,
}

impl Comparison {
    /// How many departures are of this kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.departures.iter().filter(|one| one.kind == kind).count()
    }

    /// Whether nothing fails.
    pub fn conforms(&self) -> bool {
        !self.departures.iter().any(|one| one.kind.fails())
    }
}

/// Compares every operation of a page with the document.
pub fn compare(page: &Page, spec: &Spec) -> Comparison {
    let mut compare = Compare::new(page, spec);
    for one in &page.not_understood {
        let message = format!("not understood: {}", one.what);
        compare.note("page", Some(one.place), None, message, "look at it yourself");
    }
    if page.operations.is_empty() {
        let help = "give the page of one operation";
        compare.found(
            Kind::Missing,
            "operation",
            None,
            None,
            "the page describes no operation".to_owned(),
            help,
        );
    }
    for operation in &page.operations {
        compare.operation(operation);
    }
    compare.stale();
    let mut seen = HashSet::new();
    let mut departures = compare.departures;
    // One reason serves many rows, such as the same error on five statuses; it is shown once.
    departures.retain(|one| {
        one.kind != Kind::Deviation || seen.insert((one.pointer.clone(), one.fact.clone()))
    });
    departures.sort_by_key(|one| {
        (one.kind == Kind::Stale, one.page.map(|place| place.line), one.spec.map(|span| span.start))
    });
    Comparison { departures }
}

/// A comparison on the way.
struct Compare<'a> {
    page: &'a Page,
    document: Document<'a>,
    deviations: Deviations<'a>,
    departures: Vec<Departure>,
    objects: HashMap<&'a str, &'a [super::page::Field]>,
    /// Names in the path of the page, and the other names that they have in the document.
    renamed: HashMap<&'a str, &'a str>,
    /// Pairs of object and schema that are being compared, or were.
    seen: HashSet<(String, String)>,
}

impl<'a> Compare<'a> {
    fn new(page: &'a Page, spec: &'a Spec) -> Self {
        Self {
            page,
            document: Document { root: spec.root() },
            deviations: Deviations::default(),
            departures: Vec::new(),
            objects: HashMap::new(),
            renamed: HashMap::new(),
            seen: HashSet::new(),
        }
    }

    /// Reports a departure, or shows the reason that one of the nodes gives for it.
    fn depart(
        &mut self,
        kind: Kind,
        fact: &str,
        place: Option<Place>,
        nodes: &[&At<'a>],
        message: String,
        help: &str,
    ) {
        for at in nodes {
            self.deviations.visit(at);
        }
        match self.deviations.reason(nodes, fact) {
            Some((at, reason)) => {
                self.found(Kind::Deviation, fact, place, Some(&at), message, &reason)
            }
            None => self.found(kind, fact, place, nodes.first().copied(), message, help),
        }
    }

    fn found(
        &mut self,
        kind: Kind,
        fact: &str,
        page: Option<Place>,
        at: Option<&At<'a>>,
        message: String,
        help: &str,
    ) {
        self.departures.push(Departure {
            kind,
            fact: fact.to_owned(),
            page,
            spec: at.map(|at| at.shown),
            pointer: at.map(|at| at.pointer.clone()).unwrap_or_default(),
            message,
            help: help.to_owned(),
        });
    }

    fn note(
        &mut self,
        fact: &str,
        page: Option<Place>,
        at: Option<&At<'a>>,
        message: String,
        help: &str,
    ) {
        self.found(Kind::Note, fact, page, at, message, help);
    }

    fn operation(&mut self, operation: &'a Operation) {
        let Some((at, path)) = self.find(operation) else { return };
        self.objects =
            operation.objects.iter().map(|one| (one.name.as_str(), &one.fields[..])).collect();
        self.seen.clear();
        self.deviations.visit(&at);
        self.path(operation, &at, path);
        self.parameters(operation, &at);
        self.body(operation, &at);
        self.responses(operation, &at);
        self.examples(operation, &at, path);
    }

    /// The operation of the document with this method and a path of this shape.
    fn find(&mut self, operation: &Operation) -> Option<(At<'a>, &'a str)> {
        let paths = self.document.root.get("paths").and_then(Node::as_map);
        let mut near: Option<(f64, At<'a>, String)> = None;
        for (path, item) in paths.into_iter().flatten() {
            let item_at = At::new(item.key, &item.node, crate::check::child("/paths", path));
            for method in METHODS {
                let Some(at) = item_at.get(method) else { continue };
                if *method == operation.method && shape(path) == shape(&operation.path) {
                    return Some((at, path));
                }
                let name = format!("{} {path}", method.to_uppercase());
                let wanted = format!("{} {}", operation.method.to_uppercase(), operation.path);
                let likeness = strsim::normalized_damerau_levenshtein(&cut(&name), &cut(&wanted));
                if near.as_ref().is_none_or(|(best, ..)| likeness > *best) {
                    near = Some((likeness, at, name));
                }
            }
        }
        let message = format!(
            "the document has no operation `{} {}`",
            operation.method.to_uppercase(),
            operation.path
        );
        let help = match &near {
            Some((likeness, _, name)) if *likeness > 0.4 => format!("the nearest is `{name}`"),
            _ => "draft it with `cargo xtask new-operation PAGE`".to_owned(),
        };
        let at = near.map(|(_, at, _)| at);
        self.found(Kind::Missing, "operation", Some(operation.place), at.as_ref(), message, &help);
        None
    }

    /// Names in the path.
    fn path(&mut self, operation: &'a Operation, at: &At<'a>, path: &'a str) {
        self.renamed.clear();
        if path == operation.path {
            return;
        }
        let pairs = read::names(&operation.path).into_iter().zip(read::names(path));
        self.renamed.extend(pairs.clone().filter(|(a, b)| a != b));
        let other: Vec<_> =
            pairs.filter(|(a, b)| a != b).map(|(a, b)| format!("`{a}`, here `{b}`")).collect();
        let what = if other.is_empty() {
            format!("`{}`, here `{path}`", operation.path)
        } else {
            other.join("; ")
        };
        let message = format!("the path is spelled in another way: on the page {what}");
        self.depart(
            Kind::Different,
            "path",
            Some(operation.place),
            &[at],
            message,
            "spell it as the page does",
        );
    }

    fn stale(&mut self) {
        for (at, fact, reason) in self.deviations.unused() {
            let message = if fact == deviations::KEY {
                format!("a reason for a departure where nothing departs from the page: {reason}")
            } else {
                format!("a reason why `{fact}` departs from the page, which it does not: {reason}")
            };
            self.found(Kind::Stale, &fact, None, Some(&at), message, "remove it");
        }
    }
}

/// A path without the names in its braces.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for c in path.trim_end_matches('/').chars() {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                shape.push('*');
            }
            c if !inside => shape.push(c),
            _ => {}
        }
    }
    shape
}

/// What is compared of a name to find the nearest: enough for any honest one.
fn cut(text: &str) -> String {
    text.chars().take(200).collect()
}
