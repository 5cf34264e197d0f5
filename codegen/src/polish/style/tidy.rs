//! Small noise: blanket allows, suffixes, repeated names.

use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, Lit, Member};

pub(super) fn tidy(file: &mut syn::File) -> usize {
    let mut pass = Tidy { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Tidy {
    count: usize,
}

impl Tidy {
    fn suffix(&mut self, expr: &mut Expr, suffix: &str) {
        if let Expr::Lit(syn::ExprLit { lit: Lit::Int(int), .. }) = expr
            && int.suffix() == suffix
        {
            *int = syn::LitInt::new(int.base10_digits(), int.span());
            self.count += 1;
        }
    }
}

impl VisitMut for Tidy {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let before = attributes.len();
        attributes.retain(|attribute| !attribute.path().is_ident("allow"));
        self.count += before - attributes.len();
    }

    /// progenitor asserts that hooks are implemented in a function that nothing calls.
    fn visit_item_const_mut(&mut self, item: &mut syn::ItemConst) {
        visit_mut::visit_item_const_mut(self, item);
        let Expr::Block(block) = &*item.expr else {
            return;
        };
        let [syn::Stmt::Item(syn::Item::Fn(function))] = block.block.stmts.as_slice() else {
            return;
        };
        let bound = function
            .sig
            .generics
            .where_clause
            .as_ref()
            .and_then(|clause| clause.predicates.first());
        if let Some(syn::WherePredicate::Type(bound)) = bound {
            let (client, hooks) = (&bound.bounded_ty, &bound.bounds);
            let docs = "Without hooks the client does not compile: no request is sent unsigned by accident.";
            *item = syn::parse_quote! {
                #[doc = #docs]
                const _: fn() = || {
                    fn implements<T: #hooks>() {}
                    implements::<#client>();
                };
            };
            self.count += 1;
        }
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        visit_mut::visit_field_value_mut(self, field);
        if let (Member::Named(name), Expr::Call(call)) = (&field.member, &field.expr)
            && name == "extra"
            && matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Err"))
        {
            // typify's builders demand even the fields that the document does not list.
            field.expr = syn::parse_quote!(Ok(Default::default()));
            self.count += 1;
        }
        if let (Member::Named(name), Expr::Path(value)) = (&field.member, &field.expr)
            && value.path.is_ident(name)
            && field.colon_token.take().is_some()
        {
            self.count += 1;
        }
    }

    fn visit_pat_mut(&mut self, pat: &mut syn::Pat) {
        visit_mut::visit_pat_mut(self, pat);
        match pat {
            syn::Pat::Lit(lit) => {
                if let Lit::Int(int) = &mut lit.lit
                    && int.suffix() == "u16"
                {
                    *int = syn::LitInt::new(int.base10_digits(), int.span());
                    self.count += 1;
                }
            }
            syn::Pat::Range(range) => {
                for end in [&mut range.start, &mut range.end].into_iter().flatten() {
                    self.suffix(end, "u16");
                }
            }
            _ => {}
        }
    }

    fn visit_expr_binary_mut(&mut self, binary: &mut syn::ExprBinary) {
        visit_mut::visit_expr_binary_mut(self, binary);
        self.suffix(&mut binary.right, "usize");
    }

    fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        for argument in &mut call.args {
            self.suffix(argument, "usize");
        }
    }
}
