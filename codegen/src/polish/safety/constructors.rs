//! Constructors that neither panic nor follow redirects.

use syn::{ImplItem, ImplItemFn, Item, parse_quote};

pub(super) fn rewrite(file: &mut syn::File) -> usize {
    let mut count = 0;
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        for member in &mut block.items {
            let ImplItem::Fn(function) = member else {
                continue;
            };
            match function.sig.ident.to_string().as_str() {
                "new" if count < 2 => *function = new(function),
                "new_with_client" => *function = new_with_client(function),
                _ => continue,
            }
            count += 1;
        }
    }
    count
}

/// The parameter after `skip` others, if there is one: the state that hooks use.
fn inner(function: &ImplItemFn, skip: usize) -> (Option<&syn::FnArg>, Option<syn::Ident>) {
    let argument = function.sig.inputs.iter().nth(skip);
    (argument, argument.map(|_| quote::format_ident!("inner")))
}

/// A client with state of its own is constructed by the hand-written code that knows the state.
fn visibility(state: Option<&syn::FnArg>) -> syn::Visibility {
    if state.is_some() { parse_quote!(pub(crate)) } else { parse_quote!(pub) }
}

fn new(function: &ImplItemFn) -> ImplItemFn {
    let (argument, inner) = inner(function, 1);
    let vis = visibility(argument);
    parse_quote! {
        /// Creates a client with a connection pool of its own, a timeout of 15 seconds, and
        /// without redirects: a redirect is an error, and no header reaches another host.
        ///
        /// `baseurl` is scheme, host, and port and path prefix if there are any.
        ///
        /// # Errors
        /// Where the TLS backend or the system's configuration cannot be set up.
        #vis fn new(baseurl: &str, #argument) -> reqwest::Result<Self> {
            let timeout = std::time::Duration::from_secs(15);
            let client = reqwest::Client::builder()
                .connect_timeout(timeout)
                .timeout(timeout)
                .redirect(reqwest::redirect::Policy::none())
                .build()?;
            Ok(Self::new_with_client(baseurl, client, #inner))
        }
    }
}

fn new_with_client(function: &ImplItemFn) -> ImplItemFn {
    let (argument, inner) = inner(function, 2);
    let vis = visibility(argument);
    let comma = inner.as_ref().map(|_| syn::token::Comma::default());
    parse_quote! {
        /// Creates a client that shares the connection pool and configuration of `client`.
        ///
        /// Configure it with `reqwest::redirect::Policy::none()`: reqwest follows redirects
        /// unless told otherwise, and takes headers such as tokens along.
        ///
        /// `baseurl` is scheme, host, and port and path prefix if there are any; a slash at its
        /// end is dropped.
        #vis fn new_with_client(baseurl: &str, client: reqwest::Client, #argument) -> Self {
            Self {
                baseurl: baseurl.trim_end_matches('/').to_owned(),
                client #comma
                #inner
            }
        }
    }
}
