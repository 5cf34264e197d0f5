//! Passes over progenitor's mocks, which accept requests that no client sends and overlook those
//! that it does send.

mod bodies;
mod document;
mod parameters;
mod responses;

pub(super) use bodies::bodies;
pub(super) use document::document;

use super::Pass;

pub(super) const PASSES: &[Pass] = &[
    Pass {
        name: "exact-mock-paths",
        reason: "progenitor pastes values and paths into regular expressions as they are, lets one \
                 parameter match several segments, and takes values that no client sends",
        required: true,
        run: parameters::paths,
    },
    Pass {
        name: "mock-queries-as-sent",
        reason: "progenitor compares the text of a value, which a list does not have",
        required: false,
        run: parameters::queries,
    },
    Pass {
        name: "raw-mock-responses",
        reason: "progenitor's mocks answer with JSON where the document has another media type, and \
                 with nothing but what the document has",
        required: true,
        run: responses::raw,
    },
    Pass {
        name: "sort-mock-responses",
        reason: "progenitor lists responses in the order of the document",
        required: false,
        run: responses::sort,
    },
    Pass {
        name: "mock-imports",
        reason: "progenitor's mocks import everything",
        required: true,
        run: document::imports,
    },
];

/// The blocks `impl …When` or `impl …Then`, with the name of the operation.
fn impls<'a>(
    file: &'a mut syn::File,
    suffix: &'a str,
) -> impl Iterator<Item = (String, &'a mut syn::ItemImpl)> + 'a {
    operations(file).into_iter().flatten().filter_map(move |item| {
        let syn::Item::Impl(block) = item else { return None };
        let syn::Type::Path(path) = &*block.self_ty else { return None };
        let name = path.path.segments.last()?.ident.to_string();
        Some((name.strip_suffix(suffix)?.to_owned(), block))
    })
}

/// What the module `operations` holds.
fn operations(file: &mut syn::File) -> Option<&mut Vec<syn::Item>> {
    file.items.iter_mut().find_map(|item| match item {
        syn::Item::Mod(module) if module.ident == "operations" => {
            module.content.as_mut().map(|(_, items)| items)
        }
        _ => None,
    })
}

fn functions(block: &mut syn::ItemImpl) -> impl Iterator<Item = &mut syn::ImplItemFn> {
    block.items.iter_mut().filter_map(|item| match item {
        syn::ImplItem::Fn(function) => Some(function),
        _ => None,
    })
}

/// The first literal in a piece of code that `read` makes something of.
fn literal<T>(block: &syn::Block, read: impl FnMut(&syn::Lit) -> Option<T>) -> Option<T> {
    struct Find<T, F>(Option<T>, F);
    impl<T, F: FnMut(&syn::Lit) -> Option<T>> syn::visit::Visit<'_> for Find<T, F> {
        fn visit_lit(&mut self, lit: &syn::Lit) {
            if self.0.is_none() {
                self.0 = (self.1)(lit);
            }
        }

        fn visit_macro(&mut self, mac: &syn::Macro) {
            for token in mac.tokens.clone() {
                if let proc_macro2::TokenTree::Literal(literal) = token {
                    self.visit_lit(&syn::Lit::new(literal));
                }
            }
        }
    }
    let mut find = Find(None, read);
    syn::visit::Visit::visit_block(&mut find, block);
    find.0
}
