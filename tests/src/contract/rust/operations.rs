//! Operations: a method of the client, and the builder that it starts.

use std::collections::BTreeMap;

use syn::{ImplItemFn, ItemStruct};

use super::super::Kind::{Compared, Shown};
use super::send::{self, Sent};
use super::syntax::{Docs, Module, documented_request, method, methods, text, unread};
use crate::contract::{Contract, Place};

pub(super) fn read(client: &Module, builders: &Module, contract: &mut Contract) {
    let impls = client.impls("Client");
    for function in impls.iter().filter(|item| item.trait_.is_none()).flat_map(|item| methods(item))
    {
        let name = function.sig.ident.to_string();
        if name == "new" || name == "new_with_client" {
            continue;
        }
        let section = format!("operation {name}");
        let output = text(&function.sig.output);
        let builder = output
            .strip_prefix("->builder::")
            .and_then(|rest| rest.strip_suffix("<'_>"))
            .unwrap_or(&output)
            .to_owned();
        let body = text(&function.block);
        let starts = body == format!("{{builder::{builder}::new(self)}}");
        contract.about(&section, "builder", client.at(&function.sig)).fact(
            Compared,
            "",
            if starts { builder.clone() } else { body },
        );
        let texts = documentation(client, &section, function, contract);
        let found = builders.file.items.iter().find_map(|item| match item {
            syn::Item::Struct(item) if item.ident == builder => Some(item),
            _ => None,
        });
        if let Some(item) = found {
            self::builder(builders, &section, item, &texts, contract);
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
    contract.about(section, "summary", place.clone()).fact(Shown, "text", summary);
    contract.about(section, "description", place.clone()).fact(
        Shown,
        "text",
        description.join(" "),
    );
    Texts { of, place }
}

fn builder(
    module: &Module,
    section: &str,
    item: &ItemStruct,
    texts: &Texts,
    contract: &mut Contract,
) {
    let impls = module.impls(&item.ident.to_string());
    let Some(function) = method(&impls, "send") else {
        return unread(contract, section, "no send", module.at(item), &text(item));
    };
    let sent = send::read(module, section, function, contract);
    let starts = method(&impls, "new").map(|f| text(&f.block)).unwrap_or_default();
    let mut known = vec!["new".to_owned(), "send".to_owned()];
    let fields = item.fields.iter().filter_map(|f| Some((f.ident.as_ref()?, f)));
    let fields = fields.filter(|(name, _)| *name != "client");
    for (index, (name, field)) in fields.enumerate() {
        let name = name.to_string();
        let typ = text(&field.ty);
        let typ = typ
            .strip_prefix("Result<types::")
            .and_then(|t| t.strip_suffix(",std::borrow::Cow<'static,str>>"))
            .unwrap_or(&typ);
        let missing = format!("{name}:Err(\"{name} was not initialized\".into())");
        let required = if starts.contains(&missing) { "required" } else { "optional" };
        let subject = format!("argument {} {name}", index + 1);
        let mut about = contract.about(section, &subject, module.at(field));
        let text_of = texts.of.get(&name).cloned().unwrap_or_default();
        about.fact(Shown, "type", typ).fact(Shown, "", required).fact_at(
            Shown,
            "text",
            text_of,
            texts.place.clone(),
        );
        argument(module, section, &subject, &name, &sent, contract);
        setter(module, section, &subject, method(&impls, &name), contract);
        known.push(name);
    }
    for function in impls.iter().flat_map(|item| methods(item)) {
        if !known.contains(&function.sig.ident.to_string()) {
            unread(contract, section, "a method", module.at(function), &text(function));
        }
    }
}

/// What `send` does with one argument.
fn argument(
    module: &Module,
    section: &str,
    subject: &str,
    name: &str,
    sent: &Sent,
    contract: &mut Contract,
) {
    let used = sent.placeholders.iter().find(|argument| argument.field == name);
    let place = used.map_or_else(|| sent.place.clone(), |used| module.place(used.span));
    let location = if used.is_some() { "path" } else { "nowhere" };
    let encoding = match used.map(|used| used.encoded_as.as_deref()) {
        Some(Some(label)) if label == name => "one segment, percent-encoded".to_owned(),
        Some(Some(label)) => format!("one segment, percent-encoded, as {label}"),
        _ => "raw".to_owned(),
    };
    let refused = match used.map(|used| used.refused) {
        Some(true) => "Error::InvalidRequest",
        _ => "something else",
    };
    contract
        .about(section, subject, place)
        .fact(Shown, "in", location)
        .fact(Shown, "sent as", encoding)
        .fact(Compared, "refused with", refused);
}

fn setter(
    module: &Module,
    section: &str,
    subject: &str,
    function: Option<&ImplItemFn>,
    contract: &mut Contract,
) {
    let Some(function) = function else {
        return;
    };
    let name = function.sig.ident.to_string();
    let docs = Docs::of(&function.attrs).all();
    let about = docs.strip_prefix(&format!("Sets `{name}`"));
    let about = about.map_or(docs.as_str(), |rest| rest.trim_start_matches(": "));
    let bounds = text(&function.sig.generics.where_clause);
    let typ = bounds
        .strip_prefix("where V:TryInto<types::")
        .and_then(|rest| rest.strip_suffix(">,V::Error:std::fmt::Display,"))
        .unwrap_or(&bounds);
    let body = text(&function.block);
    let usual = format!(
        "{{self.{name}=value.try_into()\
         .map_err(|error|format!(\"invalid {name}: {{error}}\").into());self}}"
    );
    let value = if body == usual { typ } else { &body };
    contract
        .about(section, subject, module.at(&function.sig))
        .fact(Compared, "set from", value)
        .fact(Compared, "text of the setter", about);
}
