//! One file a subject.

use quote::format_ident;
use syn::{Item, parse_quote};

use crate::emit::Module;
use crate::settings::Optional;

/// Splits progenitor's file into `mod.rs`, `types.rs` and `builder.rs`, and names the modules that
/// progenitor knows nothing of.
pub(in crate::polish) fn split(
    mut client: syn::File,
    modules: &[Module],
    optional: impl Iterator<Item = Optional>,
    runtime: bool,
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
    items.push(parse_quote!(
        pub use support::{Decode, DecodeError, Facts, Operation, Statuses};
    ));
    items.push(match runtime {
        true => parse_quote!(
            pub(crate) use support::{BaseUrl, Request};
        ),
        false => parse_quote!(
            use support::BaseUrl;
        ),
    });
    items.push(parse_quote!(
        mod support;
    ));
    for (path, holds, _) in modules {
        let name = format_ident!("{}", path.trim_end_matches(".rs"));
        items.push(parse_quote! {
            #[doc = #holds]
            pub mod #name;
        });
    }
    for Optional { name, holds, .. } in optional {
        let ident = format_ident!("{name}");
        items.push(parse_quote! {
            #[doc = #holds]
            #[cfg(feature = #name)]
            pub mod #ident;
        });
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

fn file(items: Vec<Item>) -> syn::File {
    syn::File { items, ..parse_quote!() }
}
