//! Operations: a method of the client, and the builder that it starts.

use std::collections::BTreeMap;

use syn::{Expr, Field, ImplItem, ImplItemFn, Item, ItemStruct};

use super::super::Kind::Compared;
use super::arguments::Argument;
use super::operation::{self, Operation};
use super::request::{self, Value};
use super::setters;
use super::syntax::{Docs, Module, documented_request, methods, text, unread};
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
pub(super) struct Texts {
    pub(super) of: BTreeMap<String, String>,
    pub(super) place: Place,
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

/// The builder of one operation.
pub(super) struct Builder<'a> {
    pub(super) module: &'a Module,
    pub(super) section: &'a str,
    item: &'a ItemStruct,
    pub(super) texts: &'a Texts,
}

impl<'a> Builder<'a> {
    fn read(&self, contract: &mut Contract) {
        let (module, section) = (self.module, self.section);
        let (operation, mut functions) = self.members(contract);
        self.ends(&operation, &mut functions, contract);
        let starts = functions.remove("new").map(|f| self.starts(f, contract)).unwrap_or_default();
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

    /// The operation as data, and the functions by name.
    fn members(&self, contract: &mut Contract) -> (Operation, BTreeMap<String, &'a ImplItemFn>) {
        let (module, section) = (self.module, self.section);
        let (mut operation, mut functions) = (None, BTreeMap::new());
        let impls = module.impls(&self.item.ident.to_string());
        for member in impls.into_iter().flat_map(|item| &item.items) {
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
        (operation.unwrap_or_default(), functions)
    }

    /// Takes `send` and `prepare` out of the functions.
    fn ends(
        &self,
        operation: &Operation,
        functions: &mut BTreeMap<String, &ImplItemFn>,
        contract: &mut Contract,
    ) {
        let (module, section) = (self.module, self.section);
        for name in ["send", "prepare"] {
            let function = functions.remove(name);
            let code = function.map(super::syntax::bare).unwrap_or_default();
            let place = function.map_or_else(|| module.at(self.item), |f| module.at(&f.sig));
            if fixed(name, &operation.success) != Some(code.replace("types::", "")) {
                unread(contract, section, name, place.clone(), &code);
            }
            if name == "send" {
                let mut docs = function.map(|f| Docs::of(&f.attrs)).unwrap_or_default();
                let request = docs.take(documented_request).unwrap_or_default();
                let mut about = contract.about(section, "request", place);
                about.fact(Compared, "documented on send", request);
            }
        }
    }

    /// What `new` gives each field.
    fn starts(&self, function: &ImplItemFn, contract: &mut Contract) -> BTreeMap<String, String> {
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
