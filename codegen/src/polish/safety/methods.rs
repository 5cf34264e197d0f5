//! Methods that reqwest's client has no function for.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, parse_quote};

pub(super) fn request(file: &mut syn::File) -> usize {
    let mut pass = Request { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Request {
    count: usize,
}

impl VisitMut for Request {
    /// `client.client.options(url)` becomes `client.client.request(Method::OPTIONS, url)`.
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        let Expr::MethodCall(call) = &*expr else { return };
        let on_client = matches!(&*call.receiver, Expr::Field(field)
            if matches!(&field.member, syn::Member::Named(name) if name == "client"));
        let method: syn::Path = match call.method.to_string().as_str() {
            "options" => parse_quote!(reqwest::Method::OPTIONS),
            "trace" => parse_quote!(reqwest::Method::TRACE),
            _ => return,
        };
        if let Some(url) = call.args.first().filter(|_| on_client) {
            let receiver = &call.receiver;
            *expr = parse_quote!(#receiver.request(#method, #url));
            self.count += 1;
        }
    }
}
