//! The day that practice counts for: what is learned after midnight belongs to the evening before.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// A moment as the edge reads it, all at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub wall_ms: i64,
    /// The offset from UTC here, as `+02:00`.
    pub zone: String,
    /// The clock on the wall here.
    pub local: NaiveDateTime,
}

impl Moment {
    /// The day of practice.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        study_day(self.local)
    }

    /// The day of the calendar, which interviews and plans go by.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.local.date()
    }
}

/// Hours after midnight at which a new day of practice begins.
pub const ROLLOVER_HOURS: i64 = 4;

/// By the clock on the wall here, so that neither a longer nor a shorter day moves it.
#[must_use]
pub fn study_day(local: NaiveDateTime) -> NaiveDate {
    local.checked_sub_signed(TimeDelta::hours(ROLLOVER_HOURS)).unwrap_or(local).date()
}

/// `date` so many days later; the last day there is where that is beyond the calendar.
#[must_use]
pub fn later(date: NaiveDate, days: i64) -> NaiveDate {
    let moved = TimeDelta::try_days(days).and_then(|days| date.checked_add_signed(days));
    moved.unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// Whole days from one date to another; below 0 where `to` is the earlier.
#[must_use]
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_four() {
        let at = |text: &str| study_day(text.parse().expect("a time")).to_string();
        assert_eq!(at("2026-12-01T03:59:59"), "2026-11-30");
        assert_eq!(at("2026-12-01T04:00:00"), "2026-12-01");
        assert_eq!(at("2028-03-01T00:30:00"), "2028-02-29");
        assert_eq!(at("2027-01-01T01:00:00"), "2026-12-31");
    }

    #[test]
    fn beyond_the_calendar_is_its_end() {
        let day: NaiveDate = "2026-11-30".parse().expect("a date");
        assert_eq!(later(day, i64::MAX), NaiveDate::MAX);
        assert_eq!(later(day, i64::MIN), NaiveDate::MIN);
        assert_eq!(days_between(day, later(day, -3)), -3);
    }
}
