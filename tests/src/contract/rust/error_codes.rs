//! The error codes.

use std::collections::BTreeMap;

use syn::{Expr, Item};

use super::super::Kind::{Compared, Shown};
use super::syntax::{Docs, Module, method, text, unread};
use crate::contract::Contract;

const SECTION: &str = "error codes";

pub(super) fn read(module: &Module, contract: &mut Contract) {
    let impls = module.impls("ErrorCode");
    let variants = listed(&impls);
    let index_of = indices(&impls);
    let mut docs = BTreeMap::new();
    let mut known = None;
    for item in &module.file.items {
        match item {
            Item::Enum(item) => {
                docs.extend(
                    item.variants
                        .iter()
                        .map(|variant| (variant.ident.to_string(), Docs::of(&variant.attrs).all())),
                );
            }
            Item::Const(item) if item.ident == "KNOWN" => known = Some(&*item.expr),
            _ => {}
        }
    }
    let Some(Expr::Array(known)) = known else {
        return;
    };
    for (index, entry) in known.elems.iter().enumerate() {
        let Expr::Struct(entry) = entry else {
            unread(contract, SECTION, "an entry", module.at(entry), &text(entry));
            continue;
        };
        let field = |name: &str| {
            let mut fields = entry.fields.iter();
            let found = fields.find(|field| text(&field.member) == name);
            found.map(|field| text(&field.expr)).unwrap_or_default()
        };
        let plain = |value: String| value.trim_matches('"').to_owned();
        let legacy = field("legacy");
        let legacy = legacy.strip_prefix("Some(\"").and_then(|l| l.strip_suffix("\")"));
        let variant = variants.get(index).cloned().unwrap_or_default();
        let number = index_of.get(&variant).cloned().unwrap_or_default();
        contract
            .about(SECTION, &plain(field("code")), module.at(entry))
            .fact(Shown, "status", field("status").trim_end_matches("u16"))
            .fact(Shown, "legacy", legacy.unwrap_or("none"))
            .fact(Shown, "retry", field("retry"))
            .fact(Compared, "called", &variant)
            .fact(Compared, "number", number)
            .fact(Compared, "documented", docs.get(&variant).cloned().unwrap_or_default())
            .fact(Shown, "text", plain(field("meaning")));
    }
}

/// The variants of `ALL`.
fn listed(impls: &[&syn::ItemImpl]) -> Vec<String> {
    let items = impls.iter().flat_map(|item| &item.items);
    let arrays = items.filter_map(|item| match item {
        syn::ImplItem::Const(item) if item.ident == "ALL" => match &item.expr {
            Expr::Array(array) => Some(array),
            _ => None,
        },
        _ => None,
    });
    arrays
        .flat_map(|array| &array.elems)
        .map(|variant| text(variant).trim_start_matches("Self::").to_owned())
        .collect()
}

/// The number that `known` gives each variant.
fn indices(impls: &[&syn::ItemImpl]) -> BTreeMap<String, String> {
    let statements = method(impls, "known").map(|function| &function.block.stmts);
    let bindings = statements.into_iter().flatten().filter_map(super::syntax::binding);
    bindings
        .filter_map(|(_, expr)| match expr {
            Expr::Match(matching) => Some(matching),
            _ => None,
        })
        .flat_map(|matching| &matching.arms)
        .map(|arm| {
            let variant = text(&arm.pat).trim_start_matches("Self::").to_owned();
            (variant, text(&arm.body))
        })
        .collect()
}
