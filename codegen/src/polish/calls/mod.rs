//! Builders that end in one call of the runtime, and operations as data.

mod client;
mod read;
#[cfg(test)]
mod tests;

use quote::format_ident;
use syn::{Expr, FnArg, ImplItem, ImplItemFn, Item, ItemImpl, ItemStruct, Type, parse_quote};

use self::read::Statuses;
pub(super) use self::read::{Body, Call};
use crate::emit::OperationFacts;
use crate::error::{Error, Result};

/// The name of the pass.
const NAME: &str = "one-call";

/// Lets each `send` end in one call, which knows the operation through a constant.
///
/// progenitor writes the whole call into every builder: the URL, the request, the hooks and the
/// statuses. There it sends a header `api-version` that no document asks for, lets `..` and
/// backslashes change the path, loses the status where a body does not decode, and borrows the
/// client, so that a request cannot be spawned. What the calls hold is returned, in their order.
///
/// # Errors
/// [`Error::AdaptationNeverApplied`] where a builder is not as progenitor writes it.
pub(super) fn rewrite(
    file: &mut syn::File,
    operations: &[OperationFacts],
    runtime: Option<&syn::Path>,
) -> Result<Vec<Call>> {
    client::rewrite(file, runtime);
    let builders = file.items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content.as_mut(),
        _ => None,
    });
    let Some((_, items)) = builders else {
        return Ok(Vec::new());
    };
    let mut calls = Vec::new();
    let mut facts = operations.iter();
    let mut current = None;
    for item in items.iter_mut() {
        match item {
            Item::Struct(item) => current = Some((own(item), item)),
            Item::Impl(block) => {
                let (Some((client, item)), Some(facts)) = (current.take(), facts.next()) else {
                    return Err(Error::AdaptationNeverApplied { name: NAME });
                };
                let builder = Builder { client, facts, runtime };
                let call = builder.rewrite(item, block);
                calls.push(call.ok_or(Error::AdaptationNeverApplied { name: NAME })?);
            }
            _ => {}
        }
    }
    if facts.next().is_some() {
        return Err(Error::AdaptationNeverApplied { name: NAME });
    }
    items.retain(|item| !matches!(item, Item::Use(_)));
    items.splice(0..0, client::imports(runtime));
    Ok(calls)
}

/// The type that the setter of a builder's body takes.
pub(super) fn body_type(file: &syn::File, builder: &syn::Ident) -> Option<Type> {
    let items = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
        _ => None,
    });
    let blocks = items.flat_map(|(_, items)| items).filter_map(|item| match item {
        Item::Impl(block) => Some(block),
        _ => None,
    });
    let own = blocks.filter(|block| block.self_ty == parse_quote!(#builder));
    let setter = own.flat_map(|block| &block.items).find_map(|member| match member {
        ImplItem::Fn(function) if function.sig.ident == "body" => Some(function),
        _ => None,
    })?;
    let bounds = setter.sig.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let bounds = bounds.filter_map(|predicate| match predicate {
        syn::WherePredicate::Type(predicate) => Some(&predicate.bounds),
        _ => None,
    });
    bounds.flatten().find_map(|bound| {
        let syn::TypeParamBound::Trait(bound) = bound else { return None };
        let last = bound.path.segments.last().filter(|last| last.ident == "TryInto")?;
        let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
        match arguments.args.first()? {
            syn::GenericArgument::Type(typ) => Some(typ.clone()),
            _ => None,
        }
    })
}

/// Lets a builder own its client, and returns the name of the field.
fn own(item: &mut ItemStruct) -> Option<syn::Ident> {
    item.generics = syn::Generics::default();
    item.attrs.push(parse_quote!(#[must_use = "a request does nothing until it is sent"]));
    let mut name = None;
    for field in &mut item.fields {
        if matches!(field.ty, Type::Reference(_)) {
            field.ty = parse_quote!(Client);
            name = field.ident.clone();
        } else if let Type::Path(path) = &mut field.ty
            && let Some(last) = path.path.segments.last_mut()
            && let syn::PathArguments::AngleBracketed(arguments) = &mut last.arguments
        {
            // `Result<T, String>`
            let value = arguments.args.first().cloned();
            field.ty = parse_quote!(Argument<#value>);
        }
    }
    name
}

/// One builder and what is known of its operation.
struct Builder<'a> {
    client: Option<syn::Ident>,
    facts: &'a OperationFacts,
    runtime: Option<&'a syn::Path>,
}

impl Builder<'_> {
    fn rewrite(&self, item: &mut ItemStruct, block: &mut ItemImpl) -> Option<Call> {
        let name = &item.ident;
        block.generics = syn::Generics::default();
        block.self_ty = parse_quote!(#name);
        let send = block.items.iter().find_map(|member| match member {
            ImplItem::Fn(function) if function.sig.ident == "send" => Some(function.clone()),
            _ => None,
        })?;
        let call = read::read(&send)?;
        let default = self.default_project(&call);
        // Streams of pages are progenitor's own extension of documents.
        let ends = |member: &ImplItem| {
            matches!(member, ImplItem::Fn(function)
                if function.sig.ident == "send" || function.sig.ident == "stream")
        };
        block.items.retain(|member| !ends(member));
        for member in &mut block.items {
            let ImplItem::Fn(function) = member else { continue };
            if function.sig.ident == "new" {
                self.construct(function, default.as_ref());
            } else if Some(&function.sig.ident) == default.as_ref() {
                optional_setter(function);
            }
        }
        if let Some(default) = &default {
            optional_field(item, default);
        }
        block.items.insert(0, self.operation(&call));
        block.items.extend(self.ends(&call, &send, default.as_ref())?);
        Some(call)
    }

    /// The argument that the client has a value for.
    fn default_project(&self, call: &Call) -> Option<syn::Ident> {
        let wanted = self.facts.default_project.as_ref().filter(|_| self.runtime.is_some())?;
        let names =
            self.facts.template.split('{').skip(1).filter_map(|part| part.split('}').next());
        let at = names.into_iter().position(|name| name == wanted)?;
        call.path.get(at).cloned()
    }

    /// `new(client: &Client)`
    fn construct(&self, function: &mut ImplItemFn, default: Option<&syn::Ident>) {
        for input in &mut function.sig.inputs {
            if let FnArg::Typed(input) = input {
                *input.ty = parse_quote!(&Client);
            }
        }
        let Some(syn::Stmt::Expr(Expr::Struct(value), _)) = function.block.stmts.last_mut() else {
            return;
        };
        for field in &mut value.fields {
            let syn::Member::Named(name) = &field.member else { continue };
            if Some(name) == self.client.as_ref() {
                field.expr = parse_quote!(client.clone());
            } else if Some(name) == default {
                field.expr = parse_quote!(Ok(None));
            }
        }
    }

    /// The constant that the runtime knows the operation through.
    fn operation(&self, call: &Call) -> ImplItem {
        let OperationFacts { method, template, repeatable, success, .. } = self.facts;
        let (typ, error) = &call.types;
        let (id, method) = (&call.id, format_ident!("{method}"));
        let beside = success.iter().map(|code| Statuses::Code(*code));
        let success = call.success.iter().copied().chain(beside).map(statuses);
        let errors = call.errors.iter().copied().map(statuses);
        let decode = match typ {
            Type::Tuple(_) => format_ident!("EMPTY"),
            Type::Path(path) if path.path.is_ident("ByteStream") => format_ident!("STREAM"),
            _ => format_ident!("JSON"),
        };
        let accept = option(call.accept.as_ref());
        let default = self.runtime.map(|_| {
            let name = option(self.facts.default_project.as_ref());
            quote::quote!(default_project: #name,)
        });
        parse_quote! {
            #[doc = "The operation as the document describes it."]
            pub const OPERATION: Operation<#typ, #error> = Operation {
                facts: &Facts {
                    id: #id,
                    method: Method::#method,
                    template: #template,
                    accept: #accept,
                    success: &[#(#success),*],
                    errors: &[#(#errors),*],
                    repeatable: #repeatable,
                    #default
                },
                decode: Decode::#decode,
                error: PhantomData,
            };
        }
    }

    /// The functions that end a builder.
    fn ends(
        &self,
        call: &Call,
        send: &ImplItemFn,
        default: Option<&syn::Ident>,
    ) -> Option<Vec<ImplItem>> {
        let client = self.client.as_ref()?;
        let stmts = arguments(call, default)?;
        let (typ, error) = &call.types;
        let docs = &send.attrs;
        let mutable = (!stmts.is_empty()).then(<syn::Token![mut]>::default);
        let compose: ImplItem = parse_quote! {
            fn into_request(self) -> (Client, Request) {
                let #mutable request = Request::new(Self::OPERATION.facts);
                #(#stmts)*
                (self.#client, request)
            }
        };
        let output: Type = match self.runtime {
            Some(_) => parse_quote!(Result<Success<#typ>, Error>),
            None => parse_quote!(Result<ResponseValue<#typ>, Error<#error>>),
        };
        let send: ImplItem = parse_quote! {
            #(#docs)*
            pub async fn send(self) -> #output {
                let (client, request) = self.into_request();
                client.call(&Self::OPERATION, request).await
            }
        };
        let prepare = self.runtime.map(|_| -> ImplItem {
            parse_quote! {
                #[doc = "Makes the request that `send` would send now, signature and all, and sends nothing. \
                         Headers that hold a secret are marked as sensitive. Looking for credentials or \
                         the project may take requests of its own."]
                pub async fn prepare(self) -> Result<reqwest::Request, Error> {
                    let (client, request) = self.into_request();
                    client.prepare(request).await
                }
            }
        });
        Some([Some(send), prepare, Some(compose)].into_iter().flatten().collect())
    }
}

/// The statements that hand the arguments over.
fn arguments(call: &Call, default: Option<&syn::Ident>) -> Option<Vec<syn::Stmt>> {
    let value = |name: &syn::Ident| {
        call.arguments.iter().find(|argument| argument.name == *name).map(|found| &found.value)
    };
    let mut stmts = Vec::new();
    for name in &call.path {
        let (value, text) = (value(name)?, name.to_string());
        stmts.push(match default == Some(name) {
            true => parse_quote!(request.project(#text, #value);),
            false => parse_quote!(request.path(#text, #value);),
        });
    }
    for (name, argument) in &call.queries {
        let value = value(argument)?;
        stmts.push(parse_quote!(request.query(#name, #value);));
    }
    for header in &call.headers {
        let (name, value) = (&header.name, value(&header.argument)?);
        stmts.push(match header.required {
            true => parse_quote!(request.header(#name, #value.map(Some));),
            false => parse_quote!(request.header(#name, #value);),
        });
    }
    if let Some(body) = &call.body {
        let value = value(&format_ident!("body"))?;
        stmts.push(match body {
            Body::Json => parse_quote!(request.json(#value);),
            Body::Form => parse_quote!(request.form(#value);),
            Body::Raw(media_type) => parse_quote!(request.body(#media_type, #value);),
        });
    }
    Some(stmts)
}

fn option(text: Option<&impl quote::ToTokens>) -> Expr {
    text.map_or_else(|| parse_quote!(None), |text| parse_quote!(Some(#text)))
}

fn statuses(statuses: Statuses) -> Expr {
    let number = |number: u16| proc_macro2::Literal::u16_unsuffixed(number);
    match statuses {
        Statuses::Code(code) => {
            let code = number(code);
            parse_quote!(Statuses::Code(#code))
        }
        Statuses::Class(class) => {
            let class = number(class);
            parse_quote!(Statuses::Class(#class))
        }
        Statuses::Any => parse_quote!(Statuses::Any),
    }
}

/// `Argument<T>` becomes `Argument<Option<T>>`.
fn optional_field(item: &mut ItemStruct, name: &syn::Ident) {
    for field in &mut item.fields {
        if field.ident.as_ref() == Some(name)
            && let Type::Path(path) = &mut field.ty
            && let Some(last) = path.path.segments.last_mut()
            && let syn::PathArguments::AngleBracketed(arguments) = &mut last.arguments
            && let Some(syn::GenericArgument::Type(typ)) = arguments.args.first_mut()
        {
            *typ = parse_quote!(Option<#typ>);
        }
    }
}

/// `value.try_into().map_err(…)` becomes `value.try_into().map(Some).map_err(…)`.
fn optional_setter(function: &mut ImplItemFn) {
    for stmt in &mut function.block.stmts {
        if let syn::Stmt::Expr(Expr::Assign(assign), _) = stmt
            && let Expr::MethodCall(call) = &mut *assign.right
            && call.method == "map_err"
        {
            let receiver = &call.receiver;
            *call.receiver = parse_quote!(#receiver.map(Some));
        }
    }
}
