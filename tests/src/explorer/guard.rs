//! What the page's server lets through to the service.
//!
//! Browsers resolve `..` before they send anything: `DELETE …/tasks/..` leaves them as the request
//! that deletes the whole instance. The page refuses such an ID; this is the second line.

/// Why a target is not let through, unless it is the path of a task, as it stands.
pub(super) fn refusal(target: &str) -> Option<&'static str> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').collect();
    let ["", "v2", project, "instances", instance, "tasks", task] = segments[..] else {
        return Some("the explorer only lets requests for one task through");
    };
    let leads_away = |id: &str| {
        let id = id.to_ascii_lowercase().replace("%2e", ".");
        matches!(id.as_str(), "" | "." | "..")
            || ["\\", "%2f", "%5c"].iter().any(|s| id.contains(s))
    };
    [project, instance, task]
        .into_iter()
        .any(leads_away)
        .then_some("an ID in the path would lead to another route")
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
            assert_eq!(refusal(target), None, "{target}");
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
            assert!(refusal(target).is_some(), "{target}");
        }
    }
}
