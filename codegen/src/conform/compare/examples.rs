//! Examples on the page against the document: method, path, and the keys of bodies.

use serde_json::Value;

use crate::conform::page::{Example, Operation};

use super::at::At;
use super::types::composed;
use super::{Compare, Kind};

/// Deepest nesting of an example that is compared.
const DEEPEST: usize = 64;

impl<'a> Compare<'a> {
    /// Compares all examples of an operation.
    pub(super) fn examples(&mut self, operation: &'a Operation, at: &At<'a>, path: &str) {
        for example in &operation.examples {
            if example.request {
                self.line(example, operation, at, path);
            }
            let schema =
                if example.request { at.get("requestBody") } else { self.response_of(example, at) };
            let Some(schema) = schema.and_then(|at| self.schema_of(&at)) else { continue };
            if let Some(body) = &example.body {
                self.keys(body, &schema, example, 0);
            }
        }
    }

    fn line(&mut self, example: &Example, operation: &Operation, at: &At<'a>, path: &str) {
        if let Some(method) = example.method.as_ref().filter(|method| **method != operation.method)
        {
            let (shown, own) = (method.to_uppercase(), operation.method.to_uppercase());
            let message =
                format!("an example of the page is a {shown}, but the operation is a {own}");
            self.example(example, at, message);
        }
        if let Some(shown) = example.path.as_ref().filter(|shown| !fits(shown, path)) {
            let message =
                format!("an example of the page goes to `{shown}`, which is not `{path}`");
            self.example(example, at, message);
        }
    }

    fn example(&mut self, example: &Example, at: &At<'a>, message: String) {
        let help = "where the example is wrong, say so in `x-vendor-deviation` under `example`";
        self.depart(Kind::Different, "example", Some(example.place), &[at], message, help);
    }

    fn response_of(&self, example: &Example, at: &At<'a>) -> Option<At<'a>> {
        let responses = at.children("responses");
        let status = example.status.map(|status| status.to_string());
        let found = responses.into_iter().find(|(known, _)| match &status {
            Some(status) => known == status,
            None => known.starts_with('2'),
        });
        found?.1.resolve(self.document)
    }

    /// The schema of the first body.
    fn schema_of(&self, at: &At<'a>) -> Option<At<'a>> {
        let at = at.resolve(self.document)?;
        let (_, media) = at.children("content").into_iter().next()?;
        media.get("schema")?.resolve(self.document)
    }

    fn keys(&mut self, value: &Value, schema: &At<'a>, example: &Example, depth: usize) {
        if depth > DEEPEST || composed(schema) {
            return;
        }
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    match self.property(schema, key) {
                        Some(property) => {
                            if let Some(property) = property.resolve(self.document) {
                                self.keys(value, &property, example, depth + 1);
                            }
                        }
                        None if schema.get("additionalProperties").is_some() => {}
                        None if schema.get("properties").is_none()
                            && schema.get("allOf").is_none() => {}
                        None => {
                            let message = format!(
                                "an example of the page has a key `{key}`, which no property is called"
                            );
                            self.example(example, schema, message);
                        }
                    }
                }
            }
            Value::Array(items) => {
                let below = schema.get("items").and_then(|at| at.resolve(self.document));
                if let (Some(item), Some(below)) = (items.first(), below) {
                    self.keys(item, &below, example, depth + 1);
                }
            }
            _ => {}
        }
    }
}

/// Whether a path has the segments of a template.
fn fits(path: &str, template: &str) -> bool {
    let split =
        |text: &str| text.trim_matches('/').split('/').map(str::to_owned).collect::<Vec<_>>();
    let (path, template) = (split(path), split(template));
    path.len() == template.len()
        && path.iter().zip(&template).all(|(a, b)| a == b || b.contains('{') || a.contains('{'))
}
