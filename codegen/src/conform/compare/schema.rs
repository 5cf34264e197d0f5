//! Properties, at any depth.

use crate::conform::page::{FREE, Field, Place, Type};

use super::at::At;
use super::types::composed;
use super::{Compare, Kind};

/// Deepest nesting that is compared.
const DEEPEST: usize = 64;

impl<'a> Compare<'a> {
    /// Compares a field with the schema that `owner` has; `owner` is a parameter or a property.
    pub(super) fn field(
        &mut self,
        field: &'a Field,
        schema: &At<'a>,
        owner: Option<&At<'a>>,
        depth: usize,
    ) {
        let Some(schema) = schema.resolve(self.document) else {
            let message = format!("the `$ref` of `{}` leads nowhere", field.name);
            return self.note(
                "type",
                Some(field.place),
                Some(schema),
                message,
                "run `cargo xtask check`",
            );
        };
        let nodes: Vec<&At<'a>> = std::iter::once(&schema).chain(owner).collect();
        for at in &nodes {
            self.deviations.visit(at);
        }
        self.kind(&field.name, &field.kind, field.place, &nodes);
        self.limits(field, &nodes);
        self.described(field, &nodes);
        self.inside(&field.kind, &schema, field.place, depth);
    }

    /// Words cannot be compared across languages; that there are some can.
    fn described(&mut self, field: &Field, nodes: &[&At<'a>]) {
        let any = nodes
            .iter()
            .any(|at| at.text("description").is_some_and(|text| !text.trim().is_empty()));
        if !any && field.description.chars().any(char::is_alphanumeric) {
            let message =
                format!("the page describes `{}`; there is no description here", field.name);
            self.depart(
                Kind::Missing,
                "description",
                Some(field.place),
                nodes,
                message,
                "describe it in your own words",
            );
        }
    }

    /// Compares what a type is made of.
    fn inside(&mut self, kind: &Type, schema: &At<'a>, place: Place, depth: usize) {
        let below = match kind {
            Type::Object(Some(name)) => return self.named(name, schema, place, depth),
            Type::Array(inner) => (inner, schema.get("items")),
            Type::Map(inner) => {
                let values =
                    schema.get("additionalProperties").filter(|at| at.node.as_map().is_some());
                (inner, values)
            }
            _ => return,
        };
        let (inner, Some(below)) = below else { return };
        let Some(below) = below.resolve(self.document) else { return };
        self.deviations.visit(&below);
        let name = if matches!(kind, Type::Array(_)) { "an item" } else { "a value" };
        self.kind(name, inner, place, &[&below]);
        if depth < DEEPEST {
            self.inside(inner, &below, place, depth + 1);
        }
    }

    fn named(&mut self, name: &str, schema: &At<'a>, place: Place, depth: usize) {
        let Some((known, fields)) = self.objects.get_key_value(name).map(|(k, v)| (*k, *v)) else {
            return;
        };
        if depth < DEEPEST && self.seen.insert((known.to_owned(), schema.pointer.clone())) {
            self.object(fields, schema, place, depth + 1);
        }
    }

    /// Compares the properties of a table with those of a schema.
    pub(super) fn object(
        &mut self,
        fields: &'a [Field],
        schema: &At<'a>,
        place: Place,
        depth: usize,
    ) {
        self.deviations.visit(schema);
        if composed(schema) {
            // That it is a choice was said with its type.
            return;
        }
        let mut properties = Vec::new();
        let mut required = Vec::new();
        self.collect(schema, &mut properties, &mut required, 0);
        for field in fields.iter().filter(|field| !field.name.is_empty()) {
            if field.name == FREE {
                self.free(field, schema, depth);
                continue;
            }
            let Some((_, property)) = properties.iter().find(|(name, _)| *name == field.name)
            else {
                let message =
                    format!("the page has a property `{}`, which is not here", field.name);
                let fact = format!("{}{}", super::deviations::MISSING, field.name);
                self.depart(
                    Kind::Missing,
                    &fact,
                    Some(field.place),
                    &[schema],
                    message,
                    "add it to `properties`",
                );
                continue;
            };
            self.property_required(
                field,
                property,
                schema,
                required.contains(&field.name.as_str()),
            );
            self.field(field, property, None, depth);
        }
        for (name, property) in &properties {
            if fields.iter().any(|field| field.name == *name) {
                continue;
            }
            let resolved = property.resolve(self.document).unwrap_or_else(|| property.clone());
            let shown = At { shown: property.shown, ..resolved };
            let message = format!("the property `{name}` is not on the page");
            self.depart(
                Kind::Extra,
                "extra",
                Some(place),
                &[&shown],
                message,
                "remove it, or say why in `x-vendor-deviation` under `extra`",
            );
        }
    }

    /// A row that stands for any key.
    fn free(&mut self, field: &'a Field, schema: &At<'a>, depth: usize) {
        let Some(values) = schema.get("additionalProperties") else {
            let message = "the page has properties of any name, and the schema has not".to_owned();
            let fact = format!("{}additionalProperties", super::deviations::MISSING);
            return self.depart(
                Kind::Missing,
                &fact,
                Some(field.place),
                &[schema],
                message,
                "add `additionalProperties`",
            );
        };
        if values.node.as_map().is_some_and(|map| !map.is_empty()) {
            self.field(field, &values, Some(schema), depth);
        }
    }

    fn property_required(&mut self, field: &Field, property: &At<'a>, schema: &At<'a>, here: bool) {
        let Some(page) = field.required.filter(|page| *page != here) else { return };
        let resolved = property.resolve(self.document).unwrap_or_else(|| property.clone());
        let shown = At { shown: property.shown, ..resolved };
        let (message, help) = required(&field.name, page);
        self.depart(
            Kind::Different,
            "required",
            Some(field.place),
            &[&shown, schema],
            message,
            help,
        );
    }

    /// Properties of a schema and of all schemas that it is made of.
    fn collect(
        &self,
        schema: &At<'a>,
        properties: &mut Vec<(&'a str, At<'a>)>,
        required: &mut Vec<&'a str>,
        depth: usize,
    ) {
        for (name, property) in schema.children("properties") {
            if !properties.iter().any(|(known, _)| *known == name) {
                properties.push((name, property));
            }
        }
        required.extend(schema.items("required").iter().filter_map(|at| at.node.as_str()));
        if depth < DEEPEST {
            for part in schema.items("allOf") {
                if let Some(part) = part.resolve(self.document) {
                    self.collect(&part, properties, required, depth + 1);
                }
            }
        }
    }

    /// Names of all properties of a schema.
    pub(super) fn property(&self, schema: &At<'a>, name: &str) -> Option<At<'a>> {
        let mut properties = Vec::new();
        self.collect(schema, &mut properties, &mut Vec::new(), 0);
        properties.into_iter().find(|(known, _)| *known == name).map(|(_, at)| at)
    }
}

/// Message and help where one side requires and the other does not.
pub(super) fn required(name: &str, page: bool) -> (String, &'static str) {
    if page {
        (format!("`{name}` is required on the page, and optional here"), "require it")
    } else {
        (format!("`{name}` is optional on the page, and required here"), "do not require it")
    }
}
