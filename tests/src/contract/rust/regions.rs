//! The regions.

use std::collections::BTreeMap;

use syn::{Expr, Item};

use super::super::Kind::{Compared, Shown};
use super::syntax::{
    Docs, Module, macro_arguments, method, methods, string, text, trait_text, unread,
};
use crate::contract::{Contract, Place};

const SECTION: &str = "regions";

pub(super) fn read(module: &Module, contract: &mut Contract) {
    let impls = module.impls("Region");
    let names = arms(module, &impls, "as_str");
    let name_of: BTreeMap<String, String> =
        names.iter().map(|(pattern, body, _)| (pattern.clone(), body.clone())).collect();
    let shown = |variant: &str| {
        let literal = name_of.get(variant).map(|name| name.trim_matches('"').to_owned());
        literal.unwrap_or_else(|| format!("{variant}, which has no name"))
    };
    listed(module, &impls, &shown, contract);
    declared(module, &shown, contract);
    let mut index = 0;
    for (pattern, body, place) in arms(module, &impls, "from_str") {
        if pattern == "_" {
            continue;
        }
        index += 1;
        let name = pattern.trim_matches('"');
        let variant = body.strip_prefix("Ok(").and_then(|b| b.strip_suffix(')'));
        let same = variant.map(&shown).is_some_and(|shown| shown == name);
        let value = if same { name.to_owned() } else { format!("{pattern} => {body}") };
        contract.about(SECTION, "parsed", place).fact(Compared, &format!("{index:02}"), value);
    }
    endpoint(module, &impls, contract);
}

/// The regions of `ALL`.
fn listed(
    module: &Module,
    impls: &[&syn::ItemImpl],
    shown: &impl Fn(&str) -> String,
    contract: &mut Contract,
) {
    let items = impls.iter().flat_map(|item| &item.items);
    let all = items.filter_map(|item| match item {
        syn::ImplItem::Const(item) if item.ident == "ALL" => Some(&item.expr),
        _ => None,
    });
    for expr in all {
        let Expr::Array(array) = expr else {
            unread(contract, SECTION, "ALL", module.at(expr), &text(expr));
            continue;
        };
        for (index, variant) in array.elems.iter().enumerate() {
            contract.about(SECTION, "names", module.at(variant)).fact(
                Shown,
                &format!("{:02}", index + 1),
                shown(&text(variant)),
            );
        }
    }
}

/// The variants of the enum and their documentation.
fn declared(module: &Module, shown: &impl Fn(&str) -> String, contract: &mut Contract) {
    for item in &module.file.items {
        let Item::Enum(item) = item else {
            continue;
        };
        for (index, variant) in item.variants.iter().enumerate() {
            if variant.ident == "Other" {
                continue;
            }
            let name = shown(&format!("Self::{}", variant.ident));
            let docs = Docs::of(&variant.attrs).all();
            let value = if docs == format!("`{name}`") {
                name
            } else {
                format!("{name}, documented as {docs}")
            };
            contract.about(SECTION, "variants", module.at(variant)).fact(
                Compared,
                &format!("{:02}", index + 1),
                value,
            );
        }
        let docs = Docs::of(&item.attrs).all();
        let url = docs.split('`').nth(1).unwrap_or_default().to_owned();
        contract.about(SECTION, "endpoint", module.at(item)).fact(Compared, "documented", url);
    }
}

/// Pattern, body and place of each arm of a function that is one `match`.
fn arms(module: &Module, impls: &[&syn::ItemImpl], name: &str) -> Vec<(String, String, Place)> {
    let functions = impls
        .iter()
        .filter(|item| trait_text(item).is_none_or(|name| name == "FromStr"))
        .flat_map(|item| methods(item))
        .filter(|function| function.sig.ident == name);
    functions
        .filter_map(|function| match function.block.stmts.as_slice() {
            [syn::Stmt::Expr(Expr::Match(matching), None)] => Some(matching),
            _ => None,
        })
        .flat_map(|matching| &matching.arms)
        .map(|arm| (text(&arm.pat), text(&arm.body), module.at(&arm.pat)))
        .collect()
}

fn endpoint(module: &Module, impls: &[&syn::ItemImpl], contract: &mut Contract) {
    let Some(function) = method(impls, "endpoint") else {
        return;
    };
    let template = match function.block.stmts.as_slice() {
        [region, syn::Stmt::Expr(format, None)] if text(region) == "let region=self.as_str();" => {
            macro_arguments(format)
                .filter(|arguments| arguments.len() == 1)
                .and_then(|arguments| string(&arguments[0]))
        }
        _ => None,
    };
    let value = template.unwrap_or_else(|| text(&function.block));
    let place =
        function.block.stmts.last().map_or_else(|| module.at(function), |stmt| module.at(stmt));
    contract.about(SECTION, "endpoint", place).fact(Shown, "", value);
}
