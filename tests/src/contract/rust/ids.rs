//! IDs and other texts that are checked: newtypes that check what they hold.

use syn::{Expr, Field, ImplItemFn, ItemStruct, Stmt};

use super::super::Kind::Shown;
use super::conditions::holds;
use super::objects::value_of;
use super::syntax::{Module, attribute_arguments, text, unread};
use super::types::{Type, functions, parsed, unwrapped};
use crate::contract::{Contract, chars};

pub(super) fn read(of: &Type<'_>, item: &ItemStruct, field: &Field, contract: &mut Contract) {
    let (module, section, name) = (of.module, &of.section, &of.name);
    let here = module.at(item);
    let derives = attribute_arguments(&item.attrs, "derive");
    let written = text(&field.ty) == "String" && derives.contains(&"serde::Serialize".to_owned());
    contract.about(section, "kind", here.clone()).fact(
        Shown,
        "",
        if written { "checked text".to_owned() } else { text(item) },
    );
    let mut wanted = parsed(name, "error::ConversionError");
    wanted.extend(unwrapped(name, "String"));
    wanted.push(format!(
        "impl std::fmt::Display for {name}{{fn fmt(&self,f:&mut std::fmt::Formatter<'_>)\
         ->std::fmt::Result{{f.write_str(&self.0)}}}}"
    ));
    wanted.push(format!(
        "impl<'de>serde::Deserialize<'de>for {name}{{fn deserialize<D>(deserializer:D)\
         ->Result<Self,D::Error>where D:serde::Deserializer<'de>,\
         {{String::deserialize(deserializer)?.parse().map_err(|e:error::ConversionError|\
         {{<D::Error as serde::de::Error>::custom(e.to_string())}})}}}}"
    ));
    let mut wrong = of.only(&wanted, &[], &["std::str::FromStr", "Default"]);
    wrong.extend(
        derives
            .iter()
            .filter(|name| {
                ["Deserialize", "Default", "From", "FromStr"]
                    .contains(&name.rsplit("::").next().unwrap_or(""))
            })
            .map(|name| format!("derives {name}")),
    );
    let from_str = functions(of, "from_str").next();
    let place = from_str.map_or_else(|| here.clone(), |function| module.at(&function.sig));
    let how = if wrong.is_empty() {
        "only by FromStr; TryFrom and Deserialize call it".to_owned()
    } else {
        format!("also or not by: {}", wrong.join("; "))
    };
    let mut about = contract.about(section, "made", place);
    about.fact(Shown, "", how);
    for function in functions(of, "default") {
        about.fact_at(Shown, "default", value_of(&text(&function.block)), module.at(function));
    }
    match from_str {
        Some(function) => checks(module, section, function, contract),
        None => unread(contract, section, "no from_str", here, &text(item)),
    }
}

/// Reads the checks of `from_str`, one statement each.
fn checks(module: &Module, section: &str, function: &ImplItemFn, contract: &mut Contract) {
    let (mut shortest, mut longest) = (0, None);
    let mut shortest_at = module.at(&function.sig);
    let mut characters = (chars::describe(|_| true), module.at(&function.sig));
    let mut kept = false;
    let mut pattern = None;
    for stmt in &function.block.stmts {
        if let Some(found) = compiled(stmt) {
            pattern = Some(found);
            continue;
        }
        match Check::of(stmt, &mut pattern) {
            Some(Check::AtLeast(length)) => {
                shortest = shortest.max(length);
                shortest_at = module.at(stmt);
            }
            Some(Check::AtMost(length)) => {
                longest = Some(longest.map_or(length, |l: usize| l.min(length)));
            }
            Some(Check::Pattern(accepted)) => {
                characters = (accepted.characters, module.at(stmt));
                (shortest, shortest_at) = (shortest.max(accepted.shortest), module.at(stmt));
                longest = longest.into_iter().chain(accepted.longest).min();
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
    Pattern(chars::Accepted),
    Keep,
}

impl Check {
    /// Reads a check. It takes the pattern that was compiled before it, if it is about that.
    fn of(stmt: &Stmt, pattern: &mut Option<String>) -> Option<Self> {
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
        if text(&check.cond) == "PATTERN.find(value).is_none()" {
            return chars::accepted(&pattern.take()?).ok().map(Self::Pattern);
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

/// The pattern in `static PATTERN: LazyLock<Regex> = LazyLock::new(|| { Regex::new("…").unwrap() });`
fn compiled(stmt: &Stmt) -> Option<String> {
    let Stmt::Item(syn::Item::Static(item)) = stmt else { return None };
    let Expr::Call(lazy) = &*item.expr else { return None };
    let Some(Expr::Closure(closure)) = lazy.args.first() else { return None };
    let body = text(&closure.body);
    let literal = body.strip_prefix("{regress::Regex::new(")?.strip_suffix(").unwrap()}")?;
    (item.ident == "PATTERN")
        .then(|| syn::parse_str::<syn::LitStr>(literal).ok())?
        .map(|literal| literal.value())
}

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
