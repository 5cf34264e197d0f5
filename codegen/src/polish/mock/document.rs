//! Imports and documentation of mocks.

use heck::ToPascalCase as _;
use syn::visit::{self, Visit};
use syn::{Item, TraitItem, parse_quote};

use super::{functions, impls, literal, operations, responses};
use crate::polish::doc;
use crate::polish::style::Facts;

/// Takes `use super::*` out of the module `operations`, and puts in what it needs.
pub(super) fn imports(file: &mut syn::File) -> usize {
    let mut types = Types(false);
    types.visit_file(file);
    let Some(items) = operations(file) else { return 0 };
    let before = items.len();
    items.retain(|item| !matches!(item, Item::Use(_)));
    let removed = before - items.len();
    if types.0 {
        items.insert(
            0,
            parse_quote!(
                use super::super::types;
            ),
        );
    }
    removed
}

/// Whether a path starts with `types`.
struct Types(bool);

impl Visit<'_> for Types {
    fn visit_path(&mut self, path: &syn::Path) {
        visit::visit_path(self, path);
        self.0 |= path.segments.len() > 1 && path.segments[0].ident == "types";
    }
}

/// Says what each item is for.
pub(in crate::polish) fn document(file: &mut syn::File, facts: &Facts) {
    file.attrs.clear();
    for item in &mut file.items {
        match item {
            Item::Mod(module) => {
                module.attrs = vec![doc(
                    "What mocks expect and answer, a pair of types an operation. `into_inner` leads to \
                     httpmock's own, for what these do not have.",
                )];
            }
            Item::Trait(item) => {
                item.attrs = vec![doc("Adds a method for each operation to httpmock's server.")];
                for member in &mut item.items {
                    let TraitItem::Fn(function) = member else { continue };
                    let name = function.sig.ident.to_string().to_pascal_case();
                    let sends = facts.get(&name).map(|operation| operation.sends.as_str());
                    let sends = sends.unwrap_or("the operation");
                    function.attrs = vec![doc(&format!("Mocks {sends}."))];
                }
            }
            _ => {}
        }
    }
    structs(file);
    for (name, block) in impls(file, "When") {
        let operation = facts.get(&name);
        for function in functions(block) {
            let name = function.sig.ident.to_string();
            let meaning = operation.and_then(|operation| operation.arguments.get(&name));
            function.attrs = vec![doc(&match (name.as_str(), meaning) {
                ("new", _) => "Expects method and path of the operation.".to_owned(),
                ("into_inner", _) => "httpmock's own type.".to_owned(),
                ("body", _) => "Expects this body.".to_owned(),
                (_, Some(meaning)) => format!("Expects this `{name}`: {meaning}"),
                (_, None) => format!("Expects this `{name}`."),
            })];
        }
    }
    for (_, block) in impls(file, "Then") {
        for function in functions(block) {
            let status = literal(&function.block, responses::status);
            let text = match (function.sig.ident.to_string().as_str(), status) {
                ("new", _) => "Answers nothing yet.".to_owned(),
                ("into_inner", _) => "httpmock's own type.".to_owned(),
                (_, Some(status)) => format!("Answers {status}."),
                (name, None) => format!("Answers with a status of the kind `{name}`."),
            };
            if function.attrs.is_empty() {
                function.attrs = vec![doc(&text)];
            }
        }
    }
}

fn structs(file: &mut syn::File) {
    for item in operations(file).into_iter().flatten() {
        let Item::Struct(item) = item else { continue };
        let name = item.ident.to_string();
        let operation = name.strip_suffix("When").map(|name| (name, "expects"));
        let operation = operation.or(name.strip_suffix("Then").map(|name| (name, "answers")));
        if let Some((operation, does)) = operation {
            item.attrs = vec![doc(&format!("What a mock of `{operation}` {does}."))];
        }
    }
}
