//! The document as the page has it.

use std::io;

use serde_yaml::{Mapping, Value};

use super::samples::samples;
use crate::document::{Document, SPEC};

/// The document with one server, this one, in the place of its own, and with code samples for each
/// operation that has none; else as it is.
///
/// # Errors
/// An error where the document cannot be read.
pub fn document(origin: &str) -> io::Result<String> {
    let mut document = parse()?;
    let server = [("url", origin), ("description", "The fake service on this machine.")];
    let server = server.map(|(key, value)| (Value::from(key), Value::from(value)));
    document.insert("servers".into(), vec![Value::Mapping(server.into_iter().collect())].into());
    let endpoint = endpoint()?;
    for operation in Document::spec().operations() {
        let method = operation.method.to_ascii_lowercase();
        let node = document.get_mut("paths").and_then(|paths| {
            paths.get_mut(&operation.template)?.get_mut(method)?.as_mapping_mut()
        });
        if let Some(node) = node
            && !node.contains_key("x-codeSamples")
        {
            let samples = serde_yaml::to_value(samples(operation, &endpoint)).map_err(invalid)?;
            node.insert("x-codeSamples".into(), samples);
        }
    }
    serde_yaml::to_string(&document).map_err(invalid)
}

/// The URL of the service's first server, with the defaults of its variables. The code samples name
/// it.
///
/// # Errors
/// An error where the document cannot be read, or has no such server.
pub fn endpoint() -> io::Result<String> {
    let document = parse()?;
    let server = &document.get("servers").unwrap_or(&Value::Null)[0];
    let url = server["url"].as_str().ok_or_else(|| invalid("the document has no server"))?;
    let mut url = url.to_owned();
    for (name, variable) in server["variables"].as_mapping().into_iter().flatten() {
        if let (Some(name), Some(default)) = (name.as_str(), variable["default"].as_str()) {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    Ok(url)
}

fn parse() -> io::Result<Mapping> {
    serde_yaml::from_str(SPEC).map_err(invalid)
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
