//! The record of a month: how a structure's files stood when it had just ended, so that a past period says who was there.
//! Pure.

use chrono::Datelike;
use chrono_tz::Tz;

use super::rules::Period;
use crate::edge::clock::{Day, Moment, zone};

/// The record of a month is made on one of the first nights of the next. Later, it would say something else: none is better.
const LAST_NIGHT: u32 = 6;

/// The first day of the month that `day` is in.
fn first_of(day: Day) -> Day {
    day.plus_days(1 - i64::from(day.0.day()))
}

/// « 2026-10 », as the records are named.
#[must_use]
pub fn key(month: Day) -> String {
    month.0.format("%Y-%m").to_string()
}

/// The month whose record is to be made in the night of `now`; none on most nights.
#[must_use]
pub fn month_to_record(now: Moment) -> Option<Day> {
    let tonight = now.day(Tz::UTC);
    (tonight.0.day() <= LAST_NIGHT).then(|| first_of(tonight).minus_months(1))
}

/// Is that month over where the structure is?
#[must_use]
pub fn is_over(month: Day, now: Moment, fuseau: &str) -> bool {
    now.day(zone(fuseau)) >= month.plus_months(1)
}

/// The month whose record says how things stood at the end of `period`: the last that had ended then. None for a period
/// that goes until today: the files themselves say it.
#[must_use]
pub fn month_at_the_end(period: Period, today: Day) -> Option<Day> {
    let next = period.au.plus_days(1);
    (period.au < today).then(|| first_of(next).minus_months(1))
}

/// Of when the figures about people are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// Of now, as the period asks for.
    Now,
    /// Of the end of that month, recorded on that day.
    EndOf(Day, Day),
    /// Of now: nothing was recorded by the end of the period.
    NothingRecorded,
}

impl AsOf {
    /// The day by which ages are told.
    #[must_use]
    pub fn day(self, today: Day) -> Day {
        match self {
            Self::EndOf(month, _) => month.plus_months(1).plus_days(-1),
            Self::Now | Self::NothingRecorded => today,
        }
    }

    /// The heading of the figures about people.
    #[must_use]
    pub fn title(self, today: Day) -> String {
        match self {
            Self::EndOf(month, _) => format!("À la fin du mois, {}", month.month()),
            Self::Now | Self::NothingRecorded => format!("Aujourd’hui, {}", today.long()),
        }
    }

    /// What must be known to read them.
    #[must_use]
    pub fn words(self, period: Period) -> String {
        match self {
            Self::Now => "Ces tableaux disent où en sont vos fiches en ce moment.".to_owned(),
            Self::EndOf(month, taken) => {
                let last = self.day(taken);
                let why = if last == period.au {
                    String::new()
                } else {
                    format!(
                        " C’est le dernier relevé avant le {}\u{a0}: il n’y en a qu’un par mois.",
                        period.au.long()
                    )
                };
                format!(
                    "Ces tableaux disent où en étaient vos fiches à la fin du mois ({}), d’après le relevé du {}.{why}",
                    month.month(),
                    taken.long()
                )
            }
            Self::NothingRecorded => "Où en étaient vos fiches à la fin de cette période n’a pas été relevé\u{a0}: \
                Escale le fait dans les premiers jours de chaque mois. Ces tableaux disent où elles en sont aujourd’hui."
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    fn night(text: &str) -> Moment {
        day(text).begins_at(Tz::UTC).plus_ms(137 * 60_000)
    }

    #[test]
    fn a_month_is_recorded_when_it_has_just_ended() {
        let of = |text| month_to_record(night(text)).map(key);
        assert_eq!(of("2026-12-01").as_deref(), Some("2026-11"));
        assert_eq!(of("2027-01-06").as_deref(), Some("2026-12"));
        assert_eq!(of("2027-01-07"), None);
        assert_eq!(of("2026-11-30"), None);
        let november = day("2026-11-01");
        for (fuseau, first) in [("Europe/Paris", true), ("Pacific/Tahiti", false)] {
            assert_eq!(is_over(november, night("2026-12-01"), fuseau), first);
            assert!(is_over(november, night("2026-12-02"), fuseau));
        }
    }

    #[test]
    fn a_period_ends_with_the_last_month_that_was_over() {
        let today = day("2026-11-22");
        let of = |au| {
            let period = Period {
                du: day("2026-01-01"),
                au: day(au),
            };
            month_at_the_end(period, today).map(key)
        };
        assert_eq!(of("2026-11-22"), None);
        assert_eq!(of("2026-11-21").as_deref(), Some("2026-10"));
        assert_eq!(of("2026-10-31").as_deref(), Some("2026-10"));
        assert_eq!(of("2026-10-30").as_deref(), Some("2026-09"));
        assert_eq!(of("2026-01-15").as_deref(), Some("2025-12"));
    }

    #[test]
    fn of_when_it_is_is_said() {
        let period = |au| Period {
            du: day("2026-09-01"),
            au: day(au),
        };
        let (today, taken) = (day("2027-01-22"), day("2026-11-01"));
        let record = AsOf::EndOf(day("2026-10-01"), taken);
        assert_eq!(record.day(today), day("2026-10-31"));
        assert_eq!(record.title(today), "À la fin du mois, octobre 2026");
        assert!(
            !record
                .words(period("2026-10-31"))
                .contains("dernier relevé")
        );
        assert!(
            record
                .words(period("2026-11-20"))
                .contains("20 novembre 2026")
        );
        assert_eq!(AsOf::NothingRecorded.day(today), today);
    }
}
