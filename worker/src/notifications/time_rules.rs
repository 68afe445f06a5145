//! When messages go out: chosen days, at an hour of the structure's own clock. Pure.

use chrono::{Datelike, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::settings_rules::Settings;
use crate::edge::clock::{Day, HOUR_MS, MINUTE_MS, Moment};

/// Messages that are later than this wait for their next hour: nobody is woken at night because of a breakdown.
const LATE_MAX_MS: i64 = 6 * HOUR_MS;
/// The furthest next hour: each day of a week comes within it.
const DAYS_AHEAD: i64 = 8;
/// No clock goes forward by more than this.
const GAP_MINUTES_MAX: i64 = 180;

/// The next hour after `after` at which messages of these settings go out; `None` when none ever do.
#[must_use]
pub fn next(settings: Settings, zone: Tz, after: Moment) -> Option<Moment> {
    if !settings.sends() {
        return None;
    }
    let today = after.day(zone);
    (0..=DAYS_AHEAD)
        .map(|days| today.plus_days(days))
        .filter(|day| settings.jours >> day.0.weekday().num_days_from_monday() & 1 == 1)
        .map(|day| at(day, settings.heure, zone))
        .find(|moment| *moment > after)
}

/// That hour of that day: the first of two where the clock goes back over it, the first moment after where it goes forward
/// over it.
fn at(day: Day, hour: i64, zone: Tz) -> Moment {
    let hour = u32::try_from(hour).unwrap_or_default();
    let wanted = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let local = day.0.and_time(wanted);
    (0..=GAP_MINUTES_MAX)
        .step_by(15)
        .find_map(|minutes| {
            let shown = local.checked_add_signed(chrono::TimeDelta::minutes(minutes))?;
            zone.from_local_datetime(&shown).earliest()
        })
        .map_or_else(
            || {
                day.begins_at(zone)
                    .plus_ms(i64::from(hour) * 60 * MINUTE_MS)
            },
            |moment| Moment(moment.timestamp_millis()),
        )
}

/// Is what was due at `due` still to be sent at `now`?
#[must_use]
pub fn still_in_time(due: Moment, now: Moment) -> bool {
    due <= now && now.0 - due.0 <= LATE_MAX_MS
}

/// The month that `at` is in, `AAAA-MM`: SMS are counted by it.
#[must_use]
pub fn month(at: Moment, zone: Tz) -> String {
    at.day(zone).0.format("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{edge::clock, notifications::rules::Kinds};

    fn settings(jours: i64, heure: i64) -> Settings {
        Settings {
            kinds: Kinds {
                courrier: true,
                ..Kinds::default()
            },
            jours,
            heure,
            ..Settings::default()
        }
    }

    fn utc(text: &str) -> Moment {
        let moment = DateTime::parse_from_rfc3339(text).expect("a moment");
        Moment(moment.timestamp_millis())
    }

    #[test]
    fn messages_go_out_on_their_days_at_the_structure_s_hour() {
        // 22 November 2026 is a Sunday.
        for (zone, jours, heure, after, due) in [
            (
                "Europe/Paris",
                0b000_0001,
                10,
                "2026-11-22T12:00:00Z",
                "2026-11-23T09:00:00Z",
            ),
            (
                "Europe/Paris",
                0b000_0001,
                10,
                "2026-11-23T08:59:59Z",
                "2026-11-23T09:00:00Z",
            ),
            (
                "Europe/Paris",
                0b000_0001,
                10,
                "2026-11-23T09:00:00Z",
                "2026-11-30T09:00:00Z",
            ),
            (
                "Europe/Paris",
                0b001_0010,
                10,
                "2026-11-24T09:00:00Z",
                "2026-11-27T09:00:00Z",
            ),
            (
                "Indian/Reunion",
                0b000_0001,
                10,
                "2026-11-22T12:00:00Z",
                "2026-11-23T06:00:00Z",
            ),
            (
                "America/Cayenne",
                0b000_0001,
                10,
                "2026-11-22T12:00:00Z",
                "2026-11-23T13:00:00Z",
            ),
            // There it is Monday already, and here still Sunday.
            (
                "Pacific/Noumea",
                0b000_0001,
                8,
                "2026-11-22T20:00:00Z",
                "2026-11-22T21:00:00Z",
            ),
            (
                "Pacific/Marquesas",
                0b100_0000,
                20,
                "2026-11-22T12:00:00Z",
                "2026-11-23T05:30:00Z",
            ),
            (
                "America/Miquelon",
                0b111_1111,
                0,
                "2026-11-22T12:00:00Z",
                "2026-11-23T03:00:00Z",
            ),
        ] {
            let found = next(settings(jours, heure), clock::zone(zone), utc(after));
            assert_eq!(found, Some(utc(due)), "{zone} {jours:b} {heure} {after}");
        }
    }

    #[test]
    fn a_change_of_clocks_neither_doubles_nor_skips() {
        let paris = clock::zone("Europe/Paris");
        for (around, hour, expected) in [
            // 28 March 2027: from 2:00 to 3:00.
            (
                "2027-03-27T12:00:00Z",
                2,
                ["2027-03-28T01:00:00Z", "2027-03-29T00:00:00Z"],
            ),
            (
                "2027-03-27T12:00:00Z",
                10,
                ["2027-03-28T08:00:00Z", "2027-03-29T08:00:00Z"],
            ),
            // 31 October 2027: from 3:00 back to 2:00.
            (
                "2027-10-30T12:00:00Z",
                2,
                ["2027-10-31T00:00:00Z", "2027-11-01T01:00:00Z"],
            ),
            (
                "2027-10-30T12:00:00Z",
                10,
                ["2027-10-31T09:00:00Z", "2027-11-01T09:00:00Z"],
            ),
        ] {
            let every_day = settings(127, hour);
            let first = next(every_day, paris, utc(around)).expect("a moment");
            let second = next(every_day, paris, first).expect("a moment");
            assert_eq!([first, second], expected.map(utc), "{around} {hour}");
        }
        // Every hour of a year, whatever is asked after: one a day.
        let zones = ["Europe/Paris", "America/Miquelon", "Indian/Reunion"].map(clock::zone);
        for zone in zones {
            for hour in 0..24 {
                let (mut at, mut days) = (utc("2026-12-31T12:00:00Z"), Vec::new());
                while days.len() < 366 {
                    at = next(settings(127, hour), zone, at).expect("a moment");
                    days.push(at.day(zone));
                }
                let each = days.windows(2).all(|two| two[0].days_until(two[1]) == 1);
                assert!(each, "{zone} {hour}");
            }
        }
    }

    #[test]
    fn what_sends_nothing_has_no_next_hour() {
        let zone = clock::zone("Europe/Paris");
        let now = utc("2026-11-22T12:00:00Z");
        for silent in [
            settings(0, 10),
            Settings {
                kinds: Kinds::default(),
                ..settings(127, 10)
            },
            Settings {
                email: false,
                ..settings(127, 10)
            },
        ] {
            assert_eq!(next(silent, zone, now), None, "{silent:?}");
        }
    }

    #[test]
    fn what_is_too_late_waits() {
        let due = utc("2026-11-23T09:00:00Z");
        for (now, sent) in [
            ("2026-11-23T08:59:59Z", false),
            ("2026-11-23T09:00:00Z", true),
            ("2026-11-23T15:00:00Z", true),
            ("2026-11-23T15:00:01Z", false),
        ] {
            assert_eq!(still_in_time(due, utc(now)), sent, "{now}");
        }
        assert!(
            !still_in_time(Moment(0), utc("2026-11-23T09:00:00Z")),
            "to be reckoned anew"
        );
    }

    #[test]
    fn a_month_is_the_structure_s_own() {
        let at = utc("2026-11-30T22:00:00Z");
        assert_eq!(month(at, clock::zone("Europe/Paris")), "2026-11");
        assert_eq!(month(at, clock::zone("Indian/Reunion")), "2026-12");
    }
}
