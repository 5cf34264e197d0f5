//! Operations, their arguments and answers.

use std::collections::BTreeSet;

use openapiv3::{
    Operation, Parameter, ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode,
};

use super::Kind::{Compared, DocumentOnly, Shown};
use super::lines::join;
use super::{Reader, resolve, schema_name};
use crate::contract::Contract;
use crate::contract::words::{pascal, prose, snake};

/// A parameter and where it stands.
struct Argument<'a> {
    parameter: &'a Parameter,
    pointer: String,
}

impl Argument<'_> {
    fn name(&self) -> &str {
        &self.parameter.parameter_data_ref().name
    }
}

/// The types that an operation answers with.
#[derive(Default)]
struct Answers {
    success: BTreeSet<String>,
    error: BTreeSet<String>,
    media: BTreeSet<String>,
}

impl Reader<'_> {
    pub(super) fn operations(&self, contract: &mut Contract) -> Result<(), String> {
        let mut found = Vec::new();
        for (path, item) in &self.document.paths.paths {
            let pointer = join("/paths", path);
            let item = item.as_item().ok_or_else(|| format!("{pointer} is a reference"))?;
            for (method, operation) in item.iter() {
                let name = operation.operation_id.as_deref().map(snake);
                let name = name.ok_or_else(|| format!("{pointer} has no operationId"))?;
                let at = join(&pointer, method);
                found.push((name, path, method, operation, &item.parameters, at));
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        for (name, path, method, operation, shared, at) in found {
            let section = format!("operation {name}");
            let request = format!("{} {path}", method.to_uppercase());
            self.request(contract, &section, &request, operation, &at);
            let arguments = self.arguments(operation, shared, &at, &path_item(&at))?;
            self.parameters(contract, &section, path, &arguments)?;
            let answers = self.responses(contract, &section, &operation.responses, &at)?;
            self.shape(contract, &section, &name, &answers, &at);
        }
        Ok(())
    }

    fn request(
        &self,
        contract: &mut Contract,
        section: &str,
        request: &str,
        operation: &Operation,
        at: &str,
    ) {
        contract
            .about(section, "request", self.at(at))
            .fact(Shown, "", request)
            .fact(Compared, "documented on the method", request)
            .fact(Compared, "documented on send", request);
        for (subject, key, text) in [
            ("summary", "summary", &operation.summary),
            ("description", "description", &operation.description),
        ] {
            contract.about(section, subject, self.at(&join(at, key))).fact(
                Shown,
                "text",
                prose(text.as_deref().unwrap_or_default()),
            );
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
        if operation.request_body.is_some() {
            about.fact(Shown, "body", "yes");
        }
    }

    fn arguments<'b>(
        &'b self,
        operation: &'b Operation,
        shared: &'b [ReferenceOr<Parameter>],
        at: &str,
        item: &str,
    ) -> Result<Vec<Argument<'b>>, String> {
        let own = operation.parameters.iter().enumerate().map(|p| (join(at, "parameters"), p));
        let shared = shared.iter().enumerate().map(|p| (join(item, "parameters"), p));
        let components = self.document.components.as_ref();
        own.chain(shared)
            .map(|(list, (index, parameter))| {
                let here = join(&list, &index.to_string());
                let lookup = |name: &str| components?.parameters.get(name);
                let (parameter, pointer) = resolve(parameter, "parameters", lookup, &here)?;
                Ok(Argument { parameter, pointer })
            })
            .collect()
    }

    /// Arguments in the order of the URL, then those that are not in it.
    fn parameters(
        &self,
        contract: &mut Contract,
        section: &str,
        path: &str,
        arguments: &[Argument<'_>],
    ) -> Result<(), String> {
        let place_in_url = |argument: &&Argument<'_>| {
            path.find(&format!("{{{}}}", argument.name())).unwrap_or(usize::MAX)
        };
        let mut ordered: Vec<&Argument<'_>> = arguments.iter().collect();
        ordered.sort_by_key(place_in_url);
        for (index, argument) in ordered.into_iter().enumerate() {
            let data = argument.parameter.parameter_data_ref();
            let within = |key: &str| self.at(&join(&argument.pointer, key));
            let location = match argument.parameter {
                Parameter::Path { .. } => "path",
                Parameter::Query { .. } => "query",
                Parameter::Header { .. } => "header",
                Parameter::Cookie { .. } => "cookie",
            };
            let encoding = match location {
                "path" => "one segment, percent-encoded",
                _ => "raw",
            };
            let typ = match &data.format {
                ParameterSchemaOrContent::Schema(ReferenceOr::Reference { reference }) => {
                    schema_name(reference)?
                }
                other => format!("{other:?}"),
            };
            let required = if data.required { "required" } else { "optional" };
            let text = prose(data.description.as_deref().unwrap_or_default());
            let subject = format!("argument {} {}", index + 1, snake(&data.name));
            contract
                .about(section, &subject, self.at(&argument.pointer))
                .fact_at(Shown, "type", &typ, within("schema"))
                .fact_at(Shown, "in", location, within("in"))
                .fact_at(Shown, "", required, within("required"))
                .fact_at(Shown, "sent as", encoding, within("in"))
                .fact_at(Compared, "set from", &typ, within("schema"))
                .fact_at(Compared, "refused with", "Error::InvalidRequest", within("name"))
                .fact_at(Compared, "text of the setter", &text, within("description"))
                .fact_at(Shown, "text", &text, within("description"));
        }
        Ok(())
    }

    fn responses(
        &self,
        contract: &mut Contract,
        section: &str,
        responses: &Responses,
        at: &str,
    ) -> Result<Answers, String> {
        let list = join(at, "responses");
        let components = self.document.components.as_ref();
        let mut answers = Answers::default();
        let mut all: Vec<(String, &ReferenceOr<Response>)> = responses
            .responses
            .iter()
            .map(|(status, response)| (status_text(status), response))
            .chain(responses.default.iter().map(|r| ("default".to_owned(), r)))
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        for (status, response) in all {
            let here = join(&list, &status);
            let lookup = |name: &str| components?.responses.get(name);
            let (response, pointer) = resolve(response, "responses", lookup, &here)?;
            let decoded = decoded(response, &mut answers)?;
            let (kind, types) = if status.starts_with(['2', '3']) {
                ("success", &mut answers.success)
            } else {
                ("error", &mut answers.error)
            };
            let shown = decoded.as_deref().unwrap_or("no body");
            types.insert(decoded.clone().unwrap_or_else(|| "()".to_owned()));
            contract
                .about(section, &format!("status {status}"), self.at(&here))
                .fact(Shown, kind, shown)
                .fact_at(
                    DocumentOnly,
                    "text",
                    prose(&response.description),
                    self.at(&join(&pointer, "description")),
                );
        }
        Ok(answers)
    }

    /// What a method of the client looks like that makes this request.
    fn shape(
        &self,
        contract: &mut Contract,
        section: &str,
        name: &str,
        answers: &Answers,
        at: &str,
    ) {
        let join_types = |types: &BTreeSet<String>| {
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            types.join(" | ")
        };
        let (success, error) = (join_types(&answers.success), join_types(&answers.error));
        let here = self.at(&join(at, "responses"));
        contract.about(section, "other statuses", here.clone()).fact(
            Shown,
            "",
            format!("4xx and 5xx: error {error}; all else: returned as it came"),
        );
        contract
            .about(section, "returns", here.clone())
            .fact(Shown, "success", success)
            .fact(Shown, "error", error);
        let accept: Vec<String> = answers.media.iter().map(|m| format!("accept: {m}")).collect();
        contract.about(section, "headers", here).fact(Shown, "", accept.join(", "));
        let id = self.at(&join(at, "operationId"));
        contract.about(section, "builder", id.clone()).fact(Compared, "", pascal(name));
        contract.about(section, "name for hooks", id).fact(Shown, "", name);
        contract.about(section, "calls", self.at(at)).fact(
            Shown,
            "",
            "pre, exec, post, then the answer",
        );
    }
}

fn path_item(operation: &str) -> String {
    operation.rsplit_once('/').map_or_else(String::new, |(item, _)| item.to_owned())
}

fn status_text(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(first) => format!("{first}XX"),
    }
}

/// The type that a body decodes to.
fn decoded(response: &Response, answers: &mut Answers) -> Result<Option<String>, String> {
    let Some((media, body)) = response.content.first() else {
        return Ok(None);
    };
    answers.media.extend(response.content.keys().cloned());
    let name = match &body.schema {
        Some(ReferenceOr::Reference { reference }) => schema_name(reference)?,
        other => format!("{other:?}"),
    };
    let json = media == "application/json" && response.content.len() == 1;
    Ok(Some(if json { name } else { format!("{name} as {media}") }))
}
