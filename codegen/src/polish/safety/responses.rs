//! Routes every response through the support module, which never loses one.

use syn::visit_mut::{self, VisitMut};
use syn::{Arm, Expr, Pat, parse_quote};

use super::{call_of, peel};

pub(super) fn keep(file: &mut syn::File) -> usize {
    let mut pass = Keep { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Keep {
    count: usize,
}

impl VisitMut for Keep {
    fn visit_expr_match_mut(&mut self, matching: &mut syn::ExprMatch) {
        visit_mut::visit_expr_match_mut(self, matching);
        let Expr::MethodCall(scrutinee) = &*matching.expr else {
            return;
        };
        if scrutinee.method != "as_u16" {
            return;
        }
        let mut typed_error = false;
        for arm in &mut matching.arms {
            let body = peel(&arm.body);
            if let Some(response) = typed_error_arm(body) {
                *arm.body = parse_quote!(Err(documented_error(#response).await));
                typed_error = true;
            } else if let Some(response) = awaited_from_response(body) {
                *arm.body = parse_quote!(success(#response).await);
            } else if matches!(arm.pat, Pat::Wild(_))
                && typed_error
                && let Some(response) = unexpected(body)
            {
                *arm.body = parse_quote!(Err(undocumented(#response).await));
            } else {
                *arm.body = body.clone();
            }
        }
        merge(&mut matching.arms);
        self.count += 1;
    }
}

/// `Err(Error::ErrorResponse(ResponseValue::from_response(response).await?))`
fn typed_error_arm(body: &Expr) -> Option<Expr> {
    let arguments = call_of(body, "Err")?;
    let arguments = call_of(arguments.first()?, "Error::ErrorResponse")?;
    let Expr::Try(tried) = arguments.first()? else {
        return None;
    };
    awaited_from_response(&tried.expr)
}

/// `ResponseValue::from_response(response).await`
fn awaited_from_response(body: &Expr) -> Option<Expr> {
    let Expr::Await(awaited) = body else {
        return None;
    };
    let arguments = call_of(&awaited.base, "ResponseValue::from_response")?;
    arguments.first().map(|response| (*response).clone())
}

/// `Err(Error::UnexpectedResponse(response))`
fn unexpected(body: &Expr) -> Option<Expr> {
    let arguments = call_of(body, "Err")?;
    let arguments = call_of(arguments.first()?, "Error::UnexpectedResponse")?;
    arguments.first().map(|response| (*response).clone())
}

/// Neighbours that do the same become one arm.
fn merge(arms: &mut Vec<Arm>) {
    let mut merged: Vec<Arm> = Vec::with_capacity(arms.len());
    for arm in arms.drain(..) {
        let wild = matches!(arm.pat, Pat::Wild(_));
        match merged.last_mut() {
            Some(last) if !wild && last.body == arm.body => {
                let (first, second) = (&last.pat, &arm.pat);
                last.pat = parse_quote!(#first | #second);
            }
            _ => merged.push(arm),
        }
    }
    *arms = merged;
}
