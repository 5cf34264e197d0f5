//! A document that says what a page says, for the maintainer to edit.
//!
//! The safety rules of the project hold in it too: an ID in the path gets a pattern that cannot
//! change the route. Where the draft departs from the page, by such a rule or because the page
//! disagrees with itself, `x-vendor-deviation` says so: [`compare`](super::compare) finds nothing.

mod operation;
mod schema;
mod yaml;

use crate::spec::Spec;
use crate::yaml::Node;

use super::page::Page;
use super::{Departure, KEY, MISSING, compare};
use schema::Components;
use yaml::{Map, Yaml};

/// What stands above every draft.
const HEADER: &str = "\
# A draft, made from the vendor's page by `cargo xtask new-operation`. Edit it: put descriptions
# into your own words, name schemas and tags, add examples of errors, and look at each
# `x-vendor-deviation`. Move what is below `paths` and `components` into spec/openapi.yaml; its
# `security` and `securitySchemes` are there already. The rules are in spec/README.md.
";

/// Most rounds in which deviations are added: each explains departures that the one before left.
const ROUNDS: usize = 3;

/// Drafts a document of all operations of a page.
pub fn draft(page: &Page) -> String {
    let mut document = Yaml::from(document(page));
    for _ in 0..ROUNDS {
        let Ok(spec) = Spec::parse("draft.yaml", document.print().into_bytes()) else { break };
        let departures = compare(page, &spec).departures;
        let explained = departures.iter().filter(|one| one.kind.fails());
        let changes = explained.filter(|one| explain(one, &spec, &mut document)).count();
        if changes == 0 {
            break;
        }
    }
    format!("{HEADER}{}", document.print())
}

fn document(page: &Page) -> Map {
    let mut components = Components::default();
    let mut paths = Map::new();
    for one in &page.operations {
        let drafted = operation::draft(one, &mut components);
        let mut item = match paths.get(&one.path) {
            Some(Yaml::Map(item)) => item.clone(),
            _ => Map::new(),
        };
        item.insert(&one.method, drafted);
        paths.insert(&one.path, item);
    }
    let title = page.title.as_deref().map(schema::line).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| "Untitled".to_owned());
    let mut parts = Map::new();
    if !components.schemas.is_empty() {
        parts.insert("schemas", components.schemas);
    }
    parts.insert("securitySchemes", security_schemes());
    Map::new()
        .with("openapi", Yaml::Plain("3.0.3".to_owned()))
        .with(
            "info",
            Map::new().with("title", title).with("version", Yaml::Plain("1.0.0".to_owned())),
        )
        .with("security", vec![alternative("token"), alternative("signature")])
        .with("paths", paths)
        .with("components", parts)
}

fn alternative(name: &str) -> Yaml {
    Map::new().with(name, Vec::new()).into()
}

fn security_schemes() -> Map {
    let scheme =
        |header: &str| Map::new().with("type", "apiKey").with("in", "header").with("name", header);
    Map::new().with("token", scheme("X-Auth-Token")).with("signature", scheme("Authorization"))
}

/// Adds a deviation for a departure that comes from the page itself; whether it did.
fn explain(one: &Departure, spec: &Spec, document: &mut Yaml) -> bool {
    let from_page = one.fact == "example"
        || one.fact == "path"
        || one.fact == "required"
        || one.fact.starts_with(MISSING);
    let known = spec.root().pointer(&one.pointer).and_then(Node::as_map).is_some();
    let Some(node) = document.pointer(&one.pointer).filter(|_| from_page && known) else {
        return false;
    };
    deviate(node, &one.fact, &one.message);
    true
}

/// Adds a deviation to a node.
fn deviate(node: &mut Map, fact: &str, reason: &str) {
    let mut reasons = match node.get(KEY) {
        Some(Yaml::Map(reasons)) => reasons.clone(),
        _ => Map::new(),
    };
    reasons.insert(fact, reason);
    node.insert(KEY, reasons);
}
