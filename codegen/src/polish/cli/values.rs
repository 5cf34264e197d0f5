//! Types of values, and the way from a text to one.

use std::collections::{HashMap, HashSet};

use quote::format_ident;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Fields, ImplItem, Item, ItemImpl, ItemStruct, Lit, Meta, Pat, Type, parse_quote};

use super::{Argument, sentence, text};

/// Types beside those of the document that a text can be read as.
const READABLE: [&str; 31] = [
    "String",
    "bool",
    "chrono::DateTime<chrono::offset::Utc>",
    "chrono::naive::NaiveDate",
    "chrono::naive::NaiveDateTime",
    "chrono::naive::NaiveTime",
    "f32",
    "f64",
    "i16",
    "i32",
    "i64",
    "i8",
    "std::net::IpAddr",
    "std::net::Ipv4Addr",
    "std::net::Ipv6Addr",
    "std::num::NonZeroI16",
    "std::num::NonZeroI32",
    "std::num::NonZeroI64",
    "std::num::NonZeroI8",
    "std::num::NonZeroU16",
    "std::num::NonZeroU32",
    "std::num::NonZeroU64",
    "std::num::NonZeroU8",
    "std::string::String",
    "u16",
    "u32",
    "u64",
    "u8",
    "uuid::Uuid",
    "isize",
    "usize",
];

/// The values that an option takes.
pub(super) struct Value {
    /// The type of one value.
    pub(super) typ: Type,
    pub(super) parser: Parser,
    /// True if the option may be repeated.
    pub(super) many: bool,
    /// True if a value may begin with a minus.
    pub(super) negative: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Parser {
    /// A text that the type reads.
    Text,
    /// One of these texts.
    Choice(Vec<String>),
    /// JSON.
    Json,
}

/// The types of the document.
pub(super) struct Types<'a> {
    defined: HashSet<String>,
    readable: HashSet<String>,
    choices: HashMap<String, Vec<String>>,
    structs: HashMap<String, &'a ItemStruct>,
}

impl<'a> Types<'a> {
    pub(super) fn of(client: &'a syn::File) -> Self {
        let module = client.items.iter().find_map(|item| match item {
            Item::Mod(module) if module.ident == "types" => module.content.as_ref(),
            _ => None,
        });
        let mut types = Self {
            defined: HashSet::new(),
            readable: HashSet::new(),
            choices: HashMap::new(),
            structs: HashMap::new(),
        };
        let items = module.into_iter().flat_map(|(_, items)| items);
        for item in items {
            match item {
                Item::Struct(item) => {
                    types.defined.insert(item.ident.to_string());
                    types.structs.insert(item.ident.to_string(), item);
                }
                Item::Enum(item) => drop(types.defined.insert(item.ident.to_string())),
                Item::Type(item) => drop(types.defined.insert(item.ident.to_string())),
                Item::Impl(block) => types.read(block),
                _ => {}
            }
        }
        types
    }

    /// Notes which texts a type is read from.
    fn read(&mut self, block: &ItemImpl) {
        let of_text = block.trait_.as_ref().and_then(|(path, _)| path.segments.last());
        if of_text.is_none_or(|last| last.ident != "FromStr") {
            return;
        }
        let name = text(&block.self_ty);
        if let Some(choices) = choices(block) {
            self.choices.insert(name.clone(), choices);
        }
        self.readable.insert(name);
    }

    /// Returns the values of an option for this type, and whether the option may be left out.
    pub(super) fn value(&self, typ: &Type) -> (Value, bool) {
        let inner = generic(typ, "Option");
        let (typ, optional) = (inner.as_ref().unwrap_or(typ), inner.is_some());
        let item = generic(typ, "Vec");
        let many = item.is_some();
        let typ = item.unwrap_or_else(|| typ.clone());
        let name = text(&typ);
        let name = name.strip_prefix("types::").unwrap_or(&name);
        let parser = match self.choices.get(name) {
            Some(choices) => Parser::Choice(choices.clone()),
            None if name == "bool" => Parser::Choice(["true", "false"].map(str::to_owned).into()),
            None if self.readable.contains(name) || READABLE.contains(&name) => Parser::Text,
            None => Parser::Json,
        };
        let number = name.rsplit("NonZero").next().unwrap_or_default().to_ascii_lowercase();
        let negative = ["i8", "i16", "i32", "i64", "isize", "f32", "f64"].contains(&&*number)
            || self.structs.get(name).is_some_and(|item| is_number(item));
        (Value { typ, parser, many, negative }, optional)
    }

    /// The properties of a struct of the document, where a text can be read as each of them.
    pub(super) fn properties(&self, typ: &Type) -> Option<Vec<Argument>> {
        let name = text(typ);
        let item = self.structs.get(name.strip_prefix("types::")?)?;
        let Fields::Named(fields) = &item.fields else { return None };
        let mut properties = Vec::new();
        for field in &fields.named {
            let serde = Serde::of(field);
            if serde.flattened {
                continue;
            }
            let mut typ = field.ty.clone();
            Qualify(&self.defined).visit_type_mut(&mut typ);
            let (value, _) = self.value(&typ);
            if value.parser == Parser::Json {
                return None;
            }
            let ident = field.ident.clone()?;
            properties.push(Argument {
                name: serde.name.unwrap_or_else(|| ident.to_string()),
                help: sentence(&serde.docs),
                required: !serde.optional,
                value,
                field: ident,
                in_path: false,
                id: String::new(),
                long: String::new(),
            });
        }
        (!properties.is_empty()).then_some(properties)
    }
}

/// The facts about a field that its attributes state.
#[derive(Default)]
struct Serde {
    name: Option<String>,
    docs: String,
    optional: bool,
    flattened: bool,
}

impl Serde {
    fn of(field: &syn::Field) -> Self {
        let mut out = Self::default();
        for attribute in &field.attrs {
            if let Meta::NameValue(pair) = &attribute.meta
                && let Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) = &pair.value
                && pair.path.is_ident("doc")
            {
                out.docs.push_str(&text.value());
                out.docs.push('\n');
            }
            if !attribute.path().is_ident("serde") {
                continue;
            }
            // Whatever else may stand there says nothing of this.
            let _ = attribute.parse_nested_meta(|meta| {
                let value = meta.value().and_then(|value| value.parse::<Lit>()).ok();
                if meta.path.is_ident("rename") {
                    if let Some(Lit::Str(text)) = value {
                        out.name = Some(text.value());
                    }
                } else if meta.path.is_ident("default") || meta.path.is_ident("skip_serializing_if")
                {
                    out.optional = true;
                } else if meta.path.is_ident("flatten") {
                    out.flattened = true;
                }
                Ok(())
            });
        }
        out
    }
}

/// Gives types of the document the path that leads to them from another module.
struct Qualify<'a>(&'a HashSet<String>);

impl VisitMut for Qualify<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        if path.leading_colon.is_none()
            && let Some(ident) = path.segments.last().map(|last| last.ident.clone())
            && (path.segments.len() == 1
                || path.segments.len() == 2 && path.segments[0].ident == "self")
            && self.0.contains(&ident.to_string())
        {
            let module = format_ident!("types");
            *path = parse_quote!(#module::#ident);
        }
    }
}

/// The type in `Name<T>`.
pub(super) fn generic(typ: &Type, name: &str) -> Option<Type> {
    let Type::Path(path) = typ else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(typ) => Some(typ.clone()),
        _ => None,
    }
}

/// The texts in `match value { "text" => Ok(Self::Variant), … }`, if only such are read.
fn choices(block: &ItemImpl) -> Option<Vec<String>> {
    let body = block.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "from_str" => Some(&function.block),
        _ => None,
    });
    let [syn::Stmt::Expr(Expr::Match(matching), _)] = body?.stmts.as_slice() else { return None };
    let texts = matching.arms.iter().filter(|arm| !matches!(arm.pat, Pat::Wild(_)));
    texts
        .map(|arm| match &arm.pat {
            Pat::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        })
        .collect()
}

/// Returns true if the type is a number with a name.
fn is_number(item: &ItemStruct) -> bool {
    let Fields::Unnamed(fields) = &item.fields else { return false };
    fields.unnamed.first().is_some_and(|field| {
        ["i8", "i16", "i32", "i64", "f32", "f64"].contains(&text(&field.ty).as_str())
    })
}
