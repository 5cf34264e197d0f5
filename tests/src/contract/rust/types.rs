//! Types: checked texts, wrappers, choices and objects, each with the impls that belong to it.

use std::collections::BTreeMap;

use syn::{Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, Variant};

use super::super::Kind::{Compared, Shown};
use super::syntax::{
    Docs, Module, attribute_arguments, bare, inside, methods, plain, strange_attributes, string,
    text, trait_text, type_name, unread,
};
use super::{ids, objects};
use crate::contract::Contract;

/// The function that looks for what is not allowed, to the letter.
const OTHER_CHARACTER: &str = "fn other_character(text:&str,is_allowed:impl Fn(u8)->bool)->Option<char>\
    {if text.bytes().fold(true,|all,byte|all&is_allowed(byte)){return None;}\
    text.chars().find(|c|!u8::try_from(*c).is_ok_and(&is_allowed))}";

/// A type and what is implemented for it.
pub(super) struct Type<'a> {
    pub(super) module: &'a Module,
    pub(super) name: String,
    pub(super) section: String,
    pub(super) impls: Vec<&'a ItemImpl>,
}

pub(super) fn read(module: &Module, contract: &mut Contract) {
    let mut types = BTreeMap::new();
    for item in &module.file.items {
        if let Item::Struct(ItemStruct { ident, .. }) | Item::Enum(ItemEnum { ident, .. }) = item {
            types.insert(ident.to_string(), Vec::new());
        }
    }
    for item in &module.file.items {
        match item {
            Item::Struct(_) | Item::Enum(_) => {}
            Item::Impl(item) => match subject(item, &types).and_then(|name| types.get_mut(&name)) {
                Some(impls) => impls.push(item),
                None => unread(contract, "types", "an impl", module.at(item), &text(item)),
            },
            Item::Mod(item) if ["builder", "error", "defaults"].iter().any(|m| item.ident == m) => {
            }
            Item::Fn(item) if bare(item) == OTHER_CHARACTER => {}
            other => unread(contract, "types", "an item", module.at(other), &text(other)),
        }
    }
    let inner = |name: &str| module_items(module, name);
    for item in &module.file.items {
        let of = |ident: &syn::Ident| {
            let name = ident.to_string();
            let impls = types.get(&name).cloned().unwrap_or_default();
            Type { module, section: format!("schema {name}"), name, impls }
        };
        match item {
            Item::Struct(item) if matches!(item.fields, syn::Fields::Unnamed(_)) => {
                wrapper(&of(&item.ident), item, contract);
            }
            Item::Struct(item) => {
                objects::read(
                    &of(&item.ident),
                    item,
                    inner("builder"),
                    inner("defaults"),
                    contract,
                );
            }
            Item::Enum(item) => choice(&of(&item.ident), item, contract),
            _ => {}
        }
    }
}

fn module_items<'a>(module: &'a Module, name: &str) -> &'a [Item] {
    let found = module.file.items.iter().find_map(|item| match item {
        Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) if ident == name => Some(items),
        _ => None,
    });
    found.map_or(&[], Vec::as_slice)
}

/// The type that an impl belongs to: the one it is for, or the one that its trait names.
fn subject(item: &ItemImpl, types: &BTreeMap<String, Vec<&ItemImpl>>) -> Option<String> {
    let own = type_name(&item.self_ty);
    if types.contains_key(&own) {
        return Some(own);
    }
    let (path, _) = item.trait_.as_ref()?;
    path.segments
        .last()
        .into_iter()
        .flat_map(inside)
        .map(type_name)
        .find(|name| types.contains_key(name))
}

impl Type<'_> {
    /// Adds what every type has: its description, and what serde and other attributes do to it.
    pub(super) fn head(
        &self,
        attributes: &[syn::Attribute],
        node: &impl syn::spanned::Spanned,
        contract: &mut Contract,
    ) {
        let here = self.module.at(node);
        let mut docs = Docs::of(attributes);
        let limits = docs.take(documented_limits);
        let place = docs.span.map_or_else(|| here.clone(), |span| self.module.place(span));
        let mut about = contract.about(&self.section, "description", place.clone());
        if let Some(limits) = limits {
            about.fact(Shown, "documented", limits);
        }
        let text = docs.all();
        about.text(if text == format!("`{}`", self.name) { String::new() } else { text }, place);
        let serde = attribute_arguments(attributes, "serde");
        contract.about(&self.section, "serde", here.clone()).fact(Compared, "", serde.join(", "));
        for attribute in strange_attributes(attributes, &["doc", "derive", "serde"]) {
            unread(contract, &self.section, "attribute", here.clone(), &attribute);
        }
    }

    /// Reports each impl that is not one of `known`, and each of `wanted` that is missing. The
    /// impls that stay are those that a reader of their own takes.
    pub(super) fn only(&self, wanted: &[String], known: &[String], apart: &[&str]) -> Vec<String> {
        let found: Vec<String> = self.impls.iter().map(|item| bare(*item)).collect();
        let mut wrong: Vec<String> = wanted
            .iter()
            .filter(|wanted| !found.contains(wanted))
            .map(|wanted| format!("no {wanted}"))
            .collect();
        for (item, code) in self.impls.iter().zip(&found) {
            let name = trait_text(item).unwrap_or_default();
            let once = found.iter().filter(|other| *other == code).count() == 1;
            if !(wanted.contains(code) || known.contains(code) || apart.contains(&name.as_str()))
                || !once
            {
                wrong.push(code.clone());
            }
        }
        wrong
    }
}

/// The limits in a paragraph that says that they are not insisted on.
pub(super) fn documented_limits(paragraph: &str) -> Option<String> {
    let limits = paragraph.strip_prefix("Documented as ")?;
    limits.strip_suffix("; a value outside of that is decoded all the same.").map(str::to_owned)
}

/// The impls through which a type is parsed, with the type of the error.
pub(super) fn parsed(name: &str, error: &str) -> Vec<String> {
    let result = if error.starts_with('<') { "Self::Error" } else { error };
    ["&str", "String"]
        .map(|from| {
            format!(
                "impl TryFrom<{from}>for {name}{{type Error={error};\
                 fn try_from(value:{from})->Result<Self,{result}>{{value.parse()}}}}"
            )
        })
        .into()
}

/// The impls of a type that is another in all but name.
pub(super) fn unwrapped(name: &str, inner: &str) -> Vec<String> {
    vec![
        format!(
            "impl std::ops::Deref for {name}{{type Target={inner};\
             fn deref(&self)->&{inner}{{&self.0}}}}"
        ),
        format!("impl From<{name}>for {inner}{{fn from(value:{name})->Self{{value.0}}}}"),
    ]
}

/// `struct Name(…)`: a checked text where it is closed, another name for a type where it is open.
fn wrapper(of: &Type<'_>, item: &ItemStruct, contract: &mut Contract) {
    of.head(&item.attrs, item, contract);
    let Some(field) = item.fields.iter().next().filter(|_| item.fields.len() == 1) else {
        return unread(contract, &of.section, "fields", of.module.at(item), &text(item));
    };
    if matches!(field.vis, syn::Visibility::Inherited) {
        return ids::read(of, item, field, contract);
    }
    let (name, inner) = (&of.name, plain(&field.ty));
    let derives = attribute_arguments(&item.attrs, "derive");
    let both = ["serde::Deserialize", "serde::Serialize"].map(str::to_owned);
    let read_and_written = both.iter().all(|wanted| derives.contains(wanted))
        && matches!(field.vis, syn::Visibility::Public(_));
    let kind = format!("another name for {inner}");
    contract.about(&of.section, "kind", of.module.at(item)).fact(
        Shown,
        "",
        if read_and_written { kind } else { text(item) },
    );
    let mut wanted = unwrapped(name, &inner);
    wanted.push(format!(
        "impl From<{inner}>for {name}{{fn from(value:{inner})->Self{{Self(value)}}}}"
    ));
    let from_str = |error: &str, value: &str| {
        format!(
            "impl std::str::FromStr for {name}{{type Err={error};\
             fn from_str(value:&str)->Result<Self,Self::Err>{{Ok(Self({value}))}}}}"
        )
    };
    let error = format!("<{inner} as std::str::FromStr>::Err");
    let parses = from_str(&error, "value.parse()?");
    if of.impls.iter().any(|item| bare(*item) == parses) {
        wanted.extend(parsed(name, &error));
    }
    let mut known = vec![parses, from_str("std::convert::Infallible", "value.to_string()")];
    known.push(format!(
        "impl std::fmt::Display for {name}{{fn fmt(&self,f:&mut std::fmt::Formatter<'_>)\
         ->std::fmt::Result{{self.0.fmt(f)}}}}"
    ));
    for wrong in of.only(&wanted, &known, &[]) {
        unread(contract, &of.section, "an impl", of.module.at(item), &wrong);
    }
}

/// `enum Name { … }`: one of several texts, or one of several types.
fn choice(of: &Type<'_>, item: &ItemEnum, contract: &mut Contract) {
    of.head(&item.attrs, &item.ident, contract);
    let here = of.module.at(&item.ident);
    let derives = attribute_arguments(&item.attrs, "derive");
    let both = ["serde::Deserialize", "serde::Serialize"].map(str::to_owned);
    let derived = both.iter().all(|wanted| derives.contains(wanted));
    let of_types = item.variants.iter().any(|variant| !variant.fields.is_empty());
    let (kind, wrong) = if of_types {
        let fields = item.variants.iter().flat_map(|variant| &variant.fields);
        let types: Vec<String> = fields.map(|field| plain(&field.ty)).collect();
        let from = |variant: &Variant| {
            let (name, ident) = (&of.name, &variant.ident);
            let inner = variant.fields.iter().next().map(|f| plain(&f.ty)).unwrap_or_default();
            format!(
                "impl From<{inner}>for {name}{{fn from(value:{inner})->Self\
                 {{Self::{ident}(value)}}}}"
            )
        };
        let known: Vec<String> = item.variants.iter().map(from).collect();
        (format!("one of {}", types.join(", ")), of.only(&[], &known, &[]))
    } else {
        texts(of, item, contract);
        let wanted = parsed(&of.name, "error::ConversionError");
        let apart = ["std::fmt::Display", "std::str::FromStr", "Default"];
        ("one of these texts".to_owned(), of.only(&wanted, &[], &apart))
    };
    contract.about(&of.section, "kind", here.clone()).fact(
        Shown,
        "",
        if derived { kind } else { derives.join(", ") },
    );
    for wrong in wrong {
        unread(contract, &of.section, "an impl", here.clone(), &wrong);
    }
}

/// The text of each variant: what serde, `Display` and `FromStr` take it for.
fn texts(of: &Type<'_>, item: &ItemEnum, contract: &mut Contract) {
    let shown = arms(of, "fmt", "*self");
    let parsed = arms(of, "from_str", "value");
    let rest = parsed.last().map(|(pattern, body)| format!("{pattern}=>{body}"));
    if rest.as_deref() != Some("_=>Err(\"invalid value\".into())")
        || shown.len() != item.variants.len()
        || parsed.len() != item.variants.len() + 1
    {
        unread(contract, &of.section, "a match", of.module.at(&item.ident), &text(item));
    }
    let default = functions(of, "default").map(|function| text(&function.block)).next();
    for (index, variant) in item.variants.iter().enumerate() {
        let ident = &variant.ident;
        let serde = attribute_arguments(&variant.attrs, "serde");
        let renamed = match serde.as_slice() {
            [] => ident.to_string(),
            [only] => only
                .strip_prefix("rename=")
                .and_then(|name| syn::parse_str(name).ok())
                .and_then(|name| string(&name))
                .unwrap_or_else(|| only.clone()),
            _ => serde.join(", "),
        };
        let quoted = format!("{renamed:?}");
        let same = |list: &[(String, String)], wanted: (String, String)| list.contains(&wanted);
        let agree = same(&shown, (format!("Self::{ident}"), format!("f.write_str({quoted})")))
            && same(&parsed, (quoted.clone(), format!("Ok(Self::{ident})")));
        let value =
            if agree { renamed } else { format!("{renamed}, shown or parsed as something else") };
        let is_default = default == Some(format!("{{{}::{ident}}}", of.name));
        let mut about = contract.about(&of.section, "texts", of.module.at(variant));
        about.fact(Shown, &format!("{:02}", index + 1), &value);
        if is_default {
            about.fact(Shown, "default", value);
        }
        for attribute in strange_attributes(&variant.attrs, &["doc", "serde"]) {
            unread(contract, &of.section, "attribute", of.module.at(variant), &attribute);
        }
    }
}

pub(super) fn functions<'a>(
    of: &Type<'a>,
    name: &str,
) -> impl Iterator<Item = &'a syn::ImplItemFn> {
    let functions = of.impls.iter().flat_map(|item| methods(item));
    functions.filter(move |function| function.sig.ident == name)
}

/// The arms of a function that is one `match` of `value`.
fn arms(of: &Type<'_>, function: &str, value: &str) -> Vec<(String, String)> {
    let found =
        functions(of, function).find_map(|function| match function.block.stmts.as_slice() {
            [syn::Stmt::Expr(syn::Expr::Match(matching), None)]
                if text(&matching.expr) == value =>
            {
                Some(matching)
            }
            _ => None,
        });
    let arms = found.into_iter().flat_map(|matching| &matching.arms);
    arms.map(|arm| (text(&arm.pat), text(&arm.body))).collect()
}
