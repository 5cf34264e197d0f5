//! Dates, as far as signing and the metadata service need them.
//!
//! Both directions are a few lines of integer arithmetic on UTC. No crate for dates is worth its
//! place in the tree of everybody who depends on this one.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const SECONDS_PER_DAY: u64 = 86_400;
/// 9999-12-31T23:59:59Z, the last second that the format can show.
const LAST_SECOND: u64 = 253_402_300_799;

/// A second of UTC as `X-Sdk-Date` shows it: `YYYYMMDD'T'HHMMSS'Z'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SdkDate([u8; 16]);

impl SdkDate {
    /// The second that holds `at`. A time before 1970 becomes its first second, one after 9999
    /// its last.
    pub fn new(at: SystemTime) -> Self {
        let seconds = at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let seconds = seconds.min(LAST_SECOND);
        let (year, month, day) = civil_from_days(seconds / SECONDS_PER_DAY);
        let second = seconds % SECONDS_PER_DAY;
        let mut text = *b"00000000T000000Z";
        for (at, value) in [
            (0, year / 100),
            (2, year % 100),
            (4, month),
            (6, day),
            (9, second / 3_600),
            (11, second / 60 % 60),
            (13, second % 60),
        ] {
            text[at] += (value / 10) as u8;
            text[at + 1] += (value % 10) as u8;
        }
        Self(text)
    }

    /// The date as text.
    pub fn as_str(&self) -> &str {
        // Digits, `T` and `Z` only, so the default is never taken.
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The date as the bytes of a header value.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// Year, month and day of the day that is `days` after 1970-01-01. Years are counted from March,
/// so that the leap day is a year's last.
fn civil_from_days(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468; // since 0000-03-01
    let era = days / 146_097; // of 400 years
    let day_of_era = days % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153; // from March
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

/// Days from 1970-01-01 to a date that is not before it.
fn days_from_civil(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = year - u64::from(month <= 2);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let year_of_era = year % 400;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (year / 400 * 146_097 + day_of_era).checked_sub(719_468)
}

/// Reads a time of UTC such as `2026-01-31T23:59:59.123000Z`; what is below a second is dropped.
/// `None` for any other form, an impossible date, or one before 1970.
pub(crate) fn parse_utc(text: &str) -> Option<SystemTime> {
    let text = text.strip_suffix('Z')?;
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let bytes = text.as_bytes();
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let shape = |(at, byte): (usize, &u8)| match at {
        4 | 7 => *byte == b'-',
        10 => *byte == b'T',
        13 | 16 => *byte == b':',
        _ => byte.is_ascii_digit(),
    };
    if bytes.len() != 19 || !is_fraction || !bytes.iter().enumerate().all(shape) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let in_range = year >= 1970
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    let days = if in_range { days_from_civil(year, month, day)? } else { return None };
    if civil_from_days(days) != (year, month, day) {
        return None;
    }
    let seconds = days * SECONDS_PER_DAY + hour * 3_600 + minute * 60 + second;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn known_seconds() {
        for (seconds, text) in [
            (0, "19700101T000000Z"),
            (951_782_399, "20000228T235959Z"),
            (951_782_400, "20000229T000000Z"),
            (1_573_789_015, "20191115T033655Z"),
            (4_107_542_399, "21000228T235959Z"),
            (4_107_542_400, "21000301T000000Z"),
            (LAST_SECOND, "99991231T235959Z"),
        ] {
            assert_eq!(SdkDate::new(at(seconds)).as_str(), text);
        }
        assert_eq!(SdkDate::new(at(LAST_SECOND + 1)), SdkDate::new(at(LAST_SECOND)));
        let before = UNIX_EPOCH - Duration::from_millis(1);
        assert_eq!(SdkDate::new(before).as_str(), "19700101T000000Z");
    }

    #[test]
    fn every_day_of_four_centuries_and_back() {
        let mut last = (1969, 12, 31);
        for days in 0..146_097 {
            let date = civil_from_days(days);
            assert!(date > last, "{date:?} after {last:?}");
            assert_eq!(days_from_civil(date.0, date.1, date.2), Some(days));
            last = date;
        }
        assert_eq!(last, (2369, 12, 31));
    }

    #[test]
    fn times_of_the_metadata_service() {
        let expected = Some(at(1_573_789_015));
        assert_eq!(parse_utc("2019-11-15T03:36:55.000000Z"), expected);
        assert_eq!(parse_utc("2019-11-15T03:36:55.999Z"), expected);
        assert_eq!(parse_utc("2019-11-15T03:36:55Z"), expected);
        for text in [
            "",
            "Z",
            "2019-11-15T03:36:55",
            "2019-11-15T03:36:55.Z",
            "2019-11-15 03:36:55Z",
            "2019-02-29T00:00:00Z",
            "2019-13-01T00:00:00Z",
            "2019-00-01T00:00:00Z",
            "2019-01-00T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "2019-11-15T24:00:00Z",
            "2019-11-15T+3:36:55Z",
            "2019-11-15T03:36:55+08:00",
            "２019-11-15T03:36:5Z",
        ] {
            assert_eq!(parse_utc(text), None, "{text}");
        }
    }
}
