//! The day on which documents are compared.

use std::time::{SystemTime, UNIX_EPOCH};

use codegen::diff::Date;

/// A day as a person writes it.
pub(super) fn parse(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("it is no day of the form 2030-12-31")
}

/// Today, in UTC; nothing where the clock of the machine is far off.
pub(super) fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    Date::from_days(seconds / 86_400)
}
