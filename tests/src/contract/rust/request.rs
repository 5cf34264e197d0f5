//! `into_request`, statement by statement: where each argument goes.

use syn::{Expr, ImplItemFn, Stmt};

use super::syntax::{Module, string, text, unread};
use crate::contract::{Contract, Place};

/// A statement that hands an argument over.
#[derive(Debug)]
pub(super) struct Sent {
    /// The method of the request: `path`, `query`, …
    pub(super) how: String,
    /// The name on the wire, or the media type.
    pub(super) name: String,
    /// The field that the value comes from.
    pub(super) field: String,
    /// What becomes of the value before it is handed over.
    pub(super) value: Value,
    pub(super) place: Place,
}

/// The use of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Plain,
    /// A header takes an option.
    Some,
    /// The type that a builder becomes.
    Built(String),
}

/// Reads the statements; each that is not understood is reported.
pub(super) fn read(
    module: &Module,
    section: &str,
    function: &ImplItemFn,
    contract: &mut Contract,
) -> Vec<Sent> {
    let stmts = function.block.stmts.as_slice();
    let mut found = Vec::new();
    let framed = |first: &Stmt, last: &Stmt| {
        text(&function.sig) == "fn into_request(self)->(Client,Request)"
            && text(first).replace("let mut ", "let ")
                == "let request=Request::new(Self::OPERATION.facts);"
            && text(last) == "(self.client,request)"
    };
    match stmts {
        [first, between @ .., last] if framed(first, last) => {
            for stmt in between {
                match statement(module, stmt) {
                    Some(sent) => found.push(sent),
                    None => unread(contract, section, "a statement", module.at(stmt), &text(stmt)),
                }
            }
        }
        _ => unread(contract, section, "a request", module.at(function), &text(function)),
    }
    found
}

/// `request.query("limit", self.limit);`
fn statement(module: &Module, stmt: &Stmt) -> Option<Sent> {
    let Stmt::Expr(Expr::MethodCall(call), Some(_)) = stmt else { return None };
    if text(&call.receiver) != "request" || call.turbofish.is_some() {
        return None;
    }
    let how = call.method.to_string();
    let arguments: Vec<&Expr> = call.args.iter().collect();
    let (name, value) = match (how.as_str(), arguments.as_slice()) {
        ("project" | "path" | "query" | "header" | "body", [name, value]) => {
            (string(name)?, *value)
        }
        ("json", [value]) => ("application/json".to_owned(), *value),
        ("form", [value]) => ("application/x-www-form-urlencoded".to_owned(), *value),
        _ => return None,
    };
    let code = text(value);
    let rest = code.strip_prefix("self.")?;
    let field: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let change = &rest[field.len()..];
    let built = change
        .strip_prefix(".and_then(|v|{types::")
        .and_then(|rest| rest.strip_suffix("::try_from(v).map_err(|e|e.to_string().into())})"));
    let value = match (change, built) {
        ("", _) => Value::Plain,
        (".map(Some)", _) => Value::Some,
        (_, Some(typ)) => Value::Built(typ.to_owned()),
        _ => return None,
    };
    Some(Sent { how, name, field, value, place: module.at(stmt) })
}
