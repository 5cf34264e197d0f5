//! Fields of objects.

use openapiv3::{Schema, SchemaKind, Type};
use serde_json::Value;

use super::Kind::{Compared, DocumentOnly, Shown};
use super::limits::{items, limits};
use super::lines::join;
use super::types::{Shape, shape};
use super::{Reader, some};
use crate::contract::Contract;
use crate::contract::words::{self, pascal, prose};

impl Reader<'_> {
    /// Adds the facts of one field and returns its Rust type.
    pub(super) fn field(
        &self,
        contract: &mut Contract,
        field: &Field<'_>,
        plain: String,
    ) -> String {
        let within = |key: &str| self.at(&join(field.at, key));
        let data = field.schema.map(|schema| &schema.schema_data);
        let default = data.and_then(|data| data.default.as_ref()).filter(|_| !field.required);
        let (typ, serde) = stored(field, plain, default);
        let nullable = data.is_some_and(|data| data.nullable);
        let mut about =
            contract.about(field.section, &format!("field {}", field.name), self.at(field.at));
        about
            .fact_at(Shown, "type", &typ, within("type"))
            .fact(DocumentOnly, "", if field.required { "required" } else { "optional" })
            .fact_at(
                DocumentOnly,
                "",
                if nullable { "nullable" } else { "not nullable" },
                within("nullable"),
            )
            .fact(Compared, "called", words::field(field.name))
            .fact(Compared, "serde", serde);
        let (Some(schema), Some(data)) = (field.schema, data) else {
            return typ;
        };
        let limits = Some(limits(schema)).filter(|limits| !limits.is_empty());
        let shape = shape(schema, field.only_read);
        if field.only_read {
            some(&mut about, Shown, "documented", limits, within("maxLength"));
        } else if matches!(shape, Shape::Plain) {
            some(&mut about, DocumentOnly, "limits", limits, within("maximum"));
        }
        some(&mut about, DocumentOnly, "each", items(schema, field.only_read), within("items"));
        let shown = default.filter(|default| !intrinsic(default)).map(|default| match default {
            Value::String(text) if matches!(shape, Shape::Choice(_)) => {
                format!("{typ}::{}", pascal(text))
            }
            other => other.to_string(),
        });
        some(&mut about, Shown, "default", shown, within("default"));
        if field.own {
            let unshown = data.default.as_ref().filter(|default| intrinsic(default));
            some(&mut about, DocumentOnly, "default", unshown, within("default"));
            some(&mut about, DocumentOnly, "example", data.example.as_ref(), within("example"));
            some(&mut about, DocumentOnly, "format", format(schema), within("format"));
            some(&mut about, DocumentOnly, "title", data.title.as_ref(), within("title"));
            for (flag, set) in [
                ("readOnly", data.read_only),
                ("writeOnly", data.write_only),
                ("deprecated", data.deprecated),
            ] {
                some(&mut about, DocumentOnly, flag, set.then_some("yes"), within(flag));
            }
        }
        // The description of an object inside is that of its type.
        if !matches!(shape, Shape::Object) {
            let text = prose(data.description.as_deref().unwrap_or_default());
            about.text(text, within("description"));
        }
        typ
    }
}

/// A property.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) section: &'a str,
    pub(super) name: &'a str,
    /// The schema, unless its type is one that other places use too.
    pub(super) schema: Option<&'a Schema>,
    /// Whether the schema stands in the property itself.
    pub(super) own: bool,
    pub(super) at: &'a str,
    pub(super) required: bool,
    pub(super) only_read: bool,
}

/// The type of a field, and what serde must know: a field that may be missing is an option, unless
/// its type has a value for nothing.
fn stored(field: &Field<'_>, plain: String, default: Option<&Value>) -> (String, String) {
    let option = plain.starts_with("Option<");
    if field.required {
        let serde = "deserialize_with=\"::std::option::Option::deserialize\"";
        return (plain, if option { serde } else { "" }.to_owned());
    }
    let unique = field.schema.is_some_and(|schema| {
        matches!(&schema.schema_kind, SchemaKind::Type(Type::Array(array)) if array.unique_items)
    });
    let empty = ["Vec", "std::collections::HashMap", "serde_json::Map"]
        .into_iter()
        .find(|kind| plain.starts_with(&format!("{kind}<")) && !unique);
    match (empty, default) {
        (Some(kind), _) => {
            let serde = format!("default, skip_serializing_if=\"{kind}::is_empty\"");
            (plain, serde)
        }
        (None, Some(default)) if !option => {
            (plain, if intrinsic(default) { "default" } else { "" }.to_owned())
        }
        _ => {
            let typ = if option { plain } else { format!("Option<{plain}>") };
            (typ, "skip_serializing_if=\"Option::is_none\"".to_owned())
        }
    }
}

/// The format of a text.
fn format(schema: &Schema) -> Option<String> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) if !string.format.is_empty() => {
            Some(serde_json::to_value(&string.format).ok()?.as_str()?.to_owned())
        }
        _ => None,
    }
}

/// Returns true if a default is that of its type.
fn intrinsic(default: &Value) -> bool {
    match default {
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        _ => true,
    }
}
