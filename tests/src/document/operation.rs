//! The operations of a document.

use serde_json::Value;

use super::{Document, Error};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: String,
    /// The method in capitals.
    pub method: String,
    /// The path with its placeholders, such as `/v2/{project_id}`.
    pub template: String,
    /// The parameters, in the order of the document.
    pub parameters: Vec<Parameter>,
    /// The body of a request.
    pub body: Option<Body>,
    /// The documented answer to a request that goes well.
    pub answer: Answer,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// The part of the request that holds it.
    pub place: Place,
    /// Whether a request must have it.
    pub required: bool,
    /// Its example, or a value made from its schema.
    pub example: Option<Value>,
}

/// The part of a request that holds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A header or a cookie.
    Elsewhere,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether a request must have it.
    pub required: bool,
    /// Its media type.
    pub media_type: String,
    /// Its example, or a value made from its schema.
    pub example: Option<Value>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The lowest documented status of success; 200 for `2XX`.
    pub status: u16,
    /// Media type and value: an example of the document, or a value made from the schema.
    pub body: Option<(String, Value)>,
}

impl Operation {
    /// The required parameters in this part of a request.
    pub fn required(&self, place: Place) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |one| one.required && one.place == place)
    }

    /// The placeholders of the path and what stands in their place, if a path that is taken apart
    /// is one of this operation.
    pub fn values<'a>(&'a self, segments: &[&'a str]) -> Option<Vec<(&'a str, &'a str)>> {
        let template: Vec<&str> = self.template.split('/').skip(1).collect();
        if template.len() != segments.len() {
            return None;
        }
        let mut values = Vec::new();
        for (pattern, segment) in template.into_iter().zip(segments) {
            match placeholder(pattern) {
                None if pattern == *segment => {}
                None => return None,
                Some((before, name, after)) => {
                    values.push((name, segment.strip_prefix(before)?.strip_suffix(after)?));
                }
            }
        }
        Some(values)
    }
}

/// The placeholder of a segment, and what stands before and behind it.
fn placeholder(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Returns true if a media type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// All operations of a document.
pub(super) fn all(document: &Document) -> Result<Vec<Operation>, Error> {
    let mut all = Vec::new();
    for (template, item) in document.root["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            if let Some(node) = item.get(method) {
                all.push(operation(document, template, method, item, node)?);
            }
        }
    }
    Ok(all)
}

fn operation(
    document: &Document,
    template: &str,
    method: &str,
    item: &Value,
    node: &Value,
) -> Result<Operation, Error> {
    let (method, template) = (method.to_ascii_uppercase(), template.to_owned());
    let id =
        node["operationId"].as_str().map_or_else(|| format!("{method} {template}"), str::to_owned);
    let answer = answer(document, &id, &node["responses"])?;
    let (parameters, body) = (parameters(document, item, node), body(document, node));
    Ok(Operation { id, method, template, parameters, body, answer })
}

/// The parameters of the path, those that the operation has of the same name aside, and its own.
fn parameters(document: &Document, item: &Value, node: &Value) -> Vec<Parameter> {
    let list = |node: &Value| -> Vec<Parameter> {
        let list = node["parameters"].as_array().into_iter().flatten();
        list.filter_map(|one| parameter(document, document.resolve(one)?)).collect()
    };
    let (mut all, own) = (list(item), list(node));
    all.retain(|one| !own.iter().any(|o| (&o.name, o.place) == (&one.name, one.place)));
    all.extend(own);
    all
}

fn parameter(document: &Document, node: &Value) -> Option<Parameter> {
    let place = match node["in"].as_str()? {
        "path" => Place::Path,
        "query" => Place::Query,
        _ => Place::Elsewhere,
    };
    let name = node["name"].as_str()?.to_owned();
    let required = node["required"] == true;
    let example = example(document, node);
    Some(Parameter { name, place, required, example })
}

fn body(document: &Document, node: &Value) -> Option<Body> {
    let node = document.resolve(node.get("requestBody")?)?;
    let (media_type, content) = media_type(node)?;
    let (required, example) = (node["required"] == true, example(document, content));
    Some(Body { required, media_type, example })
}

/// The first status of success with its body, which must be what its schema describes.
fn answer(document: &Document, id: &str, responses: &Value) -> Result<Answer, Error> {
    let statuses = responses.as_object().into_iter().flatten();
    let number = |status: &str| match status {
        "2XX" => Some(200),
        status => status.parse::<u16>().ok(),
    };
    let good = statuses.filter_map(|(status, node)| Some((number(status)?, node)));
    let good = good.filter(|(status, _)| (200..300).contains(status));
    let good = good.min_by_key(|(status, _)| *status);
    let (status, node) = good.ok_or_else(|| Error::NoSuccess(id.to_owned()))?;
    let Some((media_type, content)) = document.resolve(node).and_then(media_type) else {
        return Ok(Answer { status, body: None });
    };
    let place = format!("{id}, {status}");
    let value = example(document, content).ok_or_else(|| Error::Unmade(place.clone()))?;
    if let Some(schema) = content.get("schema")
        && let Some(complaint) = document.complaints(schema, &value).into_iter().next()
    {
        return Err(Error::Unfit { place, value, complaint });
    }
    Ok(Answer { status, body: Some((media_type, value)) })
}

/// The media type of a body: JSON, or else the first.
fn media_type(node: &Value) -> Option<(String, &Value)> {
    let content = node["content"].as_object()?;
    let found = content.iter().find(|(name, _)| is_json(name)).or_else(|| content.iter().next());
    found.map(|(name, node)| (name.clone(), node))
}

/// The example of a parameter or a media type, or else a value made from its schema.
fn example(document: &Document, node: &Value) -> Option<Value> {
    let named = || {
        let first = node.get("examples")?.as_object()?.values().next()?;
        document.resolve(first)?.get("value")
    };
    match node.get("example").or_else(named) {
        Some(example) => Some(example.clone()),
        None => document.make(node.get("schema")?),
    }
}
