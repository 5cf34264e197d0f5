//! How values read in messages.

use crate::yaml::{Node, Value};

/// How many characters of a value a message shows.
const SHOWN: usize = 60;

/// A value between backticks, cut where it is long.
pub(super) fn value(node: &Node) -> String {
    let mut text = String::new();
    spell(node, &mut text, true);
    quoted(&text)
}

/// Text between backticks, on one line, cut where it is long.
pub(super) fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "'");
    if line.chars().count() <= SHOWN {
        return format!("`{line}`");
    }
    let cut: String = line.chars().take(SHOWN - 1).collect();
    format!("`{cut}…`")
}

/// From what to what: ` from … to …`, or what there was or is, where the other side has none.
pub(super) fn from_to(base: Option<&Node>, head: Option<&Node>) -> String {
    match (base, head) {
        (Some(base), Some(head)) => {
            let (from, to) = (value(base), value(head));
            // Texts that differ only behind the cut would read as equal.
            if from == to { String::new() } else { format!(" from {from} to {to}") }
        }
        (Some(base), None) => format!(" from {} to none", value(base)),
        (None, Some(head)) => format!(" from none to {}", value(head)),
        (None, None) => String::new(),
    }
}

fn spell(node: &Node, out: &mut String, outer: bool) {
    // What is beyond the cut need not be spelt.
    if out.len() > 8 * SHOWN {
        return;
    }
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Int(int) => out.push_str(&int.to_string()),
        Value::Float(float) => out.push_str(&float.to_string()),
        Value::String(text) if outer => out.push_str(text),
        Value::String(text) => {
            out.push('"');
            out.push_str(text);
            out.push('"');
        }
        Value::Seq(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                spell(item, out, false);
            }
            out.push(']');
        }
        Value::Map(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (at, (key, entry)) in keys.into_iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                out.push_str(key);
                out.push_str(": ");
                spell(&entry.node, out, false);
            }
            out.push('}');
        }
    }
}
