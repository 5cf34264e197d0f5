//! The client as a whole.

use syn::Item;
use syn::visit::Visit;

use super::super::Kind::{Compared, Shown};
use super::syntax::{Docs, Module, method, methods, text, trait_text, unread};
use crate::contract::Contract;

const SECTION: &str = "client";

pub(super) fn read(module: &Module, builder: &Module, contract: &mut Contract) {
    for item in &module.file.items {
        match item {
            Item::Struct(item) if item.ident == "Client" => {
                documentation(module, item, contract);
            }
            Item::Const(item) => {
                let code = text(&item.expr);
                let proof = "||{fn implements<T:ClientHooks<crate::runtime::Runtime>>(){}\
                             implements::<Client>();}";
                let value = if code == proof { "does not compile" } else { code.as_str() };
                contract.about(SECTION, "without hooks", module.at(item)).fact(Shown, "", value);
            }
            _ => {}
        }
    }
    let impls = module.impls("Client");
    for item in &impls {
        let info = trait_text(item).is_some_and(|name| name.starts_with("ClientInfo<"));
        for function in methods(item).filter(|f| info && f.sig.ident == "api_version") {
            let value = text(&function.block);
            let value = value.trim_start_matches("{\"").trim_end_matches("\"}");
            contract
                .about(SECTION, "api version", module.at(&function.block))
                .fact(Compared, "", value);
        }
    }
    parts(module, &impls, contract);
    if let Some(function) = method(&impls, "new") {
        // Hand-written code makes the connection; the wire tests look at it.
        unread(contract, SECTION, "a constructor", module.at(function), "new");
    }
    if let Some(function) = method(&impls, "new_with_client") {
        let code = text(&function.block);
        let usual = "{Self{baseurl:BaseUrl::new(baseurl),client,inner}}";
        let value = if code == usual { "no slash at the end" } else { code.as_str() };
        contract.about(SECTION, "base URL", module.at(&function.block)).fact(Shown, "", value);
    }
    for module in [module, builder] {
        let mut renames = Renames { module, contract };
        renames.visit_file(&module.file);
    }
}

/// What hooks can ask the client for.
fn parts(module: &Module, impls: &[&syn::ItemImpl], contract: &mut Contract) {
    let wanted = [
        ("baseurl", "{self.baseurl.as_str()}"),
        ("client", "{&self.client}"),
        ("inner", "{&self.inner}"),
    ];
    let functions =
        impls.iter().filter(|item| item.trait_.is_some()).flat_map(|item| methods(item));
    let functions: Vec<_> = functions.filter(|f| f.sig.ident != "api_version").collect();
    let wrong = functions.iter().find(|function| {
        let found = (function.sig.ident.to_string(), text(&function.block));
        !wanted.iter().any(|(name, body)| found == ((*name).to_owned(), (*body).to_owned()))
    });
    let place = wrong.or(functions.first()).map(|f| module.at(&f.sig));
    if let Some(place) = place {
        let value = wrong.map_or_else(
            || "base URL, connection and hooks are those it was made with".to_owned(),
            |function| text(*function),
        );
        contract.about(SECTION, "its parts", place).fact(Shown, "", value);
    }
}

fn documentation(module: &Module, item: &syn::ItemStruct, contract: &mut Contract) {
    let mut docs = Docs::of(&item.attrs);
    let place = docs.span.map_or_else(|| module.at(item), |span| module.place(span));
    let strip = |prefix: &'static str| move |p: &str| p.strip_prefix(prefix).map(str::to_owned);
    let title = docs.take(strip("Client for ")).unwrap_or_default();
    let version = docs.take(strip("Version: ")).unwrap_or_default();
    contract
        .about(SECTION, "documentation", place)
        .fact(Shown, "title", title)
        .fact(Shown, "version", version)
        .fact(Shown, "text", docs.all());
}

/// `use a as b` can make any name mean something else.
struct Renames<'a> {
    module: &'a Module,
    contract: &'a mut Contract,
}

impl Visit<'_> for Renames<'_> {
    fn visit_use_rename(&mut self, rename: &syn::UseRename) {
        let place = self.module.at(rename);
        unread(self.contract, SECTION, "an import", place, &text(rename));
    }
}
