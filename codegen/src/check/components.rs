//! `unused-component`.

use std::collections::{HashMap, HashSet};

use super::Findings;
use super::context::Context;
use super::model::Kind;
use super::walk::child;
use crate::finding::Level;
use crate::yaml::Node;

/// Which components refer to which, and which are referred to from elsewhere. A component is
/// written `section/name`, escaped as in a JSON pointer.
#[derive(Default)]
struct Uses {
    by_component: HashMap<String, Vec<String>>,
    from_elsewhere: Vec<String>,
}

impl Uses {
    fn add(&mut self, from: &str, to: String) {
        match owner(from) {
            Some(owner) => self.by_component.entry(owner.to_owned()).or_default().push(to),
            None => self.from_elsewhere.push(to),
        }
    }

    /// All components that something uses which is itself used.
    fn reached(mut self) -> HashSet<String> {
        let mut reached = HashSet::new();
        let mut open = std::mem::take(&mut self.from_elsewhere);
        while let Some(component) = open.pop() {
            if let Some(next) = self.by_component.remove(&component) {
                open.extend(next);
            }
            reached.insert(component);
        }
        reached
    }
}

/// The component that the node at `pointer` is part of.
fn owner(pointer: &str) -> Option<&str> {
    let path = pointer.strip_prefix("/components/")?;
    let mut slashes = path.match_indices('/').map(|(at, _)| at);
    slashes.next()?;
    Some(&path[..slashes.next().unwrap_or(path.len())])
}

/// `unused-component`.
pub(super) fn unused(context: &Context<'_>, findings: &mut Findings) {
    let reached = uses(context).reached();
    let sections = context.document.root.get("components").and_then(Node::as_map);
    for (section, components) in sections.into_iter().flatten() {
        if section.starts_with("x-") {
            continue;
        }
        for (name, entry) in components.node.as_map().into_iter().flatten() {
            let pointer = child(&child("/components", section), name);
            if name == "<<" || owner(&pointer).is_some_and(|id| reached.contains(id)) {
                continue;
            }
            findings.push(
                Level::Warning,
                "unused-component",
                entry.key,
                pointer,
                format!("no operation uses `{name}`, directly or through other components"),
                "remove it, or refer to it where it was meant to be used",
            );
        }
    }
}

fn uses(context: &Context<'_>) -> Uses {
    let mut uses = Uses::default();
    for reference in &context.visited.references {
        let from = reference.site.pointer.as_str();
        let Some(to) = owner(reference.text.trim_start_matches('#')) else {
            continue;
        };
        uses.add(from, to.to_owned());
        // Who extends a schema with a discriminator is one of its variants.
        if from.contains("/allOf/")
            && let Some(variant) = owner(from)
            && let Some(base) = context.document.resolve(reference.site.node)
            && base.get("discriminator").is_some()
        {
            uses.by_component.entry(to.to_owned()).or_default().push(variant.to_owned());
        }
    }
    for site in context.visited.of(Kind::Discriminator) {
        for entry in site.node.get("mapping").and_then(Node::as_map).into_iter().flatten() {
            let Some(text) = entry.1.node.as_str() else {
                continue;
            };
            let name = text.strip_prefix("#/components/schemas/").unwrap_or(text);
            uses.add(&site.pointer, format!("schemas/{name}"));
        }
    }
    for site in context.visited.of(Kind::SecurityRequirement) {
        for name in site.node.as_map().into_iter().flatten().map(|(name, _)| name) {
            let pointer = child("securitySchemes", name);
            uses.add(&site.pointer, pointer);
        }
    }
    uses
}
