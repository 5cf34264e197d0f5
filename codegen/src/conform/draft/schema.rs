//! Schemas of fields, and the components that they become.

use std::collections::HashMap;

use heck::ToUpperCamelCase as _;

use crate::conform::page::{Body, FREE, Field, Limits, Operation, Type};

use super::deviate;
use super::yaml::{Map, Yaml};

/// Says above a pattern why it is there.
const SAFE: &str = "\
A rule of safety, not the vendor's: without a slash, backslash, dot or percent sign
the ID cannot turn the request into another.";

/// The components of a draft.
#[derive(Debug, Default)]
pub(super) struct Components {
    pub(super) schemas: Map,
    /// Objects of the page, and the components that they have become.
    objects: HashMap<String, Vec<Field>>,
    named: HashMap<String, String>,
}

impl Components {
    /// Starts with an operation, whose objects have names of their own.
    pub(super) fn begin(&mut self, operation: &Operation) {
        let objects = operation.objects.iter();
        self.objects = objects.map(|one| (one.name.clone(), one.fields.clone())).collect();
        self.named.clear();
    }

    /// A `$ref` to the schema of an ID that cannot leave its segment.
    pub(super) fn safe_id(&mut self, name: &str, field: Option<&Field>) -> Yaml {
        let limits = field.map(|field| field.limits.clone()).unwrap_or_default();
        let stated = limits.min_length.as_deref().is_some_and(|least| least != "0");
        let description =
            field.map(|field| line(&field.description)).filter(|text| !text.is_empty());
        let mut schema = Map::new()
            .with("description", description.unwrap_or_else(|| "An ID of the path.".to_owned()))
            .with("type", "string");
        let least = if stated { limits.min_length.clone() } else { Some("1".to_owned()) };
        self::limits(&mut schema, &Limits { min_length: least, ..limits }, &Type::String);
        schema = schema.with("pattern", "^[A-Za-z0-9_-]+$").comment(SAFE);
        deviate(&mut schema, "pattern", "a rule of safety; the page gives none");
        if !stated {
            deviate(&mut schema, "minLength", "a rule of safety; an empty ID is another route");
        }
        self.reference(name, schema)
    }

    /// A `$ref` to a component with this schema: one that is there already, or a new one.
    fn reference(&mut self, name: &str, schema: Map) -> Yaml {
        let name = if name.is_empty() { "Schema" } else { name };
        let names = (1..).map(|n| if n == 1 { name.to_owned() } else { format!("{name}{n}") });
        let schema = Yaml::from(schema);
        for name in names.take(10_000) {
            match self.schemas.get(&name) {
                Some(known) if *known != schema => {}
                Some(_) => return to(&name),
                None => {
                    self.schemas.insert(&name, schema);
                    return to(&name);
                }
            }
        }
        schema
    }

    /// The schema of a body.
    pub(super) fn body(&mut self, body: &Body, name: &str) -> Yaml {
        match body.fields.iter().find(|field| field.name.is_empty()) {
            Some(field) => self.of(field).into(),
            None => {
                let schema = self.object(&body.fields, "The body.");
                self.reference(name, schema)
            }
        }
    }

    fn object(&mut self, fields: &[Field], description: &str) -> Map {
        let mut properties = Map::new();
        let mut required: Vec<Yaml> = Vec::new();
        let mut free = None;
        for field in fields.iter().filter(|field| !field.name.is_empty()) {
            let schema = self.of(field);
            if field.name == FREE {
                free = Some(schema);
                continue;
            }
            if field.required == Some(true) && properties.get(&field.name).is_none() {
                required.push(field.name.as_str().into());
            }
            properties.insert(&field.name, schema);
        }
        Map::new()
            .with("description", description)
            .with("type", "object")
            .some("required", Some(required).filter(|all| !all.is_empty()))
            .with("properties", properties)
            .some("additionalProperties", free)
    }

    /// The schema of a parameter or header, which is described beside it.
    pub(super) fn bare(&mut self, field: &Field) -> Map {
        self.of(&Field { description: String::new(), ..field.clone() })
    }

    /// The schema of a field, with description and limits.
    pub(super) fn of(&mut self, field: &Field) -> Map {
        let description = Some(line(&field.description)).filter(|text| !text.is_empty());
        let kind = match &field.kind {
            Type::Unstated => Type::String,
            other => other.clone(),
        };
        let mut schema = match self.kind(&kind) {
            // Beside a `$ref` a description has no effect.
            Yaml::Map(map) if map.get("$ref").is_some() => {
                Map::new().some("description", description).with("allOf", vec![Yaml::from(map)])
            }
            Yaml::Map(map) => {
                let described = Map::new().some("description", description);
                map.into_entries().fold(described, |all, (key, value)| all.with(&key, value))
            }
            _ => Map::new(),
        };
        limits(&mut schema, &field.limits, &kind);
        schema
    }

    fn kind(&mut self, kind: &Type) -> Yaml {
        let named = |name: &str| Map::new().with("type", name);
        match kind {
            Type::String => named("string").into(),
            Type::File => named("string").with("format", "binary").into(),
            Type::Integer => named("integer").into(),
            Type::Long => named("integer").with("format", "int64").into(),
            Type::Number => named("number").into(),
            Type::Boolean => named("boolean").into(),
            Type::Object(None) => named("object").into(),
            Type::Object(Some(name)) => self.named(name),
            Type::Array(inner) => named("array").with("items", self.kind(inner)).into(),
            Type::Map(inner) => {
                named("object").with("additionalProperties", self.kind(inner)).into()
            }
            Type::Unstated | Type::Unknown(_) => Map::new().into(),
        }
    }

    /// A `$ref` to the component of an object of the page.
    fn named(&mut self, name: &str) -> Yaml {
        if let Some(known) = self.named.get(name) {
            return to(known);
        }
        let Some(fields) = self.objects.get(name).cloned() else {
            return Map::new().with("type", "object").into();
        };
        let mut own = name.to_upper_camel_case();
        if own.is_empty() {
            own = "Schema".to_owned();
        }
        let taken = |name: &str| self.schemas.get(name).is_some();
        let own = (1..10_000)
            .map(|n| if n == 1 { own.clone() } else { format!("{own}{n}") })
            .find(|name| !taken(name))
            .unwrap_or(own);
        // It may be made of itself: its name is known before its properties are.
        self.named.insert(name.to_owned(), own.clone());
        self.schemas.insert(&own, Map::new());
        let schema = self.object(&fields, &format!("The object `{name}`."));
        self.schemas.insert(&own, schema);
        to(&own)
    }
}

fn to(name: &str) -> Yaml {
    Map::new().with("$ref", format!("#/components/schemas/{name}")).into()
}

fn number(text: &str) -> Yaml {
    Yaml::Plain(text.to_owned())
}

fn limits(schema: &mut Map, limits: &Limits, kind: &Type) {
    let numbers = [
        ("minimum", &limits.minimum),
        ("maximum", &limits.maximum),
        ("minLength", &limits.min_length),
        ("maxLength", &limits.max_length),
        ("minItems", &limits.min_items),
        ("maxItems", &limits.max_items),
    ];
    for (key, value) in numbers {
        if let Some(value) = value {
            schema.insert(key, number(value));
        }
    }
    if let Some(pattern) = &limits.pattern {
        schema.insert("pattern", pattern.as_str());
    }
    if let Some(default) = &limits.default {
        schema.insert("default", value(default, kind));
    }
    if limits.values.is_empty() {
        return;
    }
    let (values, kind) = match kind {
        Type::Array(inner) => (&limits.values, &**inner),
        other => (&limits.values, other),
    };
    let values: Vec<Yaml> = values.iter().map(|one| value(one, kind)).collect();
    match schema.get_mut("items") {
        Some(Yaml::Map(items)) if items.get("$ref").is_none() => items.insert("enum", values),
        _ => schema.insert("enum", values),
    }
}

fn value(text: &str, kind: &Type) -> Yaml {
    match kind {
        Type::Integer | Type::Long | Type::Number | Type::Boolean => number(text),
        _ => text.into(),
    }
}

/// Whether a character cannot be seen, or changes the direction of those that can.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Longest description of a draft, in characters.
const LONGEST: usize = 300;

/// The first lines of a description as one, without what Markdown would take for more.
pub(super) fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = words.replace(['[', '<'], "(").replace([']', '>'], ")");
    bare.chars().take(LONGEST).collect()
}
