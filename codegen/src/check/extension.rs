//! The common part of the rules about the client's extensions: it finds the places where an
//! extension is read, and slips in its name.

use std::collections::HashSet;

use super::Findings;
use super::context::Context;
use super::model::Kind;
use super::walk::{Site, child};
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::{Entry, Node};

/// An extension and the rule about it.
pub(super) struct Extension {
    pub(super) key: &'static str,
    pub(super) rule: &'static str,
    /// The objects that it is read from, for messages.
    pub(super) place: &'static str,
    /// Says how to put it there.
    pub(super) help: &'static str,
}

/// The objects that an extension is read from, by address.
pub(super) type Readers = HashSet<*const Node>;

/// The operations that the client gets a method for; those of callbacks are not among them.
pub(super) fn operations(context: &Context<'_>) -> Readers {
    context.endpoints.iter().map(|endpoint| std::ptr::from_ref(endpoint.site.node)).collect()
}

/// The parameters of those operations and of their paths, and those that a `$ref` may lead to.
pub(super) fn parameters(context: &Context<'_>) -> Readers {
    let paths = context.document.root.get("paths").and_then(Node::as_map);
    let items = paths.into_iter().flatten().map(|(_, entry)| &entry.node);
    let owners = context.endpoints.iter().map(|endpoint| endpoint.site.node).chain(items);
    let listed = owners.filter_map(|owner| owner.get("parameters")?.as_seq()).flatten();
    let components = context.section("parameters").map(|(_, entry)| &entry.node);
    listed.chain(components).map(std::ptr::from_ref).collect()
}

impl Extension {
    /// Returns every place where the extension is read. Reports places where it has no effect, and
    /// names that look like a slip for it.
    pub(super) fn sites<'a>(
        &self,
        context: &'a Context<'_>,
        readers: &Readers,
        findings: &mut Findings,
    ) -> Vec<(&'a Site<'a>, &'a Entry)> {
        let mut read = Vec::new();
        for (named, site) in context.visited.all(&[Kind::SecurityRequirement]) {
            // There, it would be the name of a security scheme.
            if named {
                continue;
            }
            self.slips(context, site, findings);
            match site.node.entry(self.key) {
                Some(entry) if readers.contains(&std::ptr::from_ref(site.node)) => {
                    read.push((site, entry));
                }
                Some(entry) => {
                    let message = format!(
                        "`{}` has no effect here; it is read from {}",
                        self.key, self.place
                    );
                    self.push(
                        findings,
                        entry.key,
                        child(&site.pointer, self.key),
                        message,
                        self.help,
                    );
                }
                None => {}
            }
        }
        for reference in &context.visited.references {
            self.slips(context, &reference.site, findings);
            if let Some(entry) = reference.site.node.entry(self.key) {
                let message = format!("`{}` has no effect beside a `$ref`", self.key);
                let at = child(&reference.site.pointer, self.key);
                self.push(findings, entry.key, at, message, self.help);
            }
        }
        read
    }

    fn slips(&self, context: &Context<'_>, site: &Site<'_>, findings: &mut Findings) {
        let Some(map) = site.node.as_map().filter(|map| !map.contains_key(self.key)) else {
            return;
        };
        for (name, entry) in map.iter().filter(|(name, _)| name.starts_with("x-")) {
            if context.closest(name, std::iter::once(self.key)).is_some() {
                let message = format!("nothing reads the extension `{name}`");
                let help = format!("did you mean `{}`?", self.key);
                self.push(findings, entry.key, child(&site.pointer, name), message, &help);
            }
        }
    }

    /// Reports an error of the rule.
    pub(super) fn push(
        &self,
        findings: &mut Findings,
        span: Span,
        pointer: String,
        message: String,
        help: &str,
    ) {
        findings.push(Level::Error, self.rule, span, pointer, message, help);
    }
}
