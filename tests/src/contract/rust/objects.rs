//! Objects: structs with a field a property, and their builders.

use std::collections::BTreeMap;

use syn::{Item, ItemStruct, Type};

use super::super::Kind::{Compared, Shown};
use super::syntax::{
    Docs, Module, attribute_arguments, impls, method, methods, strange_attributes, text,
    trait_text, unread,
};
use crate::contract::Contract;

pub(super) fn read(module: &Module, item: &ItemStruct, contract: &mut Contract) {
    let name = item.ident.to_string();
    let section = format!("schema {name}");
    let here = module.at(&item.ident);
    let derives = attribute_arguments(&item.attrs, "derive");
    let has = |name: &str| derives.iter().any(|derived| derived == name);
    let kind = match (has("serde::Deserialize"), has("serde::Serialize")) {
        (true, true) => "object, read and written".to_owned(),
        _ => format!("object, deriving {}", derives.join(", ")),
    };
    contract.about(&section, "kind", here.clone()).fact(Shown, "", kind);
    let mut serde = attribute_arguments(&item.attrs, "serde");
    serde.extend(strange_attributes(&item.attrs, &["doc", "derive", "serde"]));
    contract.about(&section, "serde", here.clone()).fact(Compared, "", serde.join(", "));
    contract.about(&section, "description", here.clone()).fact(
        Shown,
        "text",
        Docs::of(&item.attrs).all(),
    );
    let mut rest = "dropped";
    for field in &item.fields {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let serde = attribute_arguments(&field.attrs, "serde");
        if serde == ["flatten"] && text(&field.ty) == MAP {
            rest = if name == "extra" { "kept in extra" } else { "kept elsewhere" };
        } else {
            self::field(module, &section, field, serde, contract);
        }
    }
    contract.about(&section, "fields not listed", here).fact(Shown, "", rest);
    builder(module, &section, &name, contract);
}

const MAP: &str = "serde_json::Map<String,serde_json::Value>";

fn field(
    module: &Module,
    section: &str,
    field: &syn::Field,
    serde: Vec<String>,
    contract: &mut Contract,
) {
    let called = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let (mut json, mut others) = (called.clone(), Vec::new());
    for argument in serde {
        match argument.strip_prefix("rename=\"").and_then(|r| r.strip_suffix('"')) {
            Some(name) => json = name.to_owned(),
            None => others.push(argument),
        }
    }
    others.extend(strange_attributes(&field.attrs, &["doc", "serde"]));
    if !matches!(field.vis, syn::Visibility::Public(_)) {
        others.push("private".to_owned());
    }
    let mut docs = Docs::of(&field.attrs);
    let documented = docs
        .take(|paragraph| {
            let limits = paragraph.strip_prefix("Documented as ")?;
            let end = "; a value outside of that is decoded all the same.";
            limits.strip_suffix(end).map(str::to_owned)
        })
        .unwrap_or_else(|| "without limits".to_owned());
    let here = field.ident.as_ref().map_or_else(|| module.at(field), |name| module.at(name));
    let documentation = docs.span.map_or_else(|| here.clone(), |span| module.place(span));
    let mut about = contract.about(section, &format!("field {json}"), here);
    about
        .fact(Shown, "type", text(&field.ty))
        .fact(Compared, "called", called)
        .fact(Compared, "serde", others.join(", "))
        .fact_at(Shown, "text", docs.all(), documentation.clone());
    if text(&field.ty).contains("String") {
        about.fact_at(Shown, "documented", documented, documentation);
    }
}

/// The fields of `builder::Name`, each with its type, its setter and its way into the object and
/// back. A field whose setter or conversion does something else is shown with what it does.
fn builder(module: &Module, section: &str, name: &str, contract: &mut Contract) {
    let inner = module.file.items.iter().find_map(|item| match item {
        Item::Mod(item) if item.ident == "builder" => item.content.as_ref(),
        _ => None,
    });
    let items = inner.map_or(&[][..], |(_, items)| items);
    let found = items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == name => Some(item),
        _ => None,
    });
    let Some(found) = found else {
        return;
    };
    let own = impls(items, name);
    let into = conversion(&own, "From<super::");
    let out = conversion(&own, "TryFrom<");
    let mut fields = Vec::new();
    for field in &found.fields {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let typ = unwrapped(&field.ty);
        let mut text_of = format!("{name}: {typ}");
        let setter = method(&own, &name).map(|f| text(&f.block)).unwrap_or_default();
        if !setter.starts_with(&format!("{{self.{name}=value.try_into().map_err(")) {
            text_of.push_str(&format!(" set by {setter}"));
        }
        for (conversion, wanted) in
            [(&into, format!("Ok(value.{name})")), (&out, format!("value.{name}?"))]
        {
            let does = conversion.get(&name).cloned().unwrap_or_default();
            if does != wanted {
                text_of.push_str(&format!(" converted by {does:?}"));
            }
        }
        fields.push(text_of);
    }
    fields.sort();
    contract.about(section, "builder", module.at(&found.ident)).fact(
        Compared,
        "",
        fields.join(", "),
    );
    let known = found.fields.iter().filter_map(|field| field.ident.as_ref());
    let known: Vec<String> = known.map(ToString::to_string).collect();
    for function in own.iter().filter(|i| i.trait_.is_none()).flat_map(|i| methods(i)) {
        if !known.contains(&function.sig.ident.to_string()) {
            unread(contract, section, "a setter", module.at(function), &text(function));
        }
    }
}

/// `T` of `Result<T, String>`.
fn unwrapped(typ: &Type) -> String {
    let whole = text(typ);
    let inner = whole.strip_prefix("Result<").and_then(|t| t.strip_suffix(",String>"));
    inner.map_or_else(|| whole.clone(), str::to_owned)
}

/// What the struct literal of a conversion gives each field.
fn conversion(impls: &[&syn::ItemImpl], start: &str) -> BTreeMap<String, String> {
    let mut fields = Fields::default();
    for item in impls {
        if trait_text(item).is_some_and(|name| name.starts_with(start)) {
            syn::visit::Visit::visit_item_impl(&mut fields, item);
        }
    }
    fields.0
}

#[derive(Default)]
struct Fields(BTreeMap<String, String>);

impl syn::visit::Visit<'_> for Fields {
    fn visit_expr_struct(&mut self, literal: &syn::ExprStruct) {
        for field in &literal.fields {
            if let syn::Member::Named(name) = &field.member {
                self.0.insert(name.to_string(), text(&field.expr));
            }
        }
    }
}
