//! What a mock answers.

use syn::{FnArg, ImplItem, Lit, parse_quote};

use super::{functions, impls, literal};

/// Lets a mock answer with any status, header and body, and with another media type than JSON
/// where the document has one.
pub(super) fn raw(file: &mut syn::File) -> usize {
    let mut count = 0;
    for (_, block) in impls(file, "Then") {
        for function in functions(block) {
            untyped(function);
        }
        block.items.extend(answers());
        count += 1;
    }
    count
}

/// `value: serde_json::Value` stands for a body that is no JSON, or need not be.
fn untyped(function: &mut syn::ImplItemFn) {
    let any = function.sig.inputs.iter().any(|argument| {
        matches!(argument, FnArg::Typed(argument)
            if matches!(&*argument.ty, syn::Type::Path(path)
                if path.path.segments.last().is_some_and(|last| last.ident == "Value")))
    });
    let status = literal(&function.block, status);
    if let (true, Some(status)) = (any, status) {
        function.sig.inputs = parse_quote!(self, content_type: &str, body: impl AsRef<[u8]>);
        function.block = parse_quote!({
            Self(self.0.status(#status).header("content-type", content_type).body(body))
        });
    }
}

fn answers() -> [ImplItem; 3] {
    [
        parse_quote! {
            /// Answers with this status, whether the document has it or not.
            pub fn status(self, status: u16) -> Self {
                Self(self.0.status(status))
            }
        },
        parse_quote! {
            /// Adds a header to the response, such as `X-Request-Id`.
            pub fn header(self, name: &str, value: &str) -> Self {
                Self(self.0.header(name, value))
            }
        },
        parse_quote! {
            /// Answers with this body, whether it is well formed or not.
            pub fn body(self, body: impl AsRef<[u8]>) -> Self {
                Self(self.0.body(body))
            }
        },
    ]
}

/// The number in `.status(204u16)`.
pub(super) fn status(lit: &Lit) -> Option<u16> {
    let Lit::Int(int) = lit else { return None };
    int.base10_parse().ok().filter(|status| *status >= 100)
}

/// Puts the methods for single statuses into the order of these.
pub(super) fn sort(file: &mut syn::File) -> usize {
    let mut count = 0;
    for (_, block) in impls(file, "Then") {
        let rank = |item: &ImplItem| match item {
            ImplItem::Fn(function)
                if matches!(function.sig.ident.to_string().as_str(), "new" | "into_inner") =>
            {
                0
            }
            ImplItem::Fn(function) => literal(&function.block, status).unwrap_or(u16::MAX),
            _ => u16::MAX,
        };
        block.items.sort_by_key(rank);
        count += 1;
    }
    count
}
