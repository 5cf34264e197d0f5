//! Attributes that consumers of an item notice.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::{Meta, Token};

use super::text::{Sig, Table};

/// What the attributes of an item say to its consumers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attrs {
    /// Conditions under which the item is there, as the source has them.
    pub(super) cfg: BTreeSet<String>,
    /// Whether it is only there in tests, or hidden from the documentation.
    pub(super) hidden: bool,
    pub(super) deprecated: bool,
    pub(super) must_use: bool,
    pub(super) non_exhaustive: bool,
    pub(super) repr: Option<String>,
    /// Derived traits, each with its own conditions.
    pub(super) derives: Vec<(syn::Path, BTreeSet<String>)>,
    /// Whether a macro of this crate is for others too.
    pub(super) exported: bool,
}

impl Attrs {
    pub(super) fn of(attrs: &[syn::Attribute]) -> Self {
        let mut out = Self::default();
        for attribute in attrs {
            out.read(&attribute.meta, &BTreeSet::new());
        }
        out
    }

    fn read(&mut self, meta: &Meta, conditions: &BTreeSet<String>) {
        let Some(name) = meta.path().get_ident().map(ToString::to_string) else { return };
        match name.as_str() {
            "cfg" => self.cfg(&arguments(meta)),
            "cfg_attr" => self.conditional(meta, conditions),
            "doc" => self.hidden |= arguments(meta) == "hidden",
            "deprecated" => self.deprecated = true,
            "must_use" => self.must_use = true,
            "non_exhaustive" => self.non_exhaustive = true,
            "macro_export" => self.exported = true,
            "repr" => self.repr = Some(arguments(meta)),
            "derive" => {
                let paths = nested::<syn::Path>(meta);
                self.derives.extend(paths.into_iter().map(|path| (path, conditions.clone())));
            }
            _ => {}
        }
    }

    fn cfg(&mut self, condition: &str) {
        // Neither is ever set for a consumer.
        if matches!(condition, "test" | "doctest") {
            self.hidden = true;
        } else {
            self.cfg.insert(condition.to_owned());
        }
    }

    fn conditional(&mut self, meta: &Meta, conditions: &BTreeSet<String>) {
        let mut parts = nested::<Meta>(meta).into_iter();
        let Some(condition) = parts.next() else { return };
        let mut conditions = conditions.clone();
        conditions.insert(printed(&condition));
        for part in parts {
            self.read(&part, &conditions);
        }
    }

    /// The attributes as they stand before a signature.
    pub(super) fn shown(&self) -> String {
        let mut out: String = self.cfg.iter().map(|one| format!("#[cfg({one})] ")).collect();
        if let Some(repr) = &self.repr {
            out.push_str(&format!("#[repr({repr})] "));
        }
        let flags = [
            (self.deprecated, "deprecated"),
            (self.must_use, "must_use"),
            (self.non_exhaustive, "non_exhaustive"),
        ];
        for (_, name) in flags.iter().filter(|(set, _)| *set) {
            out.push_str(&format!("#[{name}] "));
        }
        out
    }
}

fn nested<T: syn::parse::Parse>(meta: &Meta) -> Vec<T> {
    let Meta::List(list) = meta else { return Vec::new() };
    let parsed = list.parse_args_with(Punctuated::<T, Token![,]>::parse_terminated);
    parsed.map(|list| list.into_iter().collect()).unwrap_or_default()
}

/// What stands in the brackets of an attribute.
fn arguments(meta: &Meta) -> String {
    match meta {
        Meta::List(list) => printed(&list.tokens),
        _ => String::new(),
    }
}

fn printed(tokens: &impl quote::ToTokens) -> String {
    Sig::print(tokens.to_token_stream(), &Table::default()).show(&str::to_owned)
}
