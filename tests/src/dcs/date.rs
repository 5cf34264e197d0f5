//! Dates in the forms of the service and of HTTP.

use std::time::{Duration, SystemTime};

/// A point in time as the parts of a calendar in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Calendar {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) second_of_day: i64,
    /// 0 is Sunday.
    pub(super) weekday: usize,
}

impl Calendar {
    /// The parts of a time. Fractions of a second are lost, and so is what lies before 1970.
    pub(super) fn of(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
        let days = seconds / 86_400;
        // Years begin in March here, so that the leap day is the last of its year.
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        Self {
            year: era * 400 + year_of_era + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * from_march + 2) / 5 + 1,
            second_of_day: seconds % 86_400,
            weekday: usize::try_from((days + 4) % 7).unwrap_or_default(),
        }
    }

    /// Hours, minutes and seconds.
    pub(super) fn time(self) -> (i64, i64, i64) {
        (self.second_of_day / 3_600, self.second_of_day / 60 % 60, self.second_of_day % 60)
    }
}

/// A time in the form of `X-Sdk-Date`, such as `20191115T033655Z`.
pub fn sdk_date(time: SystemTime) -> String {
    let calendar = Calendar::of(time);
    let ((hour, minute, second), Calendar { year, month, day, .. }) = (calendar.time(), calendar);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

/// A time as HTTP has it, such as `Fri, 15 Nov 2019 03:36:55 GMT`.
pub fn http_date(time: SystemTime) -> String {
    const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let calendar = Calendar::of(time);
    let ((hour, minute, second), Calendar { year, day, weekday, .. }) = (calendar.time(), calendar);
    let month = MONTHS[usize::try_from(calendar.month - 1).unwrap_or_default() % 12];
    let weekday = DAYS[weekday % 7];
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

/// The time of an `X-Sdk-Date`; `None` where it is none.
pub fn parse_sdk_date(text: &str) -> Option<SystemTime> {
    let well_formed = text.len() == 16
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        });
    if !well_formed {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(9, 11)?, number(11, 13)?, number(13, 15)?);
    // Near enough for a start, and then the day whose calendar is the one that is asked for.
    let near = (year.checked_sub(1970)? * 1_461 / 4 + month.checked_sub(1)? * 61 / 2 + day)
        .saturating_sub(4);
    let time = hour * 3_600 + minute * 60 + second;
    (near..near + 8)
        .map(|days| SystemTime::UNIX_EPOCH + Duration::from_secs(days * 86_400 + time))
        .find(|candidate| sdk_date(*candidate) == text)
}
