//! The extensions that say how the client behaves, apart from what it sends and reads.

/// Says whether an operation may be sent again while the outcome of an attempt is unknown.
pub(crate) const REPEATABLE: &str = "x-repeatable";

/// Names the value that the client puts in if a caller leaves a parameter out.
pub(crate) const CLIENT_DEFAULT: &str = "x-client-default";

/// The one value of [`CLIENT_DEFAULT`]: the project of the client.
pub(crate) const PROJECT: &str = "project";

/// Lists statuses that count as success beside the documented ones, each with a reason.
pub(crate) const SUCCESS_STATUSES: &str = "x-success-statuses";

/// Returns true if an operation of this method may be sent again where the document does not say: RFC
/// 9110 calls these methods idempotent.
pub(crate) fn repeatable_by_default(method: &str) -> bool {
    let idempotent = ["get", "head", "put", "delete", "options", "trace"];
    idempotent.iter().any(|name| name.eq_ignore_ascii_case(method))
}

#[cfg(test)]
mod tests {
    use super::repeatable_by_default;

    #[test]
    fn what_makes_or_changes_a_thing_each_time_is_not_repeatable_by_default() {
        for method in ["get", "head", "put", "delete", "options", "trace", "DELETE"] {
            assert!(repeatable_by_default(method), "{method}");
        }
        for method in ["post", "patch", "POST", "query", ""] {
            assert!(!repeatable_by_default(method), "{method}");
        }
    }
}
