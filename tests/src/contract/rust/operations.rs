//! Operations: a method of the client, and the builder that it starts.

use std::collections::BTreeMap;

use syn::{Expr, Field, ImplItem, ImplItemFn, Item, ItemStruct};

use super::super::Kind::{Compared, Shown};
use super::operation::{self, Operation};
use super::request::{self, Sent, Value};
use super::setters::{self, Form};
use super::syntax::{Docs, Module, arguments, documented_request, methods, plain, text, unread};
use crate::contract::{Contract, Place};

pub(super) fn read(client: &Module, builders: &Module, contract: &mut Contract) {
    let mut started = Vec::new();
    for function in client.impls("Client").into_iter().flat_map(methods) {
        let section = format!("operation {}", function.sig.ident);
        let output = text(&function.sig.output);
        let builder = output.strip_prefix("->builder::").unwrap_or(&output).to_owned();
        let body = text(&function.block);
        let starts = body == format!("{{builder::{builder}::new(self)}}");
        contract.about(&section, "builder", client.at(&function.sig)).fact(
            Compared,
            "",
            if starts { &builder } else { &body },
        );
        let texts = documentation(client, &section, function, contract);
        let found = builders.file.items.iter().find_map(|item| match item {
            Item::Struct(item) if item.ident == builder => Some(item),
            _ => None,
        });
        if let Some(item) = found {
            let builder = Builder { module: builders, section: &section, item, texts: &texts };
            builder.read(contract);
        }
        started.push(builder);
    }
    for item in &builders.file.items {
        let known = match item {
            Item::Struct(item) => started.contains(&item.ident.to_string()),
            Item::Impl(item) => {
                item.trait_.is_none() && started.contains(&super::syntax::type_name(&item.self_ty))
            }
            Item::Use(_) => true,
            _ => false,
        };
        if !known {
            unread(contract, "client", "an item", builders.at(item), &text(item));
        }
    }
}

/// The texts of the arguments and where they stand.
struct Texts {
    of: BTreeMap<String, String>,
    place: Place,
}

fn documentation(
    module: &Module,
    section: &str,
    function: &ImplItemFn,
    contract: &mut Contract,
) -> Texts {
    let mut docs = Docs::of(&function.attrs);
    let place = docs.span.map_or_else(|| module.at(&function.sig), |span| module.place(span));
    let request = docs.take(documented_request).unwrap_or_default();
    let arguments = docs
        .take(|paragraph| paragraph.strip_prefix("Arguments:").map(str::to_owned))
        .unwrap_or_default();
    let of = arguments
        .split(" - `")
        .skip(1)
        .map(|item| {
            let (name, text) = item.split_once('`').unwrap_or((item, ""));
            (name.to_owned(), text.trim_start_matches(": ").to_owned())
        })
        .collect();
    let mut rest = docs.paragraphs.into_iter();
    let summary = rest.next().unwrap_or_default();
    let description: Vec<String> = rest.collect();
    contract.about(section, "request", place.clone()).fact(
        Compared,
        "documented on the method",
        request,
    );
    contract.about(section, "summary", place.clone()).text(summary, place.clone());
    contract
        .about(section, "description", place.clone())
        .text(description.join(" "), place.clone());
    Texts { of, place }
}

/// Functions that are the same in every builder but for a type, and what they must be.
fn fixed(name: &str, success: &str) -> Option<String> {
    let end = "{let(client,request)=self.into_request();client.";
    Some(match name {
        "send" => format!(
            "pub async fn send(self)->Result<Success<{success}>,Error>\
             {end}call(&Self::OPERATION,request).await}}"
        ),
        "prepare" => format!(
            "pub async fn prepare(self)->Result<reqwest::Request,Error>\
             {end}prepare(request).await}}"
        ),
        _ => return None,
    })
}

struct Builder<'a> {
    module: &'a Module,
    section: &'a str,
    item: &'a ItemStruct,
    texts: &'a Texts,
}

impl<'a> Builder<'a> {
    fn read(&self, contract: &mut Contract) {
        let (module, section) = (self.module, self.section);
        let impls = module.impls(&self.item.ident.to_string());
        let mut operation = None;
        let mut functions: BTreeMap<String, &ImplItemFn> = BTreeMap::new();
        for member in impls.iter().flat_map(|item| &item.items) {
            match member {
                ImplItem::Const(item) if item.ident == "OPERATION" && operation.is_none() => {
                    operation = Some(operation::read(module, section, item, contract));
                }
                ImplItem::Fn(function) => {
                    functions.insert(function.sig.ident.to_string(), function);
                }
                other => unread(contract, section, "a part", module.at(other), &text(other)),
            }
        }
        let operation = operation.unwrap_or_default();
        for name in ["send", "prepare"] {
            let function = functions.remove(name);
            let docs = function.map(|f| Docs::of(&f.attrs)).unwrap_or_default();
            let code = function.map(super::syntax::bare).unwrap_or_default();
            let place = function.map_or_else(|| module.at(self.item), |f| module.at(&f.sig));
            if fixed(name, &operation.success) != Some(code.replace("types::", "")) {
                unread(contract, section, name, place.clone(), &code);
            }
            if name == "send" {
                let request = { docs }.take(documented_request).unwrap_or_default();
                contract.about(section, "request", place).fact(
                    Compared,
                    "documented on send",
                    request,
                );
            }
        }
        let starts = functions.remove("new").map(|f| self.new(f, contract)).unwrap_or_default();
        let sent = functions
            .remove("into_request")
            .map(|f| request::read(module, section, f, contract))
            .unwrap_or_default();
        let mut fields: BTreeMap<String, &Field> = self
            .item
            .fields
            .iter()
            .filter_map(|field| Some((field.ident.as_ref()?.to_string(), field)))
            .filter(|(name, _)| name != "client")
            .collect();
        let mut position = 0;
        for sent in &sent {
            let field = fields.remove(&sent.field);
            let setter = functions.remove(&sent.field);
            let start = starts.get(&sent.field).map(String::as_str).unwrap_or_default();
            let argument = Argument { builder: self, sent, field, setter, start };
            argument.read(&operation, &mut position, contract);
            if let Value::Built(typ) = &sent.value
                && functions.get("body_map").is_some_and(|f| setters::changes_body(f, typ))
            {
                functions.remove("body_map");
            }
        }
        for name in operation.placeholders.iter().skip(position) {
            unread(contract, section, "a segment without a value", module.at(self.item), name);
        }
        for (name, field) in fields {
            unread(contract, section, "a field that is not sent", module.at(field), &name);
        }
        for function in functions.into_values() {
            unread(contract, section, "a function", module.at(function), &text(function));
        }
    }

    /// What `new` gives each field.
    fn new(&self, function: &ImplItemFn, contract: &mut Contract) -> BTreeMap<String, String> {
        let literal = match function.block.stmts.as_slice() {
            [syn::Stmt::Expr(Expr::Struct(literal), None)] => Some(literal),
            _ => None,
        };
        let fields: BTreeMap<String, String> = literal
            .into_iter()
            .flat_map(|literal| &literal.fields)
            .map(|field| (text(&field.member), text(&field.expr)))
            .collect();
        let usual = text(&function.sig) == "fn new(client:&Client)->Self"
            && fields.get("client").is_some_and(|value| value == "client.clone()");
        if !usual {
            let place = self.module.at(function);
            unread(contract, self.section, "new", place, &text(function));
        }
        fields
    }
}

/// One argument: a statement that sends it, and what else the builder has for it.
struct Argument<'a> {
    builder: &'a Builder<'a>,
    sent: &'a Sent,
    field: Option<&'a Field>,
    setter: Option<&'a ImplItemFn>,
    start: &'a str,
}

impl Argument<'_> {
    fn read(&self, operation: &Operation, position: &mut usize, contract: &mut Contract) {
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

/// What a body that is not JSON is made of.
fn body_type(typ: &str) -> String {
    match typ {
        "reqwest::Body" => "bytes".to_owned(),
        other => other.to_owned(),
    }
}
