//! Bodies of requests in the form in which the client sends them.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Item, parse_quote};

use super::{functions, impls};

/// Mends the bodies of mocks where the client's own code shows that what it sends is no JSON.
pub(in crate::polish) fn bodies(file: &mut syn::File, client: &syn::File) {
    let forms = forms(client);
    for (operation, block) in impls(file, "When") {
        let Some(form) = forms.get(&operation) else { continue };
        for function in functions(block).filter(|function| function.sig.ident == "body") {
            match form {
                Form::UrlEncoded => {
                    function.block = parse_quote!({ Self(super::form(self.0, value)) });
                }
                Form::Bytes => {
                    function.sig.inputs = parse_quote!(self, value: impl AsRef<[u8]>);
                    function.block =
                        parse_quote!({ Self(super::bytes(self.0, Some(value.as_ref()))) });
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Form {
    UrlEncoded,
    Bytes,
}

/// The operations whose requests are no JSON, by the names of their builders.
fn forms(client: &syn::File) -> HashMap<String, Form> {
    let mut out = HashMap::new();
    let builders = client.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
        _ => None,
    });
    for item in builders.flat_map(|(_, items)| items) {
        let Item::Impl(block) = item else { continue };
        let syn::Type::Path(path) = &*block.self_ty else { continue };
        let mut find = Find(None);
        find.visit_item_impl(block);
        if let (Some(name), Some(form)) = (path.path.segments.last(), find.0) {
            out.insert(name.ident.to_string(), form);
        }
    }
    out
}

struct Find(Option<Form>);

impl Visit<'_> for Find {
    /// `request.form(…)` and `request.body("application/octet-stream", …)`
    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        if matches!(&*call.receiver, syn::Expr::Path(path) if path.path.is_ident("request")) {
            match call.method.to_string().as_str() {
                "form" => self.0 = Some(Form::UrlEncoded),
                "body" => self.0 = Some(Form::Bytes),
                _ => {}
            }
        }
    }
}
