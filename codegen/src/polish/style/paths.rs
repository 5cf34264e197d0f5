//! Absolute paths become the names that people write.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, Item, Lit, Meta, Path};

/// What the prelude of Rust names.
const PRELUDE: [&[&str]; 14] = [
    &["std", "option", "Option"],
    &["std", "result", "Result"],
    &["std", "string", "String"],
    &["std", "string", "ToString"],
    &["std", "vec", "Vec"],
    &["std", "boxed", "Box"],
    &["std", "clone", "Clone"],
    &["std", "default", "Default"],
    &["std", "convert", "From"],
    &["std", "convert", "Into"],
    &["std", "convert", "TryFrom"],
    &["std", "convert", "TryInto"],
    &["std", "convert", "AsRef"],
    &["std", "ops", "FnOnce"],
];

pub(super) fn shorten(file: &mut syn::File) -> usize {
    let mut defined = Defined(HashSet::new());
    defined.visit_file(file);
    let mut pass = Shorten { defined: defined.0, count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

/// Names of all items, at any depth: none of them may be shadowed by accident.
struct Defined(HashSet<String>);

impl Visit<'_> for Defined {
    fn visit_item(&mut self, item: &Item) {
        let ident = match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Mod(item) => Some(&item.ident),
            _ => None,
        };
        self.0.extend(ident.map(ToString::to_string));
        visit::visit_item(self, item);
    }
}

struct Shorten {
    defined: HashSet<String>,
    count: usize,
}

impl Shorten {
    fn qualified(&mut self, qself: &mut syn::QSelf, path: &mut Path) {
        self.visit_type_mut(&mut qself.ty);
        visit_mut::visit_path_mut(self, path);
        // The trait is as many segments as `position` says.
        let superfluous = self.superfluous(path).min(qself.position.saturating_sub(1));
        if superfluous > 0 {
            path.leading_colon = None;
            path.segments = path.segments.iter().skip(superfluous).cloned().collect();
            qself.position -= superfluous;
            self.count += 1;
        } else if !self.is_shadowed(path) {
            path.leading_colon = None;
        }
    }

    /// Whether the file defines what the path starts with.
    fn is_shadowed(&self, path: &Path) -> bool {
        path.segments.first().is_some_and(|first| self.defined.contains(&first.ident.to_string()))
    }

    /// How many leading segments of the path can go.
    fn superfluous(&self, path: &Path) -> usize {
        for long in PRELUDE {
            let same = path.segments.len() >= long.len()
                && path.segments.iter().zip(long).all(|(segment, name)| segment.ident == name);
            if same && !self.defined.contains(long[2]) {
                return 2;
            }
        }
        0
    }
}

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.segments.len() > 2
            && path.segments[0].ident == "self"
            && path.segments[1].ident == "error"
        {
            path.segments = path.segments.iter().skip(1).cloned().collect();
        }
        let standard = path.segments.first().is_some_and(|first| first.ident == "std");
        if path.leading_colon.is_none() && !standard {
            return;
        }
        let superfluous = self.superfluous(path);
        if superfluous > 0 {
            path.leading_colon = None;
            path.segments = path.segments.iter().skip(superfluous).cloned().collect();
            self.count += 1;
        } else if path.leading_colon.is_some() && !self.is_shadowed(path) {
            path.leading_colon = None;
            self.count += 1;
        }
    }

    /// `<T as Trait>::method`: the position of `>` counts segments.
    fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
        match &mut path.qself {
            Some(qself) => self.qualified(qself, &mut path.path),
            None => self.visit_path_mut(&mut path.path),
        }
    }

    fn visit_expr_path_mut(&mut self, path: &mut syn::ExprPath) {
        match &mut path.qself {
            Some(qself) => self.qualified(qself, &mut path.path),
            None => self.visit_path_mut(&mut path.path),
        }
    }

    /// `skip_serializing_if = "::std::option::Option::is_none"`, and paths in derives.
    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if attribute.path().is_ident("derive")
            && let Ok(mut paths) = attribute.parse_args_with(
                syn::punctuated::Punctuated::<Path, syn::Token![,]>::parse_terminated,
            )
        {
            paths.iter_mut().for_each(|path| self.visit_path_mut(path));
            attribute.meta = syn::parse_quote!(derive(#paths));
        } else if attribute.path().is_ident("serde")
            && let Ok(mut metas) = attribute.parse_args_with(
                syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated,
            )
        {
            for meta in &mut metas {
                if let Meta::NameValue(pair) = meta
                    && let Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) = &mut pair.value
                    && pair.path.is_ident("skip_serializing_if")
                    && let Ok(mut path) = text.parse::<syn::ExprPath>()
                {
                    self.visit_path_mut(&mut path.path);
                    let short = quote::quote!(#path).to_string().replace(' ', "");
                    *text = syn::LitStr::new(&short, text.span());
                }
            }
            attribute.meta = syn::parse_quote!(serde(#metas));
        }
    }
}
