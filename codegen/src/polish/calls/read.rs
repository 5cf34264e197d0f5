//! Reads what progenitor's `send` does.

use syn::{Expr, Ident, ImplItemFn, Lit, LitStr, Pat, Stmt, Type};

use crate::polish::safety::{call_of, peel};

/// The parts of a call.
pub(in crate::polish) struct Call {
    /// The name of the client's method.
    pub(in crate::polish) id: String,
    pub(in crate::polish) arguments: Vec<Argument>,
    /// Arguments in the order of their places in the path.
    pub(in crate::polish) path: Vec<Ident>,
    /// Names on the wire and arguments.
    pub(in crate::polish) queries: Vec<(LitStr, Ident)>,
    pub(in crate::polish) headers: Vec<Header>,
    pub(in crate::polish) body: Option<Body>,
    pub(in crate::polish) accept: Option<LitStr>,
    pub(super) success: Vec<Statuses>,
    pub(super) errors: Vec<Statuses>,
    /// The type of a success and that of a documented error.
    pub(in crate::polish) types: (Type, Type),
}

pub(in crate::polish) struct Argument {
    pub(in crate::polish) name: Ident,
    /// Its value, made of the field.
    pub(in crate::polish) value: Expr,
}

pub(in crate::polish) struct Header {
    pub(in crate::polish) name: LitStr,
    pub(in crate::polish) argument: Ident,
    pub(in crate::polish) required: bool,
}

pub(in crate::polish) enum Body {
    Json,
    Form,
    /// Bytes or text of this media type.
    Raw(LitStr),
}

#[derive(Clone, Copy)]
pub(super) enum Statuses {
    Code(u16),
    Class(u16),
    Any,
}

/// Reads `send`; nothing where a part of it is not understood.
pub(super) fn read(send: &ImplItemFn) -> Option<Call> {
    let mut call = Call {
        id: String::new(),
        arguments: Vec::new(),
        path: Vec::new(),
        queries: Vec::new(),
        headers: Vec::new(),
        body: None,
        accept: None,
        success: Vec::new(),
        errors: Vec::new(),
        types: types(&send.sig.output)?,
    };
    for stmt in &send.block.stmts {
        call.stmt(stmt)?;
    }
    (!call.id.is_empty()).then_some(call)
}

/// Both types of `-> Result<ResponseValue<T>, Error<E>>`.
fn types(output: &syn::ReturnType) -> Option<(Type, Type)> {
    let syn::ReturnType::Type(_, output) = output else { return None };
    let [success, error] = &arguments(output)?[..] else { return None };
    Some((arguments(success)?.first()?.clone(), arguments(error)?.first()?.clone()))
}

/// The types between angle brackets.
fn arguments(typ: &Type) -> Option<Vec<Type>> {
    let Type::Path(path) = typ else { return None };
    let syn::PathArguments::AngleBracketed(list) = &path.path.segments.last()?.arguments else {
        return None;
    };
    let types = list.args.iter().map(|argument| match argument {
        syn::GenericArgument::Type(typ) => Some(typ.clone()),
        _ => None,
    });
    types.collect()
}

impl Call {
    fn stmt(&mut self, stmt: &Stmt) -> Option<()> {
        match stmt {
            Stmt::Local(local) => match &local.pat {
                // `let Self { client, id } = self;`
                Pat::Struct(_) => Some(()),
                Pat::Ident(variable) => self.variable(&variable.ident, &local.init.as_ref()?.expr),
                _ => None,
            },
            Stmt::Expr(Expr::Match(matching), _) => {
                matching.arms.iter().try_for_each(|arm| self.arm(arm))
            }
            Stmt::Expr(expr, _) => self.effect(expr),
            _ => None,
        }
    }

    fn variable(&mut self, name: &Ident, expr: &Expr) -> Option<()> {
        match expr {
            // `OperationInfo { operation_id: "…" }`
            Expr::Struct(info) => {
                self.id = text(&info.fields.first()?.expr)?.value();
                Some(())
            }
            // `format!("{}/v2/{}", client.baseurl, encode_path(&id.to_string()))`
            Expr::Macro(mac) => {
                let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
                let parts = mac.mac.parse_body_with(parser).ok()?;
                self.path = parts.iter().skip(2).map(encoded).collect::<Option<_>>()?;
                Some(())
            }
            // `client.exec(request, &info).await`
            Expr::Await(_) => Some(()),
            Expr::Try(tried) => match &*tried.expr {
                // `id.map_err(Error::InvalidRequest)?`
                Expr::MethodCall(call) if call.method == "map_err" => {
                    let value = of_self((*call.receiver).clone(), name)?;
                    self.arguments.push(Argument { name: name.clone(), value });
                    Some(())
                }
                Expr::MethodCall(call) if call.method == "build" => self.request(&call.receiver),
                // `result?`
                Expr::Path(_) => Some(()),
                _ => None,
            },
            // `HeaderMap::with_capacity(1)`
            Expr::Call(_) => Some(()),
            _ => None,
        }
    }

    /// A statement without a name.
    fn effect(&mut self, expr: &Expr) -> Option<()> {
        match expr {
            // `header_map.append(…)`
            Expr::MethodCall(call) if call.method == "append" => self.append(call, true),
            // `if let Some(value) = id { header_map.append(…); }`
            Expr::If(condition) => {
                let Expr::Let(binding) = &*condition.cond else { return None };
                let [Stmt::Expr(Expr::MethodCall(call), _)] = &condition.then_branch.stmts[..]
                else {
                    return None;
                };
                self.append(call, false)?;
                self.headers.last_mut()?.argument = ident(&binding.expr)?;
                Some(())
            }
            // `client.pre(&mut request, &info).await?`
            Expr::Try(tried) if matches!(&*tried.expr, Expr::Await(_)) => Some(()),
            _ => None,
        }
    }

    fn append(&mut self, call: &syn::ExprMethodCall, required: bool) -> Option<()> {
        let mut arguments = call.args.iter();
        let Some(name) = text(arguments.next()?) else {
            // The header `api-version`, which no document asks for.
            return Some(());
        };
        let Expr::Try(value) = arguments.next()? else { return None };
        let Expr::MethodCall(convert) = &*value.expr else { return None };
        let argument = to_string(&convert.receiver)?;
        self.headers.push(Header { name, argument, required });
        Some(())
    }

    /// `client.client.get(url).query(…).headers(header_map)`
    fn request(&mut self, expr: &Expr) -> Option<()> {
        let call = match expr {
            Expr::MethodCall(call) => call,
            Expr::Try(tried) => return self.request(&tried.expr),
            _ => return None,
        };
        let first = call.args.first();
        match call.method.to_string().as_str() {
            "query" => {
                let Expr::Reference(parameter) = first? else { return None };
                let arguments = call_of(&parameter.expr, "progenitor_client::QueryParam::new")?;
                let Expr::Reference(argument) = arguments.get(1)? else { return None };
                self.queries.insert(0, (text(arguments.first()?)?, ident(&argument.expr)?));
            }
            "json" => self.body = Some(Body::Json),
            "form_urlencoded" => self.body = Some(Body::Form),
            "header" => self.static_header(call)?,
            "headers" | "body" => {}
            // The method, called on the HTTP client.
            _ => return matches!(&*call.receiver, Expr::Field(_)).then_some(()),
        }
        self.request(&call.receiver)
    }

    /// `.header(ACCEPT, HeaderValue::from_static("application/json"))`
    fn static_header(&mut self, call: &syn::ExprMethodCall) -> Option<()> {
        let Expr::Path(name) = call.args.first()? else { return None };
        let Expr::Call(value) = call.args.get(1)? else { return None };
        let value = text(value.args.first()?)?;
        match name.path.segments.last()?.ident.to_string().as_str() {
            "ACCEPT" => self.accept = Some(value),
            "CONTENT_TYPE" => self.body = Some(Body::Raw(value)),
            _ => return None,
        }
        Some(())
    }

    /// One status and what becomes of it.
    fn arm(&mut self, arm: &syn::Arm) -> Option<()> {
        let statuses = match &arm.pat {
            Pat::Lit(lit) => Statuses::Code(number(&lit.lit)?),
            Pat::Range(range) => match range.start.as_deref()? {
                Expr::Lit(start) => Statuses::Class(number(&start.lit)? / 100),
                _ => return None,
            },
            Pat::Wild(_) => Statuses::Any,
            _ => return None,
        };
        let body = peel(&arm.body);
        let Some(error) = call_of(body, "Err") else {
            self.success.push(statuses);
            return Some(());
        };
        // `Error::ErrorResponse(ResponseValue::from_response(response).await?)`
        if let Some(response) = call_of(error.first()?, "Error::ErrorResponse")
            && matches!(response.first()?, Expr::Try(_))
        {
            self.errors.push(statuses);
        }
        Some(())
    }
}

/// The value of an argument: the variable becomes the field of that name.
fn of_self(mut expr: Expr, name: &Ident) -> Option<Expr> {
    let mut inner = &mut expr;
    while let Expr::MethodCall(call) = inner {
        inner = &mut call.receiver;
    }
    if ident(inner)? != *name {
        return None;
    }
    *inner = syn::parse_quote!(self.#name);
    Some(expr)
}

/// The identifier in `encode_path(&id.to_string())`.
fn encoded(expr: &Expr) -> Option<Ident> {
    let arguments = call_of(expr, "encode_path")?;
    let Expr::Reference(reference) = arguments.first()? else { return None };
    to_string(&reference.expr)
}

/// The identifier in `id.to_string()`.
fn to_string(expr: &Expr) -> Option<Ident> {
    match expr {
        Expr::MethodCall(call) if call.method == "to_string" => ident(&call.receiver),
        _ => None,
    }
}

fn ident(expr: &Expr) -> Option<Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    }
}

fn text(expr: &Expr) -> Option<LitStr> {
    match expr {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        _ => None,
    }
}

fn number(lit: &Lit) -> Option<u16> {
    match lit {
        Lit::Int(number) => number.base10_parse().ok(),
        _ => None,
    }
}
