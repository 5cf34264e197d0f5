//! `OPERATION`: the facts of an operation as data.

use syn::{Expr, ImplItemConst};

use super::super::Kind::{Compared, Shown};
use super::syntax::{Module, arguments, plain, string, text, unread};
use crate::contract::Contract;

/// The facts that the rest of a builder is held against.
#[derive(Debug, Default)]
pub(super) struct Operation {
    /// The names in braces.
    pub(super) placeholders: Vec<String>,
    /// The placeholder that the client has a value for.
    pub(super) default_project: Option<String>,
    /// The type of a success.
    pub(super) success: String,
}

/// Reads the constant, field by field. A field that is not known is reported.
pub(super) fn read(
    module: &Module,
    section: &str,
    item: &ImplItemConst,
    contract: &mut Contract,
) -> Operation {
    let mut operation = Operation::default();
    let types = arguments(&item.ty);
    let [success, error] = types.as_slice() else {
        unread(contract, section, "a type", module.at(&item.ty), &text(&item.ty));
        return operation;
    };
    let (success, error) = (plain(success), plain(error));
    contract
        .about(section, "returns", module.at(&item.ty))
        .fact(Compared, "success", &success)
        .fact(Compared, "error", &error);
    let mut fields = fields(&item.expr);
    let facts = fields.iter().position(|(name, _)| name == "facts").map(|at| fields.remove(at).1);
    if let Some(Expr::Reference(facts)) = facts {
        fields.splice(0..0, self::fields(&facts.expr));
    }
    let value =
        |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| *value);
    let template = value("template").and_then(string).unwrap_or_default();
    let names = template.split('{').skip(1).filter_map(|part| part.split('}').next());
    operation.placeholders = names.map(str::to_owned).collect();
    operation.default_project = value("default_project").and_then(some);
    let decoded = decoded(&success, &value("decode").map(text).unwrap_or_default());
    for (name, value) in &fields {
        let place = module.at(*value);
        let code = text(*value);
        let mut fact = |kind, subject: &str, attribute: &str, value: String| {
            contract.about(section, subject, place.clone()).fact(kind, attribute, value);
            true
        };
        let read = match name.as_str() {
            "id" => fact(Compared, "name", "", string(value).unwrap_or(code)),
            "method" => {
                let method = code.trim_start_matches("Method::");
                fact(Shown, "request", "", format!("{method} {template}"))
            }
            "repeatable" => fact(Shown, "request", "repeatable", code),
            "accept" => fact(Shown, "accept", "", some(value).unwrap_or(code)),
            "success" => statuses(module, section, value, ("success", &decoded), contract),
            "errors" => statuses(module, section, value, ("error", &error), contract),
            "default_project" => operation.default_project.is_some() || code == "None",
            "template" | "decode" => true,
            "error" => code == "PhantomData",
            _ => false,
        };
        if !read {
            unread(contract, section, "a fact", module.at(*value), &text(*value));
        }
    }
    Operation { success, ..operation }
}

/// The value that a success becomes.
fn decoded(success: &str, decode: &str) -> String {
    match (success, decode.trim_start_matches("Decode::")) {
        ("()", "EMPTY") => "no body".to_owned(),
        ("ByteStream", "STREAM") => "bytes as they arrive".to_owned(),
        (other, "JSON") if other != "()" && other != "ByteStream" => other.to_owned(),
        (other, decode) => format!("{other}, decoded by {decode}"),
    }
}

fn fields(expr: &Expr) -> Vec<(String, &Expr)> {
    match expr {
        Expr::Struct(literal) => {
            literal.fields.iter().map(|field| (text(&field.member), &field.expr)).collect()
        }
        _ => Vec::new(),
    }
}

/// The text in `Some("…")`.
fn some(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Call(call) if text(&call.func) == "Some" => string(call.args.first()?),
        _ => None,
    }
}

/// `&[Statuses::Code(204), Statuses::Class(4), Statuses::Any]`; whether all of it is understood.
fn statuses(
    module: &Module,
    section: &str,
    list: &Expr,
    (kind, decoded): (&str, &str),
    contract: &mut Contract,
) -> bool {
    let Expr::Reference(list) = list else { return false };
    let Expr::Array(list) = &*list.expr else { return false };
    let mut read = true;
    for status in &list.elems {
        let code = text(status);
        let inside = |start| code.strip_prefix(start).and_then(|rest| rest.strip_suffix(')'));
        let name = match (inside("Statuses::Code("), inside("Statuses::Class(")) {
            (Some(code), _) => code.to_owned(),
            (_, Some(class)) => format!("{class}XX"),
            _ if code == "Statuses::Any" => "default".to_owned(),
            _ => {
                read = false;
                continue;
            }
        };
        contract
            .about(section, &format!("status {name}"), module.at(status))
            .fact(Shown, kind, decoded);
    }
    read
}
