//! Builders that make no text for arguments that are still to come.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprCall, ExprMethodCall, Item, ItemStruct, Type, parse_quote};

pub(super) fn borrow(file: &mut syn::File) -> usize {
    let mut pass = Borrow { count: 0 };
    for item in &mut file.items {
        if let Item::Mod(module) = item
            && module.ident == "builder"
        {
            pass.visit_item_mod_mut(module);
        }
    }
    pass.count
}

struct Borrow {
    count: usize,
}

impl VisitMut for Borrow {
    /// `id: Result<Id, String>` becomes `id: Result<Id, Cow<'static, str>>`.
    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        for field in &mut item.fields {
            if let Some(reason) = error_of(&mut field.ty)
                && *reason == parse_quote!(String)
            {
                *reason = parse_quote!(std::borrow::Cow<'static, str>);
                self.count += 1;
            }
        }
    }

    /// `Err("…".to_string())` becomes `Err("…".into())`.
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        if super::is_path(&call.func, "Err")
            && let Some(Expr::MethodCall(reason)) = call.args.first_mut()
            && matches!(*reason.receiver, Expr::Lit(_))
        {
            reason.method = quote::format_ident!("into");
        }
    }

    /// What `map_err` makes of other errors is converted, and what it gives away is taken out.
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if call.method != "map_err" {
            return;
        }
        let of_argument = is_argument(&call.receiver);
        match call.args.first_mut() {
            Some(Expr::Closure(closure)) if makes_text(super::peel(&closure.body)) => {
                let text = super::peel(&closure.body);
                *closure.body = parse_quote!(#text.into());
            }
            Some(kind @ Expr::Path(_)) if of_argument => {
                *kind = parse_quote!(|reason| #kind(reason.into_owned()));
            }
            _ => {}
        }
    }
}

/// `E` in `Result<T, E>`.
fn error_of(typ: &mut Type) -> Option<&mut Type> {
    let Type::Path(path) = typ else { return None };
    let last = path.path.segments.last_mut().filter(|last| last.ident == "Result")?;
    let syn::PathArguments::AngleBracketed(arguments) = &mut last.arguments else {
        return None;
    };
    match arguments.args.iter_mut().nth(1)? {
        syn::GenericArgument::Type(error) => Some(error),
        _ => None,
    }
}

/// `format!(…)` or `….to_string()`.
fn makes_text(expr: &Expr) -> bool {
    match expr {
        Expr::Macro(mac) => mac.mac.path.segments.last().is_some_and(|last| last.ident == "format"),
        Expr::MethodCall(call) => call.method == "to_string",
        _ => false,
    }
}

/// A variable, or `and_then` of one: what a field held.
fn is_argument(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) => true,
        Expr::MethodCall(call) => call.method == "and_then" && is_argument(&call.receiver),
        _ => false,
    }
}
