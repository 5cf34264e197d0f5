//! The `ErrorCode` type, from the extension `x-error-codes`.

use heck::ToPascalCase as _;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::yaml::{Node, Value};

/// One code of the list.
struct Code<'a> {
    variant: syn::Ident,
    code: &'a str,
    status: u16,
    legacy: Option<&'a str>,
    meaning: &'a str,
    retry: bool,
}

impl<'a> Code<'a> {
    fn read(node: &'a Node) -> Option<Self> {
        let code = node.get("code")?.as_str()?;
        let Value::Int(status) = node.get("status")?.value else { return None };
        Some(Self {
            variant: format_ident!("{}", code.to_pascal_case()),
            code,
            status: status.try_into().ok()?,
            legacy: node.get("legacy").and_then(Node::as_str),
            meaning: node.get("meaning")?.as_str()?,
            retry: node.get("retry")?.as_bool()?,
        })
    }
}

/// The module, or nothing where the document lists no codes.
pub(super) fn error_codes(root: &Node) -> Option<syn::File> {
    let list = root.get("x-error-codes")?.as_seq()?;
    let codes: Vec<Code<'_>> = list.iter().filter_map(Code::read).collect();
    let tokens = [types(&codes), table(&codes), methods(&codes), traits()];
    syn::parse2(tokens.into_iter().collect()).ok()
}

fn types(codes: &[Code<'_>]) -> TokenStream {
    let variants = codes.iter().map(|code| &code.variant);
    let docs = codes.iter().map(|code| {
        let retry = if code.retry { " A retry may help." } else { "" };
        let mut meaning = code.meaning.to_owned();
        if let Some(first) = meaning.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        format!(" `{}`, with status {}. {meaning}.{retry}", code.code, code.status)
    });
    quote! {
        use std::borrow::Cow;
        use std::convert::Infallible;
        use std::fmt;
        use std::str::FromStr;

        /// The code that an error of the service carries.
        ///
        /// Any text parses: codes that are not listed are kept as they are, and an older numeric
        /// code is the code that has taken its place.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#[doc = #docs] #variants,)*
            /// A code that is not listed.
            Other(String),
        }

        /// What is known of a listed code.
        struct Known {
            code: &'static str,
            legacy: Option<&'static str>,
            status: u16,
            meaning: &'static str,
            retry: bool,
        }
    }
}

fn table(codes: &[Code<'_>]) -> TokenStream {
    let rows = codes.iter().map(|row| {
        let Code { code, status, meaning, retry, .. } = row;
        let legacy = match row.legacy {
            Some(legacy) => quote!(Some(#legacy)),
            None => quote!(None),
        };
        quote!(Known { code: #code, legacy: #legacy, status: #status, meaning: #meaning, retry: #retry })
    });
    let count = codes.len();
    quote! {
        /// In the order of the variants.
        const KNOWN: [Known; #count] = [#(#rows),*];
    }
}

fn methods(codes: &[Code<'_>]) -> TokenStream {
    let count = codes.len();
    let variants: Vec<_> = codes.iter().map(|code| &code.variant).collect();
    let indices = (0..count).map(Literal::usize_unsuffixed);
    quote! {
        impl ErrorCode {
            /// All listed codes, in the order of the document.
            pub const ALL: [Self; #count] = [#(Self::#variants),*];

            /// The code as the service writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Other(code) => code,
                    listed => listed.known().map_or("", |known| known.code),
                }
            }

            /// What the code means, if it is listed.
            pub fn meaning(&self) -> Option<&'static str> {
                self.known().map(|known| known.meaning)
            }

            /// The HTTP status that the code is documented with, if it is listed.
            pub fn status(&self) -> Option<u16> {
                self.known().map(|known| known.status)
            }

            /// The older numeric form of the code, if it has one.
            pub fn legacy(&self) -> Option<&'static str> {
                self.known().and_then(|known| known.legacy)
            }

            /// Whether the same request may succeed later, if the code is listed.
            pub fn retry_may_help(&self) -> Option<bool> {
                self.known().map(|known| known.retry)
            }

            fn known(&self) -> Option<&'static Known> {
                let index = match self {
                    #(Self::#variants => #indices,)*
                    Self::Other(_) => return None,
                };
                KNOWN.get(index)
            }
        }
    }
}

fn traits() -> TokenStream {
    quote! {
        impl From<Cow<'_, str>> for ErrorCode {
            fn from(code: Cow<'_, str>) -> Self {
                let same = |known: &Known| known.code == code || known.legacy == Some(&*code);
                let listed = KNOWN.iter().position(same).and_then(|index| Self::ALL.get(index));
                listed.cloned().unwrap_or_else(|| Self::Other(code.into_owned()))
            }
        }

        impl From<&str> for ErrorCode {
            fn from(code: &str) -> Self {
                Cow::Borrowed(code).into()
            }
        }

        impl From<String> for ErrorCode {
            fn from(code: String) -> Self {
                Cow::<str>::Owned(code).into()
            }
        }

        impl FromStr for ErrorCode {
            type Err = Infallible;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Ok(code.into())
            }
        }

        impl fmt::Display for ErrorCode {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}
