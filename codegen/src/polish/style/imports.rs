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
    let used = Used::of(file);
    for item in &mut file.items {
        if let Item::Use(import) = item
            && let UseTree::Path(path) = &mut import.tree
            && is_of_client(path, &import.vis)
        {
            *path.tree = syn::parse_quote!({ByteStream, ClientHooks, ClientInfo, Error, OperationInfo, ResponseValue});
        }
    }
    let mut seen = HashSet::new();
    let mut count = 0;
    file.items.retain_mut(|item| {
        let Item::Use(import) = item else { return true };
        let public = matches!(import.vis, Visibility::Public(_));
        if !matches!(import.vis, Visibility::Inherited)
            && !matches!(&import.tree, UseTree::Path(path) if is_of_client(path, &import.vis))
        {
            return true;
        }
        keep(&mut import.tree, &mut |name| {
            let by_method = TRAITS.iter().find(|(ident, _)| *ident == name);
            let needed = match by_method {
                Some((_, methods)) => methods.iter().any(|method| used.contains(method)),
                None => used.contains(name),
            };
            let needed =
                (needed || public && FOR_HOOKS.contains(&name)) && seen.insert(name.to_owned());
            count += usize::from(!needed);
            needed
        })
    });
    count
}

/// Returns true if the tree re-exports what progenitor's client has.
fn is_of_client(path: &syn::UsePath, visibility: &Visibility) -> bool {
    path.ident == "progenitor_client" && matches!(visibility, Visibility::Public(_))
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

/// Which of some names occur outside of imports; those inside macros count too.
struct Used {
    /// Names, and whether each occurs.
    names: Vec<(String, bool)>,
}

impl Used {
    /// Looks for what the file imports, and for the methods of imported traits.
    fn of(file: &syn::File) -> Self {
        let mut names = Vec::new();
        for item in &file.items {
            if let Item::Use(import) = item {
                imported(&import.tree, &mut names);
            }
        }
        names.extend(FOR_HOOKS.map(str::to_owned));
        names.push("ByteStream".to_owned());
        names
            .extend(TRAITS.iter().flat_map(|(_, methods)| methods.iter().map(|m| (*m).to_owned())));
        names.sort();
        names.dedup();
        let mut used = Self { names: names.into_iter().map(|name| (name, false)).collect() };
        for item in file.items.iter().filter(|item| !matches!(item, Item::Use(_))) {
            used.visit_item(item);
        }
        used
    }

    fn contains(&self, name: &str) -> bool {
        self.names.iter().any(|(known, found)| *found && known == name)
    }

    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(ident) => self.visit_ident(&ident),
                proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                _ => {}
            }
        }
    }
}

fn imported(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => imported(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|item| imported(item, names)),
        _ => {}
    }
}

impl Visit<'_> for Used {
    fn visit_ident(&mut self, ident: &proc_macro2::Ident) {
        if let Some(name) = self.names.iter_mut().find(|(name, found)| !found && ident == name) {
            name.1 = true;
        }
    }

    /// Only the first part of a path is looked up in the module.
    fn visit_path(&mut self, path: &syn::Path) {
        for (index, segment) in path.segments.iter().enumerate() {
            if index == 0 && path.leading_colon.is_none() {
                self.visit_ident(&segment.ident);
            }
            self.visit_path_arguments(&segment.arguments);
        }
    }

    fn visit_macro(&mut self, mac: &syn::Macro) {
        visit::visit_macro(self, mac);
        self.tokens(mac.tokens.clone());
    }
}
