//! Responses by status: bodies, headers, and the table of statuses.

use crate::conform::page::{Body, Operation, Place, Response, Type};

use super::at::At;
use super::deviations::MISSING;
use super::{Compare, Kind};

impl<'a> Compare<'a> {
    /// Compares the responses of an operation in both directions.
    pub(super) fn responses(&mut self, operation: &'a Operation, at: &At<'a>) {
        let here = self.responses_here(at);
        for response in &operation.responses {
            self.announced(response, &here, at);
        }
        for status in &operation.statuses {
            let name = status.status.to_string();
            let announced = operation.responses.iter().any(|one| one.status == name);
            if !announced && !here.iter().any(|(known, _)| covers(known, &name)) {
                self.missing_status(&name, status.place, at);
            }
        }
        let no_statuses = operation.statuses.is_empty() && operation.responses.is_empty();
        for (status, found) in &here {
            self.deviations.visit(found);
            if !no_statuses && !on_page(operation, status) {
                let message = format!("the response `{status}` is not on the page");
                let place = operation.statuses.first().map_or(operation.place, |one| one.place);
                let place = Place { row: None, ..place };
                let help = "remove it, or say why in `x-vendor-deviation` under `extra`";
                self.depart(Kind::Extra, "extra", Some(place), &[found], message, help);
            }
        }
    }

    fn responses_here(&self, at: &At<'a>) -> Vec<(&'a str, At<'a>)> {
        let all =
            at.children("responses").into_iter().filter(|(status, _)| !status.starts_with("x-"));
        // Shown where the operation lists the status, not where the component stands.
        all.filter_map(|(status, at)| {
            Some((status, At { shown: at.shown, ..at.resolve(self.document)? }))
        })
        .collect()
    }

    fn announced(&mut self, response: &'a Response, here: &[(&'a str, At<'a>)], at: &At<'a>) {
        let fits = |known: &str| match response.status.as_str() {
            "success" => known.starts_with('2'),
            "error" => !known.starts_with('2'),
            status => covers(known, status),
        };
        // An exact status goes before a range.
        let exact = here.iter().find(|(known, _)| *known == response.status);
        let Some((_, found)) = exact.or_else(|| here.iter().find(|(known, _)| fits(known))) else {
            return self.missing_status(&response.status, response.place, at);
        };
        self.deviations.visit(found);
        self.headers(response, found);
        if let Some(body) = &response.body {
            self.content(body, found);
        }
    }

    fn missing_status(&mut self, status: &str, place: Place, at: &At<'a>) {
        let message = format!("the page has a response `{status}`, which is not here");
        let fact = format!("{MISSING}{status}");
        self.depart(Kind::Missing, &fact, Some(place), &[at], message, "add it to `responses`");
    }

    fn headers(&mut self, response: &'a Response, found: &At<'a>) {
        let here = found.children("headers");
        for field in &response.headers {
            let same = |name: &str| name.eq_ignore_ascii_case(&field.name);
            let Some((_, header)) = here.iter().find(|(name, _)| same(name)) else {
                let message =
                    format!("the page has a response header `{}`, which is not here", field.name);
                let fact = format!("{MISSING}{}", field.name);
                self.depart(
                    Kind::Missing,
                    &fact,
                    Some(field.place),
                    &[found],
                    message,
                    "add it to `headers`",
                );
                continue;
            };
            let Some(header) = header.resolve(self.document) else { continue };
            if let Some(schema) = header.get("schema") {
                self.field(field, &schema, Some(&header), 0);
            }
        }
        for (name, header) in here {
            if !response.headers.iter().any(|field| name.eq_ignore_ascii_case(&field.name)) {
                let Some(resolved) = header.resolve(self.document) else { continue };
                let message = format!("the response header `{name}` is not on the page");
                let help = "remove it, or say why in `x-vendor-deviation` under `extra`";
                self.depart(
                    Kind::Extra,
                    "extra",
                    Some(response.place),
                    &[&resolved],
                    message,
                    help,
                );
            }
        }
    }

    /// Compares a body with the schema of each media type.
    pub(super) fn content(&mut self, body: &'a Body, found: &At<'a>) {
        let mut any = false;
        for (_, media) in found.children("content") {
            let Some(schema) = media.get("schema").and_then(|at| at.resolve(self.document)) else {
                continue;
            };
            any = true;
            self.whole(body, &schema);
        }
        if !any {
            let message =
                "the page describes a body, and there is no schema of one here".to_owned();
            let fact = format!("{MISSING}content");
            self.depart(
                Kind::Missing,
                &fact,
                Some(body.place),
                &[found],
                message,
                "add `content` with a schema",
            );
        }
    }

    /// A body is an object, unless its one row has no name.
    fn whole(&mut self, body: &'a Body, schema: &At<'a>) {
        self.deviations.visit(schema);
        match body.fields.iter().find(|field| field.name.is_empty()) {
            Some(field) => self.field(field, schema, None, 0),
            None => {
                self.kind("the body", &Type::Object(None), body.place, &[schema]);
                if schema.text("type").is_none_or(|kind| kind == "object") {
                    self.object(&body.fields, schema, body.place, 0);
                }
            }
        }
    }
}

/// Whether a key of `responses` is for a status.
fn covers(key: &str, status: &str) -> bool {
    let range = key.len() == 3
        && key.to_ascii_uppercase().ends_with("XX")
        && key.get(..1) == status.get(..1);
    key == status || key == "default" || range
}

fn on_page(operation: &Operation, status: &str) -> bool {
    let announced = operation.responses.iter().any(|one| match one.status.as_str() {
        "success" => status.starts_with('2'),
        "error" => !status.starts_with('2'),
        known => covers(status, known),
    });
    announced || operation.statuses.iter().any(|one| covers(status, &one.status.to_string()))
}
