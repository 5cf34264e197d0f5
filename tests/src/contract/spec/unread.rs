//! Keys that no reader knows: misspelt ones, and parts of OpenAPI that the document did not use
//! when the contract was written. The page lists them, so that none comes in unseen.

use serde_yaml::Value;

use super::Kind::DocumentOnly;
use super::Reader;
use super::lines::join;
use crate::contract::Contract;

/// Keys whose children are named by the author.
const NAMES: [&str; 9] = [
    "variables",
    "paths",
    "responses",
    "schemas",
    "properties",
    "securitySchemes",
    "examples",
    "content",
    "parameters",
];

/// Keys that readers know.
const KNOWN: [&str; 36] = [
    "$ref",
    "components",
    "content",
    "default",
    "delete",
    "deprecated",
    "description",
    "enum",
    "example",
    "examples",
    "externalDocs",
    "in",
    "info",
    "maxLength",
    "minLength",
    "name",
    "nullable",
    "openapi",
    "operationId",
    "parameters",
    "paths",
    "pattern",
    "properties",
    "required",
    "responses",
    "schema",
    "schemas",
    "security",
    "securitySchemes",
    "servers",
    "summary",
    "tags",
    "title",
    "type",
    "url",
    "value",
];

/// Extensions: what they hold has tests of its own.
const EXTENSIONS: [&str; 3] = ["x-codeSamples", "x-error-codes", "x-vendor-deviation"];

impl Reader<'_> {
    pub(super) fn unread(&self, tree: &Value, contract: &mut Contract) {
        self.walk(tree, "", false, contract);
    }

    fn walk(&self, value: &Value, pointer: &str, names: bool, contract: &mut Contract) {
        match value {
            Value::Mapping(map) => {
                for (key, value) in map {
                    let key = key.as_str().unwrap_or("a key that is not text");
                    let child = join(pointer, key);
                    let known = names
                        || KNOWN.contains(&key)
                        || ["variables", "version"].contains(&key)
                        || EXTENSIONS.contains(&key);
                    if !known {
                        contract.about("keys that no reader knows", &child, self.at(&child)).fact(
                            DocumentOnly,
                            "",
                            format!("{value:?}"),
                        );
                    } else if names
                        || !["example", "value", "security"].contains(&key)
                            && !EXTENSIONS.contains(&key)
                    {
                        let names = !names && NAMES.contains(&key);
                        self.walk(value, &child, names, contract);
                    }
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.walk(item, &join(pointer, &index.to_string()), false, contract);
                }
            }
            _ => {}
        }
    }
}
