//! Passes that change what the client does.

mod constructors;
mod conversions;
mod display;
mod patterns;
mod reasons;
mod split;

pub(super) use split::split;

use super::Pass;

pub(super) const PASSES: &[Pass] = &[
    Pass {
        name: "explain-conversions",
        reason: "progenitor's builders drop the reason why a value is refused",
        required: false,
        run: conversions::explain,
    },
    Pass {
        name: "no-reason-too-early",
        reason: "progenitor's builders allocate a message for each argument before it is missing",
        required: false,
        run: reasons::borrow,
    },
    Pass {
        name: "no-redirects",
        reason: "progenitor's client follows redirects with all headers, and its constructor \
                 panics",
        required: false,
        run: constructors::rewrite,
    },
    Pass {
        name: "display-text",
        reason: "typify gives no `Display` to text with a pattern, so it could not be put into a path",
        required: false,
        run: display::implement,
    },
    Pass {
        name: "check-characters-directly",
        reason: "a set of allowed characters needs no regular-expression engine, and can say \
                 which character is wrong",
        required: false,
        run: patterns::replace,
    },
];

/// Whether the expression is the path `path`, such as `Error::ErrorResponse`.
pub(in crate::polish) fn is_path(expr: &syn::Expr, path: &str) -> bool {
    let syn::Expr::Path(expr) = expr else {
        return false;
    };
    let mut segments = expr.path.segments.iter();
    path.split("::").all(|name| segments.next().is_some_and(|segment| segment.ident == name))
        && segments.next().is_none()
}

/// The arguments of a call of `path`.
pub(in crate::polish) fn call_of<'a>(
    expr: &'a syn::Expr,
    path: &str,
) -> Option<Vec<&'a syn::Expr>> {
    let syn::Expr::Call(call) = expr else {
        return None;
    };
    is_path(&call.func, path).then(|| call.args.iter().collect())
}

/// The expression that a block consists of, or the expression itself.
pub(in crate::polish) fn peel(expr: &syn::Expr) -> &syn::Expr {
    match expr {
        syn::Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => {
            match block.block.stmts.as_slice() {
                [syn::Stmt::Expr(inner, None)] => peel(inner),
                _ => expr,
            }
        }
        _ => expr,
    }
}
