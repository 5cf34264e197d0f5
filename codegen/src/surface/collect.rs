//! From modules to items: what stands in them, and by which paths consumers reach it.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens as _;
use syn::Visibility;

use super::attrs::Attrs;
use super::change::Spot;
use super::define;
use super::item::{Def, Detail, Impl, Item};
use super::text::{Sig, Table};
use super::tree::{Module, Target, Tree, Use, head, join};

/// A path by which consumers reach an item.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Where the item is defined.
    pub(super) def: String,
    /// Conditions on the way.
    pub(super) cfg: BTreeSet<String>,
}

/// Everything that is found in a tree.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// All items, public or not, by where they are defined. A type and a value may share a name.
    pub(super) defs: BTreeMap<String, Vec<Def>>,
    /// All public paths.
    pub(super) names: BTreeMap<String, Name>,
    pub(super) impls: Vec<Impl>,
}

/// Where the collector stands.
pub(super) struct Site<'a> {
    pub(super) tree: &'a Tree,
    pub(super) path: &'a str,
    pub(super) file: &'a str,
}

impl Site<'_> {
    pub(super) fn spot(&self, ident: &syn::Ident) -> Spot {
        self.at(ident.span().start().line)
    }

    pub(super) fn at(&self, line: usize) -> Spot {
        Spot { file: self.file.to_owned(), line }
    }
}

pub(super) fn collect(tree: &Tree) -> Found {
    let mut found = Found::default();
    for (path, module) in &tree.modules {
        let site = Site { tree, path, file: &module.file };
        for item in &module.items {
            define::define(&site, item, &mut found);
        }
        for one in &module.uses {
            outside(&site, one, &mut found);
        }
    }
    // Methods come last: their types may be defined in a later module.
    for (path, module) in &tree.modules {
        let site = Site { tree, path, file: &module.file };
        for item in &module.items {
            if let syn::Item::Impl(item) = item {
                super::implement::implement(&site, item, &mut found);
            }
        }
    }
    Reach { tree, names: &mut found.names, stack: Vec::new() }.module("", "", &BTreeSet::new());
    found.names.retain(|_, name| found.defs.contains_key(&name.def));
    found
}

/// Re-exports of what is defined elsewhere are items of their own.
fn outside(site: &Site<'_>, one: &Use, found: &mut Found) {
    let (target, _) = site.tree.resolve(site.path, &one.route);
    let Target::Outside(path) = target else { return };
    if !one.public {
        return;
    }
    let (name, detail) = match &one.name {
        Some(name) => (name.clone(), Detail::Outside(path.clone())),
        None => (format!("{path}::*"), Detail::Opaque(format!("pub use {path}::*"))),
    };
    let shown = match &one.name {
        Some(name) if path.rsplit("::").next() != Some(name) => format!("pub use {path} as {name}"),
        Some(_) => format!("pub use {path}"),
        None => format!("pub use {path}::*"),
    };
    let item = Item {
        what: "re-export",
        shown: Sig::text(shown),
        spot: site.at(one.line),
        attrs: one.attrs.clone(),
        detail,
    };
    let def = Def { item, members: BTreeMap::new() };
    found.defs.entry(join(site.path, &name)).or_default().push(def);
}

/// Finds public paths, from the root down.
struct Reach<'a> {
    tree: &'a Tree,
    names: &'a mut BTreeMap<String, Name>,
    /// Modules on the way, since re-exports may run in circles.
    stack: Vec<String>,
}

impl Reach<'_> {
    /// Adds what `module` offers, as seen at `path`.
    fn module(&mut self, module: &str, path: &str, cfg: &BTreeSet<String>) {
        let Some(found) = self.tree.modules.get(module) else { return };
        if self.stack.iter().any(|one| one == module) {
            return;
        }
        self.stack.push(module.to_owned());
        self.items(found, module, path, cfg);
        for one in found.uses.iter().filter(|one| one.public) {
            let cfg = joined(cfg, &one.attrs.cfg);
            match (self.tree.resolve(module, &one.route), &one.name) {
                ((Target::Module(inner), 0), Some(name)) => {
                    self.add(join(path, name), inner.clone(), &cfg);
                    self.module(&inner, &join(path, name), &cfg);
                }
                ((Target::Module(inner), 0), None) => self.module(&inner, path, &cfg),
                ((Target::Def(def), 0), Some(name)) => self.add(join(path, name), def, &cfg),
                // The re-export itself is the item.
                ((Target::Outside(_), _), Some(name)) => {
                    self.add(join(path, name), join(module, name), &cfg);
                }
                ((Target::Outside(outside), _), None) => {
                    let name = format!("{outside}::*");
                    self.add(join(path, &name), join(module, &name), &cfg);
                }
                _ => {}
            }
        }
        self.stack.pop();
    }

    fn items(&mut self, found: &Module, module: &str, path: &str, cfg: &BTreeSet<String>) {
        for item in &found.items {
            if let syn::Item::Mod(inner) = item {
                let attrs = Attrs::of(&inner.attrs);
                if is_public(&inner.vis) && !attrs.hidden {
                    let name = inner.ident.to_string();
                    let cfg = joined(cfg, &attrs.cfg);
                    self.add(join(path, &name), join(module, &name), &cfg);
                    self.module(&join(module, &name), &join(path, &name), &cfg);
                }
            } else if let Some(name) = opaque_name(item) {
                self.add(join(path, &name), join(module, &name), cfg);
            } else if let Some((ident, vis)) = head(item)
                && is_public(vis)
            {
                let name = ident.to_string();
                self.add(join(path, &name), join(module, &name), cfg);
            }
        }
    }

    /// Explicit names come before those that a glob brings in.
    fn add(&mut self, path: String, def: String, cfg: &BTreeSet<String>) {
        self.names.entry(path).or_insert_with(|| Name { def, cfg: cfg.clone() });
    }
}

fn joined(a: &BTreeSet<String>, b: &BTreeSet<String>) -> BTreeSet<String> {
    a.union(b).cloned().collect()
}

pub(super) fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

/// The name of an item that syn reads as tokens alone, and that may be anything.
pub(super) fn opaque_name(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Macro(item) => Some(match &item.ident {
            Some(name) => format!("{name}!"),
            None => {
                let name = item.mac.path.to_token_stream();
                format!("{}!(..)", Sig::print(name, &Table::default()).show(&str::to_owned))
            }
        }),
        syn::Item::ForeignMod(_) => Some("extern".to_owned()),
        syn::Item::TraitAlias(_) | syn::Item::Verbatim(_) => Some("(unread)".to_owned()),
        _ => None,
    }
}
