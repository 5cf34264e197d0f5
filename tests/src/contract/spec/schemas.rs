//! Schemas: IDs, which are checked, and objects, which are read.

use openapiv3::{ObjectType, ReferenceOr, Schema, SchemaKind, StringType, Type};
use regress::Regex;

use super::Kind::{Compared, DocumentOnly, Shown};
use super::lines::join;
use super::{Reader, optional, schema_name, some};
use crate::contract::words::{prose, snake};
use crate::contract::{Contract, chars};

/// Lengths up to this one are tried against a pattern.
const LONGEST: usize = 2048;

impl Reader<'_> {
    pub(super) fn schemas(&self, contract: &mut Contract) -> Result<(), String> {
        let Some(components) = &self.document.components else {
            return Ok(());
        };
        let mut names: Vec<_> = components.schemas.iter().collect();
        names.sort_by_key(|(name, _)| *name);
        for (name, schema) in names {
            let at = join("/components/schemas", name);
            let schema = schema.as_item().ok_or_else(|| format!("{at} is a reference"))?;
            let section = format!("schema {name}");
            let text = prose(schema.schema_data.description.as_deref().unwrap_or_default());
            contract
                .about(&section, "description", self.at(&join(&at, "description")))
                .fact(Shown, "text", text);
            match &schema.schema_kind {
                SchemaKind::Type(Type::String(string)) => {
                    self.id(contract, &section, &at, string)?;
                }
                SchemaKind::Type(Type::Object(object)) => {
                    self.object(contract, &section, &at, object)?;
                }
                other => {
                    contract.about(&section, "kind", self.at(&at)).fact(
                        Shown,
                        "",
                        format!("{other:?}"),
                    );
                }
            }
            let mut about = contract.about(&section, "remarks", self.at(&at));
            let example = schema.schema_data.example.as_ref();
            let place = self.at(&join(&at, "example"));
            some(&mut about, DocumentOnly, "example", example, place);
            if schema.schema_data.nullable {
                about.fact(Shown, "nullable", "yes");
            }
        }
        Ok(())
    }

    fn id(
        &self,
        contract: &mut Contract,
        section: &str,
        at: &str,
        string: &StringType,
    ) -> Result<(), String> {
        let limits = Limits::of(string)?;
        let within = |key: &str| self.at(&join(at, key));
        contract.about(section, "kind", within("type")).fact(Shown, "", "checked text");
        contract
            .about(section, "characters", within("pattern"))
            .fact(Shown, "", &limits.characters)
            .fact(DocumentOnly, "pattern", optional(string.pattern.as_ref()));
        contract
            .about(section, "length", within("minLength"))
            .fact(Shown, "at least", limits.shortest.to_string())
            .fact_at(Shown, "at most", optional(limits.longest), within("maxLength"))
            .fact(DocumentOnly, "minLength", optional(string.min_length));
        contract.about(section, "made", self.at(at)).fact(
            Shown,
            "",
            "only by FromStr; TryFrom and Deserialize call it",
        );
        contract.about(section, "serde", self.at(at)).fact(Compared, "", "transparent");
        let format = format!("{:?} {:?}", string.format, string.enumeration);
        if format != "Empty []" {
            contract.about(section, "format", self.at(at)).fact(Shown, "", format);
        }
        Ok(())
    }

    fn object(
        &self,
        contract: &mut Contract,
        section: &str,
        at: &str,
        object: &ObjectType,
    ) -> Result<(), String> {
        contract.about(section, "kind", self.at(&join(at, "type"))).fact(
            Shown,
            "",
            "object, read and written",
        );
        let mut properties: Vec<_> = object.properties.iter().collect();
        properties.sort_by_key(|(name, _)| *name);
        let mut builder = vec!["extra: serde_json::Map<String,serde_json::Value>".to_owned()];
        for (name, property) in properties {
            let here = join(&join(at, "properties"), name);
            let required = object.required.contains(name);
            let typ = self.field(contract, section, (name, required), &here, property)?;
            builder.push(format!("{}: {typ}", snake(name)));
        }
        builder.sort();
        contract.about(section, "fields not listed", self.at(at)).fact(Shown, "", "kept in extra");
        contract.about(section, "builder", self.at(at)).fact(Compared, "", builder.join(", "));
        contract.about(section, "serde", self.at(at)).fact(Compared, "", "");
        Ok(())
    }

    /// Adds the facts of one field and returns its Rust type.
    fn field(
        &self,
        contract: &mut Contract,
        section: &str,
        (name, required): (&str, bool),
        at: &str,
        property: &ReferenceOr<Box<Schema>>,
    ) -> Result<String, String> {
        let nullable = property.as_item().is_some_and(|schema| schema.schema_data.nullable);
        let optional_field = !required || nullable;
        let plain = match property {
            ReferenceOr::Reference { reference } => schema_name(reference)?,
            ReferenceOr::Item(schema) => rust_type(&schema.schema_kind),
        };
        let typ = if optional_field { format!("Option<{plain}>") } else { plain };
        let within = |key: &str| self.at(&join(at, key));
        let serde = if optional_field { "skip_serializing_if=\"Option::is_none\"" } else { "" };
        let mut about = contract.about(section, &format!("field {name}"), self.at(at));
        about
            .fact_at(Shown, "type", &typ, within("type"))
            .fact(DocumentOnly, "", if required { "required" } else { "optional" })
            .fact_at(
                DocumentOnly,
                "",
                if nullable { "nullable" } else { "not nullable" },
                within("nullable"),
            )
            .fact(Compared, "called", snake(name))
            .fact(Compared, "serde", serde);
        if let ReferenceOr::Item(schema) = property {
            if let SchemaKind::Type(Type::String(string)) = &schema.schema_kind {
                let limits = documented_limits(string);
                about.fact_at(Shown, "documented", limits, within("maxLength"));
            }
            let data = &schema.schema_data;
            some(&mut about, DocumentOnly, "default", data.default.as_ref(), within("default"));
            some(&mut about, DocumentOnly, "example", data.example.as_ref(), within("example"));
            some(&mut about, DocumentOnly, "title", data.title.as_ref(), within("title"));
            for (flag, set) in [
                ("readOnly", data.read_only),
                ("writeOnly", data.write_only),
                ("deprecated", data.deprecated),
            ] {
                some(&mut about, DocumentOnly, flag, set.then_some("yes"), within(flag));
            }
            let text = prose(data.description.as_deref().unwrap_or_default());
            about.fact_at(Shown, "text", text, within("description"));
        }
        Ok(typ)
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

/// Limits that a reader does not insist on, in the words of the generated documentation.
fn documented_limits(string: &StringType) -> String {
    let limits = [
        string.min_length.map(|n| format!("at least {n} characters")),
        string.max_length.map(|n| format!("at most {n} characters")),
        string.pattern.as_ref().map(|p| format!("matching `{p}`")),
    ];
    let limits: Vec<String> = limits.into_iter().flatten().collect();
    if limits.is_empty() { "without limits".to_owned() } else { limits.join(", ") }
}

fn rust_type(kind: &SchemaKind) -> String {
    match kind {
        SchemaKind::Type(Type::String(string))
            if string.enumeration.is_empty() && string.format.is_empty() =>
        {
            "String".to_owned()
        }
        SchemaKind::Type(Type::Boolean(_)) => "bool".to_owned(),
        SchemaKind::Type(Type::Integer(_)) => "i64".to_owned(),
        SchemaKind::Type(Type::Number(_)) => "f64".to_owned(),
        SchemaKind::Type(Type::Object(object)) if object.properties.is_empty() => {
            "serde_json::Map<String,serde_json::Value>".to_owned()
        }
        other => format!("{other:?}"),
    }
}
