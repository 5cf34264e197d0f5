//! Limits that prose states.

use crate::conform::page::{Limits, Type};
use crate::conform::words::{Label, is_nothing};

use super::cell::narrowed;
use super::labels::statements;
use super::numbers::{between, bound, default, is_number, is_token, item, list, numbers};

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
            (
                "深度，取值范围：1~10，默认值为3。",
                Type::Integer,
                "{minimum:1,maximum:10,default:3}",
            ),
            ("取值范围：1，2，3", Type::Integer, "{enum:[1,2,3]}"),
            ("Seconds. Minimum: 0 Maximum: 9", Type::Integer, "{minimum:0,maximum:9}"),
            ("Width. The value ranges from 1 to 500.", Type::Integer, "{minimum:1,maximum:500}"),
            ("The options are as follows:\n- red\n- blue", Type::String, "{enum:[red,blue]}"),
            ("The value can be small, mid, or large.", Type::String, "{enum:[small,mid,large]}"),
            ("The value can be empty.", Type::String, "{}"),
            ("The value can be up to 9 or more of them.", Type::String, "{}"),
            ("取值范围：1-64个字符", Type::String, "{minLength:1,maxLength:64}"),
            ("标签键，长度不超过36个字符。", Type::String, "{maxLength:36}"),
            ("缺省值：-1", Type::Integer, "{default:-1}"),
            ("默认值为空，表示不限。", Type::String, "{}"),
            ("the default of others is not a limit", Type::Integer, "{}"),
        ] {
            assert_eq!(of(text, &kind), expected, "{text}");
        }
    }
}
