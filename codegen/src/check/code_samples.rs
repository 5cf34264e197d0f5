//! `code-samples`: the extension `x-codeSamples` of an operation, which tools show beside it.

use super::Findings;
use super::context::{Context, Endpoint};
use super::suggest::closest;
use super::walk::child;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Node;

const NAME: &str = "x-codeSamples";

/// Keys of a sample, and whether each must be there.
const KEYS: [(&str, bool); 3] = [("lang", true), ("label", false), ("source", true)];

/// Looks at every sample of every operation.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    for endpoint in &context.endpoints {
        let Some(entry) = endpoint.site.node.as_map().and_then(|map| map.get(NAME)) else {
            continue;
        };
        let Some(list) = entry.node.as_seq() else {
            let message = format!("`{NAME}` must be a list, not {}", entry.node.kind());
            push(
                findings,
                endpoint,
                "",
                entry.node.span,
                message,
                "list the samples with `- lang: …`",
            );
            continue;
        };
        for (index, item) in list.iter().enumerate() {
            sample(endpoint, &format!("/{index}"), item, findings);
        }
    }
}

fn sample(endpoint: &Endpoint<'_>, pointer: &str, item: &Node, findings: &mut Findings) {
    let Some(map) = item.as_map() else {
        let message = format!("a code sample must be a mapping, not {}", item.kind());
        return push(findings, endpoint, pointer, item.span, message, "write `lang` and `source`");
    };
    for (key, entry) in map {
        let at = child(pointer, key);
        if !KEYS.iter().any(|(known, _)| known == key) {
            let help = match closest(key, KEYS.iter().map(|(known, _)| *known)) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "a code sample has `lang`, `label` and `source`".to_owned(),
            };
            let message = format!("a code sample has no key `{key}`");
            push(findings, endpoint, &at, entry.key, message, &help);
        } else if entry.node.as_str().is_none_or(|text| text.trim().is_empty()) {
            let message = format!("`{key}` of a code sample must be text");
            push(findings, endpoint, &at, entry.node.span, message, "correct it");
        }
    }
    for (key, _) in KEYS.iter().filter(|(key, required)| *required && !map.contains_key(*key)) {
        let span = map.values().next().map_or(item.span, |entry| entry.key);
        push(
            findings,
            endpoint,
            pointer,
            span,
            format!("the code sample has no `{key}`"),
            "add it",
        );
    }
}

fn push(
    findings: &mut Findings,
    endpoint: &Endpoint<'_>,
    pointer: &str,
    span: Span,
    message: String,
    help: &str,
) {
    let pointer = format!("{}/{NAME}{pointer}", endpoint.site.pointer);
    findings.push(Level::Warning, "code-samples", span, pointer, message, help);
}
