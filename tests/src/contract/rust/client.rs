//! The client as a whole.

use syn::visit::Visit;

use super::super::Kind::Shown;
use super::syntax::{Docs, Module, text, unread};
use crate::contract::Contract;

const SECTION: &str = "client";

pub(super) fn read(module: &Module, builder: &Module, contract: &mut Contract) {
    for item in module.impls("Client") {
        let mut docs = Docs::of(&item.attrs);
        let place = docs.span.map_or_else(|| module.at(item), |span| module.place(span));
        let strip = |prefix: &'static str| move |p: &str| p.strip_prefix(prefix).map(str::to_owned);
        let title = docs.take(strip("Client for ")).unwrap_or_default();
        let version = docs.take(strip("Version: ")).unwrap_or_default();
        contract
            .about(SECTION, "documentation", place.clone())
            .fact(Shown, "title", title)
            .fact(Shown, "version", version)
            .text(docs.all(), place);
    }
    for module in [module, builder] {
        let mut renames = Renames { module, contract };
        renames.visit_file(&module.file);
    }
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
