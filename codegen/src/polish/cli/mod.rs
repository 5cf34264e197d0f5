//! Makes a command of each operation, from its rewritten builder and the facts of the document.
//!
//! progenitor's own commands act through anyhow and schemars, panic where a value is not as they
//! expect, and read neither lists nor bodies that are not JSON. They are not used.

mod command;
mod names;
mod request;
mod values;

use heck::{ToKebabCase as _, ToPascalCase as _};
use quote::{ToTokens as _, format_ident};
use syn::{Ident, Item, ItemStruct, Type, parse_quote};

use self::values::{Types, Value};
use super::calls::{self, Call};
use crate::emit::{OperationFacts, Place};

/// An operation and what its command takes.
struct Operation {
    /// The name of its builder.
    builder: Ident,
    /// The name of the client's method.
    id: String,
    /// The description for a list, and the whole one where it says more.
    about: (String, Option<String>),
    /// The parameters: those of the path in its order, then those of the query, then headers.
    parameters: Vec<Argument>,
    body: Option<Body>,
    /// The type of a success.
    answer: Type,
    /// The place of the parameter that says what the operation is about.
    target: Option<usize>,
}

/// A parameter, or a property of the body.
struct Argument {
    /// The name in the document.
    name: String,
    id: String,
    long: String,
    help: String,
    required: bool,
    value: Value,
    /// The name of the field.
    field: Ident,
    in_path: bool,
}

enum Body {
    /// Bytes.
    Raw,
    /// A value of this type, with its properties where all of them fit into options.
    Typed(Box<Type>, Option<Vec<Argument>>),
}

/// Makes the module. `client` is progenitor's code after the calls in it were rewritten.
pub(super) fn module(
    client: &syn::File,
    calls: &[Call],
    facts: &[OperationFacts],
    runtime: Option<&syn::Path>,
) -> syn::File {
    let types = Types::of(client);
    let builders = structs(client);
    let operations: Vec<_> = builders
        .zip(calls.iter().zip(facts))
        .map(|(builder, (call, facts))| {
            let setter = calls::body_type(client, &builder.ident);
            operation(builder, call, facts, &types, setter, runtime.is_some())
        })
        .collect();
    let mut file: syn::File = parse_quote!();
    let runtime = runtime.filter(|_| !operations.is_empty());
    file.items.extend(runtime.into_iter().flat_map(request::imports));
    file.items.push(parse_quote!(
        use super::types;
    ));
    file.items.extend(command::items(&operations));
    if runtime.is_some() {
        file.items.extend(request::items(&operations));
    }
    file
}

fn structs(client: &syn::File) -> impl Iterator<Item = &ItemStruct> {
    let module = client.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
        _ => None,
    });
    module.into_iter().flat_map(|(_, items)| items).filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    })
}

fn operation(
    builder: &ItemStruct,
    call: &Call,
    facts: &OperationFacts,
    types: &Types,
    body: Option<Type>,
    runtime: bool,
) -> Operation {
    let mut parameters = parameters(builder, call, facts, types);
    let default = facts.default_project.as_ref().filter(|_| runtime);
    for parameter in &mut parameters {
        parameter.required &= !(parameter.in_path && Some(&parameter.name) == default);
    }
    let last = parameters.iter().rposition(|parameter| parameter.in_path);
    let target = last.filter(|at| Some(&parameters[*at].name) != facts.default_project.as_ref());
    let mut body = call.body.as_ref().map(|kind| match (kind, body) {
        (calls::Body::Json | calls::Body::Form, Some(typ)) => {
            let properties = types.properties(&typ);
            Body::Typed(Box::new(typ), properties)
        }
        _ => Body::Raw,
    });
    let properties = match &mut body {
        Some(Body::Typed(_, Some(properties))) => properties.as_mut_slice(),
        _ => &mut [],
    };
    names::assign(&mut parameters, properties);
    Operation {
        builder: builder.ident.clone(),
        id: call.id.clone(),
        about: about(facts),
        parameters,
        body,
        answer: call.types.0.clone(),
        target,
    }
}

fn about(facts: &OperationFacts) -> (String, Option<String>) {
    let OperationFacts { method, template, summary, description, .. } = facts;
    match (summary.as_deref().map(flowing), description.as_deref().map(flowing)) {
        (Some(summary), Some(description)) => {
            let long = format!("{summary}\n\n{description}");
            (summary, Some(long))
        }
        (Some(text), None) | (None, Some(text)) => (text, None),
        (None, None) => (format!("Send a {method} request to {template}"), None),
    }
}

/// The parameters with their types; their names come later.
fn parameters(
    builder: &ItemStruct,
    call: &Call,
    facts: &OperationFacts,
    types: &Types,
) -> Vec<Argument> {
    let template = facts.template.split('{').skip(1).filter_map(|part| part.split('}').next());
    let path = template.map(str::to_owned).zip(&call.path);
    let path = path.map(|(name, field)| (Place::Path, name, field));
    let query = call.queries.iter().map(|(name, field)| (Place::Query, name.value(), field));
    let headers = call.headers.iter();
    let headers = headers.map(|header| (Place::Header, header.name.value(), &header.argument));
    path.chain(query)
        .chain(headers)
        .filter_map(|(place, name, field)| {
            let typ = builder.fields.iter().find(|own| own.ident.as_ref() == Some(field));
            let typ = values::generic(&typ?.ty, "Argument")?;
            let (value, optional) = types.value(&typ);
            let known = facts.parameters.iter().find(|known| {
                known.place == place
                    && (known.name == name || known.name.eq_ignore_ascii_case(&name))
            });
            let help = known.and_then(|known| known.description.as_deref());
            Some(Argument {
                help: help.map(sentence).unwrap_or_default(),
                required: !optional,
                value,
                field: field.clone(),
                in_path: place == Place::Path,
                name,
                id: String::new(),
                long: String::new(),
            })
        })
        .collect()
}

/// The text with one line a paragraph; whoever shows it breaks lines.
fn flowing(text: &str) -> String {
    let paragraphs =
        text.split("\n\n").map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The text as help has it: without a full stop at its end.
fn sentence(text: &str) -> String {
    let text = flowing(text);
    text.strip_suffix('.').filter(|text| !text.ends_with('.')).unwrap_or(&text).to_owned()
}

impl Operation {
    fn variant(&self) -> Ident {
        format_ident!("{}", self.id.to_pascal_case())
    }

    /// The name of the command.
    fn name(&self) -> String {
        self.id.to_kebab_case()
    }

    /// The arguments in alphabetical order; those of the body come last.
    fn arguments(&self) -> Vec<&Argument> {
        let mut arguments: Vec<_> = self.parameters.iter().collect();
        arguments.sort_by_key(|argument| &argument.long);
        arguments.extend(self.properties());
        arguments
    }

    fn properties(&self) -> &[Argument] {
        match &self.body {
            Some(Body::Typed(_, Some(properties))) => properties,
            _ => &[],
        }
    }
}

/// The type as one word, without what leads to the standard library.
fn text(typ: &Type) -> String {
    let text = typ.to_token_stream().to_string().replace(' ', "").replace("<::", "<");
    text.trim_start_matches("::").to_owned()
}
