//! Documentation for what progenitor leaves without.

use std::collections::HashMap;

use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Visibility, parse_quote};

/// Gives every public item, field, variant and method without documentation a line of it. What
/// the document says about a parameter goes to the method that sets it.
pub(in crate::polish) fn document(file: &mut syn::File, facts: &Facts) -> usize {
    items(&mut file.items, facts)
}

/// Operations, in Pascal case as their builders are named.
pub(in crate::polish) type Facts = HashMap<String, Operation>;

/// What the document says of an operation, as progenitor puts it into the documentation of the
/// client's methods.
#[derive(Debug, Default)]
pub(in crate::polish) struct Operation {
    /// Method and path, in words.
    pub(in crate::polish) sends: String,
    /// Arguments and what they mean.
    pub(in crate::polish) arguments: HashMap<String, String>,
}

/// Reads what is known of the operations.
pub(in crate::polish) fn facts(file: &syn::File) -> Facts {
    use heck::ToPascalCase as _;
    let mut out = Facts::new();
    for item in &file.items {
        let Item::Impl(block) = item else { continue };
        for member in &block.items {
            let ImplItem::Fn(function) = member else {
                continue;
            };
            let docs: String = function.attrs.iter().filter_map(doc).collect();
            let Some((_, sends)) = docs.rsplit_once("Sends a `") else {
                continue;
            };
            let (sends, rest) = sends.split_once('\n').unwrap_or((sends, ""));
            let list = rest.split_once("Arguments:\n").map(|(_, list)| list).unwrap_or_default();
            let list = list.lines().filter_map(|line| {
                let (name, text) = line.strip_prefix("- `")?.split_once("`: ")?;
                Some((name.to_owned(), text.to_owned()))
            });
            let operation =
                Operation { sends: format!("a `{}", sends.trim()), arguments: list.collect() };
            out.insert(function.sig.ident.to_string().to_pascal_case(), operation);
        }
    }
    out
}

fn items(items: &mut [Item], facts: &Facts) -> usize {
    items.iter_mut().map(|item| self::item(item, facts)).sum()
}

fn item(item: &mut Item, facts: &Facts) -> usize {
    match item {
        Item::Mod(module) => match &mut module.content {
            Some((_, content)) => items(content, facts),
            None => 0,
        },
        Item::Struct(item) => {
            link_to_method(&mut item.attrs);
            let mut count = add(&mut item.attrs, &item.vis, || format!("`{}`.", item.ident));
            count += fields(&mut item.fields, None);
            count
        }
        Item::Enum(item) => {
            let mut count = add(&mut item.attrs, &item.vis, || format!("`{}`.", item.ident));
            for variant in &mut item.variants {
                let name = &variant.ident;
                count += add(&mut variant.attrs, &item.vis, || format!("`{name}`."));
                count += fields(&mut variant.fields, Some(&item.vis));
            }
            count
        }
        Item::Impl(block) if block.trait_.is_none() => methods(block, facts),
        _ => 0,
    }
}

/// Documents named fields, which are as visible as their variant where they belong to one.
fn fields(fields: &mut Fields, variant: Option<&Visibility>) -> usize {
    let Fields::Named(fields) = fields else { return 0 };
    let mut count = 0;
    for field in &mut fields.named {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        count += add(&mut field.attrs, variant.unwrap_or(&field.vis), || match name.as_str() {
            "extra" => "Fields that the document does not list.".to_owned(),
            name => format!("`{name}`."),
        });
    }
    count
}

fn methods(block: &mut ItemImpl, facts: &Facts) -> usize {
    let owner = match &*block.self_ty {
        syn::Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    };
    let operation = owner.as_ref().and_then(|owner| facts.get(owner));
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
            name => match operation.and_then(|operation| operation.arguments.get(name)) {
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
            let text = format!("Request of [`Client::{method}`](Client::{method}).");
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
