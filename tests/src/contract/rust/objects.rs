//! Objects: structs with a field a property, and their builders.

use std::collections::BTreeMap;

use syn::{Item, ItemStruct, Type as Typ};

use super::super::Kind::{Compared, Shown};
use super::syntax::{
    Docs, attribute_arguments, impls, method, methods, plain, strange_attributes, text, trait_text,
    unread,
};
use super::types::{Type, documented_limits};
use crate::contract::Contract;

pub(super) fn read(
    of: &Type<'_>,
    item: &ItemStruct,
    builders: &[Item],
    defaults: &[Item],
    contract: &mut Contract,
) {
    of.head(&item.attrs, &item.ident, contract);
    let (module, section, name) = (of.module, &of.section, &of.name);
    let here = module.at(&item.ident);
    let derives = attribute_arguments(&item.attrs, "derive");
    let has = |name: &str| derives.iter().any(|derived| derived == name);
    let kind = match (has("serde::Deserialize"), has("serde::Serialize")) {
        (true, true) => "object, read and written".to_owned(),
        _ => format!("object, deriving {}", derives.join(", ")),
    };
    contract.about(section, "kind", here.clone()).fact(Shown, "", kind);
    let refused = attribute_arguments(&item.attrs, "serde");
    let refused = refused.iter().any(|argument| argument == "deny_unknown_fields");
    let mut rest = if refused { "refused" } else { "dropped" }.to_owned();
    for field in &item.fields {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let serde = attribute_arguments(&field.attrs, "serde");
        if serde == ["flatten"] && name == "extra" {
            let kept = if text(&field.ty) == MAP { String::new() } else { plain(&field.ty) };
            rest = format!("kept in extra {kept}").trim_end().to_owned();
        } else {
            self::field(of, field, serde, defaults, contract);
        }
    }
    contract.about(section, "fields not listed", here.clone()).fact(Shown, "", rest);
    let starts = format!("impl {name}{{pub fn builder()->builder::{name}{{Default::default()}}}}");
    for wrong in of.only(&[starts], &[], &[]) {
        unread(contract, section, "an impl", here.clone(), &wrong);
    }
    builder(of, builders, contract);
}

const MAP: &str = "serde_json::Map<String,serde_json::Value>";

fn field(
    of: &Type<'_>,
    field: &syn::Field,
    serde: Vec<String>,
    defaults: &[Item],
    contract: &mut Contract,
) {
    let (module, section) = (of.module, &of.section);
    let called = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let (mut json, mut others, mut default) = (called.clone(), Vec::new(), None);
    for argument in serde {
        let named = |start: &str| {
            argument.strip_prefix(start).and_then(|rest| rest.strip_suffix('"')).map(str::to_owned)
        };
        match (named("rename=\""), named("default=\"defaults::")) {
            (Some(name), _) => json = name,
            (_, Some(function)) => default = Some(default_of(&function, defaults)),
            _ => others.push(argument),
        }
    }
    others.extend(strange_attributes(&field.attrs, &["doc", "serde"]));
    if !matches!(field.vis, syn::Visibility::Public(_)) {
        others.push("private".to_owned());
    }
    let mut docs = Docs::of(&field.attrs);
    let documented = docs.take(documented_limits);
    let here = field.ident.as_ref().map_or_else(|| module.at(field), |name| module.at(name));
    let documentation = docs.span.map_or_else(|| here.clone(), |span| module.place(span));
    let prose = docs.all();
    let unnamed = format!("`{called}`.");
    let mut about = contract.about(section, &format!("field {json}"), here);
    about
        .fact(Shown, "type", plain(&field.ty))
        .fact(Compared, "called", called)
        .fact(Compared, "serde", others.join(", "))
        .text(if prose == unnamed { String::new() } else { prose }, documentation.clone());
    if let Some(default) = default {
        about.fact(Shown, "default", default);
    }
    if let Some(documented) = documented {
        about.fact_at(Shown, "documented", documented, documentation);
    }
}

/// The value that a function of `defaults` gives: the last of its own arguments, or its body.
fn default_of(function: &str, defaults: &[Item]) -> String {
    if let Some((_, arguments)) = function.split_once("::<") {
        let last = arguments.rsplit(',').next().unwrap_or(arguments);
        return last.trim_end_matches('>').trim().to_owned();
    }
    let found = defaults.iter().find_map(|item| match item {
        Item::Fn(item) if item.sig.ident == function => Some(&item.block),
        _ => None,
    });
    let body = found.map(text).unwrap_or_default();
    value_of(&body)
}

/// The value that a body gives: a literal, a variant, or the text in `Name("…".to_string())`.
pub(super) fn value_of(body: &str) -> String {
    let value = body.trim_start_matches('{').trim_end_matches('}').trim_start_matches("super::");
    let inside = value.split_once('(').and_then(|(_, rest)| rest.strip_suffix(".to_string())"));
    let value = inside.unwrap_or(value).trim_end_matches(".to_string()");
    value.trim_end_matches("_f64").trim_end_matches("_f32").to_owned()
}

/// The fields of `builder::Name`, each with its type, its setter and its way into the object and
/// back. A field whose setter or conversion does something else is shown with what it does.
fn builder(of: &Type<'_>, items: &[Item], contract: &mut Contract) {
    let (module, section, name) = (of.module, &of.section, &of.name);
    let found = items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == *name => Some(item),
        _ => None,
    });
    let Some(found) = found else {
        return;
    };
    let own = impls(items, name);
    let conversions = ["From<super::", "TryFrom<", "Default"].map(|name| conversion(&own, name));
    let fields = found.fields.iter().map(|field| composed(field, &own, &conversions));
    let mut fields: Vec<String> = fields.collect();
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

/// A field of a builder: its type, and whether it must be set; and what is not as usual.
fn composed(
    field: &syn::Field,
    own: &[&syn::ItemImpl],
    [into, out, starts]: &[BTreeMap<String, String>; 3],
) -> String {
    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut text_of = format!("{name}: {}", unwrapped(&field.ty));
    let setter = method(own, &name);
    let bounds = setter.map(|f| text(&f.sig.generics.where_clause)).unwrap_or_default();
    let setter = setter.map(|f| text(&f.block)).unwrap_or_default();
    let whole = text(&field.ty);
    let taken = whole.strip_prefix("Result<").and_then(|t| t.strip_suffix(",String>"));
    let taken = taken.unwrap_or_default();
    if !setter.starts_with(&format!("{{self.{name}=value.try_into().map_err("))
        || bounds != format!("where T:TryInto<{taken}>,T::Error:std::fmt::Display,")
    {
        text_of.push_str(&format!(" set by {bounds} {setter}"));
    }
    for (conversion, wanted) in
        [(into, format!("Ok(value.{name})")), (out, format!("value.{name}?"))]
    {
        let does = conversion.get(&name).cloned().unwrap_or_default();
        if does != wanted {
            text_of.push_str(&format!(" converted by {does:?}"));
        }
    }
    let missing = format!("Err(\"no value supplied for {name}\".to_string())");
    let start = starts.get(&name).map(String::as_str).unwrap_or_default();
    if start == missing {
        text_of.push_str(" required");
    } else if !start.starts_with("Ok(") {
        text_of.push_str(&format!(" starting as {start:?}"));
    }
    text_of
}

/// `T` of `Result<T, String>`.
fn unwrapped(typ: &Typ) -> String {
    let whole = plain(typ);
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
