//! Which operation a request asks for.

use super::signature::decode;
use crate::server::Request;

/// What a request is for, with the IDs as they are meant: decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// Delete a background task.
    DeleteTask { project: String, instance: String, task: String },
    /// Delete a whole instance.
    DeleteInstance { project: String, instance: String },
    /// A known path with another method.
    WrongMethod,
    /// Nothing.
    Unknown,
}

impl Route {
    /// Finds the route. As many servers do, it resolves `.`, `..`, their escaped forms, backslashes
    /// and double slashes first. An escaped slash or backslash is part of an ID, unless a server
    /// that takes it for a slash would delete an instance.
    pub(super) fn of(request: &Request, prefix: &str) -> Self {
        let path = request.target.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = path.strip_prefix(prefix).filter(|path| path.starts_with('/')) else {
            return Self::Unknown;
        };
        let decoded = |text: &str| String::from_utf8(decode(text).ok()?).ok();
        let Some(loose) = decoded(path) else { return Self::Unknown };
        match Self::named(&request.method, &resolve(loose.split(SLASHES).map(str::to_owned))) {
            catastrophe @ Self::DeleteInstance { .. } => catastrophe,
            _ => Self::named(&request.method, &resolve(path.split(SLASHES).filter_map(decoded))),
        }
    }

    /// The route of a path that is taken apart.
    fn named(method: &str, segments: &[String]) -> Self {
        let delete = method == "DELETE";
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments[..] {
            ["v2", project, "instances", instance, "tasks", task] if delete => Self::DeleteTask {
                project: project.to_owned(),
                instance: instance.to_owned(),
                task: task.to_owned(),
            },
            ["v2", project, "instances", instance] if delete => {
                Self::DeleteInstance { project: project.to_owned(), instance: instance.to_owned() }
            }
            ["v2", _, "instances", _, "tasks", _] | ["v2", _, "instances", _] => Self::WrongMethod,
            _ => Self::Unknown,
        }
    }
}

/// A URL parser takes the backslash for a slash.
const SLASHES: [char; 2] = ['/', '\\'];

/// Does what `.` and `..` ask for.
fn resolve(segments: impl Iterator<Item = String>) -> Vec<String> {
    let mut resolved = Vec::new();
    for segment in segments {
        match segment.as_str() {
            "" | "." => {}
            ".." => drop(resolved.pop()),
            _ => resolved.push(segment),
        }
    }
    resolved
}

/// Whether an ID has the form of one: what the document's pattern allows, up to a length that is
/// the fake's own, so that a client has a way to send an ID which the service does not take.
pub(super) fn well_formed(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=super::ID_LIMIT).contains(&id.len()) && id.bytes().all(allowed)
}
