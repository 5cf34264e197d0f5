//! The Rust type of a schema, as the document alone determines it.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use openapiv3::{
    AdditionalProperties, IntegerType, NumberType, ReferenceOr, Schema, SchemaKind, StringType,
    Type,
};

use super::lines::join;
use super::uses::Uses;
use super::{Reader, schema_name};
use crate::contract::words::pascal;

/// Any JSON object.
const MAP: &str = "serde_json::Map<String,serde_json::Value>";

/// A schema that gets a type of its own.
#[derive(Debug, Clone)]
pub(super) struct Named<'a> {
    pub(super) schema: &'a Schema,
    /// Where it stands.
    pub(super) at: String,
    /// Whether answers alone hold it.
    pub(super) only_read: bool,
}

/// The types of a document: components, schemas inside them, and those of operations.
#[derive(Debug)]
pub(super) struct Types<'a> {
    pub(super) named: BTreeMap<String, Named<'a>>,
    /// Types that are one of several, with the names of these.
    pub(super) unions: BTreeMap<String, (Vec<String>, String)>,
    pub(super) uses: Uses,
}

/// A schema that stands in a place or is referred to there.
pub(super) struct Target<'a> {
    pub(super) schema: &'a Schema,
    pub(super) at: String,
    /// The component, where its type has a name.
    pub(super) named: Option<String>,
}

/// A schema, the name for its type if it needs one, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a, 'n> {
    pub(super) schema: &'a Schema,
    pub(super) name: &'n str,
    pub(super) at: &'n str,
    pub(super) only_read: bool,
}

impl<'a> Reader<'a> {
    /// The Rust type of a schema or of a reference to one.
    pub(super) fn typ(
        &self,
        item: &'a ReferenceOr<impl Borrow<Schema>>,
        (name, at): (&str, &str),
        only_read: bool,
        types: &mut Types<'a>,
    ) -> Result<String, String> {
        let Target { schema, at, named } = self.target(item, at, only_read, types)?;
        match named {
            Some(named) => Ok(pascal(&named)),
            None => self.inline(&Wanted { schema, name, at: &at, only_read }, types),
        }
    }

    /// What a reference leads to, unless its type has a name of its own. A limit holds for what is
    /// sent; the same text as part of an answer has none, and so another type.
    pub(super) fn target(
        &self,
        item: &'a ReferenceOr<impl Borrow<Schema>>,
        at: &str,
        only_read: bool,
        types: &Types<'a>,
    ) -> Result<Target<'a>, String> {
        let reference = match item {
            ReferenceOr::Item(schema) => {
                let (schema, at) = (schema.borrow(), at.to_owned());
                return Ok(Target { schema, at, named: None });
            }
            ReferenceOr::Reference { reference } => schema_name(reference)?,
        };
        let schema = self.component(&reference)?;
        let lenient = only_read && types.uses.sent.contains(&reference);
        let at = join("/components/schemas", &reference);
        let copied = lenient && matches!(shape(schema, false), Shape::Checked(_));
        Ok(Target { schema, at, named: (!copied).then_some(reference) })
    }

    pub(super) fn component(&self, name: &str) -> Result<&'a Schema, String> {
        let components = self.document.components.as_ref();
        let schema = components.and_then(|components| components.schemas.get(name));
        let schema = schema.and_then(ReferenceOr::as_item);
        schema.ok_or_else(|| format!("there is no schema {name}"))
    }

    fn inline(&self, wanted: &Wanted<'a, '_>, types: &mut Types<'a>) -> Result<String, String> {
        let plain = match shape(wanted.schema, wanted.only_read) {
            Shape::Checked(_) | Shape::Choice(_) | Shape::Object => {
                let title = wanted.schema.schema_data.title.as_deref();
                let name = pascal(title.unwrap_or(wanted.name));
                let Wanted { schema, at, only_read, .. } = *wanted;
                types.named.insert(name.clone(), Named { schema, at: at.to_owned(), only_read });
                name
            }
            Shape::Plain => self.plain(wanted, types)?,
        };
        let nullable = wanted.schema.schema_data.nullable;
        Ok(if nullable { format!("Option<{plain}>") } else { plain })
    }

    /// The type of a schema that needs no name.
    pub(super) fn plain(
        &self,
        wanted: &Wanted<'a, '_>,
        types: &mut Types<'a>,
    ) -> Result<String, String> {
        let Wanted { name, at, only_read, .. } = *wanted;
        Ok(match &wanted.schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => text(string),
            SchemaKind::Type(Type::Boolean(_)) => "bool".to_owned(),
            SchemaKind::Type(Type::Integer(integer)) => whole(integer, only_read),
            SchemaKind::Type(Type::Number(number)) => float(number),
            SchemaKind::Type(Type::Array(array)) => match &array.items {
                Some(items) => {
                    let place = (&*format!("{name}Item"), &*join(at, "items"));
                    format!("Vec<{}>", self.typ(items, place, only_read, types)?)
                }
                None => "Vec<serde_json::Value>".to_owned(),
            },
            SchemaKind::Type(Type::Object(object)) => match &object.additional_properties {
                Some(AdditionalProperties::Schema(values)) if any(values) => MAP.to_owned(),
                Some(AdditionalProperties::Schema(values)) => {
                    let place = (&*format!("{name}Value"), &*join(at, "additionalProperties"));
                    let values = self.typ(values, place, only_read, types)?;
                    format!("std::collections::HashMap<String,{values}>")
                }
                _ => MAP.to_owned(),
            },
            SchemaKind::AllOf { all_of } if all_of.len() == 1 => {
                self.typ(&all_of[0], (name, &join(at, "allOf/0")), only_read, types)?
            }
            SchemaKind::Any(any) if *any == openapiv3::AnySchema::default() => {
                "serde_json::Value".to_owned()
            }
            other => format!("{other:?}"),
        })
    }
}

fn any(schema: &ReferenceOr<Schema>) -> bool {
    let kind = schema.as_item().map(|schema| &schema.schema_kind);
    matches!(kind, Some(SchemaKind::Any(any)) if *any == openapiv3::AnySchema::default())
}

/// The sort of type that a schema becomes.
pub(super) enum Shape<'a> {
    /// A text that is checked.
    Checked(&'a StringType),
    /// One of these texts.
    Choice(Vec<&'a str>),
    /// A struct.
    Object,
    /// A type that Rust has.
    Plain,
}

pub(super) fn shape(schema: &Schema, only_read: bool) -> Shape<'_> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => {
            let texts: Vec<&str> =
                string.enumeration.iter().flatten().map(String::as_str).collect();
            let mut names: Vec<String> = texts.iter().map(|text| pascal(text)).collect();
            names.sort();
            if !texts.is_empty() {
                let distinct = names.windows(2).all(|pair| pair[0] != pair[1]);
                return if distinct { Shape::Choice(texts) } else { Shape::Plain };
            }
            let limited = string.pattern.is_some()
                || string.min_length.is_some()
                || string.max_length.is_some();
            if limited && !only_read && text(string) == "String" {
                Shape::Checked(string)
            } else {
                Shape::Plain
            }
        }
        SchemaKind::Type(Type::Object(object))
            if !object.properties.is_empty() || !object.required.is_empty() =>
        {
            Shape::Object
        }
        _ => Shape::Plain,
    }
}

/// A date or a UUID is text; an address is checked by the type that Rust has for it.
fn text(string: &StringType) -> String {
    use openapiv3::VariantOrUnknownOrEmpty;
    match &string.format {
        VariantOrUnknownOrEmpty::Unknown(format) => match format.as_str() {
            "ip" => "std::net::IpAddr",
            "ipv4" => "std::net::Ipv4Addr",
            "ipv6" => "std::net::Ipv6Addr",
            _ => "String",
        },
        _ => "String",
    }
    .to_owned()
}

/// The width is that of the format; without one, that of the limits if they are a type's own.
fn whole(integer: &IntegerType, only_read: bool) -> String {
    use openapiv3::{IntegerFormat, VariantOrUnknownOrEmpty};
    const TYPES: [(&str, i128, i128, u8); 8] = [
        ("u64", 0, u64::MAX as i128, 64),
        ("i64", i64::MIN as i128, i64::MAX as i128, 64),
        ("u32", 0, u32::MAX as i128, 32),
        ("i32", i32::MIN as i128, i32::MAX as i128, 32),
        ("u16", 0, u16::MAX as i128, 16),
        ("i16", i16::MIN as i128, i16::MAX as i128, 16),
        ("u8", 0, u8::MAX as i128, 8),
        ("i8", i8::MIN as i128, i8::MAX as i128, 8),
    ];
    let limits = !only_read;
    let least = integer.minimum.filter(|_| limits);
    let least = least.map(|n| i128::from(n) + i128::from(integer.exclusive_minimum));
    let most = integer.maximum.filter(|_| limits);
    let most = most.map(|n| i128::from(n) - i128::from(integer.exclusive_maximum));
    let format = match &integer.format {
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => "i32".to_owned(),
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) => "i64".to_owned(),
        VariantOrUnknownOrEmpty::Unknown(format) => format.replace("int", "i").replace("ui", "u"),
        VariantOrUnknownOrEmpty::Empty => String::new(),
    };
    let stated = TYPES.iter().find(|(name, ..)| *name == format);
    let fits = stated.is_some_and(|(_, low, high, _)| {
        least.is_none_or(|n| n >= *low) && most.is_none_or(|n| n <= *high)
    });
    let above_zero = |bits: u8| format!("std::num::NonZeroU{bits}");
    if let Some((name, _, _, bits)) = stated.filter(|_| fits) {
        return if least == Some(1) { above_zero(*bits) } else { (*name).to_owned() };
    }
    if least == Some(1) {
        return above_zero(64);
    }
    let same = TYPES.iter().find(|(_, low, high, _)| {
        least.is_none_or(|n| n == *low)
            && most.is_none_or(|n| n == *high)
            && (least.is_some() || most.is_some())
    });
    same.map_or("i64", |(name, ..)| name).to_owned()
}

fn float(number: &NumberType) -> String {
    use openapiv3::{NumberFormat, VariantOrUnknownOrEmpty};
    match &number.format {
        VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => "f32",
        _ => "f64",
    }
    .to_owned()
}
