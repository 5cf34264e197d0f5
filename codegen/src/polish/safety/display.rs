//! Text types that can be written into a path.

use std::collections::HashSet;

use syn::{Fields, Item, Type, parse_quote};

/// Gives `Display` to each newtype of text that typify leaves without.
pub(super) fn implement(file: &mut syn::File) -> usize {
    let types = file.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content.as_mut(),
        _ => None,
    });
    let Some((_, items)) = types else { return 0 };
    let shown: HashSet<String> = items.iter().filter_map(shown).collect();
    let mut out = Vec::with_capacity(items.len());
    let mut count = 0;
    for item in items.drain(..) {
        let text = match &item {
            Item::Struct(item) if is_text(&item.fields) => Some(item.ident.clone()),
            _ => None,
        };
        out.push(item);
        if let Some(name) = text.filter(|name| !shown.contains(&name.to_string())) {
            out.push(parse_quote! {
                impl std::fmt::Display for #name {
                    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(&self.0)
                    }
                }
            });
            count += 1;
        }
    }
    *items = out;
    count
}

/// The type that a block implements `Display` for.
fn shown(item: &Item) -> Option<String> {
    let Item::Impl(block) = item else { return None };
    let (path, _) = block.trait_.as_ref()?;
    let Type::Path(typ) = &*block.self_ty else { return None };
    path.segments.last().filter(|last| last.ident == "Display")?;
    typ.path.get_ident().map(ToString::to_string)
}

/// Returns true if the fields are one `String` without a name.
fn is_text(fields: &Fields) -> bool {
    let Fields::Unnamed(fields) = fields else { return false };
    let Some(field) = fields.unnamed.first() else { return false };
    fields.unnamed.len() == 1
        && matches!(&field.ty, Type::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "String"))
}
