//! Second stage: everything that is wrong with a document, all at once.
//!
//! Rules read the nodes, not the typed document: openapiv3 drops what it does not know, and
//! progenitor asserts on what it does not expect. What passes here can be generated from.

pub(crate) mod bodies;
mod cascades;
mod chains;
mod client_default;
mod code_samples;
mod components;
mod context;
pub(crate) mod document;
mod error_codes;
mod example;
mod extension;
mod hidden;
mod keys;
mod kinds;
mod merges;
mod model;
mod names;
mod operations;
mod parameters;
mod paths;
mod pattern;
mod refs;
mod repeatable;
mod responses;
mod rules;
mod schema;
mod security;
mod segment;
mod servers;
mod success_statuses;
mod suggest;
#[cfg(test)]
mod testing;
mod validate;
mod vendor_deviation;
mod version;
mod walk;

use std::sync::Arc;

use openapiv3::OpenAPI;

use crate::error::{Error, Result};
use crate::finding::{Finding, Level, Report};
use crate::source::{Source, Span};
use crate::spec::Spec;
use crate::yaml::{self, Node};

pub use rules::{RULES, Rule};

use context::Context;
pub(crate) use suggest::closest;
pub(crate) use walk::child;

/// A document without errors, typed.
#[derive(Debug)]
pub struct Checked {
    pub(crate) source: Arc<Source>,
    pub(crate) root: Node,
    /// Findings that do not stand in the way.
    warnings: Report,
}

impl Checked {
    /// Findings that do not stand in the way of a client.
    pub fn warnings(&self) -> &Report {
        &self.warnings
    }
}

/// Finds everything that is wrong with a document.
///
/// # Errors
/// [`Error::Findings`] with all findings, warnings too, where at least one is an error.
pub fn check(spec: Spec) -> Result<Checked> {
    let mut findings = Findings { list: spec.duplicates, ..Findings::default() };
    rules(&spec.root, &spec.source, &mut findings);
    let document = if findings.has_errors() { None } else { typed(&spec.root, &mut findings) };
    let report = Report::new(Arc::clone(&spec.source), findings.list);
    match document {
        Some(_) => Ok(Checked { source: spec.source, root: spec.root, warnings: report }),
        None => Err(Error::Findings(report)),
    }
}

/// One walk finds the objects, then each rule looks at those that it is about.
fn rules(root: &Node, source: &Source, findings: &mut Findings) {
    let mut version = Findings::default();
    if !version::check(root, &mut version) {
        // Whatever else is odd about a document of another kind is no news.
        *findings = version;
        return;
    }
    let visited = walk::walk(root, findings);
    let context = Context::new(root, source, visited);
    for rule in RULES_OF_CONTEXT {
        rule(&context, findings);
    }
    hidden::check(root, source, findings);
    cascades::quiet(&context, findings);
}

type ContextRule = fn(&Context<'_>, &mut Findings);

const RULES_OF_CONTEXT: [ContextRule; 41] = [
    refs::targets,
    refs::circles,
    chains::check,
    merges::check,
    refs::paths,
    refs::callbacks,
    refs::links,
    refs::mappings,
    components::unused,
    paths::syntax,
    paths::parameters,
    parameters::required,
    parameters::duplicates,
    parameters::names,
    parameters::styles,
    parameters::typed,
    bodies::cookies,
    operations::missing_id,
    operations::same_id,
    operations::tags,
    bodies::supported,
    responses::statuses,
    responses::success,
    responses::errors,
    responses::json,
    names::schemas,
    names::properties,
    names::parameters,
    names::reserved,
    security::schemes,
    security::keys,
    servers::check,
    error_codes::check,
    code_samples::check,
    vendor_deviation::check,
    repeatable::check,
    client_default::check,
    success_statuses::check,
    schema::all,
    example::all,
    segment::all,
];

/// The rules find what openapiv3 trips over; this is the net below them.
fn typed(root: &Node, findings: &mut Findings) -> Option<OpenAPI> {
    match yaml::typed(root) {
        Ok(document) => Some(document),
        Err(problem) => {
            findings.push(
                Level::Error,
                "not-openapi",
                Span { start: root.span.start, end: root.span.start },
                "",
                format!("openapiv3 cannot read the document: {problem}"),
                "compare the part it names with the OpenAPI 3.0.3 specification",
            );
            None
        }
    }
}

/// Whether a schema accepts a value; nothing where that cannot be told.
pub(crate) fn accepts(root: &Node, schema: &Node, value: &Node) -> Option<bool> {
    validate::accepts(document::Document { root }, schema, value)
}

/// Where rules put what they find.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    /// Keys that look like slips: the pointer of their object, and the key that was meant.
    slips: Vec<(String, &'static str)>,
    /// Pointers of the components that slips in references were meant for.
    meant: Vec<String>,
}

impl Findings {
    pub(crate) fn push(
        &mut self,
        level: Level,
        rule: &'static str,
        span: Span,
        pointer: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.list.push(Finding {
            level,
            rule,
            span,
            pointer: pointer.into(),
            message: message.into(),
            help: help.into(),
        });
    }

    /// Whether a key inside a place stands there twice.
    pub(crate) fn has_duplicate_in(&self, span: Span) -> bool {
        let inside = |at: Span| span.start <= at.start && at.start < span.end;
        self.list.iter().any(|one| one.rule == "duplicate-key" && inside(one.span))
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|finding| finding.level == Level::Error)
    }
}
