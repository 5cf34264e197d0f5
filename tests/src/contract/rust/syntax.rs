//! What all readers need: places, texts and documentation of syntax.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ImplItem, ImplItemFn, Item, ItemImpl, Lit, Meta, Stmt};

use super::super::Kind::Shown;
use crate::contract::words::prose;
use crate::contract::{Contract, NOT_UNDERSTOOD, Place};
use crate::sources::{Files, GENERATED};

/// One generated file.
pub(super) struct Module {
    pub(super) file: syn::File,
    path: String,
}

impl Module {
    pub(super) fn parse(files: &Files, name: &str) -> Result<Self, String> {
        let path = format!("{GENERATED}/{name}");
        let text = files.get(name).ok_or_else(|| format!("{path} is missing"))?;
        let file = syn::parse_file(text).map_err(|error| {
            let at = error.span().start();
            format!("{path}:{}: not Rust: {error}", at.line)
        })?;
        Ok(Self { file, path })
    }

    pub(super) fn at(&self, node: &impl Spanned) -> Place {
        self.place(node.span())
    }

    pub(super) fn place(&self, span: proc_macro2::Span) -> Place {
        Place { file: self.path.clone(), line: span.start().line }
    }

    /// The impls of a type, by name.
    pub(super) fn impls<'a>(&'a self, name: &str) -> Vec<&'a ItemImpl> {
        impls(&self.file.items, name)
    }
}

pub(super) fn impls<'a>(items: &'a [Item], name: &str) -> Vec<&'a ItemImpl> {
    items
        .iter()
        .filter_map(|item| match item {
            Item::Impl(item) if type_name(&item.self_ty) == name => Some(item),
            _ => None,
        })
        .collect()
}

/// The last part of a type's path, without its arguments.
pub(super) fn type_name(typ: &syn::Type) -> String {
    match typ {
        syn::Type::Path(path) => path.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

pub(super) fn methods(item: &ItemImpl) -> impl Iterator<Item = &ImplItemFn> {
    item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    })
}

pub(super) fn method<'a>(impls: &[&'a ItemImpl], name: &str) -> Option<&'a ImplItemFn> {
    impls
        .iter()
        .filter(|item| item.trait_.is_none())
        .flat_map(|item| methods(item))
        .find(|function| function.sig.ident == name)
}

/// The trait of an impl, as it is written.
pub(super) fn trait_text(item: &ItemImpl) -> Option<String> {
    item.trait_.as_ref().map(|(path, _)| text(path))
}

/// The types between the angle brackets of a type.
pub(super) fn arguments(typ: &syn::Type) -> Vec<&syn::Type> {
    match typ {
        syn::Type::Path(path) => path.path.segments.last().map(inside).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The types between the angle brackets of the last part of a path.
pub(super) fn inside(segment: &syn::PathSegment) -> Vec<&syn::Type> {
    let syn::PathArguments::AngleBracketed(list) = &segment.arguments else { return Vec::new() };
    let types = list.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(typ) => Some(typ),
        _ => None,
    });
    types.collect()
}

/// A type without the modules that generated types stand in.
pub(super) fn plain(node: &impl ToTokens) -> String {
    plain_text(&text(node))
}

/// The same of a type that is text already.
pub(super) fn plain_text(typ: &str) -> String {
    unboxed(&typ.replace("types::", "").replace("super::", ""))
}

/// The type without the boxes that let it hold itself.
fn unboxed(typ: &str) -> String {
    let Some((before, boxed)) = typ.split_once("Box<") else { return typ.to_owned() };
    let mut depth = 1;
    let end = boxed.find(|c| {
        depth += i32::from(c == '<') - i32::from(c == '>');
        depth == 0
    });
    match end {
        Some(end) => unboxed(&format!("{before}{}{}", &boxed[..end], &boxed[end + 1..])),
        None => typ.to_owned(),
    }
}

/// Tokens as [`text`] has them, without documentation.
pub(super) fn bare(node: &impl ToTokens) -> String {
    let whole = text(node);
    let mut parts = whole.split("#[doc=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once("\"]").map_or("", |(_, rest)| rest));
    }
    out
}

/// Tokens with spaces only between words, and without commas at the end of lists.
pub(crate) fn text(node: &impl ToTokens) -> String {
    let tokens = node.to_token_stream().to_string();
    let mut out = String::with_capacity(tokens.len());
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut chars = tokens.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '"' {
            out.push(c);
            while let Some(inner) = chars.next() {
                out.push(inner);
                if inner == '\\' {
                    out.extend(chars.next());
                } else if inner == '"' {
                    break;
                }
            }
        } else if c.is_whitespace() {
            let before = out.chars().last().is_some_and(word);
            if before && chars.peek().copied().is_some_and(word) {
                out.push(' ');
            }
        } else {
            if matches!(c, ')' | ']' | '}') && out.ends_with(',') {
                out.pop();
            }
            out.push(c);
        }
    }
    out
}

/// A doc comment: its paragraphs, each on one line.
#[derive(Debug, Default)]
pub(super) struct Docs {
    pub(super) paragraphs: Vec<String>,
    pub(super) span: Option<proc_macro2::Span>,
}

impl Docs {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut docs = Self::default();
        let mut text = String::new();
        for attribute in attributes {
            if let Meta::NameValue(pair) = &attribute.meta
                && pair.path.is_ident("doc")
                && let Some(line) = string(&pair.value)
            {
                text.push_str(&line);
                text.push('\n');
                docs.span.get_or_insert(attribute.span());
            }
        }
        let lines: Vec<&str> = text.lines().collect();
        docs.paragraphs = lines
            .split(|line| line.trim().is_empty())
            .map(|lines| prose(&lines.join(" ")))
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        docs
    }

    pub(super) fn all(&self) -> String {
        self.paragraphs.join(" ")
    }

    /// Takes the first paragraph out that a function recognises.
    pub(super) fn take<T>(&mut self, wanted: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (index, found) = self
            .paragraphs
            .iter()
            .enumerate()
            .find_map(|(index, paragraph)| Some((index, wanted(paragraph)?)))?;
        self.paragraphs.remove(index);
        Some(found)
    }
}

/// ``DELETE /path`` of a paragraph that names the request.
pub(super) fn documented_request(paragraph: &str) -> Option<String> {
    let mut parts = paragraph.strip_prefix("Sends a `")?.split('`');
    let (method, between, path) = (parts.next()?, parts.next()?, parts.next()?);
    (between == " request to ").then(|| format!("{method} {path}"))
}

pub(super) fn string(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// The arguments of all attributes of one name.
pub(super) fn attribute_arguments(attributes: &[Attribute], name: &str) -> Vec<String> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) => Some(text(&list.tokens)),
            _ => None,
        })
        .flat_map(|list| split(&list))
        .collect()
}

/// The parts between commas, but for those between quotes or angle brackets.
fn split(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut quoted, mut depth) = (false, 0_i32);
    for c in list.chars() {
        match c {
            '"' => quoted = !quoted,
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => {}
        }
        match parts.last_mut() {
            Some(last) if c != ',' || quoted || depth > 0 => last.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts
}

/// Attributes that no reader knows, `cfg` for one, may change what is compiled.
pub(super) fn strange_attributes(attributes: &[Attribute], known: &[&str]) -> Vec<String> {
    attributes
        .iter()
        .filter(|attribute| !known.iter().any(|name| attribute.path().is_ident(name)))
        .map(text)
        .collect()
}

/// `let name = init;`
pub(super) fn binding(stmt: &Stmt) -> Option<(String, &Expr)> {
    let Stmt::Local(local) = stmt else {
        return None;
    };
    match &local.pat {
        syn::Pat::Ident(name) => Some((name.ident.to_string(), &local.init.as_ref()?.expr)),
        _ => None,
    }
}

/// The arguments of a macro call, as expressions.
pub(super) fn macro_arguments(expr: &Expr) -> Option<Vec<Expr>> {
    use syn::parse::Parser as _;
    let Expr::Macro(call) = expr else {
        return None;
    };
    let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
    let arguments = parser.parse2(call.mac.tokens.clone()).ok()?;
    Some(arguments.into_iter().collect())
}

/// Says that the code holds something that the readers do not understand. The document never
/// says so, which makes it a mismatch: nothing is passed over in silence.
pub(super) fn unread(contract: &mut Contract, section: &str, what: &str, place: Place, code: &str) {
    contract.about(section, NOT_UNDERSTOOD, place).fact(Shown, what, code);
}
