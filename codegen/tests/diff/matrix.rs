//! Pairs of schemas, each at every place that a schema can be at, in both directions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use codegen::diff::{Level, RULES, diff};
use serde_yaml::Value;

use super::documents::{expect, read, spec, text, yaml};

/// The places, and the place in the document of a schema there.
const PLACES: &[(&str, &str)] = &[
    ("request-body", "body"),
    ("request-property", "property"),
    ("request-parameter", "parameter"),
    ("request-parameter-property", "parameter-property"),
    ("response-body", "response"),
    ("response-property", "response-property"),
    ("response-header", "header"),
];

/// A document with a schema at one place, and components that schemas of the matrix refer to.
fn document(place: &str, schema: &Value, components: &Value) -> String {
    let schema = serde_json::to_string(schema).unwrap();
    let object = format!(r#"{{"type": "object", "properties": {{"p": {schema}}}}}"#);
    let media = |schema: &str| format!(r#"{{"application/json": {{"schema": {schema}}}}}"#);
    let (mut operation, mut response) = (String::new(), r#""description": "d""#.to_owned());
    match place {
        "body" => operation = format!(r#""requestBody": {{"content": {}}},"#, media(&schema)),
        "property" => operation = format!(r#""requestBody": {{"content": {}}},"#, media(&object)),
        "parameter" | "parameter-property" => {
            let schema = if place == "parameter" { &schema } else { &object };
            operation =
                format!(r#""parameters": [{{"name": "q", "in": "query", "schema": {schema}}}],"#);
        }
        "response" => response += &format!(r#", "content": {}"#, media(&schema)),
        "response-property" => response += &format!(r#", "content": {}"#, media(&object)),
        _ => response += &format!(r#", "headers": {{"H": {{"schema": {schema}}}}}"#),
    }
    let components = serde_json::to_string(components).unwrap();
    format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "t", "version": "1"}}, "paths": {{"/a": {{"post": {{{operation} "responses": {{"200": {{{response}}}}}}}}}}}, "components": {{"schemas": {components}}}}}"#
    )
}

/// What is found at one place.
fn found(
    place: &str,
    from: &Value,
    to: &Value,
    components: &Value,
) -> BTreeSet<(Level, &'static str)> {
    let base = spec("base.json", &document(place, from, components));
    let head = spec("head.json", &document(place, to, components));
    diff(&base, &head).changes().iter().map(|change| (change.level, change.id)).collect()
}

/// All pairs: a name, and the two schemas.
fn pairs() -> (Value, Vec<(String, Value, Value)>) {
    let file = yaml(&read("schemas.yaml"));
    let pairs = file["pairs"].as_mapping().unwrap().iter();
    let pairs = pairs
        .map(|(name, pair)| (name.as_str().unwrap().to_owned(), pair[0].clone(), pair[1].clone()));
    (file["components"].clone(), pairs.collect())
}

/// Name, place and what is found there.
type Row = (String, &'static str, BTreeSet<(Level, &'static str)>);

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let (components, pairs) = pairs();
    let mut rows = Vec::new();
    for (name, one, other) in &pairs {
        for (arrow, from, to) in [("→", one, other), ("←", other, one)] {
            for (prefix, place) in PLACES {
                rows.push((
                    format!("{name} {arrow}"),
                    *prefix,
                    found(place, from, to, &components),
                ));
            }
        }
    }
    rows
});

fn each(mut then: impl FnMut(&str, &'static str, BTreeSet<(Level, &'static str)>)) {
    for (name, place, found) in ROWS.iter() {
        then(name, place, found.clone());
    }
}

/// Ids of all changes that the matrix has.
pub fn hit() -> BTreeSet<&'static str> {
    let mut ids = BTreeSet::new();
    each(|_, _, found| ids.extend(found.into_iter().map(|(_, id)| id)));
    ids
}

/// An id without its place.
fn bare<'a>(id: &'a str, place: &str) -> &'a str {
    id.strip_prefix(place).map_or(id, |rest| rest.trim_start_matches('-'))
}

#[test]
fn schemas_give_the_expected_changes_at_every_place() {
    let mut lines: BTreeMap<String, BTreeMap<String, Vec<&str>>> = BTreeMap::new();
    each(|name, place, found| {
        let shown: Vec<_> =
            found.iter().rev().map(|(level, id)| format!("{level} {}", bare(id, place))).collect();
        let shown = if shown.is_empty() { "nothing".to_owned() } else { shown.join(", ") };
        lines.entry(name.to_owned()).or_default().entry(shown).or_default().push(place);
    });
    let mut out = String::new();
    for (name, found) in lines {
        out.push_str(&format!("{name}\n"));
        for (shown, places) in found {
            out.push_str(&format!("    {shown}: {}\n", short(&places)));
        }
    }
    if let Some(failure) = expect("schemas.txt", &out) {
        panic!("{failure}");
    }
}

fn short(places: &[&str]) -> String {
    let sent: Vec<_> = PLACES.iter().take(4).map(|(place, _)| *place).collect();
    let read: Vec<_> = PLACES.iter().skip(4).map(|(place, _)| *place).collect();
    match places {
        _ if places.len() == PLACES.len() => "everywhere".to_owned(),
        _ if places == sent => "wherever it is sent".to_owned(),
        _ if places == read => "wherever it is read".to_owned(),
        _ => places.join(", "),
    }
}

#[test]
fn what_narrows_one_way_widens_the_other() {
    // A pair that breaks who sends it in one direction breaks who reads it in the other, unless
    // the table says otherwise; at the least no direction may go unnoticed.
    each(|name, place, found| {
        if name.starts_with("same ") {
            assert!(found.is_empty(), "{name} {place}: {found:?}");
        } else {
            assert!(!found.is_empty(), "{name} {place}: nothing found");
            assert!(found.iter().all(|(_, id)| RULES.iter().any(|rule| rule.id == *id)));
        }
    });
}

#[test]
fn schemas_are_the_same_inline_and_in_components() {
    let (components, pairs) = pairs();
    for (name, one, other) in &pairs {
        for schema in [one, other] {
            let mut named = components.clone();
            named["Moved"] = schema.clone();
            let reference = yaml("{$ref: '#/components/schemas/Moved'}");
            for place in ["property", "response"] {
                let inline = spec("base.json", &document(place, schema, &components));
                let moved = spec("head.json", &document(place, &reference, &named));
                for (base, head) in [(&inline, &moved), (&moved, &inline)] {
                    let found = diff(base, head);
                    assert!(found.changes().is_empty(), "{name} {place}: {:#?}", found.changes());
                }
            }
        }
    }
    assert!(!text(&components).is_empty());
}
