//! What the page's server lets through to the service.
//!
//! Browsers resolve `..` before they send anything: `DELETE …/tasks/..` leaves them as the request
//! that deletes the whole instance. The page refuses such an ID; this is the second line.

use crate::document::Document;

/// Returns the reason why a target is not let through, unless it is the path of an operation, as it stands.
pub(super) fn refusal(document: &Document, target: &str) -> Option<&'static str> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let segments: Option<Vec<&str>> = path.strip_prefix('/').map(|path| path.split('/').collect());
    let operations = document.operations().iter();
    let values: Vec<_> = operations.filter_map(|one| one.values(segments.as_deref()?)).collect();
    if values.is_empty() {
        return Some("the explorer only lets requests for the document's operations through");
    }
    let leads_away = |id: &str| {
        let id = id.to_ascii_lowercase().replace("%2e", ".");
        matches!(id.as_str(), "" | "." | "..")
            || ["\\", "%2f", "%5c"].iter().any(|s| id.contains(s))
    };
    let away = values.iter().flatten().any(|(_, id)| leads_away(id));
    away.then_some("an ID in the path would lead to another route")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_path_of_one_task_passes() {
        for target in [
            "/v2/p/instances/i/tasks/t",
            "/v2/p/instances/i/tasks/a.b?x=y",
            "/v2/p/instances/i/tasks/%20",
        ] {
            assert_eq!(refusal(&Document::spec(), target), None, "{target}");
        }
        for target in [
            "/v2/p/instances/i",
            "/v2/p/instances/i/",
            "/v2/p/instances/i/tasks/",
            "/v2/p/instances/i/tasks/..",
            "/v2/p/instances/i/tasks/.",
            "/v2/p/instances/i/tasks/%2e.",
            "/v2/p/instances/i/tasks/.%2E",
            r"/v2/p/instances/i/tasks/..\",
            "/v2/p/instances/i/tasks/..%5c",
            "/v2/p/instances/i/tasks/..%2F",
            "/v2/p/instances/i/tasks/../..",
            "/v2/p/instances/i/tasks/t/..",
            "/v2/p/instances//tasks/t",
            "//v2/p/instances/i/tasks/t",
            "/v2/p/instances/i/tasks?/t",
            "*",
            "",
        ] {
            assert!(refusal(&Document::spec(), target).is_some(), "{target}");
        }
    }

    #[test]
    fn the_paths_of_every_operation_pass_as_long_as_no_id_leads_away() {
        let document = include_str!("../../fixtures/growth/openapi.yaml");
        let document = Document::parse(document).expect("a document");
        for target in [
            "/v2/p/instances/i/tasks/t",
            "/v2/p/instances/i/tasks",
            "/v2/p/instances/i/tasks?start_after=a%2Fb/..",
            "/v2/p/instances/i/labels?label=..",
        ] {
            assert_eq!(refusal(&document, target), None, "{target}");
        }
        for target in [
            "/v2/p/instances/i",
            "/v2/p/instances/i/",
            "/v2/p/instances/i/tasks/",
            "/v2/p/instances/i/tasks/..",
            "/v2/p/instances/%2e%2E/tasks",
            "/v2/p/instances//tasks",
            "/v2/../instances/i/tasks",
            r"/v2/p/instances/a\..\i/labels",
            "/v2/p/instances/i%2f../labels",
            "/v2/p/instances/i/labels/..",
            "v2/p/instances/i/labels",
        ] {
            assert!(refusal(&document, target).is_some(), "{target}");
        }
        let root = "openapi: 3.0.3\npaths: {/: {get: {responses: {'204': {}}}}}";
        let root = Document::parse(root).expect("a document");
        assert_eq!(refusal(&root, "/"), None);
        assert!(refusal(&root, "*").is_some() && refusal(&root, "").is_some());
    }
}
