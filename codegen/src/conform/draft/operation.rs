//! An operation: parameters, body, responses.

use heck::{ToLowerCamelCase as _, ToUpperCamelCase as _};

use crate::conform::page::{Body, Field, Location, Operation, Parameter, Response, Type};
use crate::conform::read;
use crate::conform::words::{SECURITY_HEADERS, TRANSPORT_HEADERS};

use super::deviate;
use super::schema::{Components, line};
use super::yaml::{Map, Yaml};

/// Drafts an operation; its schemas go to `components`.
pub(super) fn draft(operation: &Operation, components: &mut Components) -> Map {
    let id = id(operation);
    components.begin(operation);
    let summary = operation.title.as_deref().map(line);
    let mut drafted = Map::new()
        .with("operationId", id.clone())
        .some("summary", summary.clone())
        .some("description", summary);
    if !lists_security(operation) {
        let reason = "the page lists no header for it, yet the service wants one";
        deviate(&mut drafted, "security", reason);
    }
    let parameters = parameters(operation, components);
    if !parameters.is_empty() {
        drafted.insert("parameters", parameters);
    }
    if let Some(body) = &operation.body {
        drafted.insert("requestBody", request(body, &id, components));
    }
    drafted.with("responses", responses(operation, &id, components))
}

/// The vendor's name with a small first letter, or one of method and path.
fn id(operation: &Operation) -> String {
    let name = operation.name.clone().unwrap_or_else(|| {
        let version = |part: &str| {
            part.starts_with('v') && part[1..].starts_with(|c: char| c.is_ascii_digit())
        };
        let words = operation.path.split('/').filter(|part| !part.contains('{') && !version(part));
        format!("{} {}", operation.method, words.collect::<Vec<_>>().join(" "))
    });
    let id = name.to_lower_camel_case();
    if id.is_empty() { operation.method.clone() } else { id }
}

fn lists_security(operation: &Operation) -> bool {
    let headers = operation.parameters.iter().filter(|one| one.location == Location::Header);
    headers
        .map(|one| one.field.name.to_lowercase())
        .any(|name| SECURITY_HEADERS.contains(&name.as_str()))
}

fn parameters(operation: &Operation, components: &mut Components) -> Vec<Yaml> {
    let mut drafted: Vec<Yaml> = Vec::new();
    for name in read::names(&operation.path) {
        let described = operation
            .parameters
            .iter()
            .find(|one| one.location == Location::Path && one.field.name == name);
        drafted.push(in_path(name, described.map(|one| &one.field), components).into());
    }
    for one in &operation.parameters {
        let name = one.field.name.to_lowercase();
        let known =
            [SECURITY_HEADERS, TRANSPORT_HEADERS].iter().any(|list| list.contains(&name.as_str()));
        if one.location == Location::Path || (one.location == Location::Header && known) {
            continue;
        }
        drafted.push(other(one, components).into());
    }
    drafted
}

fn in_path(name: &str, field: Option<&Field>, components: &mut Components) -> Map {
    let text = field
        .is_none_or(|field| matches!(field.kind, Type::String | Type::Unstated | Type::Unknown(_)));
    let open =
        field.is_none_or(|field| field.limits.values.is_empty() && field.limits.pattern.is_none());
    let schema = match field {
        field if text && open => components.safe_id(&name.to_upper_camel_case(), field),
        Some(field) => components.bare(field).into(),
        None => Map::new().with("type", "string").into(),
    };
    let description = field.map(|field| line(&field.description)).filter(|text| !text.is_empty());
    let mut drafted = Map::new()
        .with("name", name)
        .with("in", "path")
        .some("description", description)
        .with("required", true)
        .with("schema", schema);
    if field.is_some_and(|field| field.required == Some(false)) {
        deviate(&mut drafted, "required", "a path parameter cannot be left out");
    }
    drafted
}

fn other(one: &Parameter, components: &mut Components) -> Map {
    let description = Some(line(&one.field.description)).filter(|text| !text.is_empty());
    Map::new()
        .with("name", one.field.name.as_str())
        .with("in", one.location.name())
        .some("description", description)
        .some("required", one.field.required.filter(|required| *required))
        .with("schema", components.bare(&one.field))
}

fn request(body: &Body, id: &str, components: &mut Components) -> Map {
    let media = if body.form { "multipart/form-data" } else { "application/json" };
    let required = body.fields.iter().any(|field| field.required == Some(true));
    let schema = components.body(body, &format!("{}Request", id.to_upper_camel_case()));
    Map::new()
        .some("required", Some(required).filter(|required| *required))
        .with("content", Map::new().with(media, Map::new().with("schema", schema)))
}

/// Responses by status: those that the page describes, then those that it only lists.
fn responses(operation: &Operation, id: &str, components: &mut Components) -> Map {
    let mut all: Vec<(String, Option<&Response>)> = Vec::new();
    for response in &operation.responses {
        let statuses = match response.status.as_str() {
            "success" => vec!["200".to_owned()],
            "error" => errors(operation),
            status => vec![status.to_owned()],
        };
        for status in statuses {
            if !all.iter().any(|(known, _)| *known == status) {
                all.push((status, Some(response)));
            }
        }
    }
    for status in operation.statuses.iter().map(|one| one.status.to_string()) {
        if !all.iter().any(|(known, _)| *known == status) {
            all.push((status, None));
        }
    }
    if all.is_empty() {
        all.push(("200".to_owned(), None));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let mut drafted = Map::new();
    for (status, described) in all {
        let listed = operation.statuses.iter().find(|one| one.status.to_string() == status);
        let text = listed.map(|one| line(&one.description)).filter(|text| !text.is_empty());
        let text = text.unwrap_or_else(|| format!("The response with status {status}."));
        let drafted_one = response(described, &status, text, id, components);
        drafted.insert(&status, drafted_one);
    }
    drafted
}

/// Statuses of errors that the page lists and does not describe.
fn errors(operation: &Operation) -> Vec<String> {
    let statuses = operation.statuses.iter().filter(|one| one.status >= 400);
    let all: Vec<_> = statuses.map(|one| one.status.to_string()).collect();
    if all.is_empty() { vec!["400".to_owned()] } else { all }
}

fn response(
    described: Option<&Response>,
    status: &str,
    text: String,
    id: &str,
    components: &mut Components,
) -> Map {
    let mut drafted = Map::new().with("description", text);
    let Some(described) = described else { return drafted };
    let mut headers = Map::new();
    for field in &described.headers {
        let description = Some(line(&field.description)).filter(|text| !text.is_empty());
        let header =
            Map::new().some("description", description).with("schema", components.bare(field));
        headers.insert(&field.name, header);
    }
    if !headers.is_empty() {
        drafted.insert("headers", headers);
    }
    if let Some(body) = &described.body {
        let name = match status.starts_with(['4', '5']) {
            true => "ErrorResponse".to_owned(),
            false => format!("{}Response", id.to_upper_camel_case()),
        };
        let schema = components.body(body, &name);
        drafted.insert(
            "content",
            Map::new().with("application/json", Map::new().with("schema", schema)),
        );
    }
    drafted
}
