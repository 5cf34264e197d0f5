//! Lets no argument change the shape of the path.

use quote::format_ident;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Ident, LitStr, Stmt, Token, parse_quote};

use super::call_of;

pub(super) fn guard(file: &mut syn::File) -> usize {
    let mut pass = Guard { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Guard {
    count: usize,
}

impl VisitMut for Guard {
    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        let found = block
            .stmts
            .iter()
            .enumerate()
            .find_map(|(at, stmt)| Some((at, UrlFormat::parse(stmt)?)));
        let Some((at, url)) = found else { return };
        self.count += url.arguments.len();
        block.stmts.splice(at..=at, url.guarded());
    }
}

/// `let url = format!("{}/v2/{}", client.baseurl, encode_path(&id.to_string()));`
struct UrlFormat {
    variable: Ident,
    template: LitStr,
    base: Expr,
    arguments: Vec<Ident>,
}

impl UrlFormat {
    fn parse(stmt: &Stmt) -> Option<Self> {
        let Stmt::Local(syn::Local { pat: syn::Pat::Ident(variable), init: Some(init), .. }) = stmt
        else {
            return None;
        };
        let Expr::Macro(mac) = &*init.expr else {
            return None;
        };
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        let mut expressions = parser.parse2(mac.mac.tokens.clone()).ok()?.into_iter();
        let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(template), .. }) = expressions.next()?
        else {
            return None;
        };
        let base = expressions.next()?;
        let arguments = expressions.map(|expr| encoded(&expr)).collect::<Option<Vec<_>>>()?;
        (!arguments.is_empty()).then(|| Self {
            variable: variable.ident.clone(),
            template,
            base,
            arguments,
        })
    }

    /// One statement an argument, which encodes or refuses it, then the URL from the results.
    fn guarded(self) -> Vec<Stmt> {
        let Self { variable, template, base, arguments } = self;
        let mut stmts: Vec<Stmt> = arguments
            .iter()
            .map(|argument| {
                let name = argument.to_string();
                parse_quote! {
                    let #argument = path_segment(#name, #argument.to_string())
                        .map_err(Error::InvalidRequest)?;
                }
            })
            .collect();
        let template = template.value();
        let mut parts = template.split("{}");
        // The first placeholder is the base URL's.
        let mut text =
            format!("{}{{}}{}", parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        for (argument, constant) in arguments.iter().zip(parts) {
            text.push_str(&format!("{{{argument}}}{constant}"));
        }
        stmts.push(parse_quote!(let #variable = format!(#text, #base);));
        stmts
    }
}

/// The identifier in `encode_path(&id.to_string())`.
fn encoded(expr: &Expr) -> Option<Ident> {
    let arguments = call_of(expr, "encode_path")?;
    let Expr::Reference(reference) = arguments.first()? else {
        return None;
    };
    let Expr::MethodCall(to_string) = &*reference.expr else {
        return None;
    };
    let Expr::Path(path) = &*to_string.receiver else {
        return None;
    };
    path.path.get_ident().map(|ident| format_ident!("{ident}"))
}
