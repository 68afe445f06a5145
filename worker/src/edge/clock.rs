//! Time: moments in UTC milliseconds, days in a structure's own zone, and their French wording.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use escale_site::locale::Civil;
use serde::{Deserialize, Serialize};

/// One second, in the milliseconds of [`Moment`].
pub const SECOND_MS: i64 = 1_000;
/// One minute, in the milliseconds of [`Moment`].
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// One hour, in the milliseconds of [`Moment`].
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Twenty-four hours, in the milliseconds of [`Moment`].
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// What the clock says. Only the front door asks it: everything else receives its time.
    #[must_use]
    pub fn now() -> Self {
        Self(Utc::now().timestamp_millis())
    }

    /// The moment `ms` milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The date and hour on a wall clock in `zone`.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> DateTime<Tz> {
        let utc = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default();
        zone.from_utc_datetime(&utc.naive_utc())
    }

    /// The day it is in `zone`.
    #[must_use]
    pub fn day(self, zone: Tz) -> Day {
        Day(self.in_zone(zone).date_naive())
    }

    /// « 20/11/2026 à 14:05 » in `zone`.
    #[must_use]
    pub fn short(self, zone: Tz) -> String {
        let local = self.in_zone(zone);
        format!(
            "{} à {:02}:{:02}",
            self.day(zone).short(),
            local.hour(),
            local.minute()
        )
    }
}

/// The zone a structure lives in; Paris where the name is not one we know.
#[must_use]
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::Europe__Paris)
}

/// A calendar day, `YYYY-MM-DD` in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub NaiveDate);

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

const WEEKDAYS: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

impl From<Day> for Civil {
    fn from(Day(date): Day) -> Self {
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: date.weekday().number_from_monday(),
        }
    }
}

impl Day {
    /// « 13/12/2027 », for tables and facts.
    #[must_use]
    pub fn short(self) -> String {
        self.0.format("%d/%m/%Y").to_string()
    }

    /// « 28 décembre 2021 », « 1er mai 2027 », for letters.
    #[must_use]
    pub fn long(self) -> String {
        format!("{} {}", self.in_its_year(), self.0.year())
    }

    /// « 28 décembre », « 1er mai », where the year goes without saying.
    #[must_use]
    pub fn in_its_year(self) -> String {
        let month = MONTHS
            .get(self.0.month0() as usize)
            .copied()
            .unwrap_or_default();
        match self.0.day() {
            1 => format!("1er {month}"),
            day => format!("{day} {month}"),
        }
    }

    /// « décembre 2021 »: the month it is in.
    #[must_use]
    pub fn month(self) -> String {
        let month = MONTHS.get(self.0.month0() as usize).copied();
        format!("{} {}", month.unwrap_or_default(), self.0.year())
    }

    /// « vendredi 28 décembre 2021 », for the people who must come on that day.
    #[must_use]
    pub fn with_weekday(self) -> String {
        format!("{} {}", self.weekday(), self.long())
    }

    /// « vendredi 28 décembre », for a day that is near.
    #[must_use]
    pub fn with_weekday_near(self) -> String {
        format!("{} {}", self.weekday(), self.in_its_year())
    }

    fn weekday(self) -> &'static str {
        WEEKDAYS
            .get(self.0.weekday().num_days_from_monday() as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The same day of the month `months` later, or the last day of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(
            self.0
                .checked_add_months(Months::new(months))
                .unwrap_or(self.0),
        )
    }

    /// The same day of the month `months` earlier, or the last day of a shorter month.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        Self(
            self.0
                .checked_sub_months(Months::new(months))
                .unwrap_or(self.0),
        )
    }

    /// The day `days` later; earlier when `days` is negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let distance = Days::new(days.unsigned_abs());
        let day = if days < 0 {
            self.0.checked_sub_days(distance)
        } else {
            self.0.checked_add_days(distance)
        };
        Self(day.unwrap_or(self.0))
    }

    /// Its first moment in `zone`.
    #[must_use]
    pub fn begins_at(self, zone: Tz) -> Moment {
        let midnight = self.0.and_time(NaiveTime::MIN);
        // Where the clocks go forward at midnight, that hour does not exist: the day begins an hour later.
        let first = zone
            .from_local_datetime(&midnight)
            .earliest()
            .map_or_else(|| midnight.and_utc(), |begins| begins.to_utc());
        Moment(first.timestamp_millis())
    }

    /// How many days from `self` to `other`; negative when `other` is before.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    #[test]
    fn a_day_is_said_as_in_a_letter() {
        assert_eq!(day("2021-12-28").long(), "28 décembre 2021");
        assert_eq!(day("2027-05-01").long(), "1er mai 2027");
        assert_eq!(day("2026-11-21").with_weekday(), "samedi 21 novembre 2026");
        assert_eq!(day("2027-12-13").short(), "13/12/2027");
        assert_eq!(day("2027-08-31").month(), "août 2027");
    }

    #[test]
    fn the_day_is_the_structure_s_own() {
        let late_in_paris = Moment(1_795_384_800_000); // 2026-11-22T22:00:00Z
        let paris = late_in_paris.day(zone("Europe/Paris"));
        let reunion = late_in_paris.day(zone("Indian/Reunion"));
        assert_eq!(paris.days_until(reunion), 1, "{paris:?} {reunion:?}");
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        for name in ["Europe/Paris", "Indian/Reunion", "America/Cayenne"] {
            let begins = day("2026-11-22").begins_at(zone(name));
            assert_eq!(begins.day(zone(name)), day("2026-11-22"), "{name}");
            assert_eq!(
                begins.plus_ms(-1).day(zone(name)),
                day("2026-11-21"),
                "{name}"
            );
        }
    }

    #[test]
    fn days_and_months_are_counted_both_ways() {
        assert_eq!(day("2026-11-22").plus_days(16), day("2026-12-08"));
        assert_eq!(day("2026-11-22").plus_days(-59), day("2026-09-24"));
        assert_eq!(day("2026-05-31").minus_months(3), day("2026-02-28"));
    }

    #[test]
    fn an_unknown_zone_is_paris() {
        assert_eq!(zone("Mars/Olympus"), Tz::Europe__Paris);
    }

    #[test]
    fn a_day_begins_when_the_structure_s_clock_says_so() {
        let begins = |text: &str, name: &str| day(text).begins_at(zone(name));
        assert_eq!(
            begins("2026-11-22", "Europe/Paris"),
            Moment(1_795_302_000_000)
        );
        assert_eq!(
            begins("2026-11-22", "Indian/Reunion"),
            Moment(1_795_291_200_000)
        );
    }

    #[test]
    fn three_months_after_the_end_of_november_is_the_end_of_february() {
        assert_eq!(day("2026-11-30").plus_months(3), day("2027-02-28"));
    }
}
