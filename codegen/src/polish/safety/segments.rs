//! URLs that no argument can bend: the base is parsed once, and each argument is one segment.

use quote::format_ident;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Ident, Item, ItemStruct, LitStr, Stmt, Token, parse_quote};

use super::call_of;

pub(super) fn guard(file: &mut syn::File) -> usize {
    for item in &mut file.items {
        if let Item::Struct(client) = item
            && client.ident == "Client"
        {
            hold_base_url(client);
        }
    }
    let mut pass = Guard { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

/// `baseurl: String` becomes `baseurl: BaseUrl`.
fn hold_base_url(client: &mut ItemStruct) {
    for field in &mut client.fields {
        if field.ident.as_ref().is_some_and(|name| name == "baseurl") {
            field.ty = parse_quote!(BaseUrl);
        }
    }
}

struct Guard {
    count: usize,
}

impl VisitMut for Guard {
    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        for stmt in &mut block.stmts {
            if let Some(url) = UrlFormat::parse(stmt) {
                *stmt = url.guarded();
                self.count += 1;
            }
        }
    }
}

/// `let url = format!("{}/v2/{}", client.baseurl, encode_path(&id.to_string()));`
struct UrlFormat {
    variable: Ident,
    /// What stands before, between and behind the arguments.
    constants: Vec<String>,
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
        Some(Self {
            variable: variable.ident.clone(),
            constants: constants(&template)?,
            base,
            arguments,
        })
    }

    /// Encodes or refuses each argument, and puts the path behind the base. In a block, so that
    /// no text outlives it, least of all for as long as the request takes.
    fn guarded(self) -> Stmt {
        let Self { variable, constants, base, arguments } = self;
        let mut parts: Punctuated<Expr, Token![,]> = Punctuated::new();
        for (at, constant) in constants.iter().enumerate() {
            if !constant.is_empty() {
                parts.push(parse_quote!(#constant));
            }
            if let Some(argument) = arguments.get(at) {
                parts.push(parse_quote!(&#argument));
            }
        }
        let url: Expr = parse_quote!(#base.with_path(&[#parts]).map_err(Error::InvalidRequest)?);
        if arguments.is_empty() {
            return parse_quote!(let #variable = #url;);
        }
        let segments = arguments.iter().map(|argument| -> Stmt {
            let name = argument.to_string();
            parse_quote! {
                let #argument = path_segment(#name, #argument.to_string())
                    .map_err(Error::InvalidRequest)?;
            }
        });
        parse_quote! {
            let #variable = {
                #(#segments)*
                #url
            };
        }
    }
}

/// The parts of a format string behind the placeholder of the base URL.
fn constants(template: &LitStr) -> Option<Vec<String>> {
    let text = template.value();
    let path = text.strip_prefix("{}")?;
    Some(path.split("{}").map(|part| part.replace("{{", "{").replace("}}", "}")).collect())
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
