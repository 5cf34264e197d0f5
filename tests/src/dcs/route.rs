//! Which operation a request asks for.

use std::collections::BTreeMap;

use super::signature::decode;
use crate::document::{Document, Operation};
use crate::server::Request;

/// What a request is for, with the IDs as they are meant: decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// Delete a background task.
    DeleteTask { project: String, instance: String, task: String },
    /// Delete a whole instance.
    DeleteInstance { project: String, instance: String },
    /// Another operation of the document: its place in the list, and the values in its path.
    Other { operation: usize, values: BTreeMap<String, String> },
    /// A known path with another method.
    WrongMethod,
    /// Nothing.
    Unknown,
}

impl Route {
    /// Finds the route. As many servers do, it resolves `.`, `..`, their escaped forms, backslashes
    /// and double slashes first. An escaped slash or backslash is part of an ID, unless a server
    /// that takes it for a slash would delete an instance.
    pub(super) fn of(request: &Request, prefix: &str, document: &Document) -> Self {
        let path = request.target.split(['?', '#']).next().unwrap_or_default();
        let Some(path) = path.strip_prefix(prefix).filter(|path| path.starts_with('/')) else {
            return Self::Unknown;
        };
        let decoded = |text: &str| String::from_utf8(decode(text).ok()?).ok();
        let Some(loose) = decoded(path) else { return Self::Unknown };
        let named = |segments: Vec<String>| {
            let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
            Self::named(&request.method, &segments, document)
        };
        match named(resolve(loose.split(SLASHES).map(str::to_owned))) {
            catastrophe @ Self::DeleteInstance { .. } => catastrophe,
            _ => named(resolve(path.split(SLASHES).filter_map(decoded))),
        }
    }

    /// The route of a path that is taken apart.
    fn named(method: &str, segments: &[&str], document: &Document) -> Self {
        let instance = match segments {
            ["v2", project, "instances", instance] => Some((*project, *instance)),
            _ => None,
        };
        if let ("DELETE", Some((project, instance))) = (method, instance) {
            return Self::DeleteInstance { project: project.into(), instance: instance.into() };
        }
        let operations = document.operations().iter().enumerate();
        let known: Vec<_> = operations
            .filter_map(|(index, one)| Some((index, one, one.values(segments)?)))
            .collect();
        // The path with the fewest placeholders is the one that is meant.
        let asked = known.iter().filter(|(_, one, _)| one.method == method);
        match asked.min_by_key(|(.., values)| values.len()) {
            Some((index, operation, values)) => Self::operation(*index, operation, values),
            None if known.is_empty() && instance.is_none() => Self::Unknown,
            None => Self::WrongMethod,
        }
    }

    fn operation(index: usize, operation: &Operation, values: &[(&str, &str)]) -> Self {
        let values: BTreeMap<_, _> =
            values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if (operation.method.as_str(), operation.template.as_str()) != ("DELETE", TASK) {
            return Self::Other { operation: index, values };
        }
        let [project, instance, task] = ["project_id", "instance_id", "task_id"]
            .map(|name| values.get(name).cloned().unwrap_or_default());
        Self::DeleteTask { project, instance, task }
    }
}

/// The path of a task.
const TASK: &str = "/v2/{project_id}/instances/{instance_id}/tasks/{task_id}";

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
