//! Dates in words.

use serde::{Deserialize, Serialize};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// The day that a date of TOML says, without an hour. `None` when there is an hour or no such month.
    #[must_use]
    pub fn of(written: toml::value::Datetime) -> Option<Self> {
        if written.time.is_some() || written.offset.is_some() {
            return None;
        }
        let date = written.date?;
        let day = Self {
            year: date.year,
            month: date.month,
            of_month: date.day,
        };
        day.month_in_words().map(|_| day)
    }

    fn month_in_words(self) -> Option<&'static str> {
        MONTHS.get(usize::from(self.month).checked_sub(1)?).copied()
    }

    /// « 21 novembre 2026 », « 1er mars 2026 ».
    #[must_use]
    pub fn in_words(self) -> String {
        let ordinal = if self.of_month == 1 { "er" } else { "" };
        let month = self.month_in_words().unwrap_or_default();
        format!("{}{ordinal} {month} {}", self.of_month, self.year)
    }

    /// `2026-11-21`, for machines.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(written: &str) -> Option<Day> {
        Day::of(written.parse().unwrap())
    }

    #[test]
    fn days_and_months_in_french() {
        assert_eq!(day("2026-11-21").unwrap().in_words(), "21 novembre 2026");
        assert_eq!(day("2026-03-01").unwrap().in_words(), "1er mars 2026");
        assert_eq!(day("2026-03-01").unwrap().iso(), "2026-03-01");
    }

    #[test]
    fn an_hour_is_not_a_day() {
        assert_eq!(day("2026-11-21T10:00:00Z"), None);
        assert_eq!(day("10:00:00"), None);
    }
}
