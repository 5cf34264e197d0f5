//! `send`, statement by statement: what becomes of each argument, and of each status.

use std::collections::BTreeMap;

use syn::spanned::Spanned as _;
use syn::{Expr, ExprMatch, ImplItemFn, Pat, Stmt};

use super::super::Kind::{Compared, Shown};
use super::syntax::{Docs, Module, binding, chain, documented_request, string, text, unread};
use crate::contract::{Contract, Place};

/// What a variable holds: the field it came from, and what was done to it.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    pub(super) field: String,
    /// The name that `path_segment` was given.
    pub(super) encoded_as: Option<String>,
    /// Whether a value that cannot be used becomes `Error::InvalidRequest`.
    pub(super) refused: bool,
    pub(super) span: proc_macro2::Span,
}

/// What `send` puts into the URL.
pub(super) struct Sent {
    pub(super) placeholders: Vec<Argument>,
    pub(super) place: Place,
}

/// The statements that make the call, and what they are called.
const CALLS: [(&str, &str); 4] = [
    ("client.pre(&mut request,&info).await?;", "pre"),
    ("let result=client.exec(request,&info).await;", "exec"),
    ("client.post(&result,&info).await?;", "post"),
    ("let response=result?;", "then the answer"),
];

/// How a text becomes an error, and how the reason that a builder holds does.
const INVALID: &str = "Error::InvalidRequest";
const INVALID_REASON: &str = "|reason|Error::InvalidRequest(reason.into_owned())";

struct Reader<'a> {
    module: &'a Module,
    section: &'a str,
    variables: BTreeMap<String, Argument>,
    url: Option<(String, Vec<Argument>, Place)>,
    calls: Vec<String>,
    success: String,
    error: String,
}

pub(super) fn read(
    module: &Module,
    section: &str,
    function: &ImplItemFn,
    contract: &mut Contract,
) -> Sent {
    let here = module.at(&function.sig);
    let documented = Docs::of(&function.attrs).take(documented_request);
    contract.about(section, "request", here.clone()).fact(
        Compared,
        "documented on send",
        documented.unwrap_or_default(),
    );
    let (success, error) = returned(&text(&function.sig.output));
    contract
        .about(section, "returns", module.at(&function.sig.output))
        .fact(Shown, "success", &success)
        .fact(Shown, "error", &error);
    let mut reader = Reader {
        module,
        section,
        variables: BTreeMap::new(),
        url: None,
        calls: Vec::new(),
        success,
        error,
    };
    for stmt in &function.block.stmts {
        if reader.stmt(stmt, contract).is_none() {
            unread(contract, section, "in send", module.at(stmt), &text(stmt));
        }
    }
    contract.about(section, "calls", here.clone()).fact(Shown, "", reader.calls.join(", "));
    let placeholders = reader.url.map(|(_, placeholders, _)| placeholders);
    Sent { placeholders: placeholders.unwrap_or_default(), place: here }
}

/// Both types of `-> Result<ResponseValue<T>, Error<E>>`.
fn returned(output: &str) -> (String, String) {
    let types = output
        .strip_prefix("->Result<ResponseValue<")
        .and_then(|rest| rest.strip_suffix(">>"))
        .and_then(|rest| rest.split_once(">,Error<"));
    let plain = |typ: &str| typ.trim_start_matches("types::").to_owned();
    types.map_or_else(
        || (output.to_owned(), output.to_owned()),
        |(success, error)| (plain(success), plain(error)),
    )
}

impl Reader<'_> {
    /// Reads one statement; nothing where it is not understood.
    fn stmt(&mut self, stmt: &Stmt, contract: &mut Contract) -> Option<()> {
        let code = text(stmt);
        if let Some((_, name)) = CALLS.iter().find(|(call, _)| *call == code) {
            self.calls.push((*name).to_owned());
            return Some(());
        }
        if let Stmt::Expr(Expr::Match(matching), _) = stmt {
            return self.answer(matching, contract);
        }
        if let Stmt::Local(local) = stmt
            && let Pat::Struct(fields) = &local.pat
        {
            return (text(&local.init.as_ref()?.expr) == "self").then(|| self.taken(fields));
        }
        let (name, expr) = binding(stmt)?;
        match name.as_str() {
            "url" => self.address(expr),
            "request" => self.request(expr, contract),
            "info" => {
                let id = code
                    .strip_prefix("let info=OperationInfo{operation_id:\"")?
                    .strip_suffix("\"};")?;
                contract
                    .about(self.section, "name for hooks", self.module.at(expr))
                    .fact(Shown, "", id);
                Some(())
            }
            _ => {
                let argument = self.argument(expr)?;
                self.variables.insert(name, argument);
                Some(())
            }
        }
    }

    /// `let Self { client, id } = self;`
    fn taken(&mut self, fields: &syn::PatStruct) {
        for field in &fields.fields {
            if let (syn::Member::Named(member), Pat::Ident(variable)) = (&field.member, &*field.pat)
            {
                let argument = Argument {
                    field: member.to_string(),
                    encoded_as: None,
                    refused: false,
                    span: field.span(),
                };
                self.variables.insert(variable.ident.to_string(), argument);
            }
        }
    }

    /// `id.map_err(|reason| Error::InvalidRequest(reason.into_owned()))?` or
    /// `path_segment("id", id.to_string()).map_err(Error::InvalidRequest)?`
    fn argument(&self, expr: &Expr) -> Option<Argument> {
        let (value, kind) = tried(expr)?;
        let (mut argument, usual) = match value {
            Expr::Call(encode) if text(&encode.func) == "path_segment" => {
                let mut arguments = encode.args.iter();
                let label = string(arguments.next()?)?;
                let value = text(arguments.next()?);
                let variable = value.strip_suffix(".to_string()")?;
                let argument = self.variables.get(variable)?.clone();
                (Argument { encoded_as: Some(label), ..argument }, INVALID)
            }
            Expr::Path(_) => {
                let argument = self.variables.get(&text(value))?.clone();
                (Argument { refused: true, ..argument }, INVALID_REASON)
            }
            _ => return None,
        };
        argument.refused &= kind == usual;
        argument.span = expr.span();
        Some(argument)
    }

    /// `{ let id = …; client.baseurl.with_path(&["/v2/", &id]).map_err(Error::InvalidRequest)? }`
    fn address(&mut self, expr: &Expr) -> Option<()> {
        let last = match expr {
            Expr::Block(block) => {
                let (last, segments) = block.block.stmts.split_last()?;
                for segment in segments {
                    let (name, expr) = binding(segment)?;
                    let argument = self.argument(expr)?;
                    self.variables.insert(name, argument);
                }
                let Stmt::Expr(last, None) = last else { return None };
                last
            }
            only => only,
        };
        let (value, kind) = tried(last)?;
        let Expr::MethodCall(call) = value else { return None };
        let usual = call.method == "with_path" && text(&call.receiver) == "client.baseurl";
        let Some(Expr::Reference(parts)) = call.args.first().filter(|_| usual && kind == INVALID)
        else {
            return None;
        };
        let Expr::Array(parts) = &*parts.expr else { return None };
        let (mut path, mut placeholders) = (String::new(), Vec::new());
        for part in &parts.elems {
            if let Some(constant) = string(part) {
                path.push_str(&constant);
            } else {
                let variable = text(part);
                let argument = self.variables.get(variable.strip_prefix('&')?)?;
                path.push_str(&format!("{{{}}}", argument.field));
                placeholders.push(argument.clone());
            }
        }
        self.url = Some((path, placeholders, self.module.at(expr)));
        Some(())
    }

    /// `client.client.delete(url).header(…).build()?`
    fn request(&self, expr: &Expr, contract: &mut Contract) -> Option<()> {
        let (start, calls) = chain(expr);
        let (path, _, _) = self.url.as_ref()?;
        let (verb, calls) = calls.split_first()?;
        let (build, calls) = calls.split_last()?;
        let whole = text(start) == "client.client" && build.method == "build";
        if !whole || verb.args.len() != 1 || text(&verb.args[0]) != "url" {
            return None;
        }
        let method = verb.method.to_string().to_uppercase();
        contract.about(self.section, "request", self.module.at(&verb.method)).fact(
            Shown,
            "",
            format!("{method} {path}"),
        );
        let headers: Vec<String> = calls.iter().map(|call| header(call)).collect();
        let place = calls.first().unwrap_or(verb);
        contract.about(self.section, "headers", self.module.at(&place.method)).fact(
            Shown,
            "",
            headers.join(", "),
        );
        Some(())
    }

    fn answer(&self, matching: &ExprMatch, contract: &mut Contract) -> Option<()> {
        if text(&matching.expr) != "response.status().as_u16()" {
            return None;
        }
        for arm in &matching.arms {
            let place = self.module.at(&arm.pat);
            let body = text(&arm.body);
            let error = &self.error;
            let (kind, decoded) = match body.as_str() {
                "Ok(ResponseValue::empty(response))" => ("success", "no body"),
                "success(response).await" => ("success", self.success.as_str()),
                "Err(documented_error(response).await)" => ("error", error.as_str()),
                "Err(undocumented(response).await)" => ("undocumented", ""),
                other => ("answer", other),
            };
            if matches!(arm.pat, Pat::Wild(_)) {
                let rest = match kind {
                    "undocumented" => {
                        format!("4xx and 5xx: error {error}; all else: returned as it came")
                    }
                    _ => format!("{kind} {decoded}"),
                };
                contract.about(self.section, "other statuses", place).fact(Shown, "", rest);
                continue;
            }
            for status in text(&arm.pat).split('|') {
                contract
                    .about(self.section, &format!("status {status}"), place.clone())
                    .fact(Shown, kind, decoded);
            }
        }
        Some(())
    }
}

/// Value and argument of `value.map_err(argument)?`.
fn tried(expr: &Expr) -> Option<(&Expr, String)> {
    let Expr::Try(tried) = expr else {
        return None;
    };
    match &*tried.expr {
        Expr::MethodCall(call) if call.method == "map_err" && call.args.len() == 1 => {
            Some((&call.receiver, text(&call.args[0])))
        }
        _ => None,
    }
}

/// `accept: application/json`
fn header(call: &syn::ExprMethodCall) -> String {
    let known = || {
        let name = text(call.args.first()?);
        let name = name.strip_prefix("reqwest::header::")?;
        let value = text(call.args.get(1)?);
        let value = value
            .strip_prefix("reqwest::header::HeaderValue::from_static(\"")?
            .strip_suffix("\")")?;
        let name = name.to_lowercase().replace('_', "-");
        (call.method == "header").then(|| format!("{name}: {value}"))
    };
    known().unwrap_or_else(|| {
        let arguments: Vec<String> = call.args.iter().map(text).collect();
        format!("{}({})", call.method, arguments.join(","))
    })
}
