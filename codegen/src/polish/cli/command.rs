//! Commands and their options.

use heck::ToShoutySnakeCase as _;
use quote::{format_ident, quote};
use syn::{Expr, Ident, Item, parse_quote};

use super::values::{Parser, Value};
use super::{Argument, Body, Operation};

/// The list of commands, and a function for each.
pub(super) fn items(operations: &[Operation]) -> Vec<Item> {
    let variants: Vec<_> = operations.iter().map(Operation::variant).collect();
    let docs = operations.iter().map(|operation| format!("The operation `{}`.", operation.id));
    let ids = operations.iter().map(|operation| &operation.id);
    let functions: Vec<_> = operations.iter().map(function).collect();
    let parameters = operations.iter().map(parameters);
    let targets = operations.iter().map(target);
    let file: syn::File = parse_quote! {
        #[doc = "The operations as commands."]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum CliCommand {
            #(#[doc = #docs] #variants,)*
        }

        impl CliCommand {
            #[doc = "All commands, in the order of the document."]
            pub fn iter() -> impl Iterator<Item = CliCommand> {
                [#(CliCommand::#variants),*].into_iter()
            }

            #[doc = "The operation, as the client calls it."]
            pub fn operation_id(&self) -> &'static str {
                match *self {
                    #(CliCommand::#variants => #ids,)*
                }
            }

            #[doc = "The command, with an option for each parameter."]
            pub fn command(self) -> clap::Command {
                match self {
                    #(CliCommand::#variants => #functions(),)*
                }
            }

            #[doc = "The parameters and the properties of the body that have an option; those of \
                     the path come first, in its order."]
            pub fn parameters(self) -> &'static [Parameter] {
                match self {
                    #(CliCommand::#variants => &[#parameters],)*
                }
            }

            #[doc = "The parameter that names what the operation is about: the last one of the \
                     path, unless that is the project."]
            pub fn target(self) -> Option<&'static Parameter> {
                match self {
                    #(CliCommand::#variants => #targets,)*
                }
            }
        }
    };
    file.items.into_iter().chain(operations.iter().map(command)).collect()
}

fn function(operation: &Operation) -> Ident {
    format_ident!("{}_command", operation.id)
}

fn parameters(operation: &Operation) -> proc_macro2::TokenStream {
    let all = operation.parameters.iter().chain(operation.properties());
    let all = all.map(|Argument { name, id, in_path, .. }| {
        quote!(Parameter { name: #name, id: #id, in_path: #in_path })
    });
    quote!(#(#all),*)
}

fn target(operation: &Operation) -> proc_macro2::TokenStream {
    match operation.target {
        None => quote!(None),
        Some(0) => quote!(self.parameters().first()),
        Some(at) => {
            let at = proc_macro2::Literal::usize_unsuffixed(at);
            quote!(self.parameters().get(#at))
        }
    }
}

fn command(operation: &Operation) -> Item {
    let (function, name) = (function(operation), operation.name());
    let arguments = operation.arguments();
    let in_body =
        |argument: &Argument| operation.properties().iter().any(|own| own.id == argument.id);
    let arguments = arguments.iter().map(|argument| option(argument, in_body(argument)));
    let body = body(operation);
    let (about, long) = &operation.about;
    let long = long.as_ref().map(|long| quote!(.long_about(#long)));
    parse_quote! {
        fn #function() -> clap::Command {
            clap::Command::new(#name)
                #(.arg(#arguments))*
                #body
                .about(#about)
                #long
        }
    }
}

/// The option for an argument.
fn option(argument: &Argument, in_body: bool) -> Expr {
    let Argument { id, long, help, value, .. } = argument;
    let (name, parser) = (value_name(argument), parser(value));
    let required = argument.required.then(|| match in_body {
        true => quote!(.required_unless_present("body")),
        false => quote!(.required(true)),
    });
    let many = value.many.then(|| quote!(.action(clap::ArgAction::Append)));
    let negative = value.negative.then(|| quote!(.allow_negative_numbers(true)));
    let help = (!help.is_empty()).then(|| quote!(.help(#help)));
    parse_quote! {
        clap::Arg::new(#id).long(#long).value_name(#name).value_parser(#parser)
            #required #many #negative #help
    }
}

pub(super) fn parser(value: &Value) -> Expr {
    let typ = &value.typ;
    match &value.parser {
        Parser::Text => parse_quote!(parse_text::<#typ>),
        Parser::Choice(choices) => parse_quote!(parse_choice::<#typ>(&[#(#choices),*])),
        Parser::Json => parse_quote!(parse_json::<#typ>),
    }
}

/// Returns the placeholder of the value in help.
fn value_name(argument: &Argument) -> String {
    let name = argument.field.to_string().to_shouty_snake_case();
    match argument.value.parser {
        Parser::Json => "JSON".to_owned(),
        _ if name == "ID" || name.ends_with("_ID") => "ID".to_owned(),
        _ => name,
    }
}

/// The option for a whole body.
fn body(operation: &Operation) -> Option<proc_macro2::TokenStream> {
    let help = match operation.body.as_ref()? {
        Body::Raw => "File with the body; - for standard input",
        Body::Typed(..) => "File with the body as JSON; - for standard input",
    };
    let properties = operation.properties();
    let ids = properties.iter().map(|property| &property.id);
    let excludes = match properties {
        [] => quote!(.required(true)),
        _ => quote!(.conflicts_with_all([#(#ids),*])),
    };
    Some(quote! {
        .arg(
            clap::Arg::new("body").long("body").value_name("FILE")
                .value_parser(clap::value_parser!(std::path::PathBuf)) #excludes .help(#help),
        )
    })
}
