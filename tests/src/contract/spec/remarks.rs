//! What the document says and no code holds. Only the page shows that it changed.

use openapiv3::{APIKeyLocation, ReferenceOr, SecurityScheme};

use super::Kind::DocumentOnly;
use super::lines::join;
use super::{Reader, optional, some};
use crate::contract::Contract;
use crate::contract::words::prose;

impl Reader<'_> {
    pub(super) fn remarks(&self, contract: &mut Contract) {
        self.document_itself(contract);
        self.servers(contract);
        self.security(contract);
        self.examples(contract);
    }

    fn document_itself(&self, contract: &mut Contract) {
        let place = self.at("/openapi");
        contract.about("document", "openapi", place).fact(DocumentOnly, "", &self.document.openapi);
        for (index, tag) in self.document.tags.iter().enumerate() {
            let place = self.at(&format!("/tags/{index}"));
            let subject = format!("tag {}", tag.name);
            let text = prose(tag.description.as_deref().unwrap_or_default());
            contract.about("document", &subject, place).fact(DocumentOnly, "text", text);
        }
        let Some(components) = &self.document.components else {
            return;
        };
        let lists: [(&str, Vec<&String>); 4] = [
            ("responses", components.responses.keys().collect()),
            ("parameters", components.parameters.keys().collect()),
            ("examples", components.examples.keys().collect()),
            ("headers", components.headers.keys().collect()),
        ];
        for (kind, mut names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            names.sort();
            let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
            contract.about("document", kind, self.at(&join("/components", kind))).fact(
                DocumentOnly,
                "",
                names.join(", "),
            );
        }
    }

    fn servers(&self, contract: &mut Contract) {
        for (index, server) in self.document.servers.iter().enumerate() {
            let at = format!("/servers/{index}");
            let text = prose(server.description.as_deref().unwrap_or_default());
            contract.about("document", &format!("server {}", server.url), self.at(&at)).fact(
                DocumentOnly,
                "text",
                text,
            );
            for (name, variable) in server.variables.iter().flatten() {
                let here = join(&join(&at, "variables"), name);
                let text = prose(variable.description.as_deref().unwrap_or_default());
                contract
                    .about("document", &format!("variable {name}"), self.at(&here))
                    .fact(DocumentOnly, "default", &variable.default)
                    .fact(DocumentOnly, "text", text);
            }
        }
    }

    fn security(&self, contract: &mut Contract) {
        let section = "security";
        let alternatives = self.document.security.iter().flatten().enumerate();
        for (index, requirement) in alternatives {
            let names: Vec<String> =
                requirement.iter().map(|(name, scopes)| format!("{name} {scopes:?}")).collect();
            contract.about(section, "either", self.at(&format!("/security/{index}"))).fact(
                DocumentOnly,
                &index.to_string(),
                names.join(" and "),
            );
        }
        let Some(components) = &self.document.components else {
            return;
        };
        let mut schemes: Vec<_> = components.security_schemes.iter().collect();
        schemes.sort_by_key(|(name, _)| *name);
        for (name, scheme) in schemes {
            let place = self.at(&join("/components/securitySchemes", name));
            let mut about = contract.about(section, &format!("scheme {name}"), place.clone());
            match scheme {
                ReferenceOr::Item(SecurityScheme::APIKey {
                    location, name, description, ..
                }) => {
                    let location = match location {
                        APIKeyLocation::Header => "header",
                        APIKeyLocation::Query => "query",
                        APIKeyLocation::Cookie => "cookie",
                    };
                    about.fact(DocumentOnly, location, name);
                    let text = description.as_deref().map(prose);
                    about.fact(DocumentOnly, "text", optional(text));
                }
                other => {
                    about.fact(DocumentOnly, "", format!("{other:?}"));
                }
            }
        }
    }

    fn examples(&self, contract: &mut Contract) {
        let Some(components) = &self.document.components else {
            return;
        };
        let mut responses: Vec<_> = components.responses.iter().collect();
        responses.sort_by_key(|(name, _)| *name);
        for (name, response) in responses {
            let Some(response) = response.as_item() else {
                continue;
            };
            for (media, body) in &response.content {
                let at = join("/components/responses", name);
                let at = join(&join(&join(&at, "content"), media), "examples");
                let mut examples: Vec<_> = body.examples.iter().collect();
                examples.sort_by_key(|(name, _)| *name);
                for (example, content) in examples {
                    let place = self.at(&join(&at, example));
                    let mut about = contract.about("examples", example, place.clone());
                    about.fact(DocumentOnly, "of", format!("{name} as {media}"));
                    match content {
                        ReferenceOr::Item(content) => {
                            let summary = content.summary.as_deref().map(prose);
                            some(&mut about, DocumentOnly, "text", summary, place.clone());
                            // The order of keys is no promise, and depends on what else is built.
                            let mut value = content.value.clone();
                            value.iter_mut().for_each(serde_json::Value::sort_all_objects);
                            some(&mut about, DocumentOnly, "value", value, place);
                        }
                        ReferenceOr::Reference { reference } => {
                            about.fact(DocumentOnly, "see", reference);
                        }
                    }
                }
            }
        }
    }
}
