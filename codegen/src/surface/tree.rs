//! The modules of generated code, and what names in them stand for.

use std::collections::BTreeMap;

use syn::{Item, UseTree, Visibility};

use super::Unreadable;
use super::attrs::Attrs;
use crate::artifacts::Artifacts;

/// All modules, by path; the root's path is empty.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) modules: BTreeMap<String, Module>,
    /// Whether the root is that of a crate, so that `crate::` means it.
    whole: bool,
}

/// One module.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) file: String,
    pub(super) items: Vec<Item>,
    scope: BTreeMap<String, Binding>,
    pub(super) uses: Vec<Use>,
}

/// What a name in a module stands for.
#[derive(Debug, Clone)]
enum Binding {
    Item,
    Module,
    Import(Route),
}

/// A path as written.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub(super) leading: bool,
    pub(super) names: Vec<String>,
}

/// One name, or all names, that a `use` brings in.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub(super) route: Route,
    /// The name it gets; nothing for all names of a module.
    pub(super) name: Option<String>,
    pub(super) public: bool,
    pub(super) attrs: Attrs,
    pub(super) line: usize,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Def(String),
    Module(String),
    /// Something outside of the generated code, in its shortest form.
    Outside(String),
}

/// Imports may run in circles.
const DEEP: usize = 16;

impl Tree {
    pub(super) fn of(artifacts: &Artifacts) -> Result<Self, Unreadable> {
        let files: BTreeMap<String, &str> = artifacts
            .iter()
            .map(|(path, text)| {
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                (parts.join("/"), text)
            })
            .collect();
        let whole = files.contains_key("src/lib.rs");
        let root = if whole { "src/lib.rs" } else { "mod.rs" };
        let mut tree = Self { modules: BTreeMap::new(), whole };
        tree.file(&files, root, "")?;
        Ok(tree)
    }

    fn file(
        &mut self,
        files: &BTreeMap<String, &str>,
        file: &str,
        path: &str,
    ) -> Result<(), Unreadable> {
        let unreadable = |problem: String| Unreadable { file: file.to_owned(), problem };
        let text = files.get(file).ok_or_else(|| unreadable("the file is missing".to_owned()))?;
        let parsed = syn::parse_file(text).map_err(|error| {
            unreadable(format!("line {} is not valid Rust: {error}", error.span().start().line))
        })?;
        let directory = match file.rsplit_once('/') {
            Some((directory, _)) => format!("{directory}/"),
            None => String::new(),
        };
        let is_root = ["mod.rs", "lib.rs"].iter().any(|name| file == format!("{directory}{name}"));
        let below = if is_root {
            directory
        } else {
            format!("{}/", file.strip_suffix(".rs").unwrap_or(file))
        };
        self.module(files, file, path, &below, parsed.items)
    }

    fn module(
        &mut self,
        files: &BTreeMap<String, &str>,
        file: &str,
        path: &str,
        directory: &str,
        mut items: Vec<Item>,
    ) -> Result<(), Unreadable> {
        let mut scope = BTreeMap::new();
        let mut uses = Vec::new();
        for item in &mut items {
            match item {
                Item::Mod(module) => {
                    let name = module.ident.to_string();
                    if Attrs::of(&module.attrs).hidden {
                        continue;
                    }
                    let inner = join(path, &name);
                    scope.insert(name.clone(), Binding::Module);
                    let below = format!("{directory}{name}/");
                    match module.content.take() {
                        Some((_, items)) => self.module(files, file, &inner, &below, items)?,
                        None => {
                            let flat = format!("{directory}{name}.rs");
                            let nested = format!("{below}mod.rs");
                            let found = if files.contains_key(&nested) { nested } else { flat };
                            self.file(files, &found, &inner)?;
                        }
                    }
                }
                Item::Use(item) => uses.extend(imports(item)),
                other => {
                    if let Some((ident, _)) = head(other) {
                        scope.insert(ident.to_string(), Binding::Item);
                    }
                }
            }
        }
        for one in &uses {
            if let Some(name) = &one.name {
                scope.entry(name.clone()).or_insert_with(|| Binding::Import(one.route.clone()));
            }
        }
        self.modules.insert(path.to_owned(), Module { file: file.to_owned(), items, scope, uses });
        Ok(())
    }

    /// What `route` leads to from the module `from`, and how many of its names are left over
    /// behind a type or trait.
    pub(super) fn resolve(&self, from: &str, route: &Route) -> (Target, usize) {
        self.follow(from, route, DEEP)
    }

    fn follow(&self, from: &str, route: &Route, depth: usize) -> (Target, usize) {
        let outside = || (Target::Outside(shortest(&route.names)), 0);
        if route.leading || depth == 0 {
            return outside();
        }
        let mut module = from.to_owned();
        let mut target = Target::Module(module.clone());
        for (at, name) in route.names.iter().enumerate() {
            let left = route.names.len() - at - 1;
            match name.as_str() {
                "crate" if at == 0 && self.whole => module = String::new(),
                "self" if at == 0 => {}
                "super" if !module.is_empty() => {
                    module =
                        module.rsplit_once("::").map(|(up, _)| up.to_owned()).unwrap_or_default();
                }
                name => match self.named(&module, name, depth) {
                    Some(Target::Module(inner)) => module = inner,
                    Some(Target::Def(def)) => return (Target::Def(def), left),
                    Some(Target::Outside(path)) => {
                        let mut names: Vec<String> = path.split("::").map(str::to_owned).collect();
                        names.extend(route.names[at + 1..].iter().cloned());
                        return (Target::Outside(shortest(&names)), 0);
                    }
                    None => return outside(),
                },
            }
            target = Target::Module(module.clone());
        }
        (target, 0)
    }

    /// What `name` stands for in a module.
    fn named(&self, path: &str, name: &str, depth: usize) -> Option<Target> {
        let module = self.modules.get(path)?;
        match module.scope.get(name) {
            Some(Binding::Item) => return Some(Target::Def(join(path, name))),
            Some(Binding::Module) => return Some(Target::Module(join(path, name))),
            // `use std::fmt` and the like: the same name again is a crate, not this import.
            Some(Binding::Import(route)) if route.names.len() > 1 => {
                return Some(self.follow(path, route, depth - 1).0);
            }
            Some(Binding::Import(_)) | None => {}
        }
        let globs = module.uses.iter().filter(|one| one.name.is_none());
        for glob in globs.filter(|_| depth > 1) {
            if let (Target::Module(inner), 0) = self.follow(path, &glob.route, depth - 1)
                && inner != path
                && let Some(found) = self.named(&inner, name, depth - 1)
            {
                return Some(found);
            }
        }
        None
    }
}

/// The name and visibility of an item that can be named.
pub(super) fn head(item: &Item) -> Option<(&syn::Ident, &Visibility)> {
    Some(match item {
        Item::Const(item) if item.ident != "_" => (&item.ident, &item.vis),
        Item::Enum(item) => (&item.ident, &item.vis),
        Item::Fn(item) => (&item.sig.ident, &item.vis),
        Item::Static(item) => (&item.ident, &item.vis),
        Item::Struct(item) => (&item.ident, &item.vis),
        Item::Trait(item) => (&item.ident, &item.vis),
        Item::TraitAlias(item) => (&item.ident, &item.vis),
        Item::Type(item) => (&item.ident, &item.vis),
        Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    })
}

/// The path of something in a module.
pub(super) fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn imports(item: &syn::ItemUse) -> Vec<Use> {
    let mut found = Vec::new();
    flatten(&item.tree, &mut Vec::new(), &mut found);
    let attrs = Attrs::of(&item.attrs);
    let one = |(names, name, line)| Use {
        route: Route { leading: item.leading_colon.is_some(), names },
        name,
        public: matches!(item.vis, Visibility::Public(_)) && !attrs.hidden,
        attrs: attrs.clone(),
        line,
    };
    found.into_iter().map(one).collect()
}

type Imported = (Vec<String>, Option<String>, usize);

fn flatten(tree: &UseTree, before: &mut Vec<String>, found: &mut Vec<Imported>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) => {
            let line = name.ident.span().start().line;
            found.push(named(before, &name.ident, None, line));
        }
        UseTree::Rename(name) => {
            let line = name.ident.span().start().line;
            found.push(named(before, &name.ident, Some(name.rename.to_string()), line));
        }
        UseTree::Glob(glob) => {
            found.push((before.clone(), None, glob.star_token.spans[0].start().line));
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| flatten(tree, before, found));
        }
    }
}

/// `a::{self}` brings in `a`.
fn named(before: &[String], ident: &syn::Ident, rename: Option<String>, line: usize) -> Imported {
    let mut names = before.to_vec();
    if ident != "self" || names.is_empty() {
        names.push(ident.to_string());
    }
    let last = names.last().cloned().unwrap_or_default();
    (names, Some(rename.unwrap_or(last)), line)
}

/// Names of the prelude, by the module of `std` that they come from.
const PRELUDE: [(&str, &[&str]); 12] = [
    ("std::option", &["Option"]),
    ("std::result", &["Result"]),
    ("std::string", &["String", "ToString"]),
    ("std::vec", &["Vec"]),
    ("std::boxed", &["Box"]),
    ("std::clone", &["Clone"]),
    ("std::cmp", &["PartialEq", "Eq", "PartialOrd", "Ord"]),
    ("std::convert", &["From", "Into", "TryFrom", "TryInto", "AsRef", "AsMut"]),
    ("std::default", &["Default"]),
    ("std::iter", &["Iterator", "IntoIterator", "FromIterator", "Extend"]),
    ("std::marker", &["Copy", "Send", "Sync", "Sized", "Unpin"]),
    ("std::ops", &["Drop", "Fn", "FnMut", "FnOnce"]),
];

/// Derives that are in scope everywhere while their traits are not.
const DERIVES: [(&str, &str); 2] = [("Debug", "std::fmt::Debug"), ("Hash", "std::hash::Hash")];

/// One spelling for one thing: `::core::option::Option` is `Option`.
fn shortest(names: &[String]) -> String {
    let mut path = names.join("::");
    for other in ["core::", "alloc::"] {
        if let Some(rest) = path.strip_prefix(other) {
            path = format!("std::{rest}");
        }
    }
    let name = names.last().map(String::as_str).unwrap_or_default();
    let module = path.strip_suffix(name).and_then(|path| path.strip_suffix("::"));
    let is_prelude =
        PRELUDE.iter().any(|(from, names)| Some(*from) == module && names.contains(&name));
    if is_prelude { name.to_owned() } else { path }
}

/// The trait that a derive is for.
pub(super) fn derived(target: Target) -> Target {
    match target {
        Target::Outside(path) => {
            let found = DERIVES.iter().find(|(name, _)| *name == path);
            Target::Outside(found.map_or(path, |(_, long)| (*long).to_owned()))
        }
        other => other,
    }
}
