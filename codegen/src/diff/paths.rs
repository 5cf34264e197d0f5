//! Paths and the operations below them.

use std::collections::{HashMap, HashSet};

use super::operations;
use super::show;
use super::view::{id, pairs};
use super::walk::Walk;
use super::{extensions, lifecycle, parameters, servers, texts};
use crate::diff::lifecycle::Notice;
use crate::yaml::Node;

/// The methods that a path may have.
const METHODS: &[&str] =
    &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A path of one document.
#[derive(Debug, Clone, Copy)]
struct Path<'a> {
    name: &'a str,
    /// As the document spells it.
    raw: &'a Node,
    /// With its references followed.
    item: &'a Node,
}

/// A path on both sides, and what the places in it are called.
pub(super) struct Both<'a> {
    /// The path of the base, and of the head.
    pub(super) names: (&'a str, &'a str),
    /// What both path items say beside their operations.
    pub(super) items: (&'a Node, &'a Node),
    /// Names of path parameters in the base, and in the head, by place.
    pub(super) renamed: Vec<(&'a str, &'a str)>,
}

fn paths<'a>(walk: &Walk<'a>, base: bool) -> Vec<Path<'a>> {
    let document = if base { &walk.base } else { &walk.head };
    pairs(document.root.get("paths"))
        .into_iter()
        .filter(|(name, _)| name.starts_with('/') || !name.starts_with("x-"))
        .map(|(name, raw)| Path { name, raw, item: document.resolve(raw) })
        .collect()
}

/// The names of the parameters of a path, in order.
fn parameters_of(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// A path without the names of its parameters.
fn template(path: &str) -> String {
    let mut template = String::new();
    for (at, part) in path.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if at > 0 => template.extend(["{}", rest]),
            _ => template.push_str(part),
        }
    }
    template
}

/// The operation as changes name it.
pub(super) fn label(method: &str, path: &str) -> String {
    format!("{} {path}", method.to_uppercase())
}

/// The rank of each operation: in the order of the head, then those of the base alone.
pub(super) fn order(walk: &Walk<'_>) -> HashMap<String, usize> {
    let mut order = HashMap::new();
    for base in [false, true] {
        for path in paths(walk, base) {
            for (method, _) in operations(path.item) {
                let next = order.len();
                order.entry(label(method, path.name)).or_insert(next);
            }
        }
    }
    order
}

fn operations(item: &Node) -> Vec<(&str, &Node)> {
    let is_method = |key: &str| METHODS.contains(&key);
    pairs(Some(item)).into_iter().filter(|(key, _)| is_method(key)).collect()
}

/// Reports what differs between the paths.
pub(super) fn compare(walk: &mut Walk<'_>) {
    let (one, other) = (walk.base.root.get("paths"), walk.head.root.get("paths"));
    walk.entered(one, other);
    if let (Some(base), Some(head)) = (one, other) {
        let all = paths(walk, true).into_iter().chain(paths(walk, false));
        let known: Vec<&str> = all.map(|path| path.name).collect();
        extensions::rest(walk, base, head, &known, "`paths`");
    }
    let (mut left, mut right) = (paths(walk, true), paths(walk, false));
    let mut both = Vec::new();
    for same in
        [(|a: &str, b: &str| a == b) as fn(&str, &str) -> bool, |a, b| template(a) == template(b)]
    {
        let mut names: HashMap<String, usize> = HashMap::new();
        if left.len() > 64 {
            // The same as below without looking at each pair.
            for (at, path) in right.iter().enumerate().rev() {
                names.insert(path.name.to_owned(), at);
            }
        }
        let mut taken = HashSet::new();
        left.retain(|one| {
            let at = match names.get(one.name) {
                Some(at) if !taken.contains(at) => Some(*at),
                _ => (0..right.len())
                    .find(|at| !taken.contains(at) && same(one.name, right[*at].name)),
            };
            at.inspect(|at| {
                taken.insert(*at);
                both.push((*one, right[*at]));
            })
            .is_none()
        });
        let mut at = 0;
        right.retain(|_| {
            at += 1;
            !taken.contains(&(at - 1))
        });
    }
    for (base, head) in both {
        pair(walk, base, head);
    }
    for path in left {
        removed(walk, path);
    }
    for path in right {
        added(walk, path);
    }
}

fn added<'a>(walk: &mut Walk<'a>, path: Path<'a>) {
    walk.head.saw_reachable(path.raw);
    let operations = operations(path.item);
    for (method, operation) in &operations {
        let label = label(method, path.name);
        walk.operation = Some(label.clone());
        walk.report("endpoint-added", None, Some(operation), format!("`{label}` was added"));
    }
    walk.operation = None;
    if operations.is_empty() {
        let message = format!("the path `{}` was added, without operations", path.name);
        walk.report("unused-component-added", None, Some(path.raw), message);
    }
}

fn removed<'a>(walk: &mut Walk<'a>, path: Path<'a>) {
    walk.base.saw_reachable(path.raw);
    let operations = operations(path.item);
    for (method, operation) in &operations {
        gone(walk, &label(method, path.name), operation, path.item, true);
    }
    if operations.is_empty() {
        let message = format!("the path `{}` was removed, which had no operations", path.name);
        walk.report("unused-component-removed", Some(path.raw), None, message);
    }
}

/// An operation of the base alone.
fn gone<'a>(walk: &mut Walk<'a>, label: &str, operation: &'a Node, item: &'a Node, path: bool) {
    let unstable = lifecycle::unstable(operation) || lifecycle::unstable(item);
    let (rule, how) = match (lifecycle::notice(operation, walk.today), path) {
        (Notice::None, true) => ("api-path-removed-without-deprecation", "without deprecation"),
        (Notice::None, false) => ("api-removed-without-deprecation", "without deprecation"),
        (Notice::Deprecated, true) => ("api-path-removed-with-deprecation", "after deprecation"),
        (Notice::Deprecated, false) => ("api-removed-with-deprecation", "after deprecation"),
        (Notice::BeforeSunset, true) => {
            ("api-path-removed-before-sunset", "before its sunset date")
        }
        (Notice::BeforeSunset, false) => ("api-removed-before-sunset", "before its sunset date"),
        (Notice::Unreadable, _) => ("api-path-sunset-parse", "with a sunset date that is none"),
    };
    walk.operation = Some(label.to_owned());
    operations::capped(walk, unstable, |walk| {
        walk.removed(rule, operation, format!("`{label}` was removed {how}"));
    });
    walk.operation = None;
}

fn pair<'a>(walk: &mut Walk<'a>, base: Path<'a>, head: Path<'a>) {
    let names = (parameters_of(base.name), parameters_of(head.name));
    if base.name == head.name && walk.equal(base.raw, head.raw) {
        return;
    }
    walk.resolve(base.raw, head.raw);
    let renamed: Vec<_> = names.0.iter().copied().zip(names.1.iter().copied()).collect();
    let sorted = |names: &[&'a str]| {
        let mut names = names.to_vec();
        names.sort_unstable();
        names
    };
    let reordered = names.0 != names.1 && sorted(&names.0) == sorted(&names.1);
    let renamed = if reordered { Vec::new() } else { renamed };
    let both = Both { names: (base.name, head.name), items: (base.item, head.item), renamed };
    beside(walk, &both);
    let (from, to) = (operations(base.item), operations(head.item));
    for (method, one) in &from {
        match to.iter().find(|(other, _)| other == method) {
            Some((_, other)) => {
                walk.operation = Some(label(method, head.name));
                if reordered {
                    let message = format!(
                        "the parameters of the path changed places from `{}` to `{}`",
                        base.name, head.name
                    );
                    walk.report(
                        "path-parameters-reordered",
                        Some(base.raw),
                        Some(head.raw),
                        message,
                    );
                }
                operations::compare(walk, &both, method, one, other);
                walk.operation = None;
            }
            None => gone(walk, &label(method, base.name), one, base.item, false),
        }
    }
    for (method, other) in to.iter().filter(|(method, _)| from.iter().all(|(one, _)| one != method))
    {
        let label = label(method, head.name);
        walk.operation = Some(label.clone());
        walk.added("endpoint-added", other, format!("`{label}` was added"));
        walk.operation = None;
    }
}

/// What path items say beside their operations. Their parameters are judged with the operations.
fn beside<'a>(walk: &mut Walk<'a>, both: &Both<'a>) {
    let (base, head) = both.items;
    let mut known: Vec<&str> = METHODS.to_vec();
    known.extend(["parameters", "servers", "$ref", "x-stability-level"]);
    known.extend(texts::RULES.iter().map(|(key, _)| *key));
    walk.within(&format!("paths/{}", both.names.1), |walk| {
        walk.within("servers", |walk| {
            servers::compare(walk, base.get("servers"), head.get("servers"), (base, head));
        });
        texts::compare(walk, base, head, "the path");
        extensions::rest(walk, base, head, &known, "the path");
    });
    // Without an operation nobody judges them.
    if operations(base).is_empty() || operations(head).is_empty() {
        return;
    }
    parameters::seen(walk, base, head);
}

/// Requests that callers receive.
pub(super) fn webhooks(walk: &mut Walk<'_>) {
    let (one, other) = (walk.base.root.get("webhooks"), walk.head.root.get("webhooks"));
    walk.entered(one, other);
    walk.within("webhooks", |walk| {
        named(walk, pairs(one), pairs(other), "webhook");
    });
}

/// Path items under names: webhooks, or the URLs of a callback. Callers receive what they ask.
pub(super) fn named<'a>(
    walk: &mut Walk<'a>,
    base: Vec<(&'a str, &'a Node)>,
    head: Vec<(&'a str, &'a Node)>,
    what: &str,
) {
    for (name, one) in &base {
        let Some((_, other)) = head.iter().find(|(other, _)| other == name) else {
            let message = format!("the {what} {} was removed", show::quoted(name));
            walk.removed(&format!("{what}-removed"), one, message);
            continue;
        };
        if walk.equal(one, other) {
            continue;
        }
        let (from, to) = walk.resolve(one, other);
        if id(from) == id(to) {
            continue;
        }
        let both = Both { names: (name, name), items: (from, to), renamed: Vec::new() };
        let before = (walk.operation.clone(), walk.flipped);
        walk.within(name, |walk| {
            beside(walk, &both);
            methods(walk, &both, what);
        });
        (walk.operation, walk.flipped) = before;
    }
    for (name, other) in head.iter().filter(|(name, _)| base.iter().all(|(one, _)| one != name)) {
        let message = format!("the {what} {} was added", show::quoted(name));
        walk.added(&format!("{what}-added"), other, message);
    }
}

fn methods<'a>(walk: &mut Walk<'a>, both: &Both<'a>, what: &str) {
    let (from, to) = (operations(both.items.0), operations(both.items.1));
    for (method, one) in &from {
        let Some((_, other)) = to.iter().find(|(other, _)| other == method) else {
            let message = format!("the request `{method}` of the {what} was removed");
            walk.removed(&format!("{what}-removed"), one, message);
            continue;
        };
        walk.flipped = true;
        walk.within(method, |walk| operations::compare(walk, both, method, one, other));
        walk.flipped = false;
    }
    for (method, other) in to.iter().filter(|(method, _)| from.iter().all(|(one, _)| one != method))
    {
        let message = format!("the request `{method}` of the {what} was added");
        walk.added(&format!("{what}-added"), other, message);
    }
}
