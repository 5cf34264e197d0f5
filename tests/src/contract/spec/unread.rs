//! Keys that no reader knows: misspelt ones, and parts of OpenAPI that the document did not use
//! when the contract was written. The page lists them, so that none comes in unseen.

use serde_yaml::Value;

use super::Kind::DocumentOnly;
use super::Reader;
use super::lines::join;
use crate::contract::{Contract, UNKNOWN_KEYS};

/// Keys whose children are named by the author.
const NAMES: &str = " variables paths responses schemas properties securitySchemes examples \
    content parameters ";

/// Keys that readers know.
const KNOWN: &str = " $ref additionalProperties allOf components content default delete deprecated \
    description enum example examples explode externalDocs format get head in info items maxItems \
    maxLength maximum minItems minLength minimum name nullable openapi operationId options parameters \
    patch paths pattern post properties put requestBody required responses schema schemas \
    security securitySchemes servers style summary tags title trace type uniqueItems url value variables \
    version x-client-default x-repeatable x-success-statuses ";

/// Keys whose values are read as they are, or have tests of their own.
const CLOSED: &str = " default enum example value security x-codeSamples x-error-codes \
    x-success-statuses x-vendor-deviation ";

fn among(list: &str, key: &str) -> bool {
    list.contains(&format!(" {key} "))
}

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
                    let known = names || among(KNOWN, key) || among(CLOSED, key);
                    if !known {
                        contract.about(UNKNOWN_KEYS, &child, self.at(&child)).fact(
                            DocumentOnly,
                            "",
                            format!("{value:?}"),
                        );
                    } else if names || !among(CLOSED, key) {
                        let names = !names && among(NAMES, key);
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
