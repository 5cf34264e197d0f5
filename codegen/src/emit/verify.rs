//! Whether progenitor's output can compile: names that stand twice.

use std::collections::HashMap;

use heck::ToPascalCase as _;
use syn::{ImplItem, Item};

use crate::adapt::Adapted;
use crate::finding::{Finding, Level};

/// Finds items, fields and methods that progenitor defines twice; each points to the schema or
/// operation that it most likely comes from.
pub(super) fn duplicates(file: &syn::File, adapted: &Adapted) -> Vec<Finding> {
    let mut found = Vec::new();
    module(&file.items, "client", &mut found);
    found
        .into_iter()
        .map(|(owner, what)| {
            let pointer = origin(adapted, &owner);
            Finding {
                level: Level::Error,
                rule: "generated-name-collision",
                span: super::key_span(&adapted.root, &pointer),
                pointer,
                message: format!("progenitor 0.15 gives two things the same Rust name: {what}"),
                help: "rename one of the two in the document; names that differ only in case or \
                       punctuation, or that a nested schema gets from the ones around it, are the \
                       same to Rust"
                    .to_owned(),
            }
        })
        .collect()
}

/// Owner, as far as there is one, and what stands twice.
type Found = Vec<(String, String)>;

fn module(items: &[Item], name: &str, found: &mut Found) {
    let mut types: HashMap<String, usize> = HashMap::new();
    for item in items {
        let ident = match item {
            Item::Struct(item) => {
                fields(item, found);
                &item.ident
            }
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| variant.ident.to_string());
                twice(variants, &item.ident.to_string(), "variant", found);
                &item.ident
            }
            Item::Type(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Mod(item) => {
                if let Some((_, content)) = &item.content {
                    module(content, &item.ident.to_string(), found);
                }
                continue;
            }
            _ => continue,
        };
        *types.entry(ident.to_string()).or_default() += 1;
    }
    let mut names: Vec<_> = types.into_iter().filter(|(_, count)| *count > 1).collect();
    names.sort();
    found.extend(
        names.into_iter().map(|(ident, _)| (ident.clone(), format!("type `{ident}` in `{name}`"))),
    );
    methods(items, found);
}

fn fields(item: &syn::ItemStruct, found: &mut Found) {
    let names =
        item.fields.iter().filter_map(|field| field.ident.as_ref().map(ToString::to_string));
    twice(names, &item.ident.to_string(), "field", found);
}

/// Methods of all inherent blocks of one type are one list.
fn methods(items: &[Item], found: &mut Found) {
    let mut by_type: HashMap<String, Vec<String>> = HashMap::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let syn::Type::Path(path) = &*block.self_ty else {
            continue;
        };
        let Some(owner) = path.path.segments.last().filter(|_| block.trait_.is_none()) else {
            continue;
        };
        let names = block.items.iter().filter_map(|member| match member {
            ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        });
        by_type.entry(owner.ident.to_string()).or_default().extend(names);
    }
    let mut by_type: Vec<_> = by_type.into_iter().collect();
    by_type.sort();
    for (owner, names) in by_type {
        twice(names.into_iter(), &owner, "method", found);
    }
}

fn twice(names: impl Iterator<Item = String>, owner: &str, what: &str, found: &mut Found) {
    let mut seen = HashMap::new();
    for name in names {
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 2 {
            found.push((owner.to_owned(), format!("{what} `{name}` of `{owner}`")));
        }
    }
}

/// The schema or operation that a Rust name comes from: one of that name, or the one with the
/// longest name that it starts with, since nested types are named after what holds them.
fn origin(adapted: &Adapted, name: &str) -> String {
    let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
    let schemas = adapted.root.pointer("/components/schemas");
    let schemas =
        schemas.and_then(crate::yaml::Node::as_map).into_iter().flat_map(|map| map.keys());
    let mut candidates: Vec<(String, String)> = schemas
        .map(|key| (key.to_pascal_case(), format!("/components/schemas/{}", escape(key))))
        .collect();
    for (path, method, operation) in adapted.document.operations() {
        if let Some(id) = &operation.operation_id {
            candidates.push((id.to_pascal_case(), format!("/paths/{}/{method}", escape(path))));
        }
    }
    candidates
        .into_iter()
        .filter(|(candidate, _)| name.starts_with(candidate.as_str()) && !candidate.is_empty())
        .max_by_key(|(candidate, _)| candidate.len())
        .map(|(_, pointer)| pointer)
        .unwrap_or_default()
}
