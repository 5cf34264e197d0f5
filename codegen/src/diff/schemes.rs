//! Security schemes: what credentials are, and where callers get them.

use super::equal::same;
use super::show;
use super::view::pairs;
use super::walk::Walk;
use super::{extensions, texts};
use crate::yaml::Node;

/// Reports what differs between the schemes of two documents.
pub(super) fn compare(walk: &mut Walk<'_>) {
    let (base, head) = (walk.base.root, walk.head.root);
    let (one, other) = (list(base), list(head));
    walk.entered(one, other);
    let (from, to) = (pairs(one), pairs(other));
    for (name, one) in &from {
        let Some((_, twin)) = to.iter().find(|(found, _)| found == name) else {
            let message = format!("the security scheme `{name}` was removed");
            walk.base.saw_reachable(one);
            let places = (Some(*one), other.or(Some(head)));
            walk.within(name, |walk| {
                walk.report("api-security-component-removed", places.0, places.1, message);
            });
            continue;
        };
        walk.within(name, |walk| scheme(walk, name, one, twin));
    }
    for (name, node) in to.iter().filter(|(name, _)| from.iter().all(|(one, _)| one != name)) {
        let message = format!("the security scheme `{name}` was added");
        walk.head.saw_reachable(node);
        let places = (one.or(Some(base)), Some(*node));
        walk.within(name, |walk| {
            walk.report("api-security-component-added", places.0, places.1, message);
        });
    }
}

fn list(root: &Node) -> Option<&Node> {
    root.get("components")?.get("securitySchemes")
}

/// Keys that say where credentials go or what they are.
const FORM: &[&str] = &["in", "name", "scheme", "bearerFormat", "openIdConnectUrl"];

fn scheme<'a>(walk: &mut Walk<'a>, name: &str, base: &'a Node, head: &'a Node) {
    if walk.equal(base, head) {
        return;
    }
    let (base, head) = walk.resolve(base, head);
    let called = format!("the security scheme `{name}`");
    let keys = [("type", "api-security-component-type-changed")];
    let form = FORM.iter().map(|key| (*key, "api-security-component-changed"));
    let kind_changed = differs(base, head, "type");
    for (key, rule) in keys.into_iter().chain(form) {
        walk.judged(base.get(key), head.get(key));
        if differs(base, head, key) && (key == "type" || !kind_changed) {
            let (one, other) = (base.get(key), head.get(key));
            let message = format!("`{key}` of {called} changed{}", show::from_to(one, other));
            walk.report(rule, one.or(Some(base)), other.or(Some(head)), message);
        }
    }
    if kind_changed {
        walk.judged(base.get("flows"), head.get("flows"));
    } else {
        flows(walk, &called, base, head);
    }
    texts::compare(walk, base, head, &called);
    let texts = texts::RULES.iter().map(|(key, _)| *key);
    let known = ["type", "flows"].into_iter().chain(FORM.iter().copied()).chain(texts);
    extensions::rest(walk, base, head, &known.collect::<Vec<_>>(), &called);
}

fn differs(base: &Node, head: &Node, key: &str) -> bool {
    match (base.get(key), head.get(key)) {
        (Some(one), Some(other)) => !same(one, other),
        (one, other) => one.is_some() || other.is_some(),
    }
}

fn flows<'a>(walk: &mut Walk<'a>, called: &str, base: &'a Node, head: &'a Node) {
    let (one, other) = (base.get("flows"), head.get("flows"));
    walk.judged(one, other);
    let (from, to) = (pairs(one), pairs(other));
    for (kind, node) in &from {
        match to.iter().find(|(found, _)| found == kind) {
            Some((_, twin)) => flow(walk, &format!("the flow `{kind}` of {called}"), node, twin),
            None => {
                let message = format!("the flow `{kind}` of {called} was removed");
                let places = (Some(*node), other.or(Some(head)));
                let rule = "api-security-component-oauth-flow-removed";
                walk.report(rule, places.0, places.1, message);
            }
        }
    }
    for (kind, node) in to.iter().filter(|(kind, _)| from.iter().all(|(one, _)| one != kind)) {
        let message = format!("the flow `{kind}` of {called} was added");
        let places = (one.or(Some(base)), Some(*node));
        walk.report("api-security-component-oauth-flow-added", places.0, places.1, message);
    }
}

fn flow<'a>(walk: &mut Walk<'a>, called: &str, base: &'a Node, head: &'a Node) {
    for (key, rule) in [
        ("authorizationUrl", "api-security-component-oauth-url-changed"),
        ("tokenUrl", "api-security-component-oauth-token-url-changed"),
        ("refreshUrl", "api-security-component-oauth-token-url-changed"),
    ] {
        if differs(base, head, key) {
            let (one, other) = (base.get(key), head.get(key));
            let message = format!("`{key}` of {called} changed{}", show::from_to(one, other));
            walk.report(rule, one.or(Some(base)), other.or(Some(head)), message);
        }
    }
    let (one, other) = (base.get("scopes"), head.get("scopes"));
    let (from, to) = (pairs(one), pairs(other));
    for (scope, node) in &from {
        let twin = to.iter().find(|(found, _)| found == scope).map(|(_, node)| *node);
        let (rule, verb) = match twin {
            None => ("api-security-component-oauth-scope-removed", "was removed".to_owned()),
            Some(twin) if !same(node, twin) => {
                let change = show::from_to(Some(node), Some(twin));
                let verb = format!("is described in another way{change}");
                ("api-security-component-oauth-scope-changed", verb)
            }
            Some(_) => continue,
        };
        let message = format!("the scope `{scope}` of {called} {verb}");
        walk.report(rule, Some(node), twin.or(other).or(Some(head)), message);
    }
    for (scope, node) in to.iter().filter(|(scope, _)| from.iter().all(|(one, _)| one != scope)) {
        let message = format!("the scope `{scope}` of {called} was added");
        let places = (one.or(Some(base)), Some(*node));
        walk.report("api-security-component-oauth-scope-added", places.0, places.1, message);
    }
    let known = ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];
    extensions::rest(walk, base, head, &known, called);
}
