//! Limits, defaults and values: a row a fact.

use crate::conform::page::{Field, Limits};
use crate::yaml::{Node, Value};

use super::at::At;
use super::{Compare, Kind};

type Get = fn(&Limits) -> &Option<String>;

/// Facts that are one number or text on both sides.
const LIMITS: &[(&str, Get)] = &[
    ("minimum", |limits| &limits.minimum),
    ("maximum", |limits| &limits.maximum),
    ("minLength", |limits| &limits.min_length),
    ("maxLength", |limits| &limits.max_length),
    ("minItems", |limits| &limits.min_items),
    ("maxItems", |limits| &limits.max_items),
    ("default", |limits| &limits.default),
    ("pattern", |limits| &limits.pattern),
];

impl<'a> Compare<'a> {
    /// Compares all limits of a field with those of a schema.
    pub(super) fn limits(&mut self, field: &Field, nodes: &[&At<'a>]) {
        for (fact, get) in LIMITS {
            self.limit(fact, get(&field.limits).as_deref(), field, nodes);
        }
        self.values(field, nodes);
    }

    fn limit(&mut self, fact: &str, page: Option<&str>, field: &Field, nodes: &[&At<'a>]) {
        let Some(schema) = nodes.first() else { return };
        let here = schema.get(fact);
        let spelled = here.as_ref().map(|at| spell(at.node));
        let name = &field.name;
        let (kind, message, help) = match (page, &spelled) {
            (None, None) => return,
            (Some(a), Some(b)) if same(a, b) => return,
            (Some(a), Some(b)) => (
                Kind::Different,
                format!("`{fact}` of `{name}` is {a} on the page, and {b} here"),
                format!("write `{fact}: {a}`"),
            ),
            (Some(a), None) => (
                Kind::Missing,
                format!("the page gives `{name}` a `{fact}` of {a}; there is none here"),
                format!("write `{fact}: {a}`"),
            ),
            (None, Some(b)) => (
                Kind::Extra,
                format!("`{name}` has a `{fact}` of {b} here, and none on the page"),
                format!("remove it, or say why in `x-vendor-deviation` under `{fact}`"),
            ),
        };
        let shown = here
            .map_or_else(|| (*schema).clone(), |at| At { shown: at.shown, ..(*schema).clone() });
        let rest: Vec<&At<'a>> =
            std::iter::once(&shown).chain(nodes[1..].iter().copied()).collect();
        self.depart(kind, fact, Some(field.place), &rest, message, &help);
    }

    fn values(&mut self, field: &Field, nodes: &[&At<'a>]) {
        let Some(schema) = nodes.first() else { return };
        // Values of a list are those of its items.
        let list = schema.get("items").and_then(|items| items.resolve(self.document));
        let holder =
            list.as_ref().filter(|items| items.node.get("enum").is_some()).unwrap_or(schema);
        let here = holder.get("enum");
        let page = &field.limits.values;
        let values: Vec<String> = here
            .as_ref()
            .and_then(|at| at.node.as_seq())
            .unwrap_or_default()
            .iter()
            .map(spell)
            .collect();
        let name = &field.name;
        let lacks = |from: &[String], of: &[String]| {
            let missing: Vec<_> = from
                .iter()
                .filter(|a| !of.iter().any(|b| same(a, b)))
                .map(|a| format!("`{a}`"))
                .collect();
            missing.join(", ")
        };
        let (missing, extra) = (lacks(page, &values), lacks(&values, page));
        let (kind, message) = match (page.is_empty(), here.is_some()) {
            (true, false) => return,
            _ if missing.is_empty() && extra.is_empty() => return,
            (false, false) => {
                (Kind::Missing, format!("the page lists the values of `{name}`: {missing}"))
            }
            (true, true) => (
                Kind::Extra,
                format!("`{name}` has an `enum` here, and no list of values on the page"),
            ),
            (false, true) if extra.is_empty() => {
                (Kind::Missing, format!("the `enum` of `{name}` lacks {missing}"))
            }
            (false, true) if missing.is_empty() => (
                Kind::Extra,
                format!("the `enum` of `{name}` has {extra}, which the page does not list"),
            ),
            (false, true) => (
                Kind::Different,
                format!(
                    "the `enum` of `{name}` lacks {missing}, and has {extra}, which the page does not list"
                ),
            ),
        };
        let shown = here
            .map_or_else(|| (*schema).clone(), |at| At { shown: at.shown, ..(*schema).clone() });
        let mut all = vec![&shown];
        all.extend(list.as_ref());
        all.extend(nodes[1..].iter().copied());
        self.depart(kind, "enum", Some(field.place), &all, message, "write the values of the page");
    }
}

/// A scalar as text.
pub(super) fn spell(node: &Node) -> String {
    match &node.value {
        Value::String(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null => "null".to_owned(),
        Value::Seq(_) | Value::Map(_) => node.kind().to_owned(),
    }
}

/// Whether two texts are one number or one text.
fn same(a: &str, b: &str) -> bool {
    a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if a == b)
}
