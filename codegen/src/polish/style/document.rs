//! Documentation for what progenitor leaves without.

use std::collections::HashMap;

use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Visibility, parse_quote};

/// Gives every public item, field, variant and method without documentation a line of it. What
/// the document says about a parameter goes to the method that sets it.
pub(in crate::polish) fn document(file: &mut syn::File) -> usize {
    let arguments = arguments(file);
    items(&mut file.items, &arguments)
}

/// Per operation, in Pascal case as its builder is named: its arguments and what they mean. Read
/// from the list that progenitor puts into the documentation of the client's methods.
type Arguments = HashMap<String, HashMap<String, String>>;

fn arguments(file: &syn::File) -> Arguments {
    use heck::ToPascalCase as _;
    let mut out = Arguments::new();
    for item in &file.items {
        let Item::Impl(block) = item else { continue };
        for member in &block.items {
            let ImplItem::Fn(function) = member else {
                continue;
            };
            let docs: String = function.attrs.iter().filter_map(doc).collect();
            let Some((_, list)) = docs.split_once("Arguments:\n") else {
                continue;
            };
            let list = list.lines().filter_map(|line| {
                let (name, text) = line.strip_prefix("- `")?.split_once("`: ")?;
                Some((name.to_owned(), text.to_owned()))
            });
            out.insert(function.sig.ident.to_string().to_pascal_case(), list.collect());
        }
    }
    out
}

fn items(items: &mut [Item], arguments: &Arguments) -> usize {
    items.iter_mut().map(|item| self::item(item, arguments)).sum()
}

fn item(item: &mut Item, arguments: &Arguments) -> usize {
    match item {
        Item::Mod(module) => match &mut module.content {
            Some((_, content)) => items(content, arguments),
            None => 0,
        },
        Item::Struct(item) => {
            link_to_method(&mut item.attrs);
            let mut count = add(&mut item.attrs, &item.vis, || format!("`{}`.", item.ident));
            if let Fields::Named(fields) = &mut item.fields {
                for field in &mut fields.named {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    count += add(&mut field.attrs, &field.vis, || match name.as_str() {
                        "extra" => "Fields that the document does not list.".to_owned(),
                        name => format!("`{name}`."),
                    });
                }
            }
            count
        }
        Item::Enum(item) => {
            let mut count = add(&mut item.attrs, &item.vis, || format!("`{}`.", item.ident));
            for variant in &mut item.variants {
                let name = &variant.ident;
                count += add(&mut variant.attrs, &item.vis, || format!("`{name}`."));
            }
            count
        }
        Item::Impl(block) if block.trait_.is_none() => methods(block, arguments),
        _ => 0,
    }
}

fn methods(block: &mut ItemImpl, arguments: &Arguments) -> usize {
    let owner = match &*block.self_ty {
        syn::Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    };
    let meanings = owner.as_ref().and_then(|owner| arguments.get(owner));
    let mut count = 0;
    for member in &mut block.items {
        let ImplItem::Fn(function) = member else {
            continue;
        };
        let name = function.sig.ident.to_string();
        count += add(&mut function.attrs, &function.vis, || match name.as_str() {
            "new" => "Starts a request without arguments.".to_owned(),
            "builder" => "Starts a value without fields.".to_owned(),
            "body_map" => "Changes the body that has been set so far.".to_owned(),
            name => match meanings.and_then(|meanings| meanings.get(name)) {
                Some(meaning) => format!("Sets `{name}`: {meaning}"),
                None => format!("Sets `{name}`."),
            },
        });
    }
    count
}

/// progenitor links a builder to its method with a link definition, which looks like any other
/// text in brackets; an inline link does not.
fn link_to_method(attrs: &mut [Attribute]) {
    for attribute in attrs {
        let Some(text) = doc(attribute) else { continue };
        let Some(rest) = text.strip_prefix("Builder for [`Client::") else {
            continue;
        };
        if let Some((method, _)) = rest.split_once("`]") {
            let text = format!("Request of [`Client::{method}`](super::Client::{method}).");
            *attribute = parse_quote!(#[doc = #text]);
        }
    }
}

fn add(attrs: &mut Vec<Attribute>, vis: &Visibility, text: impl FnOnce() -> String) -> usize {
    if !matches!(vis, Visibility::Public(_)) || attrs.iter().any(|attr| doc(attr).is_some()) {
        return 0;
    }
    attrs.insert(0, crate::polish::doc(&text()));
    1
}

fn doc(attribute: &Attribute) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    match &pair.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })
            if pair.path.is_ident("doc") =>
        {
            Some(text.value())
        }
        _ => None,
    }
}
