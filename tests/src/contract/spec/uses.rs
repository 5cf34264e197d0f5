//! Which schemas are sent, and which are only read: what is only read is not refused for a limit.

use std::collections::BTreeSet;

use serde_yaml::Value;

/// The schemas that requests and answers hold, by the end of the references to them.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Schemas that a parameter or a body holds.
    pub(super) sent: BTreeSet<String>,
    /// Schemas that an answer holds.
    pub(super) read: BTreeSet<String>,
    /// Schemas that are the JSON of an error.
    pub(super) errors: BTreeSet<String>,
}

impl Uses {
    pub(super) fn of(tree: &Value) -> Self {
        let mut uses = Self::default();
        let items = tree.get("paths").and_then(Value::as_mapping);
        for operation in items.into_iter().flat_map(|items| items.values()) {
            for (key, part) in operation.as_mapping().into_iter().flatten() {
                if key == "parameters" {
                    reach(tree, part, &mut uses.sent);
                }
                for (key, part) in part.as_mapping().into_iter().flatten() {
                    if key == "responses" {
                        reach(tree, part, &mut uses.read);
                        uses.errors_of(tree, part);
                    } else {
                        reach(tree, part, &mut uses.sent);
                    }
                }
            }
        }
        uses
    }

    fn errors_of(&mut self, tree: &Value, responses: &Value) {
        for (status, response) in responses.as_mapping().into_iter().flatten() {
            let status = status.as_str().unwrap_or_default();
            if status.starts_with(['4', '5']) || status == "default" {
                let response = target(tree, response).unwrap_or(response);
                let schema = response.get("content").and_then(|c| c.get("application/json"));
                let reference = schema.and_then(|media| media.get("schema")?.get("$ref")?.as_str());
                self.errors.extend(reference.map(name));
            }
        }
    }

    /// Whether a schema is read and never sent.
    pub(super) fn only_read(&self, name: &str) -> bool {
        self.read.contains(name) && !self.sent.contains(name)
    }
}

fn name(reference: &str) -> String {
    reference.trim_start_matches("#/components/schemas/").to_owned()
}

fn target<'a>(tree: &'a Value, node: &Value) -> Option<&'a Value> {
    let reference = node.get("$ref")?.as_str()?;
    reference
        .strip_prefix("#/")?
        .split('/')
        .try_fold(tree, |node, key| node.get(key.replace("~1", "/").replace("~0", "~")))
}

/// Collects all references below a node, and those below what they lead to.
fn reach(tree: &Value, node: &Value, found: &mut BTreeSet<String>) {
    match node {
        Value::Mapping(map) => {
            let reference = map.get("$ref").and_then(Value::as_str);
            if reference.is_some_and(|reference| found.insert(name(reference)))
                && let Some(target) = target(tree, node)
            {
                reach(tree, target, found);
            }
            map.values().for_each(|value| reach(tree, value, found));
        }
        Value::Sequence(items) => items.iter().for_each(|item| reach(tree, item, found)),
        _ => {}
    }
}
