//! Limits: those that a type holds, and those that only documentation names.

use openapiv3::{Schema, SchemaKind, StringType, Type};

use super::types::{Shape, shape};
use crate::contract::chars;

/// The limits of a checked text.
pub(super) struct Limits {
    pub(super) characters: String,
    pub(super) shortest: usize,
    pub(super) longest: Option<usize>,
}

impl Limits {
    pub(super) fn of(string: &StringType) -> Result<Self, String> {
        let accepted = chars::accepted(string.pattern.as_deref().unwrap_or(""))?;
        let longest = accepted.longest.into_iter().chain(string.max_length).min();
        Ok(Self {
            characters: accepted.characters,
            shortest: accepted.shortest.max(string.min_length.unwrap_or(0)),
            longest,
        })
    }
}

/// Limits that no type holds, in the words of the generated documentation.
pub(super) fn limits(schema: &Schema) -> String {
    let (mut limits, kind) = (Vec::new(), &schema.schema_kind);
    let mut add = |limit: Option<String>| limits.extend(limit);
    match kind {
        SchemaKind::Type(Type::Integer(integer)) => {
            add(integer.minimum.map(|n| format!("at least {n}")));
            add(integer.maximum.map(|n| format!("at most {n}")));
        }
        SchemaKind::Type(Type::Number(number)) => {
            add(number.minimum.map(|n| format!("at least {n}")));
            add(number.maximum.map(|n| format!("at most {n}")));
        }
        SchemaKind::Type(Type::String(string)) => {
            add(string.min_length.map(|n| format!("at least {n} characters")));
            add(string.max_length.map(|n| format!("at most {n} characters")));
            add(string.pattern.as_ref().map(|p| format!("matching `{p}`")));
        }
        SchemaKind::Type(Type::Array(array)) => {
            add(array.min_items.map(|n| format!("at least {n} items")));
            add(array.max_items.map(|n| format!("at most {n} items")));
        }
        _ => {}
    }
    limits.join(", ")
}

/// The limits of the items of a list, where no type holds them.
pub(super) fn items(schema: &Schema, only_read: bool) -> Option<String> {
    let SchemaKind::Type(Type::Array(array)) = &schema.schema_kind else { return None };
    let item = array.items.as_ref()?.as_item()?;
    let plain = matches!(shape(item, only_read), Shape::Plain);
    Some(limits(item)).filter(|limits| plain && !limits.is_empty())
}
