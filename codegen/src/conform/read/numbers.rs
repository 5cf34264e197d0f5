//! Numbers, ranges and values in prose.

use crate::conform::page::Type;
use crate::conform::words::is_nothing;

pub(super) fn is_number(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok()
}

pub(super) fn bound(text: &str, marks: &[&str]) -> Option<String> {
    let rest = marks.iter().find_map(|mark| text.trim().strip_prefix(mark))?;
    numbers(rest)
        .into_iter()
        .next()
        .filter(|number| rest.trim().trim_end_matches('.').ends_with(number.as_str()))
}

/// Two numbers with a mark of a range between them.
pub(super) fn between(text: &str) -> Option<(String, String)> {
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
    let after = tail.strip_prefix([',', '~', '-']).map(str::trim_start);
    let more = after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    (is_number(low) && is_number(&high) && !more).then(|| (low.to_owned(), high))
}

/// All numbers of a text.
pub(super) fn numbers(text: &str) -> Vec<String> {
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
pub(super) fn default(text: &str, kind: &Type) -> Option<String> {
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

pub(super) fn is_token(text: &str) -> bool {
    let marks = "_-.+/@#:";
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(|c| c.is_ascii_alphanumeric() || marks.contains(c))
}

/// Values of a list on one line.
pub(super) fn list(text: &str) -> Vec<String> {
    let text =
        text.replace(" or ", ",").replace('或', ",").replace(" and ", ",").replace('和', ",");
    text.trim_end_matches('.')
        .split([',', '、', ';', '|', '/'])
        .map(item)
        .filter(|value| !value.is_empty())
        .collect()
}

/// The value that an item of a list names, before what it says of it.
pub(super) fn item(text: &str) -> String {
    let text = text.trim().trim_start_matches("- ").trim();
    let value = text.split([':', '(', '=']).next().unwrap_or_default();
    value.trim().trim_matches(['"', '\'', '.', '*', ';', ',']).trim().to_owned()
}
