//! A review for a program; `docs/review.schema.json` describes it.

use serde_json::{Value, json};

use super::Review;
use super::entry::{Entry, RustChange, RustEffect, Side};
use super::verdict::LEVELS;
use crate::diff::Place;

/// Raised where a program that reads the JSON would have to change.
const FORMAT: u32 = 1;

impl Review {
    /// For a program: one JSON object, described by `docs/review.schema.json`.
    pub fn json(&self) -> Value {
        let (counts, verdict) = (self.counts(), self.verdict());
        let mut levels: serde_json::Map<String, Value> =
            LEVELS.iter().map(|level| (level.to_string(), counts.level(*level).into())).collect();
        levels.insert("silenced".to_owned(), counts.silenced.into());
        json!({
            "format": FORMAT,
            "base": side(&self.base),
            "head": side(&self.head),
            "changes": self.entries.iter().map(change).collect::<Vec<_>>(),
            "rust": rust(&self.rust),
            "summary": {
                "counts": levels,
                "bump": verdict.bump().as_str(),
                "document": verdict.document.as_str(),
                "rust": verdict.rust.map(|bump| bump.as_str()),
                "advice": verdict.advice(),
            },
        })
    }
}

fn side(side: &Side) -> Value {
    json!({ "path": side.path, "revision": side.revision })
}

fn place(place: &Place) -> Value {
    let at = place.position;
    json!({ "line": at.line, "column": at.column, "pointer": place.pointer })
}

fn change(entry: &Entry) -> Value {
    let change = &entry.change;
    json!({
        "id": change.id,
        "level": entry.level.as_str(),
        "audience": entry.audience(),
        "operation": change.operation,
        "subject": change.subject,
        "message": change.message,
        "base": change.base.as_ref().map(place),
        "head": change.head.as_ref().map(place),
        "fingerprint": change.fingerprint,
        "silenced": entry.silenced,
    })
}

fn rust(effect: &RustEffect) -> Value {
    match effect {
        RustEffect::Unknown { reason } => {
            json!({ "known": false, "reason": reason, "changes": [] })
        }
        RustEffect::Known { changes, .. } => {
            let changes: Vec<Value> = changes.iter().map(item).collect();
            json!({ "known": true, "reason": null, "changes": changes })
        }
    }
}

fn item(change: &RustChange) -> Value {
    json!({
        "path": change.path,
        "kind": change.kind,
        "level": change.level.as_str(),
        "reason": change.reason,
        "before": change.before,
        "after": change.after,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, sample, schema};

    const SCHEMA: &str = include_str!("../../../docs/review.schema.json");

    #[test]
    fn a_program_reads_what_the_schema_describes() {
        let schema = serde_json::from_str(SCHEMA).expect("JSON");
        schema::check(&schema, &sample().json());
        for (_, review) in hostile() {
            schema::check(&schema, &review.json());
        }
    }

    #[test]
    fn json_holds_everything() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&sample().json()).expect("JSON"));
    }
}
