//! Methods of types, and implementations of traits.

use std::collections::{BTreeMap, BTreeSet};

use syn::{ImplItem, ItemImpl, PathArguments, Type};

use super::attrs::Attrs;
use super::canon::Canon;
use super::change::Spot;
use super::collect::{Found, Name, Site, is_public};
use super::define;
use super::function::{self, Role};
use super::item::{Def, Detail, Impl, Sort};
use super::text::Sig;
use super::tree::{self, Route, Target, join};

/// Adds the items of an `impl` block.
pub(super) fn implement(site: &Site<'_>, block: &ItemImpl, found: &mut Found) {
    let attrs = Attrs::of(&block.attrs);
    if attrs.hidden {
        return;
    }
    let mut canon = Canon::new(site.tree, site.path);
    canon.declare(&block.generics);
    match &block.trait_ {
        Some((path, _)) => found.impls.push(of_trait(site, &mut canon, block, path, &attrs)),
        None => inherent(site, &mut canon, block, &attrs, found),
    }
}

/// A type with its own parameters for arguments.
pub(super) fn this(site: &Site<'_>, name: &str, generics: &syn::Generics) -> Sig {
    let mut canon = Canon::new(site.tree, site.path);
    canon.declare(generics);
    let params: Vec<Sig> = generics
        .params
        .iter()
        .filter_map(|param| match param {
            syn::GenericParam::Type(one) => Some(&one.ident),
            syn::GenericParam::Const(one) => Some(&one.ident),
            syn::GenericParam::Lifetime(_) => None,
        })
        .map(|ident| canon.path(&ident.clone().into()))
        .collect();
    let this = Sig::def(&join(site.path, name));
    match params.split_first() {
        None => this,
        Some((first, rest)) => {
            let start = this.then("<").and(first);
            rest.iter().fold(start, |all, one| all.then(", ").and(one)).then(">")
        }
    }
}

/// The implementation that a derive makes.
pub(super) fn derived(
    site: &Site<'_>,
    for_type: &Sig,
    path: &syn::Path,
    conditions: &BTreeSet<String>,
    spot: &Spot,
) -> Impl {
    let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let route = Route { leading: path.leading_colon.is_some(), names };
    let (target, _) = site.tree.resolve(site.path, &route);
    let of = match tree::derived(target) {
        Target::Outside(path) => Sig::text(path),
        Target::Def(path) | Target::Module(path) => Sig::def(&path),
    };
    Impl {
        header: header(&of, for_type),
        of,
        for_type: for_type.clone(),
        spot: spot.clone(),
        cfg: conditions.clone(),
        derived: true,
        blanket: false,
        bounds: BTreeSet::new(),
        types: BTreeMap::new(),
    }
}

fn header(of: &Sig, for_type: &Sig) -> Sig {
    of.clone().then(" for ").and(for_type)
}

fn of_trait(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    block: &ItemImpl,
    path: &syn::Path,
    attrs: &Attrs,
) -> Impl {
    canon.set_self(Some(&block.self_ty));
    let of = canon.path(&without_lifetimes(path));
    let for_type = canon.ty(&without_own_lifetimes(&block.self_ty));
    let types = block.items.iter().filter_map(|part| match part {
        ImplItem::Type(part) => Some((part.ident.to_string(), canon.ty(&part.ty))),
        _ => None,
    });
    let types = types.collect();
    Impl {
        header: header(&of, &for_type),
        of,
        for_type,
        spot: site.at(block.impl_token.span.start().line),
        cfg: attrs.cfg.clone(),
        derived: false,
        blanket: canon.is_param(&block.self_ty),
        bounds: canon.generics(&block.generics).bounds,
        types,
    }
}

/// `Deserialize<'de>` by hand is the `Deserialize` of a derive.
fn without_lifetimes(path: &syn::Path) -> syn::Path {
    let mut path = path.clone();
    for segment in &mut path.segments {
        strip(&mut segment.arguments);
    }
    path
}

fn without_own_lifetimes(ty: &Type) -> Type {
    let mut ty = ty.clone();
    if let Type::Path(path) = &mut ty {
        path.path = without_lifetimes(&path.path);
    }
    ty
}

fn strip(arguments: &mut PathArguments) {
    if let PathArguments::AngleBracketed(list) = arguments {
        let rest = list.args.iter().filter(|one| !matches!(one, syn::GenericArgument::Lifetime(_)));
        list.args = rest.cloned().collect();
        if list.args.is_empty() {
            *arguments = PathArguments::None;
        }
    }
}

/// Methods and constants belong to their type, wherever the block stands.
fn inherent(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    block: &ItemImpl,
    attrs: &Attrs,
    found: &mut Found,
) {
    let Type::Path(path) = &*block.self_ty else { return };
    let names = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let route = Route { leading: path.path.leading_colon.is_some(), names };
    let def = match site.tree.resolve(site.path, &route) {
        (Target::Def(def), 0) => def,
        (Target::Outside(path), 0) => by_hand(site, path, block, found),
        _ => return,
    };
    let Some(def) = found.defs.get_mut(&def).and_then(|defs| defs.first_mut()) else { return };
    let bounds = canon.generics(&block.generics).bounds;
    for part in &block.items {
        canon.set_self(Some(&block.self_ty));
        let (ident, mut item) = match part {
            ImplItem::Fn(part) if is_public(&part.vis) => {
                let item = function::function(site, canon, &part.sig, &part.attrs, Role::Inherent);
                (&part.sig.ident, item)
            }
            ImplItem::Const(part) if is_public(&part.vis) => {
                let detail = define::constant(canon, &part.ty, Some(&part.expr));
                let shown = define::shown_constant("pub const", &part.ident, &detail);
                let spot = site.spot(&part.ident);
                let what = "associated constant";
                (&part.ident, define::item(what, shown, spot, &part.attrs, detail))
            }
            _ => continue,
        };
        if item.attrs.hidden {
            continue;
        }
        item.attrs.cfg.extend(attrs.cfg.iter().cloned());
        if let Detail::Function(function) = &mut item.detail {
            function.generics.bounds.extend(bounds.iter().cloned());
        }
        // Blocks for different arguments of one type may have equal names.
        let mut name = ident.to_string();
        while def.members.contains_key(&(Sort::Associated, name.clone())) {
            name.push('\'');
        }
        def.members.insert((Sort::Associated, name), item);
    }
}

/// A type that is written by hand, and that the generated code adds to: the part of it that is
/// generated. Returns where it is defined.
fn by_hand(site: &Site<'_>, path: String, block: &ItemImpl, found: &mut Found) -> String {
    let label = path.strip_prefix("crate::").unwrap_or(&path).to_owned();
    if !found.defs.contains_key(&label) {
        let shown = Sig::text(format!("impl {path}"));
        let spot = site.at(block.impl_token.span.start().line);
        let item = define::item("type by hand", shown, spot, &[], Detail::Outside(path));
        let def = Def { item, members: BTreeMap::new() };
        found.defs.insert(label.clone(), vec![def]);
        found.names.insert(label.clone(), Name { def: label.clone(), cfg: BTreeSet::new() });
    }
    label
}
