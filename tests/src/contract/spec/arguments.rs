//! The arguments of a caller: parameters of path, query and headers, and the body.

use openapiv3::{
    MediaType, Parameter, ParameterSchemaOrContent, QueryStyle, ReferenceOr, Schema, SchemaKind,
    Type,
};

use super::Kind::{Compared, DocumentOnly, Shown};
use super::limits::limits;
use super::lines::join;
use super::operations::Found;
use super::types::{Shape, Types, shape};
use super::{Reader, resolve, some};
use crate::contract::Contract;
use crate::contract::words::{field, prose};

/// Media types that can be sent, the best first.
const SENDABLE: [&str; 5] = [
    "application/json",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "text/plain",
    "text/x-markdown",
];

/// A parameter and where it stands.
struct Argument<'a> {
    parameter: &'a Parameter,
    pointer: String,
}

impl Argument<'_> {
    fn name(&self) -> &str {
        &self.parameter.parameter_data_ref().name
    }

    /// The style of a list in a query, unless it is the usual one.
    fn style(&self) -> Option<String> {
        match self.parameter {
            Parameter::Query { style, .. } if *style != QueryStyle::Form => {
                Some(format!("{style:?}"))
            }
            _ => None,
        }
    }

    fn location(&self) -> &'static str {
        match self.parameter {
            Parameter::Path { .. } => "path",
            Parameter::Query { .. } => "query",
            Parameter::Header { .. } => "header",
            Parameter::Cookie { .. } => "cookie",
        }
    }
}

impl<'a> Reader<'a> {
    fn arguments(&self, found: &Found<'a>) -> Result<Vec<Argument<'a>>, String> {
        let components = self.document.components.as_ref();
        let list = |parameters: &'a [ReferenceOr<Parameter>], at: &str| {
            let list = join(at, "parameters");
            let resolved = parameters.iter().enumerate().map(move |(index, parameter)| {
                let here = join(&list, &index.to_string());
                let lookup = |name: &str| components?.parameters.get(name);
                let (parameter, pointer) = resolve(parameter, "parameters", lookup, &here)?;
                Ok(Argument { parameter, pointer })
            });
            resolved.collect::<Result<Vec<_>, String>>()
        };
        let mut arguments = list(&found.operation.parameters, &found.at)?;
        for shared in list(found.shared, &found.item)? {
            let known = |own: &Argument<'_>| {
                (own.name(), own.location()) == (shared.name(), shared.location())
            };
            if !arguments.iter().any(known) {
                arguments.push(shared);
            }
        }
        let place_in_url = |argument: &Argument<'_>| {
            found.path.find(&format!("{{{}}}", argument.name())).unwrap_or(usize::MAX)
        };
        arguments.sort_by_key(|argument| (place_in_url(argument), argument.location() != "query"));
        Ok(arguments)
    }

    /// Arguments in the order of the URL, then queries and headers.
    pub(super) fn parameters(
        &self,
        contract: &mut Contract,
        found: &Found<'a>,
        types: &mut Types<'a>,
    ) -> Result<(), String> {
        for (index, argument) in self.arguments(found)?.into_iter().enumerate() {
            let data = argument.parameter.parameter_data_ref();
            let within = |key: &str| self.at(&join(&argument.pointer, key));
            let location = argument.location();
            let name = format!("{}_{}", found.id, data.name);
            let at = join(&argument.pointer, "schema");
            let (typ, schema) = match &data.format {
                ParameterSchemaOrContent::Schema(schema) => {
                    let typ = self.typ(schema, (&name, &at), false, types)?;
                    let option = typ.strip_prefix("Option<").and_then(|t| t.strip_suffix('>'));
                    let typ = option.unwrap_or(&typ).to_owned();
                    let text = location != "query" && several(schema.as_item());
                    let typ = if text { "String".to_owned() } else { typ };
                    (typ, schema.as_item())
                }
                ParameterSchemaOrContent::Content(_) => ("String".to_owned(), None),
            };
            let default = data.extensions.get("x-client-default");
            let project = location == "path" && default.is_some_and(|value| value == "project");
            let asked = match data.required {
                true if project => "the client's project by default",
                true => "required",
                false => "optional",
            };
            let subject = match location {
                "path" => format!("path {} {}", index + 1, data.name),
                other => format!("{other} {}", data.name),
            };
            let text = prose(data.description.as_deref().unwrap_or_default());
            let mut about = contract.about(&found.section, &subject, self.at(&argument.pointer));
            if location == "cookie" {
                about.fact(DocumentOnly, "type", typ).fact(DocumentOnly, "", asked);
                continue;
            }
            about.fact_at(Shown, "type", &typ, within("schema"));
            about.fact_at(Shown, "", asked, within("required"));
            if location == "path" {
                about.fact_at(Compared, "called", field(&data.name), within("name"));
            }
            let plain = schema.filter(|schema| matches!(shape(schema, false), Shape::Plain));
            let limits = plain.map(limits).filter(|limits| !limits.is_empty());
            some(&mut about, DocumentOnly, "limits", limits, self.at(&at));
            some(&mut about, DocumentOnly, "style", argument.style(), within("style"));
            some(&mut about, DocumentOnly, "explode", data.explode, within("explode"));
            about
                .fact_at(Compared, "sent from", field(&data.name), within("name"))
                .fact_at(Compared, "set from", &typ, within("schema"))
                .fact_at(Compared, "text of the setter", &text, within("description"))
                .text(&text, within("description"));
        }
        Ok(())
    }

    pub(super) fn body(
        &self,
        contract: &mut Contract,
        found: &Found<'a>,
        types: &mut Types<'a>,
    ) -> Result<(), String> {
        let Some(body) = &found.operation.request_body else {
            return Ok(());
        };
        let here = join(&found.at, "requestBody");
        let components = self.document.components.as_ref();
        let lookup = |name: &str| components?.request_bodies.get(name);
        let (body, at) = resolve(body, "requestBodies", lookup, &here)?;
        let content: Vec<(&String, &MediaType)> = body.content.iter().collect();
        let Some((key, name)) = chosen(&content) else {
            let keys: Vec<&str> = content.iter().map(|(key, _)| key.as_str()).collect();
            contract.about(&found.section, "body", self.at(&at)).fact(Shown, "", keys.join(", "));
            return Ok(());
        };
        let pointer = join(&join(&join(&at, "content"), key), "schema");
        let typ = match (name, body.content.get(key).and_then(|media| media.schema.as_ref())) {
            ("application/octet-stream", _) => "bytes".to_owned(),
            ("text/plain" | "text/x-markdown", _) => "String".to_owned(),
            (_, Some(schema)) => {
                let wanted = format!("{}_body", found.id);
                self.typ(schema, (&wanted, &pointer), false, types)?
            }
            (_, None) => "serde_json::Value".to_owned(),
        };
        let text = prose(body.description.as_deref().unwrap_or_default());
        let within = |key: &str| self.at(&join(&at, key));
        contract
            .about(&found.section, "body", self.at(&here))
            .fact_at(Shown, "", format!("{name} of {typ}"), self.at(&pointer))
            // A method without its body would be two methods; it is always asked for.
            .fact(Compared, "asked", "required")
            .fact_at(
                DocumentOnly,
                "",
                if body.required { "required" } else { "optional" },
                within("required"),
            )
            .fact(Compared, "sent from", "body")
            .fact_at(Compared, "set from", typ, self.at(&pointer))
            .fact_at(Compared, "text of the setter", &text, within("description"))
            .text(&text, within("description"));
        Ok(())
    }
}

/// Returns true if a value is several: a list or an object.
fn several(schema: Option<&Schema>) -> bool {
    let kind = schema.map(|schema| &schema.schema_kind);
    matches!(kind, Some(SchemaKind::Type(Type::Array(_) | Type::Object(_))))
}

/// The media type to send: its key, and the name that it is sent under.
fn chosen<'a>(content: &[(&'a String, &MediaType)]) -> Option<(&'a str, &'static str)> {
    let bare = |key: &str| key.split(';').next().unwrap_or(key).trim().to_ascii_lowercase();
    let exact = SENDABLE.into_iter().find_map(|known| {
        let (key, _) = content.iter().find(|(key, _)| bare(key) == known)?;
        Some((key.as_str(), known))
    });
    exact.or_else(|| {
        let json = |key: &str| key.ends_with("+json") || key.ends_with("/json") || key == "*/*";
        let (key, _) = content.iter().find(|(key, _)| json(&bare(key)))?;
        Some((key.as_str(), SENDABLE[0]))
    })
}
