//! The meaning of a status, and the type that its body decodes to.

use openapiv3::{Response, StatusCode};

use super::Kind::{Compared, DocumentOnly, Shown};
use super::lines::join;
use super::operations::Found;
use super::types::Types;
use super::{Reader, resolve};
use crate::contract::Contract;
use crate::contract::words::{pascal, prose};

/// A documented answer.
struct Answer<'a> {
    status: String,
    response: &'a Response,
    /// Where the status stands, and where the response does.
    at: String,
    pointer: String,
    body: Body,
}

/// The kind of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Body {
    None,
    Raw,
    /// JSON of this type.
    Json(String),
}

impl Answer<'_> {
    fn succeeds(&self) -> bool {
        self.status.starts_with('2') || self.status == "101"
    }

    fn fails(&self) -> bool {
        self.status.starts_with(['4', '5']) || self.status == "default"
    }

    fn exact(&self) -> bool {
        self.status.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl<'a> Reader<'a> {
    pub(super) fn answers(
        &self,
        contract: &mut Contract,
        found: &Found<'a>,
        types: &mut Types<'a>,
    ) -> Result<(), String> {
        let answers = self.documented(found, types)?;
        let here = join(&found.at, "responses");
        let success = united(answers.iter().filter(|a| a.succeeds()), found, "Success", types);
        let errors = answers.iter().filter(|a| a.fails());
        let error =
            united(errors.filter(|a| matches!(a.body, Body::Json(_))), found, "Error", types);
        let shown = match success.as_str() {
            "()" => "no body",
            "ByteStream" => "bytes as they arrive",
            other => other,
        };
        let json = |answer: &&Answer<'_>| answer.fails() && matches!(answer.body, Body::Json(_));
        let any_exact = answers.iter().filter(json).any(Answer::exact);
        let class = answers.iter().find(|answer| answer.fails() && !answer.exact());
        let mut lines = Vec::new();
        for answer in &answers {
            // One range stands for all errors where none has a status of its own.
            let ranged = !any_exact && error != "()" && class.is_some_and(|c| c.at == answer.at);
            let status = if ranged { "4XX" } else { &answer.status };
            let decoded = json(&answer) && answer.exact() || ranged;
            let (kind, what, value) = match answer.succeeds() {
                true => (Shown, "success", shown),
                false if decoded => (Shown, "error", error.as_str()),
                false => (DocumentOnly, "error", "as it comes"),
            };
            let text = (prose(&answer.response.description), join(&answer.pointer, "description"));
            lines.push((status, answer.at.clone(), (kind, what, value), text));
        }
        let beside = found.operation.extensions.get("x-success-statuses");
        for (status, reason) in beside.and_then(|list| list.as_object()).into_iter().flatten() {
            let at = join(&join(&found.at, "x-success-statuses"), status);
            let text = (prose(reason.as_str().unwrap_or_default()), at.clone());
            lines.push((status, at, (Shown, "success", shown), text));
        }
        lines.sort_by_key(|(status, ..)| *status);
        for (status, at, (kind, what, value), (text, text_at)) in lines {
            contract
                .about(&found.section, &format!("status {status}"), self.at(&at))
                .fact(kind, what, value)
                .fact_at(DocumentOnly, "text", text, self.at(&text_at));
        }
        contract
            .about(&found.section, "returns", self.at(&here))
            .fact(Compared, "success", &success)
            .fact(Compared, "error", &error);
        let typed = success != "ByteStream" && (success != "()" || error != "()");
        let accept = if typed { "application/json" } else { "None" };
        contract.about(&found.section, "accept", self.at(&here)).fact(Shown, "", accept);
        Ok(())
    }

    fn documented(
        &self,
        found: &Found<'a>,
        types: &mut Types<'a>,
    ) -> Result<Vec<Answer<'a>>, String> {
        let responses = &found.operation.responses;
        let components = self.document.components.as_ref();
        let all = responses
            .responses
            .iter()
            .map(|(status, response)| (status_text(status), response))
            .chain(responses.default.iter().map(|response| ("default".to_owned(), response)));
        let empty = responses.responses.iter().any(|(status, response)| {
            let lookup = |name: &str| components?.responses.get(name);
            let response = resolve(response, "responses", lookup, "");
            status_text(status).starts_with('2')
                && response.is_ok_and(|(response, _)| response.content.is_empty())
        });
        all.map(|(status, response)| {
            let at = join(&join(&found.at, "responses"), &status);
            let lookup = |name: &str| components?.responses.get(name);
            let (response, pointer) = resolve(response, "responses", lookup, &at)?;
            let name = match status.starts_with('2') {
                true if empty => format!("{}_success", found.id),
                _ => format!("{}_response", found.id),
            };
            let body = self.decoded(response, &name, &pointer, types)?;
            Ok(Answer { status, response, at, pointer, body })
        })
        .collect()
    }

    fn decoded(
        &self,
        response: &'a Response,
        name: &str,
        at: &str,
        types: &mut Types<'a>,
    ) -> Result<Body, String> {
        let json = |key: &str| key == "application/json" || key.starts_with("application/json;");
        let Some((key, media)) = response.content.iter().find(|(key, _)| json(key)) else {
            return Ok(if response.content.is_empty() { Body::None } else { Body::Raw });
        };
        let at = join(&join(&join(at, "content"), key), "schema");
        Ok(Body::Json(match &media.schema {
            Some(schema) => self.typ(schema, (name, &at), true, types)?,
            None => "serde_json::Value".to_owned(),
        }))
    }
}

/// The one type that several bodies decode to.
fn united<'b, 'a: 'b>(
    answers: impl Iterator<Item = &'b Answer<'a>>,
    found: &Found<'_>,
    end: &str,
    types: &mut Types<'_>,
) -> String {
    let (mut members, mut raw, mut nothing) = (Vec::new(), false, false);
    for answer in answers {
        match &answer.body {
            Body::None => nothing = true,
            Body::Raw => raw = true,
            Body::Json(typ) if !members.contains(typ) => members.push(typ.clone()),
            Body::Json(_) => {}
        }
    }
    let one = match members.as_slice() {
        _ if raw => return "ByteStream".to_owned(),
        [] => return "()".to_owned(),
        [one] => one.clone(),
        _ => {
            let name = pascal(&format!("{}_{end}", found.id));
            types.unions.insert(name.clone(), (members, join(&found.at, "responses")));
            name
        }
    };
    if nothing { format!("Option<{one}>") } else { one }
}

fn status_text(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(first) => format!("{first}XX"),
    }
}
