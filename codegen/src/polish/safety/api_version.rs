//! Removes the header `api-version`.

use quote::ToTokens as _;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt};

pub(super) fn remove(file: &mut syn::File) -> usize {
    let mut pass = Remove { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Remove {
    count: usize,
}

impl VisitMut for Remove {
    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        let before = block.stmts.len();
        block.stmts.retain(|stmt| !appends_api_version(stmt));
        if block.stmts.len() == before {
            return;
        }
        self.count += 1;
        let others = block.stmts.iter().filter(|stmt| is_header_map_use(stmt)).count();
        if others == 0 {
            block.stmts.retain(|stmt| !declares_header_map(stmt));
            DropHeadersCall.visit_block_mut(block);
        }
    }
}

/// `header_map.append(HeaderName::from_static("api-version"), …);`
fn appends_api_version(stmt: &Stmt) -> bool {
    let Stmt::Expr(Expr::MethodCall(call), _) = stmt else {
        return false;
    };
    call.method == "append"
        && call.args.first().is_some_and(|name| match name {
            Expr::Call(name) => matches!(
                name.args.first(),
                Some(Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }))
                    if text.value() == "api-version"
            ),
            _ => false,
        })
}

/// `let mut header_map = …;`
fn declares_header_map(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Local(syn::Local { pat: syn::Pat::Ident(pat), .. }) if pat.ident == "header_map")
}

/// A statement that puts something else into the map: a call of `append`, or an `if let` around
/// one.
fn is_header_map_use(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Expr(Expr::MethodCall(_) | Expr::If(_), _))
        && stmt.to_token_stream().to_string().contains("header_map")
}

/// Turns `request.headers(header_map)` into `request`.
struct DropHeadersCall;

impl VisitMut for DropHeadersCall {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::MethodCall(call) = &*expr else {
            return;
        };
        let only_argument = call.args.first().filter(|_| call.args.len() == 1);
        if call.method == "headers"
            && only_argument.is_some_and(|arg| super::is_path(arg, "header_map"))
        {
            *expr = (*call.receiver).clone();
        }
    }
}
