//! The limits of texts.

use regress::Regex;
use serde_json::Value;

/// Formats that are checked, each with a text that has it.
const FORMATS: [(&str, &str, &str); 7] = [
    (
        "date-time",
        r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$",
        "2024-05-17T08:30:00Z",
    ),
    ("date", r"^\d{4}-\d\d-\d\d$", "2024-05-17"),
    (
        "uuid",
        "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        "5560df16-cebf-4473-95c4-d1b573c16e79",
    ),
    ("email", "^[^@ ]+@[^@ ]+$", "someone@example.com"),
    ("uri", "^[A-Za-z][A-Za-z0-9+.-]*:[^ ]*$", "https://example.com/"),
    ("ipv4", r"^\d{1,3}(\.\d{1,3}){3}$", "192.0.2.1"),
    ("byte", "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", "dGV4dA=="),
];

/// Texts to try where a schema has a pattern.
const WORDS: [&str; 8] = ["text", "TEXT", "1", "a", "A", "a-1", "1.0", "/text"];

/// Lists what the keywords for texts say against a text.
pub(super) fn complaints(schema: &Value, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let length = text.chars().count() as u64;
    let limit = |name: &str| schema.get(name).and_then(Value::as_u64);
    if limit("minLength").is_some_and(|least| length < least) {
        complaints.push(format!("{text:?} is too short"));
    }
    if limit("maxLength").is_some_and(|most| length > most) {
        complaints.push(format!("{text:?} is too long"));
    }
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        complaints.extend(mismatch(pattern, text));
    }
    let format = schema.get("format").and_then(Value::as_str);
    if let Some((name, pattern, _)) = FORMATS.iter().find(|(name, ..)| Some(*name) == format)
        && mismatch(pattern, text).is_some()
    {
        complaints.push(format!("{text:?} is no {name}"));
    }
    complaints
}

fn mismatch(pattern: &str, text: &str) -> Option<String> {
    match Regex::with_flags(pattern, "u") {
        Ok(regex) if regex.find(text).is_some() => None,
        Ok(_) => Some(format!("{text:?} does not match {pattern}")),
        Err(error) => Some(format!("the pattern {pattern} cannot be read: {error}")),
    }
}

/// Texts that a schema may take: one of its format, and words of different lengths.
pub(super) fn candidates(schema: &Value) -> Vec<Value> {
    let limit = |name: &str| schema.get(name).and_then(Value::as_u64);
    let lengths =
        [limit("minLength"), limit("maxLength"), Some(2), Some(4), Some(8), Some(16), Some(32)];
    let lengths: Vec<usize> =
        lengths.into_iter().flatten().filter_map(|length| usize::try_from(length).ok()).collect();
    let format = schema.get("format").and_then(Value::as_str);
    let formatted = FORMATS.iter().filter(|(name, ..)| Some(*name) == format);
    let mut candidates: Vec<String> = formatted.map(|(.., text)| (*text).to_owned()).collect();
    candidates.extend(WORDS.map(str::to_owned));
    for word in WORDS {
        candidates
            .extend(lengths.iter().map(|length| word.chars().cycle().take(*length).collect()));
    }
    candidates.into_iter().map(Value::String).collect()
}
