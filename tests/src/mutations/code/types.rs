//! Objects, checked texts and choices.

use super::{ITS_OWN, TYPES};
use crate::mutations::Cut::{Before, Number, Remove, Replace, Swap, With, Words};
use crate::mutations::{Cut, Mutation, code, drift_only};

const fn edit(name: &'static str, part: &'static str, cut: Cut) -> Mutation {
    code(TYPES, name, part, cut)
}

pub(super) const EDITS: &[Mutation] = &[
    // Objects.
    edit("a field is renamed", "field pub ", Replace("pub ", "pub x")),
    edit("a field is dropped", "field pub ", Remove),
    edit("a field is not optional", "field pub ", Replace("Option<String>", "String")),
    edit("a field has another type", "field pub ", Replace("String", "u32")),
    edit("a field has another name in JSON", "field pub ", Before("#[serde(rename = \"x\")] ")),
    edit("a field is skipped", "field pub ", Before("#[serde(skip)] ")),
    edit("a field is added", "field pub ", Before("pub more: Option<String>, ")),
    edit("a field is private", "field pub ", Replace("pub ", "")),
    edit("an empty field is written", "attribute #[serde(skip_serializing_if", Remove),
    edit("fields that are not listed are dropped", "field pub extra:", Remove),
    edit("fields that are not listed need a map", "attribute #[serde(flatten)]", Remove),
    edit("unknown fields are refused", "item pub struct", Before("#[serde(deny_unknown_fields)] ")),
    edit("a type under a condition", "item pub struct", Before("#[cfg(any())] ")),
    edit("another limit in the documentation", "field-text #[doc=\" Documented as", Number),
    edit("no limit in the documentation", "field-text #[doc=\" Documented as", Remove),
    edit("another description of a field", "field-text #[doc=\"", Words),
    edit("another description of a schema", "item-text #[doc=\"", Words),
    edit("a value from another field", "expression value.", Replace("?", "?.into()")),
    edit("a builder from another field", "expression Ok(value.", Replace("value.", "value.x")),
    edit("a builder sets another field", "statement self.", Replace("self.", "self.x")),
    edit("a builder takes another type", "bound T:TryInto<", Replace("String", "u32")),
    edit("a builder holds another type", "field ", Replace("Result<Option<", "Result<Vec<")),
    edit("a builder asks for nothing", "expression Err(\"no value", With("Ok(Default::default())")),
    edit("no builder", "item impl ", Remove),
    // Checked texts.
    edit("a schema is renamed", "item pub struct", Replace("struct ", "struct X")),
    edit("a text can be made unchecked", "item pub struct", Replace("(String)", "(pub String)")),
    edit(
        "a text is decoded unchecked",
        "attribute #[derive(serde::Serialize,",
        Replace("serde::Serialize", "serde::Serialize, serde::Deserialize"),
    ),
    edit("a text may be empty", "statement if value.is_empty()", Remove),
    edit("a text may be longer", "statement if value.chars().count()>", Number),
    edit("a text is not limited", "statement if value.chars().count()>", Remove),
    edit("text is not checked", "statement value.parse()", With("Ok(Self(value.to_string()))")),
    edit("one more way in", "item impl TryFrom<&str>", Replace("&str", "&mut str")),
    edit("a way in is gone", "item impl TryFrom<String>", Remove),
    edit("another way out", "item impl std::ops::Deref", Replace("&self.0", "&OTHER")),
    edit("another form", "item impl std::fmt::Display", Replace("&self.0", "\"x\"")),
    edit("a character is allowed", "expression |c|", Replace("|c| ", "|c| (c == b'/') | ")),
    edit("some bytes are looked at", "item fn other_character", Replace("all &", "all |")),
    edit("more than ASCII is allowed", "item fn other_character", Replace("!u8::", "u8::")),
    // Choices.
    edit("a text of a choice is another", "attribute #[serde(rename=", Words),
    edit("a text of a choice is its name", "attribute #[serde(rename=", Remove),
    edit(
        "a choice is shown as another",
        "arm Self::",
        Replace("f.write_str(\"", "f.write_str(\"x"),
    ),
    edit("a choice is parsed as another", "arm \"", Words),
    edit("a choice is not parsed", "arm \"", Remove),
    edit("any text is a choice", "arm _=>Err(", Replace("Err(\"", "Ok(\"")),
    edit("a choice is dropped", "variant ", Remove),
    edit("two choices change places", "variant ", Swap),
    edit("a choice is added", "variant ", Before("More, ")),
    edit("a choice is one of types", "item pub enum", Before("#[serde(untagged)] ")),
    edit("one more item", "item pub struct", Before("pub static MORE: u8 = 0; ")),
    drift_only(
        ITS_OWN,
        edit("another message", "statement self.", Replace("error converting", "failure of")),
    ),
];
