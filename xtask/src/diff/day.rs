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
    Date::parse(&civil(seconds / 86_400))
}

/// The day that many days after 1970-01-01.
fn civil(mut days: u64) -> String {
    let is_leap =
        |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let mut year = 1970;
    while days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_are_counted_from_1970() {
        let known = [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29")];
        for (days, text) in
            known.into_iter().chain([(20_453, "2025-12-31"), (20_454, "2026-01-01")])
        {
            assert_eq!(civil(days), text);
        }
    }
}
