//! Schemas: texts that are checked, choices, objects, and other names for types that Rust has.

use openapiv3::{AdditionalProperties, ObjectType, Schema, SchemaKind, StringType, Type};
use serde_json::Value;

use super::Kind::{Compared, DocumentOnly, Shown};
use super::fields::Field;
use super::limits::{Limits, limits};
use super::lines::join;
use super::types::{Named, Shape, Types, Wanted, shape};
use super::{Reader, optional, some};
use crate::contract::Contract;
use crate::contract::words::{self, pascal, prose};

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
                self.choice(contract, &section, (schema, at), &texts);
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

    fn choice(
        &self,
        contract: &mut Contract,
        section: &str,
        (schema, at): (&Schema, &str),
        texts: &[&str],
    ) {
        let default = schema.schema_data.default.as_ref().and_then(Value::as_str);
        for (index, text) in texts.iter().enumerate() {
            let place = self.at(&join(&join(at, "enum"), &index.to_string()));
            let mut about = contract.about(section, "texts", place.clone());
            about.fact(Shown, &format!("{:02}", index + 1), *text);
            let default = default.filter(|default| default == text);
            some(&mut about, Shown, "default", default, place);
        }
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
        let mut builder = self.fields(contract, (name, &section), named, object, types)?;
        let component = |name: &String| join("/components/schemas", name) == *at;
        let error = types.uses.errors.iter().any(component);
        let sent = types.uses.sent.iter().any(component);
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
        let stated = match &object.additional_properties {
            Some(AdditionalProperties::Any(allowed)) => Some(allowed),
            _ => None,
        };
        let refused = stated == Some(&false);
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
        some(&mut about, DocumentOnly, "stated", stated, here.clone());
        contract.about(&section, "builder", here).fact(Compared, "", builder.join(", "));
        Ok(refused && !only_read)
    }

    /// Adds the facts of the fields, and returns those of the builder.
    fn fields(
        &self,
        contract: &mut Contract,
        (name, section): (&str, &str),
        named: &Named<'a>,
        object: &'a ObjectType,
        types: &mut Types<'a>,
    ) -> Result<Vec<String>, String> {
        let Named { at, only_read, .. } = named;
        let mut properties: Vec<_> = object.properties.iter().collect();
        properties.sort_by_key(|(name, _)| *name);
        let mut builder = Vec::new();
        let mut add = |field: Field<'_>, typ: String| {
            let typ = self.field(contract, &field, typ);
            let needed = if field.required { " required" } else { "" };
            builder.push(format!("{}: {typ}{needed}", words::field(field.name)));
        };
        let usual = Field {
            section,
            name,
            schema: None,
            own: true,
            at,
            required: true,
            only_read: *only_read,
        };
        for (property, item) in properties {
            let here = join(&join(at, "properties"), property);
            let sub_name = format!("{name}_{}", words::snake(property));
            let target = self.target(item, &here, *only_read, types)?;
            let typ = self.typ(item, (&sub_name, &here), *only_read, types)?;
            let field = Field {
                name: property,
                schema: target.named.is_none().then_some(target.schema),
                own: item.as_item().is_some(),
                at: &here,
                required: object.required.contains(property),
                ..usual
            };
            add(field, typ);
        }
        // What must be there and is not described is any JSON.
        let same = |name: &String| {
            object.properties.keys().any(|known| words::snake(known) == words::snake(name))
        };
        let here = join(at, "required");
        for name in object.required.iter().filter(|name| !same(name)) {
            add(Field { name, at: &here, ..usual }, "serde_json::Value".to_owned());
        }
        Ok(builder)
    }
}

const MAP: &str = "serde_json::Map<String,serde_json::Value>";
