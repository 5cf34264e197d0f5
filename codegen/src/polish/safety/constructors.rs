//! Constructors that neither panic nor follow redirects.

use syn::{ImplItem, ImplItemFn, Item, parse_quote};

pub(super) fn rewrite(file: &mut syn::File) -> usize {
    let mut count = 0;
    for item in &mut file.items {
        if let Item::Struct(client) = item
            && client.ident == "Client"
        {
            hold_base_url(client);
        }
        let Item::Impl(block) = item else { continue };
        for member in &mut block.items {
            let ImplItem::Fn(function) = member else { continue };
            match function.sig.ident.to_string().as_str() {
                "new" if function.sig.inputs.len() == 1 && is_client(&block.self_ty) => {
                    *function = new();
                    count += 1;
                }
                "new_with_client" => {
                    *function = new_with_client();
                    count += 1;
                }
                _ => {}
            }
        }
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

fn new_with_client() -> ImplItemFn {
    parse_quote! {
        /// Creates a client that shares the connection pool and configuration of `client`.
        ///
        /// Configure it with `reqwest::redirect::Policy::none()`: reqwest follows redirects
        /// unless told otherwise, and takes headers such as tokens along.
        ///
        /// `baseurl` is scheme, host, and port and path prefix if there are any; a slash at its
        /// end is dropped. A text that is not a URL is refused by each request.
        pub fn new_with_client(baseurl: &str, client: reqwest::Client) -> Self {
            Self { baseurl: BaseUrl::new(baseurl), client }
        }
    }
}

/// `baseurl: String` becomes `baseurl: BaseUrl`.
fn hold_base_url(client: &mut syn::ItemStruct) {
    for field in &mut client.fields {
        if field.ident.as_ref().is_some_and(|name| name == "baseurl") {
            field.ty = parse_quote!(BaseUrl);
        }
    }
}

fn is_client(typ: &syn::Type) -> bool {
    matches!(typ, syn::Type::Path(path) if path.path.is_ident("Client"))
}
