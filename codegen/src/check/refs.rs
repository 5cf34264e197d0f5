//! Rules about `$ref`.

use std::collections::HashMap;

use super::Findings;
use super::context::Context;
use super::keys::lacks;
use super::model::Kind;
use super::walk::{Reference, child};
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Node;

/// `external-ref`, `wrong-ref-target` and `undefined-ref`.
pub(super) fn targets(context: &Context<'_>, findings: &mut Findings) {
    for reference in &context.visited.references {
        target(context, reference, findings);
    }
}

fn target(context: &Context<'_>, reference: &Reference<'_>, findings: &mut Findings) {
    let text = reference.text;
    let mut report = |rule, message: String, help: String| {
        let pointer = child(&reference.site.pointer, "$ref");
        findings.push(Level::Error, rule, reference.span, pointer, message, help);
    };
    let wanted = reference.expected.model().section.unwrap_or_default();
    let Some(local) = text.strip_prefix('#') else {
        let name = text.rsplit('/').next().unwrap_or_default();
        let name = name.split('.').next().unwrap_or_default();
        return report(
            "external-ref",
            format!("`{text}` is not in this document, and other documents are not read"),
            format!("copy it to `components` and refer to `#/components/{wanted}/{name}`"),
        );
    };
    let Some((section, name)) = component(text) else {
        let (rule, message) = if context.document.root.fragment(local).is_none() {
            ("undefined-ref", format!("`{text}` leads nowhere"))
        } else {
            ("wrong-ref-target", format!("`{text}` is no component; progenitor finds no others"))
        };
        let help = format!("move the target to `#/components/{wanted}/…` and refer to it there");
        return report(rule, message, help);
    };
    if section != wanted {
        let title = reference.expected.model().title;
        let there = format!("/components/{wanted}/{name}");
        let help = match context.document.root.pointer(&there) {
            Some(_) => format!("did you mean `#{there}`?"),
            None => format!("refer to something in `#/components/{wanted}`"),
        };
        let message = format!("{title} is needed here, `{text}` is in `{section}`");
        return report("wrong-ref-target", message, help);
    }
    if context.document.root.pointer(local).is_none() {
        let known = context.section(section).map(|(name, _)| name.as_str());
        let near = context.closest(name, known);
        let help = near.map_or_else(
            || format!("add `{name}` to `components.{section}`, or correct the name"),
            |near| format!("did you mean `#/components/{section}/{near}`?"),
        );
        report("undefined-ref", format!("there is no `{name}` in `components.{section}`"), help);
        findings.meant.extend(near.map(|near| child(&format!("/components/{section}"), near)));
    }
}

/// Section and name, if `reference` leads to a whole component.
pub(super) fn component(reference: &str) -> Option<(&str, &str)> {
    let (section, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    (!name.contains('/')).then_some((section, name))
}

/// `path-ref`: a path item that is a `$ref`.
pub(super) fn paths(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::PathItem) {
        if let Some(entry) = site.node.entry("$ref") {
            findings.push(
                Level::Error,
                "path-ref",
                entry.node.span,
                child(&site.pointer, "$ref"),
                "a path that is a `$ref` is not followed",
                "write its operations out here",
            );
        }
    }
}

/// `callback-ref`: openapiv3 reads references to callbacks inside `components` only.
pub(super) fn callbacks(context: &Context<'_>, findings: &mut Findings) {
    let references = context.visited.references.iter();
    for reference in references.filter(|reference| reference.expected == Kind::Callback) {
        if !reference.site.pointer.starts_with("/components/callbacks/") {
            findings.push(
                Level::Error,
                "callback-ref",
                reference.span,
                child(&reference.site.pointer, "$ref"),
                "openapiv3 cannot read a callback that is a `$ref`",
                "write the callback out, or leave it out: the client has no use for it",
            );
        }
    }
}

/// `missing-key` for links: openapiv3 refuses one that leads nowhere.
pub(super) fn links(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Link) {
        let keys = ["operationId", "operationRef", "<<"];
        if keys.iter().all(|key| site.node.get(key).is_none()) {
            lacks(Kind::Link.model().title, "operationId", site, findings);
        }
    }
}

/// `discriminator-mapping`: a mapping that leads to no schema.
pub(super) fn mappings(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::Discriminator) {
        for (value, entry) in site.node.get("mapping").and_then(Node::as_map).into_iter().flatten()
        {
            let Some(text) = entry.node.as_str() else { continue };
            let schemas = context.document.root.pointer("/components/schemas");
            let name = text.strip_prefix("#/components/schemas/").unwrap_or(text);
            if schemas.and_then(|schemas| schemas.get(name)).is_none() {
                findings.push(
                    Level::Warning,
                    "discriminator-mapping",
                    entry.node.span,
                    child(&child(&site.pointer, "mapping"), value),
                    format!("`{text}` is no schema of this document"),
                    "write `#/components/schemas/…` with the name of a schema that is there",
                );
            }
        }
    }
}

/// `circular-ref`: a component that is made of itself.
///
/// A component leads on to others if it is a `$ref`, or, for schemas, by its `allOf`: progenitor
/// follows both without end. Properties and items may go in circles.
pub(super) fn circles(context: &Context<'_>, findings: &mut Findings) {
    let mut edges: HashMap<&str, Vec<(&str, Span)>> = HashMap::new();
    let mut order = Vec::new();
    for reference in &context.visited.references {
        let Some(owner) = made_of(&reference.site.pointer) else { continue };
        let Some(target) = reference.text.strip_prefix("#/components/") else { continue };
        let list = edges.entry(owner).or_default();
        if list.is_empty() {
            order.push(owner);
        }
        list.push((target, reference.span));
    }
    let mut seen = HashMap::new();
    for start in order {
        circles_from(start, &edges, &mut seen, findings);
    }
}

/// `schemas/Name` for a reference that is, or is part of, the whole of that component.
fn made_of(pointer: &str) -> Option<&str> {
    let path = pointer.strip_prefix("/components/")?;
    let slash = path.find('/')?;
    let end = path[slash + 1..].find('/').map_or(path.len(), |at| slash + 1 + at);
    let mut rest = path[end..].split('/').skip(1);
    while let Some(step) = rest.next() {
        if step != "allOf" || rest.next().is_none() {
            return None;
        }
    }
    Some(&path[..end])
}

/// Follows the edges depth first, with a list in place of recursion: chains can be long. `seen`
/// holds the place in the trail of what is on it, and nothing for what is done.
fn circles_from<'a>(
    start: &'a str,
    edges: &HashMap<&'a str, Vec<(&'a str, Span)>>,
    seen: &mut HashMap<&'a str, Option<usize>>,
    findings: &mut Findings,
) {
    if seen.contains_key(start) {
        return;
    }
    seen.insert(start, Some(0));
    let mut trail = vec![(start, 0)];
    while let Some((node, next)) = trail.last_mut() {
        let node = *node;
        let edge = edges.get(node).and_then(|list| list.get(*next));
        *next += 1;
        let Some((target, span)) = edge else {
            seen.insert(node, None);
            trail.pop();
            continue;
        };
        match seen.get(target) {
            Some(None) => {}
            None => {
                seen.insert(target, Some(trail.len()));
                trail.push((target, 0));
            }
            Some(Some(at)) => {
                let names: Vec<_> =
                    trail[*at..].iter().take(SHOWN + 1).map(|(name, _)| *name).collect();
                circle(node, &names, *span, findings);
            }
        }
    }
}

/// How many components of a circle a message names.
const SHOWN: usize = 6;

fn circle(node: &str, circle: &[&str], span: Span, findings: &mut Findings) {
    let mut names: Vec<_> =
        circle.iter().take(SHOWN).filter_map(|name| name.rsplit('/').next()).collect();
    if circle.len() > SHOWN {
        names.push("…");
    }
    names.extend(names.first().copied());
    let message = if circle.len() <= 1 {
        "the component refers to itself, so it is nothing".to_owned()
    } else {
        format!("the components refer to each other in a circle: {}", names.join(" → "))
    };
    findings.push(
        Level::Error,
        "circular-ref",
        span,
        format!("/components/{node}"),
        message,
        "write one of them out, or let it refer to another component",
    );
}
