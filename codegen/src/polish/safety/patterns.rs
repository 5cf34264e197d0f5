//! Checks sets of characters without a regular-expression engine.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ImplItemFn, Item, Stmt, parse_quote};

use crate::pattern::{CharClass, single_class};

pub(super) fn replace(file: &mut syn::File) -> usize {
    let mut pass = Replace { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Replace {
    count: usize,
}

impl VisitMut for Replace {
    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        visit_mut::visit_impl_item_fn_mut(self, function);
        let stmts = &mut function.block.stmts;
        let Some(at) = stmts.iter().position(|stmt| pattern(stmt).is_some()) else {
            return;
        };
        let Some((class, min, max)) = pattern(&stmts[at]).and_then(|text| single_class(&text))
        else {
            expect_unwrap(&mut stmts[at]);
            return;
        };
        // The static and the `if` after it go; so does typify's check for at least one character.
        let Some(last) = (at + 1 < stmts.len()).then_some(at + 1) else {
            return;
        };
        stmts.splice(at..=last, checks(&class, min, max));
        stmts.retain(|stmt| !is_emptiness_check(stmt) || min == 0);
        self.count += 1;
    }
}

/// Says why `Regex::new("…").unwrap()` does not panic.
fn expect_unwrap(stmt: &mut Stmt) {
    if let Stmt::Item(Item::Static(item)) = stmt
        && !item.attrs.iter().any(|attribute| attribute.path().is_ident("expect"))
    {
        item.attrs.push(parse_quote! {
            #[expect(clippy::unwrap_used, reason = "a document with another pattern is refused")]
        });
    }
}

/// The pattern in `static PATTERN: … = LazyLock::new(|| { Regex::new("…").unwrap() });`
fn pattern(stmt: &Stmt) -> Option<String> {
    let Stmt::Item(Item::Static(item)) = stmt else {
        return None;
    };
    let mut find = FindText(None);
    syn::visit::Visit::visit_expr(&mut find, &item.expr);
    find.0.filter(|_| item.ident == "PATTERN")
}

struct FindText(Option<String>);

impl syn::visit::Visit<'_> for FindText {
    fn visit_lit_str(&mut self, text: &syn::LitStr) {
        self.0.get_or_insert_with(|| text.value());
    }
}

/// `if value.chars().count() < 1usize { … }`
fn is_emptiness_check(stmt: &Stmt) -> bool {
    let Stmt::Expr(Expr::If(check), _) = stmt else {
        return false;
    };
    let Expr::Binary(comparison) = &*check.cond else {
        return false;
    };
    matches!(comparison.op, syn::BinOp::Lt(_))
        && matches!(
            &*comparison.right,
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(int), .. })
                if int.base10_parse::<usize>().is_ok_and(|int| int <= 1)
        )
}

fn checks(class: &CharClass, min: usize, max: Option<usize>) -> Vec<Stmt> {
    let mut stmts = Vec::new();
    if min == 1 {
        stmts.push(parse_quote! {
            if value.is_empty() {
                return Err("is empty".into());
            }
        });
    } else if min > 1 {
        let message = format!("is shorter than {min} characters");
        stmts.push(parse_quote! {
            if value.chars().count() < #min {
                return Err(#message.into());
            }
        });
    }
    if let Some(max) = max {
        let message = format!("is longer than {max} characters");
        stmts.push(parse_quote! {
            if value.chars().count() > #max {
                return Err(#message.into());
            }
        });
    }
    let (allowed, names) = describe(class);
    let message = format!("holds {{other:?}}; allowed are {names}");
    stmts.push(parse_quote! {
        if let Some(other) = other_character(value, |c| #allowed) {
            return Err(format!(#message).into());
        }
    });
    stmts
}

/// A well-known set: its ranges, the method of `u8` that tests for it, and what a person calls it.
type Known = (&'static [(u8, u8)], &'static str, &'static str);

/// Well-known sets, the widest first.
const KNOWN: [Known; 4] = [
    (&[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')], "is_ascii_alphanumeric", "letters, digits"),
    (&[(b'A', b'Z'), (b'a', b'z')], "is_ascii_alphabetic", "letters"),
    (&[(b'a', b'z')], "is_ascii_lowercase", "lower-case letters"),
    (&[(b'0', b'9')], "is_ascii_digit", "digits"),
];

/// A condition that holds for a byte `c` of the class, without branches, and the class in words.
fn describe(class: &CharClass) -> (TokenStream, String) {
    let mut ranges = class.ranges();
    let (mut conditions, mut names) = (Vec::new(), Vec::new());
    for (known, method, name) in KNOWN {
        if known.iter().all(|range| ranges.contains(range)) {
            ranges.retain(|range| !known.contains(range));
            let method = format_ident!("{method}");
            conditions.push(quote!(c.#method()));
            names.push(name.to_owned());
        }
    }
    let mut singles = Vec::new();
    for (first, last) in ranges {
        if first == last {
            singles.push(first);
            names.push(format!("`{}`", char::from(first)));
        } else {
            let (low, high) = (byte(first), byte(last));
            conditions.push(quote!((#low..=#high).contains(&c)));
            names.push(format!("{}-{}", char::from(first), char::from(last)));
        }
    }
    match (conditions.as_slice(), singles.as_slice()) {
        ([], &[only]) => {
            let only = byte(only);
            conditions.push(quote!(c == #only));
        }
        _ => conditions.extend(singles.into_iter().map(byte).map(|c| quote!((c == #c)))),
    }
    // Braces would be placeholders of the message's format string.
    let names = names.join(", ").replace('{', "{{").replace('}', "}}");
    (quote!(#(#conditions)|*), names)
}

/// `b'x'`
fn byte(byte: u8) -> proc_macro2::Literal {
    proc_macro2::Literal::byte_character(byte)
}
