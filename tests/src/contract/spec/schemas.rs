//! Schemas: texts that are checked, choices, objects, and other names for types that Rust has.

use openapiv3::{AdditionalProperties, ObjectType, Schema, SchemaKind, StringType, Type};
use regress::Regex;
use serde_json::Value;

use super::Kind::{Compared, DocumentOnly, Shown};
use super::lines::join;
use super::types::{Named, Shape, Types, Wanted, shape};
use super::{Reader, optional, some};
use crate::contract::words::{self, pascal, prose};
use crate::contract::{Contract, chars};

/// Lengths up to this one are tried against a pattern.
const LONGEST: usize = 2048;

impl<'a> Reader<'a> {
    /// Adds the facts of each schema that has a type, those inside of others among them.
    pub(super) fn schemas(
        &self,
        types: &mut Types<'a>,
        contract: &mut Contract,
    ) -> Result<(), String> {
        let components = self.document.components.as_ref();
        for (name, schema) in components.into_iter().flat_map(|components| &components.schemas) {
            let at = join("/components/schemas", name);
            let schema = schema.as_item().ok_or_else(|| format!("{at} is a reference"))?;
            let only_read = types.uses.only_read(name);
            types.named.insert(pascal(name), Named { schema, at, only_read });
        }
        let mut done = std::collections::BTreeMap::new();
        let next = |types: &Types<'a>, done: &std::collections::BTreeMap<String, Contract>| {
            let mut named = types.named.iter().filter(|(name, _)| !done.contains_key(*name));
            named.next().map(|(name, named)| (name.clone(), named.clone()))
        };
        while let Some((name, named)) = next(types, &done) {
            let mut facts = Contract::default();
            self.schema(&name, &named, types, &mut facts)?;
            done.insert(name, facts);
        }
        for (name, (members, at)) in &types.unions {
            let mut facts = Contract::default();
            let section = format!("schema {name}");
            let kind = format!("one of {}", members.join(", "));
            facts.about(&section, "kind", self.at(at)).fact(Shown, "", kind);
            facts.about(&section, "serde", self.at(at)).fact(Compared, "", "untagged");
            done.insert(name.clone(), facts);
        }
        done.into_values().for_each(|facts| contract.append(facts));
        Ok(())
    }

    fn schema(
        &self,
        name: &str,
        named: &Named<'a>,
        types: &mut Types<'a>,
        contract: &mut Contract,
    ) -> Result<(), String> {
        let Named { schema, at, only_read } = named;
        let section = format!("schema {name}");
        let data = &schema.schema_data;
        let within = |key: &str| self.at(&join(at, key));
        let text = prose(data.description.as_deref().unwrap_or_default());
        let mut about = contract.about(&section, "description", within("description"));
        about.text(text, within("description"));
        let kind = |contract: &mut Contract, kind: &str| {
            contract.about(&section, "kind", within("type")).fact(Shown, "", kind);
        };
        let mut serde = "";
        match (shape(schema, *only_read), &schema.schema_kind) {
            (Shape::Checked(string), _) => {
                kind(contract, "checked text");
                self.checked(contract, &section, at, string)?;
                let mut about = contract.about(&section, "made", self.at(at));
                some(&mut about, Shown, "default", data.default.as_ref(), within("default"));
                serde = "transparent";
            }
            (Shape::Choice(texts), _) => {
                kind(contract, "one of these texts");
                for (index, text) in texts.into_iter().enumerate() {
                    let place = self.at(&join(&join(at, "enum"), &index.to_string()));
                    let number = format!("{:02}", index + 1);
                    let default = data.default.as_ref().and_then(Value::as_str);
                    let default = default.filter(|default| *default == text);
                    let mut about = contract.about(&section, "texts", place.clone());
                    about.fact(Shown, &number, text);
                    some(&mut about, Shown, "default", default, place);
                }
            }
            (Shape::Object, SchemaKind::Type(Type::Object(object))) => {
                kind(contract, "object, read and written");
                if self.object(contract, name, named, object, types)? {
                    serde = "deny_unknown_fields";
                }
            }
            _ => {
                let wanted = Wanted { schema, name, at, only_read: *only_read };
                let inner = self.plain(&wanted, types)?;
                kind(contract, &format!("another name for {inner}"));
                let limits = Some(limits(schema)).filter(|limits| !limits.is_empty());
                let known = if *only_read { Shown } else { DocumentOnly };
                let mut about = contract.about(&section, "description", self.at(at));
                some(&mut about, known, "documented", limits, self.at(at));
                serde = "transparent";
            }
        }
        contract.about(&section, "serde", self.at(at)).fact(Compared, "", serde);
        let mut about = contract.about(&section, "remarks", self.at(at));
        some(&mut about, DocumentOnly, "example", data.example.as_ref(), within("example"));
        if data.nullable {
            about.fact(DocumentOnly, "nullable", "yes");
        }
        Ok(())
    }

    fn checked(
        &self,
        contract: &mut Contract,
        section: &str,
        at: &str,
        string: &StringType,
    ) -> Result<(), String> {
        let limits = Limits::of(string)?;
        let within = |key: &str| self.at(&join(at, key));
        contract
            .about(section, "characters", within("pattern"))
            .fact(Shown, "", &limits.characters)
            .fact(DocumentOnly, "pattern", optional(string.pattern.as_ref()));
        contract
            .about(section, "length", within("minLength"))
            .fact(Shown, "at least", limits.shortest.to_string())
            .fact_at(Shown, "at most", optional(limits.longest), within("maxLength"))
            .fact(DocumentOnly, "minLength", optional(string.min_length));
        let made = "only by FromStr; TryFrom and Deserialize call it";
        contract.about(section, "made", self.at(at)).fact(Shown, "", made);
        Ok(())
    }

    /// Adds the facts of an object. Returns true if it refuses fields that are not listed.
    fn object(
        &self,
        contract: &mut Contract,
        name: &str,
        named: &Named<'a>,
        object: &'a ObjectType,
        types: &mut Types<'a>,
    ) -> Result<bool, String> {
        let Named { at, only_read, .. } = named;
        let section = format!("schema {name}");
        let mut properties: Vec<_> = object.properties.iter().collect();
        properties.sort_by_key(|(name, _)| *name);
        let mut builder = Vec::new();
        for (property, item) in properties {
            let here = join(&join(at, "properties"), property);
            let required = object.required.contains(property);
            let sub_name = format!("{name}_{}", words::snake(property));
            let target = self.target(item, &here, *only_read, types)?;
            let typ = self.typ(item, (&sub_name, &here), *only_read, types)?;
            let referred = item.as_item().is_none();
            let field = Field {
                section: &section,
                name: property,
                schema: target.named.is_none().then_some(target.schema),
                own: !referred,
                at: &here,
                required,
                only_read: *only_read,
            };
            let typ = self.field(contract, &field, typ);
            let needed = if required { " required" } else { "" };
            builder.push(format!("{}: {typ}{needed}", words::field(property)));
        }
        // What must be there and is not described is any JSON.
        let same = |name: &String| {
            object.properties.keys().any(|known| words::snake(known) == words::snake(name))
        };
        for name in object.required.iter().filter(|name| !same(name)) {
            let here = join(at, "required");
            let field = Field {
                section: &section,
                name,
                schema: None,
                own: true,
                at: &here,
                required: true,
                only_read: *only_read,
            };
            let typ = self.field(contract, &field, "serde_json::Value".to_owned());
            builder.push(format!("{}: {typ} required", words::field(name)));
        }
        let error = types.uses.errors.iter().any(|name| join("/components/schemas", name) == *at);
        let sent = types.uses.sent.iter().any(|name| join("/components/schemas", name) == *at);
        let listed = object.properties.contains_key("extra");
        let rest = match &object.additional_properties {
            Some(AdditionalProperties::Schema(schema)) => {
                let place = (&*format!("{name}_extra_value"), at.as_str());
                let values = self.typ(&**schema, place, *only_read, types)?;
                Some(format!("std::collections::HashMap<String,{values}>"))
            }
            _ if error && !sent && !listed => Some(MAP.to_owned()),
            _ => None,
        };
        let refused =
            matches!(object.additional_properties, Some(AdditionalProperties::Any(false)));
        let not_listed = match &rest {
            Some(map) if map == MAP => "kept in extra".to_owned(),
            Some(map) => format!("kept in extra {map}"),
            None if refused && !only_read => "refused".to_owned(),
            None => "dropped".to_owned(),
        };
        builder.extend(rest.map(|map| format!("extra: {map}")));
        builder.sort();
        let here = self.at(at);
        let mut about = contract.about(&section, "fields not listed", here.clone());
        about.fact(Shown, "", not_listed);
        let stated = match &object.additional_properties {
            Some(AdditionalProperties::Any(allowed)) => Some(allowed),
            _ => None,
        };
        some(&mut about, DocumentOnly, "stated", stated, here.clone());
        contract.about(&section, "builder", here).fact(Compared, "", builder.join(", "));
        Ok(refused && !only_read)
    }

    /// Adds the facts of one field and returns its Rust type.
    fn field(&self, contract: &mut Contract, field: &Field<'_>, plain: String) -> String {
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

const MAP: &str = "serde_json::Map<String,serde_json::Value>";

/// A property.
struct Field<'a> {
    section: &'a str,
    name: &'a str,
    /// The schema, unless its type is one that other places use too.
    schema: Option<&'a Schema>,
    /// Whether the schema stands in the property itself.
    own: bool,
    at: &'a str,
    required: bool,
    only_read: bool,
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

/// The limits of the items of a list, where no type holds them.
fn items(schema: &Schema, only_read: bool) -> Option<String> {
    let SchemaKind::Type(Type::Array(array)) = &schema.schema_kind else { return None };
    let item = array.items.as_ref()?.as_item()?;
    let plain = matches!(shape(item, only_read), Shape::Plain);
    Some(limits(item)).filter(|limits| plain && !limits.is_empty())
}

/// Whether a default is that of its type.
fn intrinsic(default: &Value) -> bool {
    match default {
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        _ => true,
    }
}

/// What an ID may be.
struct Limits {
    characters: String,
    shortest: usize,
    longest: Option<usize>,
}

impl Limits {
    fn of(string: &StringType) -> Result<Self, String> {
        let pattern = string.pattern.as_deref().unwrap_or("");
        let regex = Regex::with_flags(pattern, "u").map_err(|e| format!("{pattern}: {e}"))?;
        // Anywhere in a text: an anchor that is missing lets everything in.
        let allowed = |c: char| {
            [format!("{c}"), format!("a{c}"), format!("{c}a"), format!("a{c}a")]
                .iter()
                .any(|text| regex.find(text).is_some())
        };
        let fits = |length: &usize| regex.find(&"a".repeat(*length)).is_some();
        let shortest = (0..=LONGEST).find(fits).unwrap_or(LONGEST);
        let longest = (0..=LONGEST).rev().find(fits).filter(|l| *l < LONGEST);
        let longest = longest.into_iter().chain(string.max_length).min();
        Ok(Self {
            characters: chars::describe(allowed),
            shortest: shortest.max(string.min_length.unwrap_or(0)),
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
