//! Imports that nothing uses.

use std::collections::HashSet;

use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

/// Traits that are used through their methods.
const TRAITS: [(&str, &[&str]); 4] = [
    ("ClientHooks", &["pre", "exec", "post", "ClientHooks"]),
    ("ClientInfo", &["api_version", "ClientInfo"]),
    ("RequestBuilderExt", &["form_urlencoded"]),
    ("FromStr", &["from_str", "FromStr"]),
];

/// What implementations of hooks need, used here or not.
const FOR_HOOKS: [&str; 5] =
    ["ClientHooks", "ClientInfo", "Error", "OperationInfo", "ResponseValue"];

pub(super) fn prune(file: &mut syn::File) -> usize {
    let mut used = Used(HashSet::new());
    for item in file.items.iter().filter(|item| !matches!(item, Item::Use(_))) {
        used.visit_item(item);
    }
    for item in &mut file.items {
        if let Item::Use(import) = item
            && let UseTree::Path(path) = &mut import.tree
            && path.ident == "progenitor_client"
            && matches!(import.vis, Visibility::Public(_))
        {
            *path.tree = syn::parse_quote!({ByteStream, ClientHooks, ClientInfo, Error, OperationInfo, ResponseValue});
        }
    }
    let mut seen = HashSet::new();
    let mut count = 0;
    file.items.retain_mut(|item| {
        let Item::Use(import) = item else { return true };
        let public = matches!(import.vis, Visibility::Public(_));
        let keep = keep(&mut import.tree, &mut |name| {
            let by_method = TRAITS.iter().find(|(ident, _)| *ident == name);
            let needed = match by_method {
                Some((_, methods)) => methods.iter().any(|method| used.0.contains(*method)),
                None => used.0.contains(name),
            };
            let needed =
                (needed || public && FOR_HOOKS.contains(&name)) && seen.insert(name.to_owned());
            count += usize::from(!needed);
            needed
        });
        keep
    });
    count
}

/// Whether anything is left of the tree; groups of one lose their braces.
fn keep(tree: &mut UseTree, needed: &mut impl FnMut(&str) -> bool) -> bool {
    match tree {
        UseTree::Path(path) => keep(&mut path.tree, needed),
        UseTree::Name(name) => needed(&name.ident.to_string()),
        UseTree::Rename(rename) => needed(&rename.rename.to_string()),
        UseTree::Glob(_) => true,
        UseTree::Group(group) => {
            let mut items: Vec<UseTree> = group.items.iter().cloned().collect();
            items.retain_mut(|item| keep(item, needed));
            items.sort_by_key(|item| item.to_token_stream().to_string());
            if items.len() == 1 {
                *tree = items.remove(0);
                return true;
            }
            group.items = items.into_iter().collect();
            !group.items.is_empty()
        }
    }
}

/// Identifiers that occur outside of imports; those inside macros count too.
struct Used(HashSet<String>);

impl Visit<'_> for Used {
    fn visit_ident(&mut self, ident: &proc_macro2::Ident) {
        self.0.insert(ident.to_string());
    }

    fn visit_macro(&mut self, mac: &syn::Macro) {
        visit::visit_macro(self, mac);
        collect(mac.tokens.clone(), &mut self.0);
    }
}

fn collect(tokens: proc_macro2::TokenStream, into: &mut HashSet<String>) {
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Ident(ident) => {
                into.insert(ident.to_string());
            }
            proc_macro2::TokenTree::Group(group) => collect(group.stream(), into),
            _ => {}
        }
    }
}
