//! A review as SARIF 2.1.0, which code scanners and editors read.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::entry::{Entry, Side};
use super::{Kind, Review};
use crate::diff::{Level, Place};
use crate::source::Position;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Under which name a result carries the fingerprint; the number is raised with the way in which it
/// is computed.
const FINGERPRINT: &str = "specChange/v1";

impl Review {
    /// For code scanners and editors: a SARIF 2.1.0 log with one run, whose rules are those of
    /// `kinds` that occur in it.
    pub fn sarif(&self, kinds: &[Kind]) -> Value {
        let ids: HashSet<&str> = self.entries.iter().map(|entry| entry.change.id).collect();
        let occurs = |kind: &&Kind| ids.contains(kind.id);
        let mut rules: Vec<Kind> = kinds.iter().filter(occurs).copied().collect();
        for Entry { change, level, .. } in &self.entries {
            if rules.iter().all(|rule| rule.id != change.id) {
                rules.push(Kind { id: change.id, level: *level, summary: change.id });
            }
        }
        let results: Vec<Value> =
            self.entries.iter().map(|entry| self.result(entry, &rules)).collect();
        let rules: Vec<Value> = rules.iter().map(rule).collect();
        json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": { "name": "cargo xtask diff", "rules": rules } },
                "columnKind": "unicodeCodePoints",
                "results": results,
                "properties": { "bump": self.verdict().bump().as_str() },
            }],
        })
    }

    fn result(&self, entry: &Entry, rules: &[Kind]) -> Value {
        let change = &entry.change;
        let mut result = json!({
            "ruleId": change.id,
            "ruleIndex": rules.iter().position(|rule| rule.id == change.id),
            "level": level(entry.level),
            "message": { "text": format!("{}: {}", entry.operation(), change.message) },
            "locations": [location(&self.head, entry.anchor, change.head.as_ref())],
            "partialFingerprints": { FINGERPRINT: change.fingerprint },
            "properties": {
                "level": entry.level.as_str(),
                "audience": entry.audience(),
                "operation": change.operation,
                "subject": change.subject,
            },
        });
        if let Some(base) = &change.base {
            let mut related = location(&self.base, base.position, Some(base));
            related["message"] = json!({ "text": format!("in {}", self.base) });
            result["relatedLocations"] = json!([related]);
        }
        if let Some(reason) = &entry.silenced {
            result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
        }
        result
    }
}

fn rule(kind: &Kind) -> Value {
    json!({
        "id": kind.id,
        "shortDescription": { "text": kind.summary },
        "defaultConfiguration": { "level": level(kind.level) },
    })
}

fn location(side: &Side, at: Position, place: Option<&Place>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&side.path) },
            "region": { "startLine": at.line, "startColumn": at.column },
        },
    });
    if let Some(place) = place {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": place.pointer }]);
    }
    location
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Breaking => "error",
        Level::Dangerous => "warning",
        Level::Compatible | Level::Documentation => "note",
    }
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::RustEffect;
    use super::super::testing::{KINDS, hostile, review, sample, schema};
    use super::uri;
    use crate::diff::Level;

    /// The parts of the SARIF 2.1.0 schema that apply to what is written here.
    const ESSENTIALS: &str = include_str!("sarif-essentials.json");

    fn essentials() -> Value {
        serde_json::from_str(ESSENTIALS).expect("JSON")
    }

    #[test]
    fn scanners_get_what_sarif_asks_for() {
        schema::check(&essentials(), &sample().sarif(KINDS));
        for (_, review) in hostile() {
            schema::check(&essentials(), &review.sarif(&[]));
        }
    }

    #[test]
    fn rules_that_do_not_occur_are_left_out() {
        let log = review(&[Level::Dangerous], RustEffect::known(Vec::new())).sarif(KINDS);
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0]["shortDescription"]["text"], KINDS[1].summary);
    }

    #[test]
    fn every_result_leads_to_its_rule() {
        let log = sample().sarif(&KINDS[..1]);
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), sample().entries().len());
        for result in results {
            let index =
                usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn sarif_reads_well() {
        let log = sample().sarif(KINDS);
        let results = &log["runs"][0]["results"];
        insta::assert_snapshot!(serde_json::to_string_pretty(&results[0]).expect("JSON"));
        let silenced: Vec<&Value> = results
            .as_array()
            .expect("results")
            .iter()
            .filter(|r| r["suppressions"].is_array())
            .collect();
        assert_eq!(silenced.len(), 1);
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("spec/open api.yaml"), "spec/open%20api.yaml");
        assert_eq!(uri("a:b?#é"), "a%3Ab%3F%23%C3%A9");
    }
}
