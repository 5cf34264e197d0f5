//! The client that starts the builders.

use syn::{FnArg, ImplItem, Item, ItemImpl, ReturnType, Type, parse_quote};

/// Lets the methods of the client return builders that own it. With a runtime, they become
/// methods of its client, and that of progenitor goes.
pub(super) fn rewrite(file: &mut syn::File, runtime: Option<&syn::Path>) {
    for item in &mut file.items {
        if let Item::Impl(block) = item {
            block.items.iter_mut().for_each(unborrow);
        }
    }
    let Some(runtime) = runtime else { return };
    let mut docs = Vec::new();
    file.items.retain_mut(|item| match item {
        Item::Struct(item) if item.ident == "Client" => {
            docs = std::mem::take(&mut item.attrs);
            docs.retain(|attribute| attribute.path().is_ident("doc"));
            false
        }
        Item::Impl(block) => {
            let starts = starts_requests(block);
            if starts {
                block.attrs.append(&mut docs);
                block.self_ty = parse_quote!(#runtime::Client);
            }
            starts
        }
        Item::Const(_) => false,
        Item::Use(_) => false,
        _ => true,
    });
}

/// `-> builder::List<'_>` becomes `-> builder::List`.
fn unborrow(member: &mut ImplItem) {
    let ImplItem::Fn(function) = member else { return };
    if let ReturnType::Type(_, typ) = &mut function.sig.output
        && let Type::Path(path) = &mut **typ
        && path.path.segments.first().is_some_and(|first| first.ident == "builder")
        && let Some(last) = path.path.segments.last_mut()
    {
        last.arguments = syn::PathArguments::None;
    }
}

/// Returns true if the block holds the methods that start requests, and not constructors or a trait.
fn starts_requests(block: &ItemImpl) -> bool {
    let takes_self = |member: &ImplItem| {
        matches!(member, ImplItem::Fn(function)
            if matches!(function.sig.inputs.first(), Some(FnArg::Receiver(_))))
    };
    block.trait_.is_none() && block.items.iter().all(takes_self)
}

/// The imports of the module of builders.
pub(super) fn imports(runtime: Option<&syn::Path>) -> Vec<Item> {
    let file: syn::File = match runtime {
        Some(runtime) => parse_quote! {
            use std::marker::PhantomData;
            use progenitor_client::ByteStream;
            use reqwest::Method;
            use #runtime::{Client, Error, Success};
            use super::support::{Argument, Decode, Facts, Operation, Request, Statuses};
            use super::types;
        },
        None => parse_quote! {
            use std::marker::PhantomData;
            use progenitor_client::{ByteStream, Error, ResponseValue};
            use reqwest::Method;
            use super::Client;
            use super::support::{Argument, Decode, Facts, Operation, Request, Statuses};
            use super::types;
        },
    };
    file.items
}
