//! Operations: what is asked for, and what callers read about it.

use openapiv3::{Operation, Parameter, ReferenceOr};

use super::Kind::{Compared, DocumentOnly, Shown};
use super::Reader;
use super::lines::join;
use super::types::Types;
use crate::contract::Contract;
use crate::contract::words::{pascal, prose, snake};

/// An operation and where it stands.
pub(super) struct Found<'a> {
    pub(super) section: String,
    /// The name, as the document has it.
    pub(super) id: &'a str,
    pub(super) path: &'a str,
    pub(super) operation: &'a Operation,
    /// Parameters of all operations of the path.
    pub(super) shared: &'a [ReferenceOr<Parameter>],
    pub(super) at: String,
    /// Where the path stands.
    pub(super) item: String,
}

impl<'a> Reader<'a> {
    pub(super) fn operations(
        &self,
        types: &mut Types<'a>,
        contract: &mut Contract,
    ) -> Result<(), String> {
        let mut all = Vec::new();
        for (path, item) in &self.document.paths.paths {
            let pointer = join("/paths", path);
            let item = item.as_item().ok_or_else(|| format!("{pointer} is a reference"))?;
            for (method, operation) in item.iter() {
                let id = operation.operation_id.as_deref();
                let id = id.ok_or_else(|| format!("{pointer} has no operationId"))?;
                let found = Found {
                    section: format!("operation {}", snake(id)),
                    id,
                    path,
                    operation,
                    shared: &item.parameters,
                    at: join(&pointer, method),
                    item: pointer.clone(),
                };
                all.push((method, found));
            }
        }
        all.sort_by(|a, b| a.1.section.cmp(&b.1.section));
        for (method, found) in all {
            self.request(contract, &found, method);
            self.parameters(contract, &found, types)?;
            self.body(contract, &found, types)?;
            self.answers(contract, &found, types)?;
        }
        Ok(())
    }

    fn request(&self, contract: &mut Contract, found: &Found<'_>, method: &str) {
        let Found { section, id, path, operation, at, .. } = found;
        let request = format!("{} {path}", method.to_uppercase());
        let stated = operation.extensions.get("x-repeatable").and_then(|value| value.as_bool());
        let repeatable = stated.unwrap_or(!["post", "patch"].contains(&method));
        let here = join(at, "x-repeatable");
        contract
            .about(section, "request", self.at(at))
            .fact(Shown, "", &request)
            .fact_at(Shown, "repeatable", repeatable.to_string(), self.at(&here))
            .fact(Compared, "documented on the method", &request)
            .fact(Compared, "documented on send", request);
        for (key, text) in
            [("summary", &operation.summary), ("description", &operation.description)]
        {
            let place = self.at(&join(at, key));
            let text = prose(text.as_deref().unwrap_or_default());
            // The first line of documentation is a title, and a title has no full stop.
            let text = if key == "summary" { text.trim_end_matches('.') } else { &text };
            contract.about(section, key, place.clone()).text(text, place);
        }
        let mut about = contract.about(section, "remarks", self.at(at));
        if !operation.tags.is_empty() {
            about.fact(DocumentOnly, "tags", operation.tags.join(" "));
        }
        if let Some(docs) = &operation.external_docs {
            let text = prose(docs.description.as_deref().unwrap_or_default());
            about.fact(DocumentOnly, "see", &docs.url).fact(DocumentOnly, "as", text);
        }
        if let Some(security) = &operation.security {
            about.fact(DocumentOnly, "security", format!("{security:?}"));
        }
        if operation.deprecated {
            about.fact(DocumentOnly, "deprecated", "yes");
        }
        let place = self.at(&join(at, "operationId"));
        contract.about(section, "builder", place.clone()).fact(Compared, "", pascal(id));
        contract.about(section, "name", place).fact(Compared, "", snake(id));
    }
}
