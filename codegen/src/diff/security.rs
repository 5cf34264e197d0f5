//! What callers need to be let in.

use std::collections::BTreeSet;

use super::Level;
use super::show;
use super::view::pairs;
use super::walk::Walk;
use crate::yaml::Node;

/// One way to be let in: schemes with the scopes that each asks for.
#[derive(Debug, Clone)]
struct Way<'a> {
    node: &'a Node,
    schemes: Vec<(&'a str, BTreeSet<String>)>,
}

impl Way<'_> {
    fn names(&self) -> BTreeSet<&str> {
        self.schemes.iter().map(|(name, _)| *name).collect()
    }

    fn shown(&self) -> String {
        if self.schemes.is_empty() {
            return "no credentials".to_owned();
        }
        let names: Vec<_> = self.schemes.iter().map(|(name, _)| format!("`{name}`")).collect();
        names.join(" with ")
    }

    /// Whether who has what this way asks for has what the other one asks for.
    fn serves(&self, other: &Self) -> bool {
        other.schemes.iter().all(|(name, scopes)| {
            self.schemes.iter().any(|(mine, have)| mine == name && scopes.is_subset(have))
        })
    }
}

/// The ways that a list gives; an empty list asks for nothing.
fn ways(list: &Node) -> Vec<Way<'_>> {
    let items = list.as_seq().unwrap_or_default();
    if items.is_empty() {
        return vec![Way { node: list, schemes: Vec::new() }];
    }
    items
        .iter()
        .map(|node| {
            let scopes =
                |list: &Node| list.as_seq().unwrap_or_default().iter().map(show::value).collect();
            let schemes = pairs(Some(node)).into_iter().map(|(name, list)| (name, scopes(list)));
            Way { node, schemes: schemes.collect() }
        })
        .collect()
}

/// Where ways are asked for: the node to point at, and the ways.
struct Asked<'a> {
    node: &'a Node,
    ways: Vec<Way<'a>>,
}

fn asked<'a>(owner: &'a Node, list: Option<&'a Node>) -> Asked<'a> {
    match list {
        Some(list) => Asked { node: list, ways: ways(list) },
        None => Asked { node: owner, ways: vec![Way { node: owner, schemes: Vec::new() }] },
    }
}

/// Judges what all operations ask for that do not say their own.
pub(super) fn global<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("security"), head.get("security"));
    walk.judged(one, other);
    judge(walk, "api-global-security", &asked(base, one), &asked(head, other));
}

/// Judges what one operation asks for, where it says its own on either side.
pub(super) fn operation<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("security"), head.get("security"));
    walk.judged(one, other);
    if one.is_none() && other.is_none() {
        return;
    }
    let (from, to) = (walk.base.root.get("security"), walk.head.root.get("security"));
    let (base, head) = (asked(base, one.or(from)), asked(head, other.or(to)));
    judge(walk, "api-security", &base, &head);
}

fn judge<'a>(walk: &mut Walk<'a>, prefix: &str, base: &Asked<'a>, head: &Asked<'a>) {
    let mut added: Vec<_> = head.ways.iter().collect();
    let mut removed = Vec::new();
    let mut scoped = Vec::new();
    for way in &base.ways {
        match added.iter().position(|other| other.names() == way.names()) {
            Some(at) => scoped.push((way, added.remove(at))),
            None => removed.push(way),
        }
    }
    for (from, to) in scoped {
        scopes(walk, prefix, from, to);
    }
    // A way without credentials that came or went is said by what stands in its place.
    let open = |ways: &[Way<'a>]| ways.iter().any(|way| way.schemes.is_empty());
    let (was_open, is_open) = (open(&base.ways), open(&head.ways));
    for way in removed.iter().filter(|way| !way.schemes.is_empty() || added.is_empty()) {
        let served = head.ways.iter().any(|other| way.serves(other));
        let most = if served { Level::Dangerous } else { Level::Breaking };
        let message = if is_open {
            format!("{} is no longer needed", way.shown())
        } else {
            format!("{} is no longer accepted", way.shown())
        };
        walk.report_at(
            &format!("{prefix}-removed"),
            most,
            (Some(way.node), Some(head.node)),
            message,
        );
    }
    for way in added.iter().filter(|way| !way.schemes.is_empty() || removed.is_empty()) {
        let harmless = !was_open || is_open;
        let most = if harmless { Level::Dangerous } else { Level::Breaking };
        let message = if harmless {
            format!("{} is accepted", way.shown())
        } else {
            format!("{} is needed, where requests needed no credentials", way.shown())
        };
        walk.report_at(
            &format!("{prefix}-added"),
            most,
            (Some(base.node), Some(way.node)),
            message,
        );
    }
}

fn scopes<'a>(walk: &mut Walk<'a>, prefix: &str, base: &Way<'a>, head: &Way<'a>) {
    for (name, from) in &base.schemes {
        let Some((_, to)) = head.schemes.iter().find(|(other, _)| other == name) else { continue };
        for scope in from.difference(to) {
            let message = format!("`{name}` no longer asks for the scope {scope}");
            walk.report(
                &format!("{prefix}-scope-removed"),
                Some(base.node),
                Some(head.node),
                message,
            );
        }
        for scope in to.difference(from) {
            let message = format!("`{name}` asks for the scope {scope}");
            walk.report(
                &format!("{prefix}-scope-added"),
                Some(base.node),
                Some(head.node),
                message,
            );
        }
    }
}
