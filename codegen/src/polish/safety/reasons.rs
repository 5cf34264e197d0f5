//! Builders that make no text for arguments that are still to come.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprCall, ExprMethodCall, Item, parse_quote};

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
    /// `Err("id was not initialized".to_string())` becomes `Err("id is missing".into())`.
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        if super::is_path(&call.func, "Err")
            && let Some(Expr::MethodCall(reason)) = call.args.first_mut()
            && let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &mut *reason.receiver
        {
            if let Some(name) = text.value().strip_suffix(" was not initialized") {
                *text = syn::LitStr::new(&format!("{name} is missing"), text.span());
            }
            reason.method = quote::format_ident!("into");
            self.count += 1;
        }
    }

    /// What `map_err` makes of other errors is converted.
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        if call.method != "map_err" {
            return;
        }
        if let Some(Expr::Closure(closure)) = call.args.first_mut()
            && makes_text(super::peel(&closure.body))
        {
            let text = super::peel(&closure.body);
            *closure.body = parse_quote!(#text.into());
        }
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
