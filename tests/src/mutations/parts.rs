//! Parts of generated code, found by their syntax, and what an edit does to them.

use std::ops::Range;

use quote::ToTokens;
use syn::Attribute;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::contract::rust::text;

/// The change that an edit makes to the text of a part.
#[derive(Debug, Clone, Copy)]
pub enum Cut {
    /// The part goes.
    Remove,
    /// Something stands before it.
    Before(&'static str),
    /// The first such text in it becomes another.
    Replace(&'static str, &'static str),
    /// The part becomes another.
    With(&'static str),
    /// It changes places with the next part of its kind.
    Swap,
    /// The first number in it is another.
    Number,
    /// The first text in quotes, or the first line of a comment, says something else.
    Words,
}

/// A part: what it is, and where.
#[derive(Debug)]
pub(super) struct Part {
    /// Its kind and its tokens, without spaces and attributes.
    label: String,
    /// With its attributes, and without.
    whole: Range<usize>,
    bare: Range<usize>,
}

/// The parts of a file; none where it is not Rust.
pub(super) fn parts(code: &str) -> Vec<Part> {
    let mut parts = Parts(Vec::new());
    if let Ok(file) = syn::parse_file(code) {
        parts.visit_file(&file);
    }
    parts.0
}

/// Makes an edit in the first part whose kind and tokens begin with `start` and in which it is
/// possible. What comes out is Rust.
pub(super) fn edited(code: &str, parts: &[Part], start: &str, cut: Cut) -> Option<String> {
    let parts: Vec<&Part> = parts.iter().filter(|part| part.label.starts_with(start)).collect();
    (0..parts.len()).find_map(|index| {
        let edited = cut_out(code, &parts, index, cut)?;
        (edited != code && syn::parse_file(&edited).is_ok()).then_some(edited)
    })
}

fn cut_out(code: &str, parts: &[&Part], index: usize, cut: Cut) -> Option<String> {
    let part = parts.get(index)?;
    let apart = matches!(cut, Cut::Remove | Cut::Before(_) | Cut::Swap);
    let range = if apart { &part.whole } else { &part.bare };
    let old = code.get(range.clone())?;
    let mut end = range.end;
    let new = match cut {
        Cut::Remove => {
            end += usize::from(code[end..].starts_with(','));
            String::new()
        }
        Cut::Before(text) => format!("{text}{old}"),
        Cut::With(text) => text.to_owned(),
        Cut::Replace(from, to) => old.contains(from).then(|| old.replacen(from, to, 1))?,
        Cut::Swap => {
            let next = parts.get(index + 1)?;
            let between = code.get(end..next.whole.start)?;
            end = next.whole.end;
            format!("{}{between}{old}", code.get(next.whole.clone())?)
        }
        Cut::Number => {
            let at = old.find(|c: char| c.is_ascii_digit())?;
            let digits = old[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(old.len() - at);
            let number: u64 = old[at..at + digits].parse().ok()?;
            format!("{}{}{}", &old[..at], number + 1, &old[at + digits..])
        }
        Cut::Words => {
            let at = old.rfind('"').or_else(|| old.starts_with("///").then_some(old.len()))?;
            let at = if old.matches('"').count() > 1 { old.find('"')? + 1 } else { at };
            format!("{}x{}", &old[..at], &old[at..])
        }
    };
    Some(format!("{}{new}{}", &code[..range.start], &code[end..]))
}

struct Parts(Vec<Part>);

impl Parts {
    fn add(&mut self, kind: &str, node: &(impl Spanned + ToTokens)) {
        self.push(kind, text(node), node.span().byte_range(), &[]);
    }

    /// Adds a part that has attributes, and its documentation as parts of a kind of their own.
    fn push(&mut self, kind: &str, code: String, whole: Range<usize>, attributes: &[Attribute]) {
        let own: String = attributes.iter().map(text).collect();
        let label = format!("{kind} {}", code.strip_prefix(&own).unwrap_or(&code));
        let start = attributes.last().map_or(whole.start, |last| last.span().byte_range().end);
        self.0.push(Part { label, bare: start..whole.end, whole });
        for attribute in attributes.iter().filter(|a| a.path().is_ident("doc")) {
            self.add(&format!("{kind}-text"), attribute);
        }
    }
}

/// A function of the visitor that adds a node under a kind and looks into it.
macro_rules! visit {
    (@ $node:ident) => { &[] };
    (@ $node:ident $attrs:ident) => { &$node.$attrs };
    ($($function:ident($node:ty) $kind:literal $($attrs:ident)?;)*) => {
        $(
            fn $function(&mut self, node: &$node) {
                let attributes = visit!(@ node $($attrs)?);
                self.push($kind, text(node), node.span().byte_range(), attributes);
                visit::$function(self, node);
            }
        )*
    };
}

impl Visit<'_> for Parts {
    visit! {
        visit_item_struct(syn::ItemStruct) "item" attrs;
        visit_item_enum(syn::ItemEnum) "item" attrs;
        visit_item_impl(syn::ItemImpl) "item" attrs;
        visit_item_fn(syn::ItemFn) "item" attrs;
        visit_item_use(syn::ItemUse) "item" attrs;
        visit_impl_item_fn(syn::ImplItemFn) "member" attrs;
        visit_impl_item_const(syn::ImplItemConst) "member" attrs;
        visit_field(syn::Field) "field" attrs;
        visit_variant(syn::Variant) "variant" attrs;
        visit_attribute(Attribute) "attribute";
        visit_signature(syn::Signature) "signature";
        visit_where_predicate(syn::WherePredicate) "bound";
        visit_field_value(syn::FieldValue) "value";
        visit_arm(syn::Arm) "arm";
        visit_stmt(syn::Stmt) "statement";
        visit_expr(syn::Expr) "expression";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_their_syntax() {
        let code = "fn f(a: A) { a.b(\"x\", 1); a.b(\"y\", 2); }";
        let parts = parts(code);
        let edit = |start, cut| edited(code, &parts, start, cut);
        let done = |text: &str| Some(text.to_owned());
        assert_eq!(edit("statement a.b(", Cut::Remove), done("fn f(a: A) {  a.b(\"y\", 2); }"));
        assert_eq!(
            edit("statement a.b(", Cut::Swap),
            done("fn f(a: A) { a.b(\"y\", 2); a.b(\"x\", 1); }")
        );
        assert_eq!(
            edit("statement a.b(\"y", Cut::Number),
            done("fn f(a: A) { a.b(\"x\", 1); a.b(\"y\", 3); }")
        );
        assert_eq!(
            edit("statement a.b(", Cut::Words),
            done("fn f(a: A) { a.b(\"xx\", 1); a.b(\"y\", 2); }")
        );
        assert_eq!(edit("statement a.c(", Cut::Remove), None);
    }
}
