//! What each sort of item shows its consumers.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens as _;
use syn::{Fields, Item as Syntax};

use super::attrs::Attrs;
use super::canon::Canon;
use super::change::Spot;
use super::collect::{Found, Site, is_public, opaque_name};
use super::function::{self, Role};
use super::implement;
use super::item::{Def, Detail, Enum, Form, Item, Sort, Struct, Trait, Variant};
use super::text::{Sig, Table};
use super::tree::join;

pub(super) type Members = BTreeMap<(Sort, String), Item>;

/// Adds an item to what was found. Methods and implementations come later.
pub(super) fn define(site: &Site<'_>, syntax: &Syntax, found: &mut Found) {
    let Some((name, def)) = defined(site, syntax) else { return };
    if def.item.attrs.hidden {
        return;
    }
    let generics = match syntax {
        Syntax::Struct(one) => Some(&one.generics),
        Syntax::Enum(one) => Some(&one.generics),
        Syntax::Union(one) => Some(&one.generics),
        _ => None,
    };
    if let Some(generics) = generics {
        let for_type = implement::this(site, &name, generics);
        for (path, conditions) in &def.item.attrs.derives {
            let at = &def.item.spot;
            found.impls.push(implement::derived(site, &for_type, path, conditions, at));
        }
    }
    found.defs.entry(join(site.path, &name)).or_default().push(def);
}

fn defined(site: &Site<'_>, syntax: &Syntax) -> Option<(String, Def)> {
    let mut canon = Canon::new(site.tree, site.path);
    let mut members = Members::new();
    let (ident, item) = match syntax {
        Syntax::Mod(one) => {
            (&one.ident, plain("module", site, &one.ident, &one.attrs, "mod", Detail::Module))
        }
        Syntax::Struct(one) => (&one.ident, structure(site, &mut canon, one, &mut members)),
        Syntax::Enum(one) => (&one.ident, enumeration(site, &mut canon, one, &mut members)),
        Syntax::Union(one) => {
            canon.declare(&one.generics);
            let named = Fields::Named(one.fields.clone());
            fields(site, &mut canon, &named, None, &mut members);
            (&one.ident, plain("union", site, &one.ident, &one.attrs, "union", Detail::Union))
        }
        Syntax::Trait(one) => (&one.ident, of_trait(site, &mut canon, one, &mut members)),
        Syntax::Type(one) => {
            canon.declare(&one.generics);
            let (generics, ty) = (canon.generics(&one.generics), canon.ty(&one.ty));
            let header = canon.header(&one.generics);
            let shown = Sig::text(format!("pub type {}", one.ident)).and(&header);
            let shown = shown.then(" = ").and(&ty);
            let detail = Detail::Alias(generics, ty);
            (&one.ident, item("type alias", shown, site.spot(&one.ident), &one.attrs, detail))
        }
        Syntax::Fn(one) => {
            let item = function::function(site, &mut canon, &one.sig, &one.attrs, Role::Free);
            (&one.sig.ident, item)
        }
        Syntax::Const(one) => {
            let detail = constant(&mut canon, &one.ty, Some(&one.expr));
            let shown = shown_constant("pub const", &one.ident, &detail);
            (&one.ident, item("constant", shown, site.spot(&one.ident), &one.attrs, detail))
        }
        Syntax::Static(one) => {
            let mutable = matches!(one.mutability, syn::StaticMutability::Mut(_));
            let ty = canon.ty(&one.ty);
            let keyword = if mutable { "pub static mut" } else { "pub static" };
            let shown = Sig::text(format!("{keyword} {}: ", one.ident)).and(&ty);
            let detail = Detail::Static { ty, mutable };
            (&one.ident, item("static", shown, site.spot(&one.ident), &one.attrs, detail))
        }
        other => return opaque(site, other),
    };
    Some((ident.to_string(), Def { item, members }))
}

/// What is only tokens to syn.
fn opaque(site: &Site<'_>, syntax: &Syntax) -> Option<(String, Def)> {
    let name = opaque_name(syntax)?;
    let tokens = syntax.to_token_stream();
    let line = tokens.clone().into_iter().next().map_or(1, |token| token.span().start().line);
    let text = Sig::print(tokens, &Table::default()).show(&str::to_owned);
    let shown = Sig::text(text.chars().take(120).collect::<String>());
    let item = item("macro", shown, site.at(line), &[], Detail::Opaque(text));
    Some((name, Def { item, members: Members::new() }))
}

pub(super) fn item(
    what: &'static str,
    shown: Sig,
    spot: Spot,
    attrs: &[syn::Attribute],
    detail: Detail,
) -> Item {
    Item { what, shown, spot, attrs: Attrs::of(attrs), detail }
}

/// An item whose signature is its keyword and name.
fn plain(
    what: &'static str,
    site: &Site<'_>,
    ident: &syn::Ident,
    attrs: &[syn::Attribute],
    keyword: &str,
    detail: Detail,
) -> Item {
    item(what, Sig::text(format!("pub {keyword} {ident}")), site.spot(ident), attrs, detail)
}

fn structure(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    one: &syn::ItemStruct,
    members: &mut Members,
) -> Item {
    canon.declare(&one.generics);
    let generics = canon.generics(&one.generics);
    fields(site, canon, &one.fields, None, members);
    let order = one.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    let detail = Detail::Struct(Struct {
        form: form(&one.fields),
        private: one.fields.iter().filter(|field| !is_public(&field.vis)).count(),
        fields: order.map(|(at, field)| field_name(at, field)).collect(),
        generics,
    });
    let header = canon.header(&one.generics);
    let shown = Sig::text(format!("pub struct {}", one.ident)).and(&header);
    let shown = shown.then(&outline(&one.fields));
    item("struct", shown, site.spot(&one.ident), &one.attrs, detail)
}

fn enumeration(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    one: &syn::ItemEnum,
    members: &mut Members,
) -> Item {
    canon.declare(&one.generics);
    let generics = canon.generics(&one.generics);
    let mut numbers = Numbers::default();
    let plain = one.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    let mut variants = Vec::new();
    for variant in &one.variants {
        let name = variant.ident.to_string();
        let number = numbers.next(variant.discriminant.as_ref().map(|(_, expr)| expr));
        variants.push((name.clone(), plain.then_some(number)));
        fields(site, canon, &variant.fields, Some(&name), members);
        let space = if matches!(variant.fields, Fields::Named(_)) { " " } else { "" };
        let shown = Sig::text(format!("{name}{space}")).and(&canon.fields(&variant.fields));
        let detail = Detail::Variant(Variant { form: form(&variant.fields) });
        let item = item("variant", shown, site.spot(&variant.ident), &variant.attrs, detail);
        if !item.attrs.hidden {
            members.insert((Sort::Variant, name), item);
        }
    }
    let header = canon.header(&one.generics);
    let names: Vec<&str> = variants.iter().map(|(name, _)| name.as_str()).collect();
    let shown = Sig::text(format!("pub enum {}", one.ident)).and(&header);
    let shown = shown.then(&listed(&names, "{", "}"));
    let detail = Detail::Enum(Enum { variants, generics });
    item("enum", shown, site.spot(&one.ident), &one.attrs, detail)
}

/// The names of public fields, which are what a caller can build or match.
fn outline(fields: &Fields) -> String {
    let (open, close) = match fields {
        Fields::Named(_) => ("{", "}"),
        Fields::Unnamed(_) => ("(", ")"),
        Fields::Unit => return String::new(),
    };
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    let mut names: Vec<String> = public.map(|(at, field)| field_name(at, field)).collect();
    if names.len() < fields.len() {
        names.push("..".to_owned());
    }
    listed(&names.iter().map(String::as_str).collect::<Vec<_>>(), open, close)
}

/// Names in brackets; a long list is cut, since a reader looks for what differs elsewhere.
fn listed(names: &[&str], open: &str, close: &str) -> String {
    const LONG: usize = 24;
    let mut text = names[..names.len().min(LONG)].join(", ");
    if names.len() > LONG {
        text.push_str(", …");
    }
    match (open, names.is_empty()) {
        ("(", _) => format!("({text}{close}"),
        (_, true) => format!(" {open}{close}"),
        _ => format!(" {open} {text} {close}"),
    }
}

/// Counts as the compiler does.
#[derive(Default)]
struct Numbers {
    base: String,
    offset: i128,
}

impl Numbers {
    fn next(&mut self, explicit: Option<&syn::Expr>) -> String {
        if let Some(expr) = explicit {
            let text = Sig::print(expr.to_token_stream(), &Table::default()).show(&str::to_owned);
            let number = text.replace([' ', '_'], "").parse();
            (self.base, self.offset) = match number {
                Ok(number) => (String::new(), number),
                Err(_) => (text, 0),
            };
        }
        let number = match (self.base.as_str(), self.offset) {
            ("", offset) => offset.to_string(),
            (base, 0) => base.to_owned(),
            (base, offset) => format!("{base} + {offset}"),
        };
        self.offset += 1;
        number
    }
}

fn of_trait(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    one: &syn::ItemTrait,
    members: &mut Members,
) -> Item {
    canon.declare(&one.generics);
    let generics = canon.generics(&one.generics);
    let supertraits: BTreeSet<Sig> =
        one.supertraits.iter().map(|bound| canon.bound(bound)).collect();
    for part in &one.items {
        let (ident, item) = match part {
            syn::TraitItem::Fn(part) => {
                let role = Role::Required { default: part.default.is_some() };
                (&part.sig.ident, function::function(site, canon, &part.sig, &part.attrs, role))
            }
            syn::TraitItem::Type(part) => {
                let bounds: BTreeSet<Sig> =
                    part.bounds.iter().map(|bound| canon.bound(bound)).collect();
                let shown = bounded(Sig::text(format!("type {}", part.ident)), &bounds);
                let detail = Detail::AssociatedType(bounds);
                let spot = site.spot(&part.ident);
                (&part.ident, item("associated type", shown, spot, &part.attrs, detail))
            }
            syn::TraitItem::Const(part) => {
                let default = part.default.as_ref().map(|(_, expr)| expr);
                let detail = constant(canon, &part.ty, default);
                let shown = shown_constant("const", &part.ident, &detail);
                let spot = site.spot(&part.ident);
                (&part.ident, item("associated constant", shown, spot, &part.attrs, detail))
            }
            _ => continue,
        };
        members.insert((Sort::Associated, ident.to_string()), item);
    }
    let header = canon.header(&one.generics);
    let is_unsafe = one.unsafety.is_some();
    let keyword = if is_unsafe { "pub unsafe trait" } else { "pub trait" };
    let shown = Sig::text(format!("{keyword} {}", one.ident)).and(&header);
    let shown = bounded(shown, &supertraits);
    let detail = Detail::Trait(Trait { is_unsafe, supertraits, generics });
    item("trait", shown, site.spot(&one.ident), &one.attrs, detail)
}

/// `name: A + B`.
fn bounded(name: Sig, bounds: &BTreeSet<Sig>) -> Sig {
    let mut separator = ": ";
    bounds.iter().fold(name, |all, bound| {
        let all = all.then(separator).and(bound);
        separator = " + ";
        all
    })
}

fn form(fields: &Fields) -> Form {
    match fields {
        Fields::Named(_) => Form::Plain,
        Fields::Unnamed(_) => Form::Tuple,
        Fields::Unit => Form::Unit,
    }
}

/// Adds the fields of a struct that are public, or all those of a variant.
fn fields(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    fields: &Fields,
    variant: Option<&str>,
    members: &mut Members,
) {
    for (at, field) in fields.iter().enumerate() {
        if variant.is_none() && !is_public(&field.vis) {
            continue;
        }
        let name = field_name(at, field);
        let ty = canon.ty(&field.ty);
        let shown = match (&field.ident, variant) {
            (Some(_), None) => Sig::text(format!("pub {name}: ")).and(&ty),
            (Some(_), Some(_)) => Sig::text(format!("{name}: ")).and(&ty),
            (None, _) => ty.clone(),
        };
        let line = field.ty.to_token_stream().into_iter().next();
        let line = line.map_or(1, |token| token.span().start().line);
        let detail = Detail::Field(ty);
        let item = item("field", shown, site.at(line), &field.attrs, detail);
        let name = variant.map_or(name.clone(), |variant| join(variant, &name));
        if !item.attrs.hidden {
            members.insert((Sort::Field, name), item);
        }
    }
}

fn field_name(at: usize, field: &syn::Field) -> String {
    field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string)
}

pub(super) fn constant(canon: &mut Canon<'_>, ty: &syn::Type, value: Option<&syn::Expr>) -> Detail {
    // The length of an array is part of its type, yet few programs name it.
    let array = if let syn::Type::Array(array) = ty { Some(canon.ty(&array.elem)) } else { None };
    let value = value.map(|value| match value {
        // Fields are data: they are no length, and seldom a pattern.
        syn::Expr::Struct(_) => Sig::default(),
        value => canon.expr(value),
    });
    Detail::Const { ty: canon.ty(ty), array, value }
}

pub(super) fn shown_constant(keyword: &str, ident: &syn::Ident, detail: &Detail) -> Sig {
    let shown = Sig::text(format!("{keyword} {ident}: "));
    let Detail::Const { ty, value, .. } = detail else { return shown };
    let shown = shown.and(ty);
    match value {
        // A longer one would bury what matters.
        Some(value) if (1..=60).contains(&value.show(&str::to_owned).len()) => {
            shown.then(" = ").and(value)
        }
        _ => shown,
    }
}
