//! IDs: newtypes that check what they hold.

use syn::{Expr, ImplItemFn, ItemImpl, ItemStruct, Stmt};

use super::super::Kind::{Compared, Shown};
use super::conditions::holds;
use super::syntax::{
    Docs, Module, attribute_arguments, methods, strange_attributes, text, trait_text, unread,
};
use crate::contract::{Contract, chars};

pub(super) fn read(module: &Module, item: &ItemStruct, contract: &mut Contract) {
    let name = item.ident.to_string();
    let section = format!("schema {name}");
    let here = module.at(item);
    let derives = attribute_arguments(&item.attrs, "derive");
    let field = item.fields.iter().next();
    let private = field.is_some_and(|field| {
        matches!(field.vis, syn::Visibility::Inherited) && text(&field.ty) == "String"
    });
    contract.about(&section, "kind", here.clone()).fact(
        Shown,
        "",
        if private && derives.contains(&"serde::Serialize".to_owned()) {
            "checked text".to_owned()
        } else {
            text(item)
        },
    );
    let serde = attribute_arguments(&item.attrs, "serde").join(", ");
    contract.about(&section, "serde", here.clone()).fact(Compared, "", serde);
    let docs = Docs::of(&item.attrs);
    contract.about(&section, "description", here.clone()).fact(Shown, "text", docs.all());
    for attribute in strange_attributes(&item.attrs, &["doc", "derive", "serde"]) {
        unread(contract, &section, "attribute", here.clone(), &attribute);
    }
    let impls = module.impls(&name);
    ways_in(module, &section, &impls, &derives, contract);
    let from_str = impls
        .iter()
        .filter(|item| trait_text(item).as_deref() == Some("std::str::FromStr"))
        .flat_map(|item| methods(item))
        .find(|function| function.sig.ident == "from_str");
    match from_str {
        Some(function) => checks(module, &section, function, contract),
        None => unread(contract, &section, "no from_str", here, &text(item)),
    }
}

/// How values of the type come into being.
fn ways_in(
    module: &Module,
    section: &str,
    impls: &[&ItemImpl],
    derives: &[String],
    contract: &mut Contract,
) {
    const PARSE: &str = "{value.parse()}";
    let mut wrong = Vec::new();
    for derived in derives.iter().filter(|name| {
        ["Deserialize", "Default", "From", "FromStr"]
            .contains(&name.rsplit("::").next().unwrap_or(""))
    }) {
        wrong.push(format!("derives {derived}"));
    }
    let mut place = module.place(proc_macro2::Span::call_site());
    for item in impls {
        let name = trait_text(item).unwrap_or_default();
        let body = methods(item).next().map(|f| text(&f.block)).unwrap_or_default();
        let right = match name.as_str() {
            "std::str::FromStr" => {
                place = module.at(*item);
                true
            }
            "TryFrom<&str>" | "TryFrom<String>" => body == PARSE,
            "serde::Deserialize<'de>" => {
                body.starts_with("{String::deserialize(deserializer)?.parse().map_err(")
            }
            "std::ops::Deref" => body == "{&self.0}",
            _ => false,
        };
        if !right {
            wrong.push(if name.is_empty() { text(*item) } else { name });
        }
    }
    for wanted in ["TryFrom<&str>", "TryFrom<String>", "serde::Deserialize<'de>"] {
        if !impls.iter().any(|i| trait_text(i).as_deref() == Some(wanted)) {
            wrong.push(format!("no {wanted}"));
        }
    }
    let how = if wrong.is_empty() {
        "only by FromStr; TryFrom and Deserialize call it".to_owned()
    } else {
        format!("also or not by: {}", wrong.join("; "))
    };
    contract.about(section, "made", place).fact(Shown, "", how);
}

/// Reads the checks of `from_str`, one statement each.
fn checks(module: &Module, section: &str, function: &ImplItemFn, contract: &mut Contract) {
    let (mut shortest, mut longest) = (0, None);
    let mut shortest_at = module.at(&function.sig);
    let mut characters = (chars::describe(|_| true), module.at(&function.sig));
    let mut kept = false;
    for stmt in &function.block.stmts {
        match Check::of(stmt) {
            Some(Check::AtLeast(length)) => {
                shortest = shortest.max(length);
                shortest_at = module.at(stmt);
            }
            Some(Check::AtMost(length)) => {
                longest = Some(longest.map_or(length, |l: usize| l.min(length)));
            }
            Some(Check::Characters(allowed)) => characters = (allowed, module.at(stmt)),
            Some(Check::Keep) => kept = true,
            None => unread(contract, section, "a check", module.at(stmt), &text(stmt)),
        }
    }
    if !kept {
        unread(contract, section, "the value", module.at(function), &text(&function.block));
    }
    contract.about(section, "characters", characters.1).fact(Shown, "", characters.0);
    contract
        .about(section, "length", shortest_at)
        .fact(Shown, "at least", shortest.to_string())
        .fact(Shown, "at most", longest.map_or_else(|| "none".to_owned(), |l| l.to_string()));
}

enum Check {
    AtLeast(usize),
    AtMost(usize),
    Characters(String),
    Keep,
}

impl Check {
    fn of(stmt: &Stmt) -> Option<Self> {
        let Stmt::Expr(expr, _) = stmt else {
            return None;
        };
        let Expr::If(check) = expr else {
            return (text(expr) == "Ok(Self(value.to_string()))").then_some(Self::Keep);
        };
        let refuses = text(&check.then_branch).starts_with("{return Err(");
        if !refuses || check.else_branch.is_some() || check.then_branch.stmts.len() != 1 {
            return None;
        }
        if text(&check.cond) == "value.is_empty()" {
            return Some(Self::AtLeast(1));
        }
        match &*check.cond {
            Expr::Binary(binary) if text(&binary.left) == "value.chars().count()" => {
                let Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(limit), .. }) = &*binary.right
                else {
                    return None;
                };
                let limit = limit.base10_parse().ok()?;
                match binary.op {
                    syn::BinOp::Lt(_) => Some(Self::AtLeast(limit)),
                    syn::BinOp::Gt(_) => Some(Self::AtMost(limit)),
                    _ => None,
                }
            }
            Expr::Let(found) if text(&found.pat) == "Some(other)" => characters(&found.expr),
            _ => None,
        }
    }
}

/// The function that looks for what is not allowed, to the letter.
pub(super) const OTHER_CHARACTER: &str = "#[doc=\" The first character that is not allowed, where \
    nothing is beyond ASCII.\"]fn other_character(text:&str,is_allowed:impl Fn(u8)->bool)->Option<char>\
    {if text.bytes().fold(true,|all,byte|all&is_allowed(byte)){return None;}\
    text.chars().find(|c|!u8::try_from(*c).is_ok_and(&is_allowed))}";

/// `other_character(value, |c| …)`
fn characters(expr: &Expr) -> Option<Check> {
    let Expr::Call(find) = expr else {
        return None;
    };
    if text(&find.func) != "other_character" || text(find.args.first()?) != "value" {
        return None;
    }
    let Expr::Closure(closure) = find.args.get(1)? else {
        return None;
    };
    let name = text(closure.inputs.first()?);
    let value = |c| holds(&closure.body, &name, c);
    chars::samples()
        .all(|c| value(c).is_some())
        .then(|| Check::Characters(chars::describe(|c| value(c) == Some(true))))
}
