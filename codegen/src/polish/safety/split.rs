//! One file a subject.

use quote::format_ident;
use syn::{Item, parse_quote};

use crate::emit::Module;

/// Splits progenitor's file into `mod.rs`, `types.rs` and `builder.rs`, and adds the modules that progenitor knows
/// nothing of.
pub(in crate::polish) fn split(
    mut client: syn::File,
    modules: Vec<Module>,
) -> Vec<(&'static str, syn::File)> {
    let mut files = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for item in client.items.drain(..) {
        match item {
            Item::Mod(mut module) if module.ident == "types" || module.ident == "builder" => {
                let path = if module.ident == "types" { "types.rs" } else { "builder.rs" };
                if let Some((_, content)) = module.content.take() {
                    files.push((path, file(content)));
                }
                module.semi = Some(syn::token::Semi::default());
                items.push(Item::Mod(module));
            }
            // A prelude of one item is one more name for it.
            Item::Mod(module) if module.ident == "prelude" => {}
            item => items.push(item),
        }
    }
    if let Some((_, builder)) = files.iter_mut().find(|(path, _)| *path == "builder.rs") {
        builder.items.insert(
            0,
            parse_quote! {
                use super::support::{documented_error, path_segment, success, undocumented};
            },
        );
    }
    if calls_support(&files) {
        items.push(parse_quote!(
            mod support;
        ));
    }
    for (path, holds, content) in modules {
        let name = format_ident!("{}", path.trim_end_matches(".rs"));
        items.push(parse_quote! {
            #[doc = #holds]
            pub mod #name;
        });
        files.push((path, content));
    }
    let rank = |item: &Item| match item {
        Item::Use(_) => 0,
        Item::Mod(_) => 1,
        _ => 2,
    };
    items.sort_by_key(rank);
    files.insert(0, ("mod.rs", file(items)));
    files
}

/// Whether a builder needs the support module: it does if it has a request at all, for all but
/// the simplest ones.
fn calls_support(files: &[(&str, syn::File)]) -> bool {
    use quote::ToTokens as _;
    files.iter().filter(|(path, _)| *path == "builder.rs").any(|(_, file)| {
        let bodies = file.items.iter().filter(|item| !matches!(item, Item::Use(_)));
        let text: String = bodies.map(|item| item.to_token_stream().to_string()).collect();
        ["documented_error", "path_segment", "success"]
            .iter()
            .any(|name| text.contains(&format!("{name} (")))
    })
}

fn file(items: Vec<Item>) -> syn::File {
    syn::File { items, ..parse_quote!() }
}
