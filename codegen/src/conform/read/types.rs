//! What a cell of types says.

use crate::conform::page::Type;
use crate::conform::words::is_nothing;

use super::cell::narrowed;
use super::html::RawCell;

/// Words for types without parts.
const WORDS: &[(&str, Type)] = &[
    ("string", Type::String),
    ("str", Type::String),
    ("text", Type::String),
    ("字符串", Type::String),
    ("uuid", Type::String),
    ("date", Type::String),
    ("time", Type::String),
    ("datetime", Type::String),
    ("timestamp", Type::String),
    ("enum", Type::String),
    ("integer", Type::Integer),
    ("int", Type::Integer),
    ("int32", Type::Integer),
    ("short", Type::Integer),
    ("整型", Type::Integer),
    ("整数", Type::Integer),
    ("long", Type::Long),
    ("int64", Type::Long),
    ("bigint", Type::Long),
    ("长整型", Type::Long),
    ("float", Type::Number),
    ("double", Type::Number),
    ("number", Type::Number),
    ("numeric", Type::Number),
    ("bigdecimal", Type::Number),
    ("decimal", Type::Number),
    ("浮点数", Type::Number),
    ("浮点型", Type::Number),
    ("boolean", Type::Boolean),
    ("bool", Type::Boolean),
    ("布尔", Type::Boolean),
    ("布尔型", Type::Boolean),
    ("布尔值", Type::Boolean),
    ("file", Type::File),
    ("binary", Type::File),
    ("object", Type::Object(None)),
    ("json", Type::Object(None)),
    ("jsonobject", Type::Object(None)),
    ("dict", Type::Object(None)),
    ("struct", Type::Object(None)),
    ("字典", Type::Object(None)),
    ("对象", Type::Object(None)),
    ("字典类型", Type::Object(None)),
    ("字典数据类型", Type::Object(None)),
    ("字段数据类型", Type::Object(None)),
    ("结构体", Type::Object(None)),
    ("结构体数据类型", Type::Object(None)),
    ("字典数据结构", Type::Object(None)),
    ("dictionarydatastructure", Type::Object(None)),
];

/// The type that a cell spells.
pub(super) fn cell(cell: &RawCell) -> Type {
    text(&cell.text)
}

/// The type that a text spells.
pub(super) fn text(text: &str) -> Type {
    let text = narrowed(text).replace('\n', " ");
    let text = text.trim().trim_end_matches(['.', ',']).trim();
    if is_nothing(text) {
        return Type::Unstated;
    }
    // "…, see Table 4" says where, not what.
    let cut = ["请参见", "参见", "参考", "see ", "For details", ". "]
        .iter()
        .filter_map(|word| text.find(word))
        .min();
    let own = text.get(..cut.unwrap_or(text.len())).unwrap_or_default();
    let own = own.trim().trim_end_matches([',', '.', ';', '(']).trim();
    parse(own, 0).unwrap_or_else(|| Type::Unknown(text.to_owned()))
}

/// Deepest type that is read.
const DEEPEST: usize = 8;

fn parse(text: &str, depth: usize) -> Option<Type> {
    if depth > DEEPEST {
        return None;
    }
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    if let Some(word) = word(&lower) {
        return Some(word);
    }
    let inner = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    for opening in ["array of ", "arrays of ", "list of ", "array ", "list "] {
        if lower.starts_with(opening) {
            let rest = inner(opening.len(), text.len());
            return Some(array(parse_item(rest, depth)));
        }
    }
    for (opening, closing) in [
        ("array<", ">"),
        ("list<", ">"),
        ("array[", "]"),
        ("list[", "]"),
        ("[", "]"),
        ("array(", ")"),
    ] {
        if lower.starts_with(opening) && lower.ends_with(closing) {
            return Some(array(parse_item(inner(opening.len(), text.len() - 1), depth)));
        }
    }
    if lower.starts_with("map<") && lower.ends_with('>') {
        let (_, value) = inner(4, text.len() - 1).split_once(',')?;
        return Some(Type::Map(Box::new(parse_item(value, depth))));
    }
    for end in ["[]", " array", " list"] {
        if let Some(item) = lower.strip_suffix(end) {
            return Some(array(parse_item(inner(0, item.len()), depth)));
        }
    }
    if lower.starts_with("[]") {
        return Some(array(parse_item(inner(2, text.len()), depth)));
    }
    if [
        "array",
        "list",
        "数组",
        "列表",
        "jsonarray",
        "列表数据结构",
        "列表类型",
        "列表数据类型",
        "列表类型数据结构",
        "list data structure",
    ]
    .contains(&lower.as_str())
    {
        return Some(array(Type::Unstated));
    }
    if lower == "map" {
        return Some(Type::Map(Box::new(Type::Unstated)));
    }
    // `String(64)`: what is in brackets is a limit, which the description repeats.
    if let Some((before, _)) = lower.split_once('(') {
        return word(before.trim());
    }
    let named = ["objects", "object", "structure", "结构体", "对象"];
    let name = named.iter().find_map(|end| lower.strip_suffix(end));
    let name = inner(0, name?.len()).trim();
    is_name(name).then(|| Type::Object(Some(name.to_owned())))
}

fn array(item: Type) -> Type {
    Type::Array(Box::new(item))
}

/// What an array holds: a plural, or the name of an object alone.
fn parse_item(text: &str, depth: usize) -> Type {
    let text = text.trim();
    let singular = text.strip_suffix('s').unwrap_or(text);
    parse(text, depth + 1).or_else(|| parse(singular, depth + 1)).unwrap_or_else(|| {
        match is_name(text) {
            true => Type::Object(Some(text.to_owned())),
            false => Type::Unknown(text.to_owned()),
        }
    })
}

fn word(lower: &str) -> Option<Type> {
    let lower: String = lower.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    WORDS.iter().find(|(word, _)| *word == lower).map(|(_, kind)| kind.clone())
}

/// Whether a text is the name of an object.
pub(in crate::conform) fn is_name(text: &str) -> bool {
    let first = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    first && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_in_every_spelling() {
        let node = || Type::Object(Some("Node".to_owned()));
        for (text_, expected) in [
            ("String", Type::String),
            ("字符串", Type::String),
            ("String(64)", Type::String),
            ("Long", Type::Long),
            ("Array of strings", array(Type::String)),
            ("Array of Node objects", array(node())),
            ("List<Node>", array(node())),
            ("Array of arrays", array(array(Type::Unstated))),
            ("Integer[]", array(Type::Integer)),
            ("Array", array(Type::Unstated)),
            ("Node object", node()),
            ("object", Type::Object(None)),
            ("Map<String,String>", Type::Map(Box::new(Type::String))),
            ("Map<String, Node object>", Type::Map(Box::new(node()))),
            ("", Type::Unstated),
            ("String or Integer", Type::Unknown("String or Integer".to_owned())),
        ] {
            assert_eq!(text(text_), expected, "{text_}");
        }
    }

    #[test]
    fn nesting_has_an_end() {
        let deep = format!("{}String", "Array of ".repeat(10_000));
        assert!(matches!(text(&deep), Type::Array(_)));
    }
}
