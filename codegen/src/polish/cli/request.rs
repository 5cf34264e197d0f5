//! Requests of what a command line holds, and their answers.

use quote::{format_ident, quote};
use syn::{Expr, Ident, Item, Type, parse_quote};

use super::command::parser;
use super::values::Parser;
use super::{Argument, Body, Operation};

/// Imports the names that [`items`] uses.
pub(super) fn imports(runtime: &syn::Path) -> Vec<Item> {
    let file: syn::File = parse_quote! {
        use progenitor_client::ByteStream;
        use #runtime::{Client, Error, Success};
        use super::builder;
        use super::support::Facts;
    };
    file.items
}

/// The requests of all operations, and a function that makes each.
pub(super) fn items(operations: &[Operation]) -> Vec<Item> {
    let own = operations.iter().map(request);
    [methods(operations)].into_iter().chain(requests(operations)).chain(own).collect()
}

/// The methods of a command that need a client.
fn methods(operations: &[Operation]) -> Item {
    let variants: Vec<_> = operations.iter().map(Operation::variant).collect();
    let builders = operations.iter().map(|operation| &operation.builder);
    let functions = operations.iter().map(function);
    let checks = operations.iter().map(|operation| match operation.target {
        Some(at) => {
            let check = reader(&operation.parameters[at]);
            quote!(#check(text).map(drop))
        }
        None => quote!(Ok(())),
    });
    // A parameter that no operation uses would be a warning.
    let text = match operations.iter().any(|operation| operation.target.is_some()) {
        true => format_ident!("text"),
        false => format_ident!("_text"),
    };
    parse_quote! {
        impl CliCommand {
            #[doc = "The facts that the document states about the operation."]
            pub fn facts(self) -> &'static Facts {
                match self {
                    #(CliCommand::#variants => builder::#builders::OPERATION.facts,)*
                }
            }

            #[doc = "Checks a value of the [`target`](Self::target)."]
            pub fn check_target(self, #text: &str) -> Result<(), String> {
                match self {
                    #(CliCommand::#variants => #checks,)*
                }
            }

            #[doc = "Makes a request of what the command line holds."]
            pub fn request(self, client: &Client, input: &Input<'_>) -> Result<CliRequest, String> {
                match self {
                    #(CliCommand::#variants => #functions(client, input),)*
                }
            }
        }
    }
}

/// The type of all requests.
fn requests(operations: &[Operation]) -> Vec<Item> {
    let variants: Vec<_> = operations.iter().map(Operation::variant).collect();
    let builders = operations.iter().map(|operation| &operation.builder);
    let docs = operations.iter().map(|operation| format!("A request of `{}`.", operation.id));
    let sends = operations.iter().map(send);
    let file: syn::File = parse_quote! {
        #[doc = "A request of any operation."]
        #[derive(Debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub enum CliRequest {
            #(#[doc = #docs] #variants(Box<builder::#builders>),)*
        }

        impl CliRequest {
            #[doc = "Sends the request."]
            pub async fn send(self) -> Result<Success<Answer>, Error> {
                match self {
                    #(CliRequest::#variants(request) => #sends,)*
                }
            }

            #[doc = "Makes the request that `send` would send now, and sends nothing."]
            pub async fn prepare(self) -> Result<reqwest::Request, Error> {
                match self {
                    #(CliRequest::#variants(request) => request.prepare().await,)*
                }
            }
        }
    };
    file.items
}

fn function(operation: &Operation) -> Ident {
    format_ident!("{}_request", operation.id)
}

fn send(operation: &Operation) -> Expr {
    match &operation.answer {
        Type::Tuple(_) => parse_quote!(request.send().await.map(Answer::empty)),
        Type::Path(path) if path.path.is_ident("ByteStream") => {
            parse_quote!(Ok(request.send().await?.map(Answer::Stream)))
        }
        _ => parse_quote!(Ok(request.send().await?.map(Answer::json))),
    }
}

fn request(operation: &Operation) -> Item {
    let (function, variant) = (function(operation), operation.variant());
    let builder = &operation.builder;
    let arguments = operation.parameters.iter().enumerate().map(|(at, argument)| {
        let (field, value) = (&argument.field, get(argument, operation.target == Some(at)));
        quote! {
            let request = match #value? {
                Some(value) => request.#field(value),
                None => request,
            };
        }
    });
    let body = operation.body.as_ref().map(body);
    let input = match operation.parameters.is_empty() && body.is_none() {
        true => format_ident!("_input"),
        false => format_ident!("input"),
    };
    parse_quote! {
        fn #function(client: &Client, #input: &Input<'_>) -> Result<CliRequest, String> {
            let request = builder::#builder::new(client);
            #(#arguments)*
            #body
            Ok(CliRequest::#variant(Box::new(request)))
        }
    }
}

/// The value of an argument, if there is one.
fn get(argument: &Argument, target: bool) -> Expr {
    let (id, typ) = (&argument.id, &argument.value.typ);
    if target && !argument.value.many {
        let reader = reader(argument);
        return parse_quote!(get_target(input, #id, #reader));
    }
    match argument.value.many {
        true => parse_quote!(get_many::<#typ>(input, #id)),
        false => parse_quote!(get_one::<#typ>(input, #id)),
    }
}

/// The function that reads one value from a text.
fn reader(argument: &Argument) -> Expr {
    match argument.value.parser {
        Parser::Choice(_) => {
            let typ = &argument.value.typ;
            parse_quote!(parse_text::<#typ>)
        }
        _ => parser(&argument.value),
    }
}

fn body(body: &Body) -> proc_macro2::TokenStream {
    match body {
        Body::Raw => quote! {
            let request = request.body(input.body.unwrap_or_default().to_vec());
        },
        Body::Typed(typ, None) => quote! {
            let request = request.body(read_body::<#typ>(input.body.unwrap_or_default())?);
        },
        Body::Typed(typ, Some(properties)) => {
            let put = properties.iter().map(|property| {
                let (name, id, typ) = (&property.name, &property.id, &property.value.typ);
                match property.value.many {
                    true => quote!(put(&mut object, #name, get_many::<#typ>(input, #id)?)?;),
                    false => quote!(put(&mut object, #name, get_one::<#typ>(input, #id)?)?;),
                }
            });
            quote! {
                let body = match input.body {
                    Some(body) => read_body::<#typ>(body)?,
                    None => {
                        let mut object = serde_json::Map::new();
                        #(#put)*
                        make_body::<#typ>(object)?
                    }
                };
                let request = request.body(body);
            }
        }
    }
}
