//! Prints values of the service, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::text::visible;

/// Returns the value as JSON on one line. Characters that a terminal would act on are escaped, which
/// leaves the value the same.
pub(crate) fn json(value: &Value) -> String {
    format!("{}\n", compact(value))
}

/// The value for people: an object has a line for each property, a list of objects is a table, any
/// other list has a line for each item. An object with one list of objects beside simple properties
/// shows those first.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Object(object) => match page(object) {
            Some((name, rows)) => {
                let others = object.iter().filter(|(other, _)| *other != name);
                lines(others) + &table(&rows)
            }
            None => lines(object.iter()),
        },
        Value::Array(items) => match objects(items) {
            Some(rows) => table(&rows),
            None => items.iter().map(|item| format!("{}\n", cell(item))).collect(),
        },
        other => format!("{}\n", cell(other)),
    }
}

type Rows<'a> = Vec<&'a Map<String, Value>>;

/// The one list of objects, where all else is simple.
fn page(object: &Map<String, Value>) -> Option<(&String, Rows<'_>)> {
    let mut lists = object.iter().filter(|(_, value)| value.is_array() || value.is_object());
    let (name, list) = lists.next()?;
    let rows = objects(list.as_array()?)?;
    lists.next().is_none().then_some((name, rows))
}

/// The items, if there are some and all of them are objects.
fn objects(items: &[Value]) -> Option<Rows<'_>> {
    let rows: Rows<'_> = items.iter().map(Value::as_object).collect::<Option<_>>()?;
    (!rows.is_empty()).then_some(rows)
}

fn lines<'a>(properties: impl Iterator<Item = (&'a String, &'a Value)>) -> String {
    properties.map(|(name, value)| format!("{}: {}\n", visible(name), cell(value))).collect()
}

/// Rows under the names of their properties, in columns.
fn table(rows: &[&Map<String, Value>]) -> String {
    let mut names: Vec<&String> = Vec::new();
    for name in rows.iter().flat_map(|row| row.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let head: Vec<_> = names.iter().map(|name| visible(name)).collect();
    let body = rows
        .iter()
        .map(|row| names.iter().map(|name| row.get(*name).map(cell).unwrap_or_default()).collect());
    let cells: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
    let widths: Vec<_> = (0..names.len())
        .map(|column| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in &cells {
        let mut line = String::new();
        for (text, width) in row.iter().zip(&widths) {
            // Writing to a string does not fail.
            let _ = write!(line, "{text:<width$}  ");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A value on one line: texts as they are, all else as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => visible(text),
        other => compact(other),
    }
}

fn compact(value: &Value) -> String {
    visible(&value.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_has_a_line_for_each_property() {
        let value = json!({"id": "a", "count": 2, "note": null, "more": {"x": [1, true]}});
        let mut lines: Vec<_> = text(&value).lines().map(str::to_owned).collect();
        lines.sort();
        assert_eq!(lines, ["count: 2", "id: a", r#"more: {"x":[1,true]}"#, "note: null"]);
    }

    #[test]
    fn a_list_of_objects_is_a_table() {
        let value = json!([{"id": "a", "n": 1}, {"id": "long", "n": null}, {"id": ""}]);
        assert_eq!(text(&value), "id    n\na     1\nlong  null\n\n");
        let value = json!([{"id": "é"}, {"z": "x"}]);
        assert_eq!(text(&value), "id  z\né\n    x\n");
    }

    #[test]
    fn a_page_shows_what_is_simple_before_its_table() {
        let value = json!({"tasks": [{"id": "a"}, {"id": "b"}], "count": 2});
        assert_eq!(text(&value), "count: 2\nid\na\nb\n");
        // Of two lists, or of none with anything in it, there is no table.
        for value in [json!({"a": [{"x": 1}], "b": [{"x": 1}]}), json!({"a": []})] {
            assert!(text(&value).starts_with("a: ["), "{}", text(&value));
        }
        let value = json!({"a": [{"x": 1}], "b": {}});
        assert_eq!(text(&value), "a: [{\"x\":1}]\nb: {}\n");
    }

    #[test]
    fn any_other_list_has_a_line_for_each_item() {
        assert_eq!(text(&json!(["a", 1, true, null])), "a\n1\ntrue\nnull\n");
        assert_eq!(text(&json!([{"a": 1}, [2]])), "{\"a\":1}\n[2]\n");
        assert_eq!(text(&json!("a")), "a\n");
        assert_eq!(text(&json!([])), "");
    }

    #[test]
    fn a_terminal_obeys_nothing_of_a_value() {
        let value = json!({"k\u{1b}": "a\u{9b}\nb\u{202e}", "list": [{"x": "\u{7f}"}]});
        for shown in [text(&value), json(&value), text(&json!(["\u{1b}"]))] {
            let obeyed = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!shown.contains(obeyed), "{shown:?}");
        }
        assert_eq!(serde_json::from_str::<Value>(&json(&value)).expect("JSON"), value);
        assert_eq!(json(&value).lines().count(), 1);
    }
}
