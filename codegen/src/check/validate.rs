//! Whether a value is what a schema describes: the OpenAPI 3.0 dialect, over nodes, so that a
//! mismatch has a place in the text.
//!
//! A JSON Schema crate would add over 40 crates to the generator and speak another dialect
//! (`nullable`, boolean `exclusiveMinimum`, `readOnly`).

pub(super) mod limits;
mod value;

use std::collections::{HashMap, HashSet};

use super::document::Document;
use super::pattern::Matcher;
use crate::source::Span;
use crate::yaml::{Map, Node, Value};

pub(super) use value::{canonical, fits_type, kind, same, shown};
use value::{size, words};

/// How deep schemas may apply to schemas; `allOf` in a circle has no end.
const MAX_DEPTH: usize = 96;

/// What a value may cost: a base for the schema's alternatives, and so much per node of it.
const BASE_STEPS: usize = 2_000;
const STEPS_PER_NODE: usize = 250;

/// The first place where a value is not what its schema describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch {
    pub(super) span: Span,
    /// Pointer inside the value, empty for the value itself.
    pub(super) place: String,
    /// Says it about the value, which stays unnamed: "is 10 characters long, `maxLength` is 9".
    pub(super) what: String,
}

/// Compares a value with a schema. Where that would take too long, nothing is found.
pub(super) fn mismatch<'a>(
    document: Document<'a>,
    schema: &'a Node,
    value: &Node,
) -> Option<Mismatch> {
    let mut validator = Validator::new(document, value);
    match validator.validate(schema, value) {
        Err(Stop::Mismatch(mismatch)) => Some(mismatch),
        Ok(()) | Err(Stop::GiveUp) => None,
    }
}

/// Whether a schema accepts a value; nothing where that would take too long to find out.
pub(super) fn accepts<'a>(document: Document<'a>, schema: &'a Node, value: &Node) -> Option<bool> {
    match Validator::new(document, value).validate(schema, value) {
        Ok(()) => Some(true),
        Err(Stop::Mismatch(_)) => Some(false),
        Err(Stop::GiveUp) => None,
    }
}

/// For each value, what the limits in the schema itself say against it; `type` and `enum` aside.
pub(super) fn own_limits<'a>(
    document: Document<'a>,
    schema: &'a Map,
    values: &[Node],
) -> Vec<Option<String>> {
    let mut validator =
        Validator { document, steps: 0, depth: 0, place: vec![], patterns: HashMap::new() };
    let mut against = |value: &Node| {
        validator.steps = BASE_STEPS;
        let verdict = match &value.value {
            Value::String(text) => validator.string(schema, text, value),
            Value::Int(_) | Value::Float(_) => validator.number(schema, value),
            _ => Ok(()),
        };
        match verdict {
            Err(Stop::Mismatch(mismatch)) => Some(mismatch.what),
            Ok(()) | Err(Stop::GiveUp) => None,
        }
    };
    values.iter().map(&mut against).collect()
}

enum Stop {
    Mismatch(Mismatch),
    /// Out of steps, or a reference that leads nowhere: no verdict.
    GiveUp,
}

type Verdict = Result<(), Stop>;

struct Validator<'a> {
    document: Document<'a>,
    steps: usize,
    depth: usize,
    /// The way from the value to where we are.
    place: Vec<String>,
    patterns: HashMap<&'a str, Option<Matcher>>,
}

impl<'a> Validator<'a> {
    fn new(document: Document<'a>, value: &Node) -> Self {
        let steps = BASE_STEPS + STEPS_PER_NODE * size(value);
        Self { document, steps, depth: 0, place: Vec::new(), patterns: HashMap::new() }
    }

    fn validate(&mut self, schema: &'a Node, value: &Node) -> Verdict {
        self.spend(1)?;
        let schema = self.document.resolve(schema).ok_or(Stop::GiveUp)?;
        let Some(keywords) = schema.as_map() else {
            return Ok(());
        };
        if self.depth == MAX_DEPTH {
            return Err(Stop::GiveUp);
        }
        self.depth += 1;
        let verdict = self.keywords(keywords, value);
        self.depth -= 1;
        verdict
    }

    fn keywords(&mut self, schema: &'a Map, value: &Node) -> Verdict {
        let get = |key: &str| schema.get(key).map(|entry| &entry.node);
        let nullable = get("nullable").and_then(Node::as_bool) == Some(true);
        if matches!(value.value, Value::Null) && nullable {
            return Ok(());
        }
        if let Some(wanted) = get("type").and_then(Node::as_str)
            && !fits_type(wanted, value)
        {
            return self.fail(value, format!("is {}, not {}", kind(value), words(wanted)));
        }
        if let Some(all) = get("enum").and_then(Node::as_seq) {
            self.spend(all.len() / 8)?;
            if !all.iter().any(|one| same(one, value)) {
                return self.fail(
                    value,
                    format!("is {}, which is not one of the `enum` values", shown(value)),
                );
            }
        }
        match &value.value {
            Value::String(text) => self.string(schema, text, value)?,
            Value::Int(_) | Value::Float(_) => self.number(schema, value)?,
            Value::Seq(items) => self.array(schema, items, value)?,
            Value::Map(map) => self.object(schema, map, value)?,
            Value::Null | Value::Bool(_) => {}
        }
        self.combined(schema, value)
    }

    fn combined(&mut self, schema: &'a Map, value: &Node) -> Verdict {
        let list = |key: &str| schema.get(key).and_then(|entry| entry.node.as_seq());
        for one in list("allOf").unwrap_or_default() {
            self.validate(one, value)?;
        }
        for key in ["oneOf", "anyOf"] {
            let Some(all) = list(key).filter(|all| !all.is_empty()) else {
                continue;
            };
            let mut matching = 0_usize;
            let mut first = None;
            for one in all {
                match self.validate(one, value) {
                    Ok(()) => matching += 1,
                    Err(Stop::Mismatch(mismatch)) => {
                        first.get_or_insert(mismatch);
                    }
                    Err(Stop::GiveUp) => return Err(Stop::GiveUp),
                }
                if matching > 0 && key == "anyOf" {
                    break;
                }
            }
            if let (0, 1, Some(mismatch)) = (matching, all.len(), first) {
                return Err(Stop::Mismatch(mismatch));
            }
            if matching == 0 {
                return self
                    .fail(value, format!("matches none of the {} `{key}` schemas", all.len()));
            }
            if matching > 1 && key == "oneOf" && !schema.contains_key("discriminator") {
                return self
                    .fail(value, format!("matches {matching} of the `oneOf` schemas, not one"));
            }
        }
        let Some(not) = schema.get("not") else {
            return Ok(());
        };
        match self.validate(&not.node, value) {
            Ok(()) => self.fail(value, "matches the schema under `not`".to_owned()),
            Err(Stop::Mismatch(_)) => Ok(()),
            Err(Stop::GiveUp) => Err(Stop::GiveUp),
        }
    }

    fn array(&mut self, schema: &'a Map, items: &[Node], value: &Node) -> Verdict {
        self.length(schema, ["minItems", "maxItems"], items.len(), "item", value)?;
        if schema.get("uniqueItems").and_then(|entry| entry.node.as_bool()) == Some(true) {
            self.spend(size(value))?;
            let mut seen = HashSet::new();
            if let Some(twice) = items.iter().find(|item| !seen.insert(canonical(item))) {
                return self
                    .fail(twice, "stands in the list twice, `uniqueItems` is true".to_owned());
            }
        }
        let Some(schema) = schema.get("items") else {
            return Ok(());
        };
        for (index, item) in items.iter().enumerate() {
            self.inside(index.to_string(), &schema.node, item)?;
        }
        Ok(())
    }

    fn object(&mut self, schema: &'a Map, map: &Map, value: &Node) -> Verdict {
        self.length(schema, ["minProperties", "maxProperties"], map.len(), "property", value)?;
        let properties = schema.get("properties").and_then(|entry| entry.node.as_map());
        let property =
            |name: &str| properties.and_then(|all| all.get(name)).map(|entry| &entry.node);
        let required = schema.get("required").and_then(|entry| entry.node.as_seq());
        for name in required.unwrap_or_default().iter().filter_map(Node::as_str) {
            self.spend(1)?;
            if !map.contains_key(name) && !property(name).is_some_and(|p| self.one_way(p)) {
                return self.fail(value, format!("has no `{name}`, which is required"));
            }
        }
        let additional = schema.get("additionalProperties").map(|entry| &entry.node);
        for (name, entry) in map {
            match (property(name), additional) {
                (Some(schema), _) => self.inside(name.clone(), schema, &entry.node)?,
                (None, Some(additional)) if additional.as_bool() == Some(false) => {
                    let at = Node { span: entry.key, value: Value::Null };
                    return self
                        .fail(&at, format!("has `{name}`, which is not a declared property"));
                }
                (None, Some(additional)) => self.inside(name.clone(), additional, &entry.node)?,
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// A property that only one direction has may be absent in an example of the other.
    fn one_way(&self, property: &'a Node) -> bool {
        self.document.resolve(property).is_some_and(|property| {
            ["readOnly", "writeOnly"]
                .iter()
                .any(|key| property.get(key).and_then(Node::as_bool) == Some(true))
        })
    }

    fn inside(&mut self, token: String, schema: &'a Node, value: &Node) -> Verdict {
        self.place.push(token);
        let verdict = self.validate(schema, value);
        self.place.pop();
        verdict
    }

    fn spend(&mut self, steps: usize) -> Verdict {
        self.steps = self.steps.checked_sub(steps).ok_or(Stop::GiveUp)?;
        Ok(())
    }

    fn fail(&self, value: &Node, what: String) -> Verdict {
        let escape = |token: &String| format!("/{}", token.replace('~', "~0").replace('/', "~1"));
        let place = self.place.iter().map(escape).collect();
        Err(Stop::Mismatch(Mismatch { span: value.span, place, what }))
    }
}

#[cfg(test)]
mod tests;
