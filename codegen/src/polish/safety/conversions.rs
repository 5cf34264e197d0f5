//! Builders that keep the reason why a value is refused.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ImplItemFn, parse_quote};

pub(super) fn explain(file: &mut syn::File) -> usize {
    let mut pass = Explain { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Explain {
    count: usize,
}

impl VisitMut for Explain {
    fn visit_impl_item_fn_mut(&mut self, function: &mut ImplItemFn) {
        let Some(parameter) = function.sig.generics.type_params().next() else {
            return;
        };
        let parameter = parameter.ident.clone();
        let mut closures =
            Closures { message: format!("invalid {}: {{error}}", function.sig.ident), count: 0 };
        closures.visit_block_mut(&mut function.block);
        if closures.count > 0 {
            let bounds = function.sig.generics.make_where_clause();
            bounds.predicates.push(parse_quote!(#parameter::Error: std::fmt::Display));
            self.count += 1;
        }
    }
}

/// Turns `map_err(|_| "…".to_string())` into `map_err(|error| format!("…: {error}"))`.
struct Closures {
    message: String,
    count: usize,
}

impl VisitMut for Closures {
    fn visit_expr_closure_mut(&mut self, closure: &mut syn::ExprClosure) {
        visit_mut::visit_expr_closure_mut(self, closure);
        let ignores = matches!(closure.inputs.first(), Some(syn::Pat::Wild(_)));
        let Expr::MethodCall(call) = super::peel(&closure.body) else {
            return;
        };
        if ignores && call.method == "to_string" && matches!(*call.receiver, Expr::Lit(_)) {
            let message = &self.message;
            *closure = parse_quote!(|error| format!(#message));
            self.count += 1;
        }
    }
}
