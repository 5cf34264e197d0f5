//! The `Region` type, from the server URL that has a variable of that name.

use std::collections::HashSet;

use heck::ToPascalCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::yaml::Node;

/// The module, or nothing where the document has no server with a variable `region`.
pub(super) fn region(root: &Node) -> Option<syn::File> {
    let server = root
        .get("servers")?
        .as_seq()?
        .iter()
        .find(|server| server.pointer("/variables/region/enum").is_some())?;
    let names: Vec<&str> = server
        .pointer("/variables/region/enum")?
        .as_seq()?
        .iter()
        .filter_map(Node::as_str)
        .collect();
    let names = distinct(names);
    let url = url_template(server)?;
    let variants: Vec<_> = names.iter().map(|name| variant(name)).collect();
    let tokens = [
        types(&names, &variants, &url),
        methods(&names, &variants, &url),
        traits(&names, &variants),
        error(),
    ];
    syn::parse2(tokens.into_iter().collect()).ok()
}

/// The names that can be variants, each variant once; the rule `server-variable` reports the rest.
fn distinct(mut names: Vec<&str>) -> Vec<&str> {
    let mut seen = HashSet::new();
    names
        .retain(|name| !name.to_pascal_case().is_empty() && seen.insert(variant(name).to_string()));
    names
}

fn variant(name: &str) -> syn::Ident {
    let pascal: String = name.to_pascal_case().chars().filter(|c| c.is_alphanumeric()).collect();
    let letter = pascal.starts_with(char::is_alphabetic) && pascal != "Self";
    format_ident!("{}{}", if letter { "" } else { "_" }, pascal)
}

/// The server's URL as a format string with `{region}` left open and other variables filled in.
fn url_template(server: &Node) -> Option<String> {
    let mut url = server.get("url")?.as_str()?.trim_end_matches('/').to_owned();
    for (name, variable) in server.get("variables")?.as_map()? {
        if name != "region" {
            let default = variable.node.get("default")?.as_str()?;
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    let braces = url.matches(['{', '}']).count();
    (url.contains("{region}") && braces == 2).then_some(url)
}

fn types(names: &[&str], variants: &[syn::Ident], url: &str) -> TokenStream {
    let variant_docs = names.iter().map(|name| format!(" `{name}`"));
    let about = format!(
        " A region of the service. Its endpoint is `{url}`.\n\n A region that is newer than this \
         list is named with [`Region::other`](Self::other)."
    );
    quote! {
        use std::fmt;
        use std::str::FromStr;

        #[doc = #about]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Region {
            #(#[doc = #variant_docs] #variants,)*
            /// A region that the list does not hold; made by [`Region::other`](Self::other).
            Other(OtherRegion),
        }

        /// The name of a region that the list does not hold.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct OtherRegion(String);
    }
}

fn methods(names: &[&str], variants: &[syn::Ident], url: &str) -> TokenStream {
    let count = names.len();
    quote! {
        impl Region {
            /// All listed regions, in the order of the document.
            pub const ALL: [Self; #count] = [#(Self::#variants,)*];

            /// Names a region, listed or not.
            ///
            /// # Errors
            /// The name becomes part of a host name: letters, digits and inner dashes only, at
            /// most 63 of them.
            pub fn other(name: &str) -> Result<Self, RegionError> {
                if let Ok(region) = name.parse() {
                    return Ok(region);
                }
                let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                let outer = name.bytes().next().zip(name.bytes().last());
                let valid = name.len() <= 63
                    && outer.is_some_and(|(first, last)| inner(first) && inner(last))
                    && name.bytes().all(|byte| inner(byte) || byte == b'-');
                if valid {
                    Ok(Self::Other(OtherRegion(name.to_owned())))
                } else {
                    Err(RegionError { name: name.to_owned(), valid })
                }
            }

            /// The region's name, as the service writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #names,)*
                    Self::Other(OtherRegion(name)) => name,
                }
            }

            /// The base URL of the service in this region, without a slash at its end.
            pub fn endpoint(&self) -> String {
                let region = self.as_str();
                format!(#url)
            }
        }
    }
}

fn traits(names: &[&str], variants: &[syn::Ident]) -> TokenStream {
    quote! {
        impl fmt::Display for Region {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for Region {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        /// Parses the name of a listed region.
        impl FromStr for Region {
            type Err = RegionError;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    #(#names => Ok(Self::#variants),)*
                    _ => Err(RegionError { name: name.to_owned(), valid: true }),
                }
            }
        }
    }
}

fn error() -> TokenStream {
    quote! {
        /// Why a text does not name a region.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct RegionError {
            name: String,
            valid: bool,
        }

        impl fmt::Display for RegionError {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                if self.valid {
                    write!(f, "{:?} is not a listed region; name a newer one with `Region::other`", self.name)
                } else {
                    write!(
                        f,
                        "{:?} cannot be a region: use lower-case letters, digits and inner dashes, at most 63",
                        self.name,
                    )
                }
            }
        }

        impl std::error::Error for RegionError {}
    }
}
