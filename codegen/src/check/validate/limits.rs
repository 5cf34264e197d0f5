//! The keywords that limit one number, string or length.

use super::{Validator, Verdict, shown};
use crate::check::pattern::Matcher;
use crate::yaml::{Map, Node, Value};

/// Compares two numbers, exactly where both are whole; nothing where one is not a number.
pub(in crate::check) fn compare(a: &Node, b: &Node) -> Option<std::cmp::Ordering> {
    match (&a.value, &b.value) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        _ => as_f64(a)?.partial_cmp(&as_f64(b)?),
    }
}

fn as_f64(node: &Node) -> Option<f64> {
    match node.value {
        Value::Int(int) => Some(int as f64),
        Value::Float(float) => Some(float),
        _ => None,
    }
}

impl<'a> Validator<'a> {
    pub(super) fn string(&mut self, schema: &'a Map, text: &str, value: &Node) -> Verdict {
        let characters = text.chars().count();
        self.length(schema, ["minLength", "maxLength"], characters, "character", value)?;
        if let Some(pattern) = schema.get("pattern").and_then(|entry| entry.node.as_str())
            && !self.matches(pattern, text)?
        {
            let what = format!("is {}, which does not match its `pattern`", shown(value));
            return self.fail(value, what);
        }
        let Some(format) = schema.get("format").and_then(|entry| entry.node.as_str()) else {
            return Ok(());
        };
        let good = match format {
            "date" => is_date(text),
            "date-time" => is_date_time(text),
            "uuid" => is_uuid(text),
            _ => true,
        };
        if good {
            return Ok(());
        }
        self.fail(value, format!("is {}, which is not of format `{format}`", shown(value)))
    }

    /// Whether a pattern matches; true where that cannot be found out in bounded time.
    fn matches(&mut self, pattern: &'a str, text: &str) -> Result<bool, super::Stop> {
        let cost = match self.patterns.entry(pattern).or_insert_with(|| Matcher::new(pattern)) {
            None => return Ok(true),
            Some(matcher) => matcher.cost(text),
        };
        self.spend(cost / 256)?;
        Ok(self.patterns[pattern]
            .as_ref()
            .and_then(|matcher| matcher.is_match(text))
            .unwrap_or(true))
    }

    pub(super) fn number(&mut self, schema: &'a Map, value: &Node) -> Verdict {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let get = |key: &str| schema.get(key).map(|entry| &entry.node);
        for (key, exclusive, outside, word) in [
            ("minimum", "exclusiveMinimum", Less, "below"),
            ("maximum", "exclusiveMaximum", Greater, "above"),
        ] {
            let Some(limit) = get(key) else { continue };
            let order = compare(value, limit);
            if order == Some(outside) {
                let what = format!("is {}, {word} the `{key}` of {}", shown(value), shown(limit));
                return self.fail(value, what);
            }
            if order == Some(Equal) && get(exclusive).and_then(Node::as_bool) == Some(true) {
                let what = format!("is {}, the `{key}` that `{exclusive}` excludes", shown(value));
                return self.fail(value, what);
            }
        }
        if let (Value::Int(int), Some(Value::Int(of))) =
            (&value.value, get("multipleOf").map(|of| &of.value))
            && *of != 0
            && int % of != 0
        {
            return self.fail(value, format!("is {int}, not a multiple of {of}"));
        }
        let range = match get("format").and_then(Node::as_str) {
            Some("int32") => i128::from(i32::MIN)..=i128::from(i32::MAX),
            Some("int64") => i128::from(i64::MIN)..=i128::from(i64::MAX),
            _ => return Ok(()),
        };
        match value.value {
            Value::Int(int) if !range.contains(&int) => {
                self.fail(value, format!("is {}, too large for its `format`", shown(value)))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn length(
        &mut self,
        schema: &'a Map,
        [min, max]: [&str; 2],
        length: usize,
        unit: &str,
        value: &Node,
    ) -> Verdict {
        let limit = |key: &str| match schema.get(key).map(|entry| &entry.node.value) {
            Some(Value::Int(limit)) => usize::try_from(*limit).ok(),
            _ => None,
        };
        for (key, limit, outside) in [
            (min, limit(min), limit(min).is_some_and(|limit| length < limit)),
            (max, limit(max), limit(max).is_some_and(|limit| length > limit)),
        ] {
            if let (Some(limit), true) = (limit, outside) {
                let plural = if length == 1 { "" } else { "s" };
                let what = match unit {
                    "character" => format!("is {length} {unit}{plural} long, `{key}` is {limit}"),
                    "item" => format!("has {length} {unit}{plural}, `{key}` is {limit}"),
                    _ => {
                        let plural = if length == 1 { "y" } else { "ies" };
                        format!("has {length} propert{plural}, `{key}` is {limit}")
                    }
                };
                return self.fail(value, what);
            }
        }
        Ok(())
    }
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let right = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut next = |count| parts.next().and_then(|part| digits(part, count));
    let (Some(year), Some(month), Some(day)) = (next(4), next(2), next(2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// RFC 3339: a date, `T`, a time, and an offset.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else {
        return false;
    };
    let clock = |text: &str, seconds: bool| {
        let mut parts = text.split(':');
        let mut next = |below| {
            parts.next().and_then(|part| digits(part, 2)).is_some_and(|number| number < below)
        };
        next(24) && next(60) && (!seconds || next(61)) && parts.next().is_none()
    };
    let time = match time.strip_suffix(['Z', 'z']) {
        Some(time) => time,
        None => match time.rsplit_once(['+', '-']) {
            Some((time, offset)) if clock(offset, false) => time,
            _ => return false,
        },
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let fraction = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    is_date(date) && clock(time, true) && fraction
}

/// With hyphens or, as the `uuid` crate takes it too, without.
fn is_uuid(text: &str) -> bool {
    let hyphens = text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| (b == b'-') == matches!(at, 8 | 13 | 18 | 23));
    let mut hex = text.bytes().filter(|b| *b != b'-');
    (hyphens || (text.len() == 32 && !text.contains('-'))) && hex.all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_recognised() {
        for good in ["2024-02-29", "2000-12-31"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["2023-02-29", "2024-1-01", "2024-13-01", "20240101", "2024-01-00", ""] {
            assert!(!is_date(bad), "{bad}");
        }
        for good in ["2024-02-29T23:59:60Z", "2024-02-29t00:00:00.123+08:00"] {
            assert!(is_date_time(good), "{good}");
        }
        for bad in ["2024-02-29T24:00:00Z", "2024-02-29T00:00:00", "2024-02-29T00:00Z", "x"] {
            assert!(!is_date_time(bad), "{bad}");
        }
        assert!(is_uuid("0123e456-e89b-12d3-a456-426614174000"));
        assert!(is_uuid("0123e456e89b12d3a456426614174000"));
        assert!(!is_uuid("0123e456-e89b-12d3-a456-42661417400g") && !is_uuid("1"));
    }
}
