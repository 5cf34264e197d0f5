//! Arguments of a request: what sends each, and what the rest of the builder has for it.

use syn::{Field, ImplItemFn};

use super::super::Kind::{Compared, Shown};
use super::operation::Operation;
use super::operations::Builder;
use super::request::{Sent, Value};
use super::setters::{self, Form};
use super::syntax::{arguments, plain, text};
use crate::contract::Contract;

/// One argument: a statement that sends it, and what else the builder has for it.
pub(super) struct Argument<'a> {
    pub(super) builder: &'a Builder<'a>,
    pub(super) sent: &'a Sent,
    pub(super) field: Option<&'a Field>,
    pub(super) setter: Option<&'a ImplItemFn>,
    pub(super) start: &'a str,
}

impl Argument<'_> {
    /// Adds the facts of the argument.
    pub(super) fn read(
        &self,
        operation: &Operation,
        position: &mut usize,
        contract: &mut Contract,
    ) {
        let (module, section) = (self.builder.module, self.builder.section);
        let name = &self.sent.field;
        let at = match self.sent.how.as_str() {
            "path" | "project" => operation.placeholders.get(*position).map(String::as_str),
            _ => None,
        };
        let subject = match self.sent.how.as_str() {
            "path" | "project" => {
                *position += 1;
                format!("path {position} {}", at.unwrap_or("beyond the template"))
            }
            how @ ("query" | "header") => format!("{how} {}", self.sent.name),
            _ => "body".to_owned(),
        };
        let in_path = subject.starts_with("path ");
        let here = self.field.map_or_else(|| self.sent.place.clone(), |field| module.at(field));
        let setter = self.setter.map(setters::read);
        let takes = setter.as_ref().map(|setter| setter.takes.clone()).unwrap_or_default();
        let form = setter.as_ref().and_then(|setter| setter.form);
        let (typ, asked) = self.kind(form, at, operation);
        let mut about = contract.about(section, &subject, here);
        if in_path || subject != "body" {
            about.fact(Shown, "type", &typ).fact(Shown, "", &asked);
        } else {
            let typ = if typ == "reqwest::Body" { &takes } else { &typ };
            let of = format!("{} of {}", self.sent.name, body_type(typ));
            about.fact(Shown, "", of).fact(Compared, "asked", asked);
        }
        let place = self.sent.place.clone();
        if in_path {
            about.fact_at(Compared, "called", &self.sent.name, place.clone());
        }
        about.fact_at(Compared, "sent from", name, place.clone());
        let place = self.setter.map_or(place, |f| module.at(&f.sig));
        about
            .fact_at(Compared, "set from", body_type(&takes), place.clone())
            .fact_at(
                Compared,
                "text of the setter",
                setter.map(|setter| setter.about).unwrap_or_default(),
                place,
            )
            .text(
                self.builder.texts.of.get(name).cloned().unwrap_or_default(),
                self.builder.texts.place.clone(),
            );
    }

    /// The type of the field without what makes it optional, and whether a caller must set it. All
    /// that says so must say the same: the field, what `new` puts there, the setter, the statement.
    fn kind(
        &self,
        form: Option<Form>,
        placeholder: Option<&str>,
        operation: &Operation,
    ) -> (String, String) {
        let inner = self.field.map(|field| (text(&field.ty), arguments(&field.ty)));
        let whole = match &inner {
            Some((typ, inner)) if typ.starts_with("Argument<") && inner.len() == 1 => {
                plain(&inner[0])
            }
            Some((typ, _)) => typ.clone(),
            None => "no field".to_owned(),
        };
        let option = whole.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'));
        let missing = format!("Err(\"{} is missing\".into())", self.sent.field);
        let by_default = operation.default_project.as_deref();
        let how = self.sent.how.as_str();
        let value = &self.sent.value;
        let some = if how == "header" { Value::Some } else { Value::Plain };
        let typ = option.unwrap_or(&whole).to_owned();
        let asked = match form {
            Some(Form::Optional) if option.is_some() && self.start == "Ok(None)" => {
                match (how, *value == Value::Plain) {
                    ("project", true) if by_default == placeholder => {
                        Some("the client's project by default")
                    }
                    ("query" | "header", true) => Some("optional"),
                    _ => None,
                }
            }
            Some(Form::Required | Form::Text) if option.is_none() && self.start == missing => {
                let right = *value == some
                    && how != "project"
                    && (how != "path" || by_default != placeholder);
                right.then_some("required")
            }
            Some(Form::Built) if self.start == "Ok(Default::default())" => {
                let built = typ.strip_prefix("builder::").map(str::to_owned);
                return match (built, value) {
                    (Some(built), Value::Built(typ)) if built == *typ => {
                        (built, "required".to_owned())
                    }
                    _ => (typ, format!("built as {value:?}")),
                };
            }
            _ => None,
        };
        let code = || format!("{whole}, {}, {form:?}, {how}({value:?})", self.start);
        let asked = asked.map_or_else(code, str::to_owned);
        (typ, asked)
    }
}

/// The material of a body that is not JSON.
fn body_type(typ: &str) -> String {
    match typ {
        "reqwest::Body" => "bytes".to_owned(),
        other => other.to_owned(),
    }
}
