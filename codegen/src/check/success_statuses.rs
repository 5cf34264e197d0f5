//! `success-statuses`: the extension `x-success-statuses` of an operation, which lists statuses that
//! count as success although the vendor's page does not have them.

use super::Findings;
use super::context::Context;
use super::extension::{self, Extension};
use super::walk::{Site, child};
use crate::extensions::SUCCESS_STATUSES;
use crate::yaml::{Entry, Map, Node, Value};

const EXTENSION: Extension = Extension {
    key: SUCCESS_STATUSES,
    rule: "success-statuses",
    place: "an operation under `paths`",
    help: "write it into an operation, beside its `responses`",
};

/// Looks at every place that has the extension.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings) {
    let readers = extension::operations(context);
    for (site, entry) in EXTENSION.sites(context, &readers, findings) {
        let responses = site.node.get("responses").and_then(Node::as_map);
        match &entry.node.value {
            Value::Map(map) if !map.is_empty() => {
                for (status, one) in map {
                    key(site, status, one, responses, findings);
                    reason(site, status, one, findings);
                }
            }
            _ => shape(site, entry, findings),
        }
        if let Some(responses) = responses {
            decodable(context, site, entry, responses, findings);
        }
    }
}

fn shape(site: &Site<'_>, entry: &Entry, findings: &mut Findings) {
    let found = if entry.node.as_map().is_some() { "an empty one" } else { entry.node.kind() };
    let message =
        format!("`{SUCCESS_STATUSES}` must be a mapping of statuses to reasons, not {found}");
    let help = "write one status a line, such as `'200': why it counts as success`";
    let at = child(&site.pointer, SUCCESS_STATUSES);
    EXTENSION.push(findings, entry.node.span, at, message, help);
}

fn key(
    site: &Site<'_>,
    status: &str,
    entry: &Entry,
    responses: Option<&Map>,
    findings: &mut Findings,
) {
    let of_success = matches!(
        status.as_bytes(),
        [b'2', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit()
    );
    let listed = || {
        let names = |name: &&String| *name == status || name.eq_ignore_ascii_case("2XX");
        responses?.keys().find(names)
    };
    let (message, help) = if !of_success {
        let message = format!("`{}` is no status of success", status.escape_debug());
        (message, "write a status from 200 to 299, such as `'200'`")
    } else if let Some(listed) = listed() {
        let message = if listed == status {
            format!("`responses` has the status `{status}` already")
        } else {
            format!("`{listed}` in `responses` covers the status `{status}` already")
        };
        (message, "remove it here; what `responses` has counts as success anyway")
    } else {
        return;
    };
    let at = child(&child(&site.pointer, SUCCESS_STATUSES), status);
    EXTENSION.push(findings, entry.key, at, message, help);
}

fn reason(site: &Site<'_>, status: &str, entry: &Entry, findings: &mut Findings) {
    let found = match entry.node.as_str() {
        Some(reason) if !reason.trim().is_empty() => return,
        Some(_) => "an empty one",
        None => entry.node.kind(),
    };
    let message = format!("`{}` must have a reason, not {found}", status.escape_debug());
    let at = child(&child(&site.pointer, SUCCESS_STATUSES), status);
    let help = "say in a sentence why the status counts as success";
    EXTENSION.push(findings, entry.node.span, at, message, help);
}

/// The body of a further status is ignored, so a method that returns one would have none to return.
fn decodable(
    context: &Context<'_>,
    site: &Site<'_>,
    entry: &Entry,
    responses: &Map,
    findings: &mut Findings,
) {
    let has_content = |name: &str| {
        let response = responses.get(name).and_then(|one| context.document.resolve(&one.node));
        let content = response.and_then(|response| response.get("content"));
        content.and_then(Node::as_map).is_some_and(|content| !content.is_empty())
    };
    let mut of_success = responses.keys().map(String::as_str).filter(|name| name.starts_with('2'));
    let with = match of_success.clone().next() {
        Some(_) => of_success.find(|name| has_content(name)),
        // Without a status of success, `default` describes success.
        None => Some("default").filter(|name| has_content(name)),
    };
    let Some(with) = with else { return };
    let message = format!(
        "`{SUCCESS_STATUSES}` cannot be used where the response `{with}` has content: the \
         client ignores the body of the statuses that it lists"
    );
    let help = "list the status under `responses` with the same content, or remove it";
    EXTENSION.push(findings, entry.key, child(&site.pointer, SUCCESS_STATUSES), message, help);
}
