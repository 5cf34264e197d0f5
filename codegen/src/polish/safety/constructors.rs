//! Constructors that neither panic nor follow redirects.

use syn::{ImplItem, ImplItemFn, Item, parse_quote};

pub(super) fn rewrite(file: &mut syn::File) -> usize {
    let mut count = 0;
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        block.items.retain_mut(|member| {
            let ImplItem::Fn(function) = member else { return true };
            match function.sig.ident.to_string().as_str() {
                "new" if count < 2 => {
                    count += 1;
                    // Hand-written code that knows the state constructs the HTTP client too.
                    let stateless = function.sig.inputs.len() == 1;
                    if stateless {
                        *function = new();
                    }
                    stateless
                }
                "new_with_client" => {
                    count += 1;
                    *function = new_with_client(function);
                    true
                }
                _ => true,
            }
        });
    }
    count
}

fn new() -> ImplItemFn {
    parse_quote! {
        /// Creates a client with a connection pool of its own, a timeout of 15 seconds, and
        /// without redirects: a redirect is an error, and no header reaches another host.
        ///
        /// `baseurl` is scheme, host, and port and path prefix if there are any.
        ///
        /// # Errors
        /// Where the TLS backend or the system's configuration cannot be set up.
        pub fn new(baseurl: &str) -> reqwest::Result<Self> {
            let timeout = std::time::Duration::from_secs(15);
            let client = reqwest::Client::builder()
                .connect_timeout(timeout)
                .timeout(timeout)
                .redirect(reqwest::redirect::Policy::none())
                .build()?;
            Ok(Self::new_with_client(baseurl, client))
        }
    }
}

fn new_with_client(function: &ImplItemFn) -> ImplItemFn {
    let state = function.sig.inputs.iter().nth(2);
    let vis: syn::Visibility =
        if state.is_some() { parse_quote!(pub(crate)) } else { parse_quote!(pub) };
    let comma = state.map(|_| syn::token::Comma::default());
    let inner = state.map(|_| quote::format_ident!("inner"));
    parse_quote! {
        /// Creates a client that shares the connection pool and configuration of `client`.
        ///
        /// Configure it with `reqwest::redirect::Policy::none()`: reqwest follows redirects
        /// unless told otherwise, and takes headers such as tokens along.
        ///
        /// `baseurl` is scheme, host, and port and path prefix if there are any; a slash at its
        /// end is dropped. What is no URL is refused by each request.
        #vis fn new_with_client(baseurl: &str, client: reqwest::Client, #state) -> Self {
            Self {
                baseurl: BaseUrl::new(baseurl),
                client #comma
                #inner
            }
        }
    }
}
