//! The limits of numbers.

use serde_json::{Number, Value};

/// Lists what the keywords for numbers say against a number.
pub(super) fn complaints(schema: &Value, number: &Number) -> Vec<String> {
    let mut complaints = Vec::new();
    let value = number.as_f64().unwrap_or(f64::NAN);
    let limit = |name: &str| schema.get(name).and_then(Value::as_f64);
    let exclusive = |name: &str| schema.get(name) == Some(&Value::Bool(true));
    if limit("minimum")
        .is_some_and(|least| value < least || (exclusive("exclusiveMinimum") && value == least))
    {
        complaints.push(format!("{number} is below the minimum"));
    }
    if limit("maximum")
        .is_some_and(|most| value > most || (exclusive("exclusiveMaximum") && value == most))
    {
        complaints.push(format!("{number} is above the maximum"));
    }
    if limit("multipleOf").is_some_and(|step| (value / step).fract() != 0.0) {
        complaints.push(format!("{number} is no multiple of what it must be"));
    }
    let fits = match schema.get("format").and_then(Value::as_str) {
        Some("int32") => number.as_i64().is_some_and(|value| i32::try_from(value).is_ok()),
        Some("int64") => number.as_i64().is_some(),
        _ => true,
    };
    if !fits {
        complaints.push(format!("{number} does not have the format"));
    }
    complaints
}

/// Numbers that a schema may take: small ones, and those next to its limits.
pub(super) fn candidates(schema: &Value, whole: bool) -> Vec<Value> {
    let limit = |name: &str| schema.get(name).and_then(Value::as_f64);
    let (least, most) = (limit("minimum"), limit("maximum"));
    let mut candidates = vec![1.0, 0.0];
    candidates.extend(least.into_iter().flat_map(|least| [least, least + 1.0, least + 0.001]));
    candidates.extend(most.into_iter().flat_map(|most| [most, most - 1.0, most - 0.001]));
    if let Some(step) = limit("multipleOf") {
        let multiples = candidates.clone().into_iter();
        candidates.extend(multiples.map(|value| (value / step).ceil() * step));
        candidates.push(step);
    }
    let exact = |value: &f64| !whole || value.fract() == 0.0;
    candidates.into_iter().filter(exact).filter_map(number).collect()
}

/// A whole number as one: JSON tells `1` from `1.0`.
fn number(value: f64) -> Option<Value> {
    match format!("{value:.0}").parse::<i64>() {
        Ok(integer) if value.fract() == 0.0 => Some(integer.into()),
        _ => Number::from_f64(value).map(Value::Number),
    }
}
