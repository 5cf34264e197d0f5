//! Facts and departures for programs.

use serde_json::{Value, json};

use crate::source::Source;

use super::compare::{Comparison, Departure};
use super::page::Page;

impl Comparison {
    /// One JSON object: `page`, the facts that were read, and `departures`. `docs/conform.md` says
    /// what each key holds.
    pub fn json(&self, page: &Page, source: &Source, document: &Source) -> Value {
        let departures: Vec<Value> =
            self.departures.iter().map(|one| departure(one, source, document)).collect();
        json!({
            "file": source.name(),
            "document": document.name(),
            "conforms": self.conforms(),
            "page": page,
            "departures": departures,
        })
    }
}

fn departure(one: &Departure, source: &Source, document: &Source) -> Value {
    let page = one.page.map(|place| {
        let column = source.position(place.span.start).column;
        json!({ "file": source.name(), "line": place.line, "column": column, "table": place.table, "row": place.row })
    });
    let spec = one.spec.map(|span| {
        let at = document.position(span.start);
        json!({ "file": document.name(), "line": at.line, "column": at.column, "pointer": one.pointer })
    });
    json!({
        "kind": one.kind.name(),
        "fails": one.kind.fails(),
        "fact": one.fact,
        "message": one.message,
        "help": one.help,
        "page": page,
        "spec": spec,
    })
}
