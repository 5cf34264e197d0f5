//! Limits that prose states.

use crate::conform::page::{Limits, Type};
use crate::conform::words::{LABELS, Label, is_nothing};

use super::cell::narrowed;

/// The limits that a description states of a value of this type.
pub(super) fn limits(description: &str, kind: &Type) -> Limits {
    let mut limits = Limits::default();
    for (label, lines) in statements(&narrowed(description)) {
        apply(label, &lines, kind, &mut limits);
    }
    limits
}

/// Adds limits that are not there yet.
pub(super) fn merge(limits: &mut Limits, more: Limits) {
    for (slot, value) in [
        (&mut limits.minimum, more.minimum),
        (&mut limits.maximum, more.maximum),
        (&mut limits.min_length, more.min_length),
        (&mut limits.max_length, more.max_length),
        (&mut limits.min_items, more.min_items),
        (&mut limits.max_items, more.max_items),
        (&mut limits.default, more.default),
        (&mut limits.pattern, more.pattern),
    ] {
        set(slot, value);
    }
    if limits.values.is_empty() {
        limits.values = more.values;
    }
}

/// What a column of limits or defaults states.
pub(super) fn column(label: Label, text: &str, kind: &Type, limits: &mut Limits) {
    let lines: Vec<String> = narrowed(text).lines().map(|line| line.trim().to_owned()).collect();
    // Such a column may hold labels of its own.
    let labelled = statements(&lines.join("\n"));
    if labelled.is_empty() {
        apply(label, &lines, kind, limits);
    }
    for (label, lines) in labelled {
        apply(label, &lines, kind, limits);
    }
}

/// Each label of a text and the lines that follow it, up to the next label.
fn statements(text: &str) -> Vec<(Label, Vec<String>)> {
    let mut found: Vec<(Label, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim();
        let mut first = true;
        loop {
            let (before, labelled) = split(rest, first);
            let before = before.trim();
            // A line of prose after a value ends it; items of a list belong to it.
            match found.last_mut() {
                Some((_, lines))
                    if !before.is_empty() && (lines.is_empty() || before.starts_with('-')) =>
                {
                    lines.push(before.to_owned());
                }
                _ => {}
            }
            let Some((label, after)) = labelled else { break };
            found.push((label, Vec::new()));
            rest = after;
            first = false;
        }
    }
    found
}

/// Splits a text at the first label in it: what stands before, and the label with what follows.
/// Only the start of a sentence can be a label.
fn split(text: &str, first: bool) -> (&str, Option<(Label, &str)>) {
    let mut starts: Vec<usize> = if first { vec![0] } else { Vec::new() };
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let ends = matches!(previous, '.' | ';' | ',') && !c.is_ascii_digit();
        if ends && at > 0 {
            starts.push(at);
        }
        if !(c == ' ' && matches!(previous, '.' | ';' | ',')) {
            previous = c;
        }
    }
    for start in starts {
        let from = text[start..].trim_start();
        if let Some((label, after)) = label(from) {
            return (&text[..start], Some((label, after)));
        }
    }
    (text, None)
}

/// The label that a text begins with, and its value.
fn label(text: &str) -> Option<(Label, &str)> {
    let lower = text.get(..floor(text, 40))?.to_ascii_lowercase();
    let mut best: Option<(usize, Label, &str)> = None;
    for (word, label) in LABELS {
        let Some(rest) = lower.strip_prefix(word) else { continue };
        let after = text[word.len()..].trim_start();
        let value = after
            .strip_prefix(':')
            .or_else(|| after.strip_prefix('='))
            .or_else(|| after.strip_prefix('为').map(|v| v.strip_prefix(':').unwrap_or(v)))
            .or_else(|| after.strip_prefix('是'))
            .or_else(|| after.strip_prefix("is ").filter(|_| *label != Label::Other))
            .or_else(|| after.is_empty().then_some(after))
            .or_else(|| {
                (bare(*label) && after.starts_with(|c: char| c.is_ascii_digit())).then_some(after)
            });
        let whole = rest.is_empty()
            || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            || bare(*label);
        if let Some(value) = value.filter(|_| whole)
            && best.is_none_or(|(length, ..)| length < word.len())
        {
            best = Some((word.len(), *label, value));
        }
    }
    best.map(|(_, label, value)| (label, value.trim()))
}

/// Whether a number may follow at once, as in 默认10.
fn bare(label: Label) -> bool {
    !matches!(label, Label::Other | Label::Enum | Label::Pattern)
}

/// The boundary of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn apply(label: Label, lines: &[String], kind: &Type, limits: &mut Limits) {
    let Some(first) = lines.iter().find(|line| !line.is_empty()) else { return };
    if is_nothing(first) && lines.len() == 1 {
        return;
    }
    let text = kind_of(kind) == Of::Text;
    let list = kind_of(kind) == Of::List;
    let number = numbers(first).into_iter().next();
    match label {
        Label::Min if text => set(&mut limits.min_length, number),
        Label::Min if list => set(&mut limits.min_items, number),
        Label::Min => set(&mut limits.minimum, number),
        Label::Max if text => set(&mut limits.max_length, number),
        Label::Max if list => set(&mut limits.max_items, number),
        Label::Max => set(&mut limits.maximum, number),
        // Of a list, such a length may be that of its items or its own.
        Label::MinLength | Label::MaxLength | Label::Length if !text => {}
        Label::MinLength => set(&mut limits.min_length, number),
        Label::MaxLength => set(&mut limits.max_length, number),
        Label::MinItems => set(&mut limits.min_items, number),
        Label::MaxItems => set(&mut limits.max_items, number),
        Label::Length => pair(first, &mut limits.min_length, &mut limits.max_length),
        Label::Items => pair(first, &mut limits.min_items, &mut limits.max_items),
        Label::Range => range(lines, first, kind, limits),
        Label::Enum => values(lines, kind, limits),
        Label::Default => set(&mut limits.default, default(first, kind)),
        Label::Pattern => {
            set(&mut limits.pattern, Some(first.clone()).filter(|p| p.starts_with('^')))
        }
        Label::Other => {}
    }
}

/// What a type is to its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Text,
    Number,
    List,
    Other,
}

fn kind_of(kind: &Type) -> Of {
    match kind {
        Type::String | Type::Unstated => Of::Text,
        Type::Integer | Type::Long | Type::Number => Of::Number,
        Type::Array(_) => Of::List,
        _ => Of::Other,
    }
}

fn set(slot: &mut Option<String>, value: Option<String>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn pair(text: &str, least: &mut Option<String>, most: &mut Option<String>) {
    if let Some((low, high)) = between(text) {
        set(least, Some(low));
        set(most, Some(high));
    }
}

fn range(lines: &[String], first: &str, kind: &Type, limits: &mut Limits) {
    let kind_of = kind_of(kind);
    if lines
        .iter()
        .filter(|line| !line.is_empty())
        .all(|line| line.starts_with('-') && !is_number(line))
    {
        return values(lines, kind, limits);
    }
    let characters = ["字符", "character", "位", "长度"].iter().any(|word| first.contains(word));
    match kind_of {
        Of::Text if characters => pair(first, &mut limits.min_length, &mut limits.max_length),
        Of::Number => {
            if let Some((low, high)) = between(first) {
                set(&mut limits.minimum, Some(low));
                set(&mut limits.maximum, Some(high));
            } else if let Some(low) = bound(first, &["≥", ">=", "大于等于", "不小于", "大于或等于"])
            {
                set(&mut limits.minimum, Some(low));
            } else if let Some(high) =
                bound(first, &["≤", "<=", "小于等于", "不大于", "小于或等于"])
            {
                set(&mut limits.maximum, Some(high));
            } else if list(first).len() > 1 {
                values(lines, kind, limits);
            }
        }
        Of::Text if list(first).len() > 1 => values(lines, kind, limits),
        _ => {}
    }
}

fn is_number(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok()
}

fn bound(text: &str, marks: &[&str]) -> Option<String> {
    let rest = marks.iter().find_map(|mark| text.trim().strip_prefix(mark))?;
    numbers(rest)
        .into_iter()
        .next()
        .filter(|number| rest.trim().trim_end_matches('.').ends_with(number.as_str()))
}

/// Two numbers with a mark of a range between them.
fn between(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_start_matches(['[', '(']);
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    let end = text.char_indices().find(|(at, c)| !(digits(*c) || (*at == 0 && *c == '-')));
    let (low, rest) = text.split_at(end?.0);
    let rest = rest.trim_start();
    let marks = ["~", "-", "至", "到", "to ", ",", "<="];
    let rest = marks.iter().find_map(|mark| rest.strip_prefix(mark))?.trim_start();
    let rest_number: String = rest
        .chars()
        .enumerate()
        .take_while(|(at, c)| digits(*c) || (*at == 0 && *c == '-'))
        .map(|(_, c)| c)
        .collect();
    let high = rest_number.trim_end_matches('.').to_owned();
    // A third number makes it a list.
    let tail = rest.get(rest_number.len()..).unwrap_or_default().trim_start();
    let more = tail.starts_with(',') || tail.starts_with('~') || tail.starts_with('-');
    (is_number(low) && is_number(&high) && !more).then(|| (low.to_owned(), high))
}

/// All numbers of a text.
fn numbers(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut number = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() || (c == '.' && !number.is_empty()) || (c == '-' && number.is_empty())
        {
            number.push(c);
        } else {
            let whole = std::mem::take(&mut number);
            let whole = whole.trim_end_matches('.');
            if is_number(whole) {
                all.push(whole.to_owned());
            }
            if c == '-' {
                number.push(c);
            }
        }
    }
    all
}

/// A single value, where the text is one or starts with one.
fn default(text: &str, kind: &Type) -> Option<String> {
    let text = text.trim().trim_start_matches('*');
    let value: &str = text.split([' ', ',', ';', '(', '、']).next()?;
    let value = value.trim_matches(['"', '\'', '.', '*', '-', ':']);
    let value = if text.starts_with('-') && is_number(text.split([' ', ',']).next()?) {
        text.split([' ', ',']).next()?
    } else {
        value
    };
    let fits = match kind {
        Type::Integer | Type::Long | Type::Number => is_number(value),
        Type::Boolean => ["true", "false"].contains(&value.to_lowercase().as_str()),
        Type::String | Type::Unstated => is_token(value),
        _ => false,
    };
    let value = if *kind == Type::Boolean { value.to_lowercase() } else { value.to_owned() };
    (fits && !is_nothing(&value)).then_some(value)
}

fn is_token(text: &str) -> bool {
    let marks = "_-.+/@#:";
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_alphanumeric() || marks.contains(c))
}

/// Values of a list on one line.
fn list(text: &str) -> Vec<String> {
    let text =
        text.replace(" or ", ",").replace('或', ",").replace(" and ", ",").replace('和', ",");
    text.trim_end_matches('.')
        .split([',', '、', ';', '|', '/'])
        .map(item)
        .filter(|value| !value.is_empty())
        .collect()
}

/// The value that an item of a list names, before what it says of it.
fn item(text: &str) -> String {
    let text = text.trim().trim_start_matches("- ").trim();
    let value = text.split([':', '(', '=']).next().unwrap_or_default();
    value.trim().trim_matches(['"', '\'', '.', '*', ';', ',']).trim().to_owned()
}

fn values(lines: &[String], kind: &Type, limits: &mut Limits) {
    if *kind == Type::Boolean || !limits.values.is_empty() {
        return;
    }
    let of_items = match kind {
        Type::Array(item) => item,
        other => other,
    };
    let bulleted = lines.iter().filter(|line| line.starts_with('-')).count() > 0;
    let values: Vec<String> = if bulleted {
        lines.iter().filter(|line| line.starts_with('-')).map(|line| item(line)).collect()
    } else {
        lines.iter().take(1).flat_map(|line| list(line)).collect()
    };
    let fits = |value: &String| match kind_of(of_items) {
        Of::Number => is_number(value),
        _ => is_token(value),
    };
    if values.iter().all(fits) {
        for value in values {
            if !limits.values.contains(&value) {
                limits.values.push(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The limits of a description, as text.
    fn of(text: &str, kind: &Type) -> String {
        let limits = limits(text, kind);
        serde_json::to_string(&limits).unwrap_or_default().replace('"', "")
    }

    #[test]
    fn labels_are_read_in_both_languages() {
        for (text, kind, expected) in [
            ("错误信息\n最大长度：1024", Type::String, "{maxLength:1024}"),
            (
                "数量\n最小值：1\n最大值：100\n缺省值：10",
                Type::Integer,
                "{minimum:1,maximum:100,default:10}",
            ),
            ("Size.\nMinimum: 1\nMaximum: 64", Type::String, "{minLength:1,maxLength:64}"),
            (
                "Ids.\nArray Length: 1 - 20",
                Type::Array(Box::new(Type::String)),
                "{minItems:1,maxItems:20}",
            ),
            ("枚举值：\n- a\n- b", Type::String, "{enum:[a,b]}"),
            ("Enumeration values: a, b", Type::String, "{enum:[a,b]}"),
            ("取值范围：1~1000", Type::Integer, "{minimum:1,maximum:1000}"),
            ("Value range:\n≥ 0\nDefault value:\n0", Type::Integer, "{minimum:0,default:0}"),
            (
                "Range\n- true: yes\n- false: no\nDefault Value\nfalse",
                Type::String,
                "{default:false,enum:[true,false]}",
            ),
            ("Constraints\nN/A\nRange\nN/A\nDefault Value\nN/A", Type::String, "{}"),
            (
                "The minimum value is 1. The maximum value is 1000. The default value is 10.",
                Type::Integer,
                "{minimum:1,maximum:1000,default:10}",
            ),
            ("条数，默认10。", Type::Integer, "{default:10}"),
            ("取值范围：1-64个字符", Type::String, "{minLength:1,maxLength:64}"),
            ("缺省值：-1", Type::Integer, "{default:-1}"),
            ("默认值为空，表示不限。", Type::String, "{}"),
            ("the default of others is not a limit", Type::Integer, "{}"),
        ] {
            assert_eq!(of(text, &kind), expected, "{text}");
        }
    }
}
