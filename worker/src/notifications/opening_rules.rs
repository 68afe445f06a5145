//! Whether « come » can be said today without more words. Pure.

use chrono::NaiveDateTime;

use crate::edge::{
    clock::Day,
    hours::{Door, Hours},
};

/// What there is to say of the doors on the day of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doors {
    /// Open today, now or later; or nobody has said anything of it.
    Today,
    /// Not today: open on that day, at that hour (`HH:MM`) where it is known.
    On(Day, Option<String>),
    /// Not today, and nobody knows when: nobody is told to come.
    Unknown,
}

/// How many closures in a row are looked through.
const CLOSURES_MAX: usize = 60;

/// What there is to say at `now`, on the structure's own clock; `closures` are first and last days included.
#[must_use]
pub fn doors(hours: Option<&Hours>, closures: &[(Day, Day)], now: NaiveDateTime) -> Doors {
    let today = Day(now.date());
    let Some(hours) = hours else {
        let open = after_closures(today, closures);
        return if open == today {
            Doors::Today
        } else {
            Doors::On(open, None)
        };
    };
    match hours.door(closures, now) {
        Door::Open(_) => Doors::Today,
        Door::Closed(Some(at)) if at.date() == now.date() => Doors::Today,
        Door::Closed(Some(at)) => Doors::On(Day(at.date()), Some(at.format("%H:%M").to_string())),
        Door::Closed(None) => Doors::Unknown,
    }
}

/// The first day from `day` on that is in no closure.
fn after_closures(mut day: Day, closures: &[(Day, Day)]) -> Day {
    for _ in 0..CLOSURES_MAX {
        let Some((_, last)) = closures
            .iter()
            .find(|(first, last)| (*first..=*last).contains(&day))
        else {
            break;
        };
        day = last.plus_days(1);
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    #[test]
    fn whoever_is_told_to_come_finds_an_open_door() {
        let hours = Hours::read("Mo-Fr 09:00-12:00,14:00-17:00; PH off").expect("hours");
        let holidays = [(day("2026-12-24"), day("2026-12-31"))];
        let on = |text: &str, hour: Option<&str>| Doors::On(day(text), hour.map(str::to_owned));
        for (known, closures, now, said) in [
            (true, &[][..], "2026-11-23 10:00", Doors::Today),
            (true, &[][..], "2026-11-23 13:00", Doors::Today),
            (
                true,
                &[][..],
                "2026-11-23 18:00",
                on("2026-11-24", Some("09:00")),
            ),
            (
                true,
                &[][..],
                "2026-11-22 10:00",
                on("2026-11-23", Some("09:00")),
            ),
            (
                true,
                &holidays[..],
                "2026-12-28 10:00",
                on("2027-01-04", Some("09:00")),
            ),
            (false, &[][..], "2026-12-28 10:00", Doors::Today),
            (
                false,
                &holidays[..],
                "2026-12-28 10:00",
                on("2027-01-01", None),
            ),
            (
                true,
                &[(day("2026-11-01"), day("2027-11-01"))][..],
                "2026-11-23 10:00",
                Doors::Unknown,
            ),
        ] {
            let now = NaiveDateTime::parse_from_str(now, "%Y-%m-%d %H:%M").expect("a moment");
            let hours = Some(&hours).filter(|_| known);
            assert_eq!(doors(hours, closures, now), said, "{now} {known}");
        }
    }
}
