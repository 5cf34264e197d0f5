//! Schemas that are made of schemas that are made of schemas, and so on.

use std::collections::HashMap;

use super::Findings;
use super::context::Context;
use crate::finding::Level;
use crate::source::Span;

/// How many schemas may stand between a schema and the innermost one that it is made of. Those of
/// real services stay below ten. typify follows them by recursion, and its stack ends somewhere;
/// an overflow could not be caught.
const MAX_LEVELS: usize = 64;

/// How many schemas `allOf` may bring together in one, each counted as often as it is reached.
/// typify merges them one by one into a copy of what it has so far.
const MAX_PARTS: usize = 2_000;

/// What a component is made of, and where it says so.
type Edges<'a> = HashMap<&'a str, Vec<Edge<'a>>>;

#[derive(Clone, Copy)]
struct Edge<'a> {
    target: &'a str,
    span: Span,
    /// Whether only `allOf` is between the two, so that the target is merged.
    merged: bool,
}

/// How far down a component goes, and of how many parts it is.
#[derive(Clone, Copy, Default)]
struct Size {
    levels: usize,
    parts: usize,
}

/// `too-deep` and `too-many-parts`.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let (mut edges, mut order) = (Edges::new(), Vec::new());
    for reference in &context.visited.references {
        let Some((owner, merged)) = made_of(&reference.site.pointer) else { continue };
        let Some(target) = reference.text.strip_prefix("#/components/schemas/") else { continue };
        let list = edges.entry(owner).or_default();
        if list.is_empty() {
            order.push(owner);
        }
        list.push(Edge { target, span: reference.span, merged });
    }
    let mut sizes = HashMap::new();
    for start in order {
        measure(start, &edges, &mut sizes, findings);
    }
}

/// The schema that a reference is a part of without a property or an item in between, and whether
/// only `allOf` is.
fn made_of(pointer: &str) -> Option<(&str, bool)> {
    let path = pointer.strip_prefix("/components/schemas/")?;
    let (name, rest) = path.split_once('/').unwrap_or((path, ""));
    let mut merged = true;
    for step in rest.split('/').filter(|step| !step.is_empty()) {
        match step {
            "allOf" => {}
            "oneOf" | "anyOf" | "not" => merged = false,
            index if index.bytes().all(|byte| byte.is_ascii_digit()) => {}
            _ => return None,
        }
    }
    Some((name, merged))
}

/// Measures `start` and what it is made of, depth first, with a list in place of recursion. What
/// is on the way to itself counts nothing: circles are reported elsewhere.
fn measure<'a>(
    start: &'a str,
    edges: &Edges<'a>,
    sizes: &mut HashMap<&'a str, Size>,
    findings: &mut Findings,
) {
    if sizes.contains_key(start) {
        return;
    }
    sizes.insert(start, Size::default());
    let mut trail = vec![(start, 0)];
    while let Some((name, next)) = trail.last_mut() {
        let name = *name;
        let parts = edges.get(name).map(Vec::as_slice).unwrap_or_default();
        let Some(edge) = parts.get(*next) else {
            let size = size(parts, sizes);
            report(name, parts, size, sizes, findings);
            sizes.insert(name, size);
            trail.pop();
            continue;
        };
        *next += 1;
        if !sizes.contains_key(edge.target) {
            sizes.insert(edge.target, Size::default());
            trail.push((edge.target, 0));
        }
    }
}

fn size(parts: &[Edge<'_>], sizes: &HashMap<&str, Size>) -> Size {
    let mut size = Size { levels: 0, parts: 1 };
    for edge in parts {
        let part = sizes.get(edge.target).copied().unwrap_or_default();
        size.levels = size.levels.max(part.levels + 1);
        if edge.merged {
            size.parts = size.parts.saturating_add(part.parts);
        }
    }
    size
}

/// Reports the first schema that goes beyond a limit, not those that are made of it.
fn report(
    name: &str,
    parts: &[Edge<'_>],
    size: Size,
    sizes: &HashMap<&str, Size>,
    findings: &mut Findings,
) {
    let part = |edge: &Edge<'_>| sizes.get(edge.target).copied().unwrap_or_default();
    let pointer = format!("/components/schemas/{name}");
    if let Some(edge) = parts.iter().find(|edge| part(edge).levels == MAX_LEVELS) {
        findings.push(
            Level::Error,
            "too-deep",
            edge.span,
            pointer.as_str(),
            format!(
                "`{name}` is made of schemas that are made of others, over {MAX_LEVELS} levels"
            ),
            "write some of the schemas out where they are used",
        );
    }
    if let Some(first) = parts.first()
        && size.parts > MAX_PARTS
        && parts.iter().all(|edge| part(edge).parts <= MAX_PARTS)
    {
        findings.push(
            Level::Error,
            "too-many-parts",
            first.span,
            pointer,
            format!("`{name}` is all of more than {MAX_PARTS} schemas, parts of parts included"),
            "write out what the parts have in common as one schema",
        );
    }
}
