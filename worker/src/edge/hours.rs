//! Opening hours: kept in the syntax of OpenStreetMap (`opening_hours`), read by the `opening-hours` crate, told in French.

use std::iter;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use escale_site::locale;
use opening_hours::{Context, OpeningHours, localization::Country};

use super::{clock::Day, words::capitalised};

/// How far ahead the next opening is looked for, in days.
const HORIZON_DAYS: u64 = 60;
/// The rule that closes on public holidays.
const HOLIDAYS_OFF: &str = "PH off";
/// The days of the week, as OpenStreetMap and as French name them.
const DAYS: [(&str, &str); 7] = [
    ("Mo", "lundi"),
    ("Tu", "mardi"),
    ("We", "mercredi"),
    ("Th", "jeudi"),
    ("Fr", "vendredi"),
    ("Sa", "samedi"),
    ("Su", "dimanche"),
];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A time of day, in minutes after midnight; 1440 is the midnight that ends the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(u16);

/// The midnight that ends a day.
pub const MIDNIGHT: Time = Time(24 * 60);

impl Time {
    /// The time `hour`:`minute`; `None` when no clock shows it.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }

    /// A time as typed: « 9 h 30 », « 9h », « 09:30 », « 14 ».
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (hour, minute) = text.split_once([':', 'h', 'H']).unwrap_or((&text, ""));
        let number = |digits: &str| {
            let fine = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
            fine.then(|| digits.parse().ok()).flatten()
        };
        match (number(hour)?, minute) {
            (24, "" | "00") => Some(MIDNIGHT),
            (hour, "") => Self::new(hour, 0),
            (hour, minute) => Self::new(hour, number(minute).filter(|_| minute.len() == 2)?),
        }
    }

    /// « 09:30 », as OpenStreetMap writes it.
    #[must_use]
    pub fn written(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    /// « 9 h 30 », « 9 h ».
    #[must_use]
    pub fn words(self) -> String {
        match (self.0 / 60, self.0 % 60) {
            (24, 0) => "minuit".to_owned(),
            (hour, 0) => format!("{hour}\u{a0}h"),
            (hour, minute) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        }
    }

    /// The time that a clock shows.
    #[must_use]
    pub fn of(time: NaiveTime) -> Self {
        let minutes = time.hour() * 60 + time.minute();
        Self(u16::try_from(minutes).unwrap_or_default())
    }
}

impl From<Time> for locale::Time {
    fn from(Time(minutes): Time) -> Self {
        Self {
            hours: minutes / 60,
            minutes: minutes % 60,
        }
    }
}

/// When a place is open on one day: from, until; in order, not overlapping.
pub type Openings = Vec<(Time, Time)>;

/// The openings of a week without holidays, Monday first.
pub type Week = [Openings; 7];

/// Opening hours that could be read.
#[derive(Debug, Clone)]
pub struct Hours {
    text: String,
    rules: OpeningHours,
}

/// Is it open?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Until then; `None` when it never closes.
    Open(Option<NaiveDateTime>),
    /// Until then; `None` when it does not open in the coming two months.
    Closed(Option<NaiveDateTime>),
}

impl Hours {
    /// Reads a text in the syntax of OpenStreetMap; `None` when it is not.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let rules = text.parse().ok()?;
        Some(Self {
            text: text.to_owned(),
            rules,
        })
    }

    /// The hours of a week, in the syntax of OpenStreetMap; `None` when it is never open.
    #[must_use]
    pub fn write(week: &Week, closed_on_holidays: bool) -> Option<String> {
        let span = |(from, until): &(Time, Time)| format!("{}-{}", from.written(), until.written());
        let mut parts: Vec<String> = DAYS
            .iter()
            .zip(week)
            .filter(|(_, openings)| !openings.is_empty())
            .map(|((day, _), openings)| {
                let spans: Vec<String> = openings.iter().map(span).collect();
                format!("{day} {}", spans.join(","))
            })
            .collect();
        if parts.is_empty() {
            return None;
        }
        if closed_on_holidays {
            parts.push(HOLIDAYS_OFF.to_owned());
        }
        Some(parts.join("; "))
    }

    /// The openings of a week without holidays.
    #[must_use]
    pub fn week(&self) -> Week {
        // A Monday like another: without a calendar of holidays, « PH » is no day.
        let monday = NaiveDate::default()
            .week(chrono::Weekday::Mon)
            .last_day()
            .succ_opt();
        self.week_from(monday.unwrap_or_default())
    }

    fn week_from(&self, monday: NaiveDate) -> Week {
        let mut days = monday.iter_days();
        std::array::from_fn(|_| days.next().map(|day| self.on(day)).unwrap_or_default())
    }

    /// Do they change in the course of the year: months, weeks, school holidays, days that are dates?
    #[must_use]
    pub fn seasonal(&self) -> bool {
        let signs = MONTHS.iter().chain(&["week", "SH", "easter", "20"]);
        let text = self.text.replace("20:", "").replace(":20", "");
        signs.into_iter().any(|sign| text.contains(sign))
    }

    /// The same lines as [`Hours::lines`], for the week of `today`: what is seasonal has no week like another.
    #[must_use]
    pub fn lines_of_the_week(&self, today: Day) -> Vec<String> {
        let monday = today.0.week(chrono::Weekday::Mon).first_day();
        self.told(self.week_from(monday))
    }

    fn on(&self, day: NaiveDate) -> Openings {
        let spans = self.rules.schedule_at(day).into_iter();
        let minutes = |time: u16| Time(time.min(MIDNIGHT.0));
        spans
            .filter(|span| span.kind == opening_hours::RuleKind::Open)
            .map(|span| {
                let (from, until) = (span.range.start, span.range.end);
                (
                    minutes(from.mins_from_midnight()),
                    minutes(until.mins_from_midnight()),
                )
            })
            .collect()
    }

    /// Is it closed on public holidays?
    #[must_use]
    pub fn closed_on_holidays(&self) -> bool {
        self.text.split(';').any(|rule| rule.trim() == HOLIDAYS_OFF)
    }

    /// A line for each run of days that have the same hours: « Du lundi au vendredi : 9 h – 12 h, 14 h – 17 h ».
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.told(self.week())
    }

    /// The runs of days that have the same hours: their numbers (1 is Monday), and the hours.
    #[must_use]
    pub fn runs(&self) -> Vec<(Vec<i64>, Openings)> {
        runs(self.week())
    }

    fn told(&self, week: Week) -> Vec<String> {
        let mut lines: Vec<String> = runs(week)
            .iter()
            .map(|(days, openings)| {
                format!("{}\u{a0}: {}", days_words(days), openings_words(openings))
            })
            .collect();
        if self.closed_on_holidays() {
            lines.push("Jours fériés\u{a0}: fermé".to_owned());
        }
        lines
    }

    /// Is it open at `now`, on a clock of the place? `closures` are its own, first and last days included; the public
    /// holidays are those of France.
    #[must_use]
    pub fn door(&self, closures: &[(Day, Day)], now: NaiveDateTime) -> Door {
        let off = closures
            .iter()
            .map(|(first, last)| format!("; {}-{} off", osm_day(*first), osm_day(*last)));
        let text: String = iter::once(self.text.clone()).chain(off).collect();
        let rules: OpeningHours = text.parse().unwrap_or_else(|_unread| self.rules.clone());
        let rules = rules.with_context(Context::default().with_holidays(Country::FR.holidays()));
        let horizon = now.checked_add_days(Days::new(HORIZON_DAYS)).unwrap_or(now);
        let mut spans = rules.iter_range(now, horizon);
        let open = |kind| kind == opening_hours::RuleKind::Open;
        let before_horizon = |at: NaiveDateTime| (at < horizon).then_some(at);
        match spans.next() {
            Some(first) if open(first.kind) => Door::Open(before_horizon(first.range.end)),
            _ => Door::Closed(
                spans
                    .find(|span| open(span.kind))
                    .map(|span| span.range.start),
            ),
        }
    }
}

impl Door {
    /// « Ouvert, ferme à 17 h », « Fermé, ouvre demain à 9 h ».
    #[must_use]
    pub fn words(self, now: NaiveDateTime) -> String {
        match self {
            Self::Open(None) => "Ouvert".to_owned(),
            Self::Open(Some(at)) => format!("Ouvert, ferme {}", when(at, now)),
            Self::Closed(None) => "Fermé".to_owned(),
            Self::Closed(Some(at)) => format!("Fermé, ouvre {}", when(at, now)),
        }
    }
}

fn when(at: NaiveDateTime, now: NaiveDateTime) -> String {
    let time = Time::of(at.time()).words();
    let day = Day(at.date());
    match Day(now.date()).days_until(day) {
        0 => format!("à {time}"),
        1 if at.time() == NaiveTime::MIN => "à minuit".to_owned(),
        1 => format!("demain à {time}"),
        _ => format!("{} à {time}", day.with_weekday_near()),
    }
}

fn osm_day(day: Day) -> String {
    let month = MONTHS
        .get(day.0.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{} {month} {:02}", day.0.year(), day.0.day())
}

fn runs(week: Week) -> Vec<(Vec<i64>, Openings)> {
    let mut runs: Vec<(Vec<i64>, Openings)> = Vec::new();
    for (day, openings) in (1..).zip(week) {
        match runs.last_mut() {
            Some((days, same)) if *same == openings => days.push(day),
            _ => runs.push((vec![day], openings)),
        }
    }
    runs
}

fn days_words(days: &[i64]) -> String {
    let name = |day: &i64| {
        let place = usize::try_from(day - 1).ok();
        place
            .and_then(|place| DAYS.get(place))
            .map(|(_, name)| *name)
    };
    let names: Vec<&str> = days.iter().filter_map(name).collect();
    let words = match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} et {two}"),
        [first, .., last] if names.len() < 7 => format!("du {first} au {last}"),
        _ => "tous les jours".to_owned(),
    };
    capitalised(&words)
}

fn openings_words(openings: &Openings) -> String {
    if openings.is_empty() {
        return "fermé".to_owned();
    }
    let spans: Vec<String> = openings
        .iter()
        .map(|(from, until)| format!("{}\u{a0}– {}", from.words(), until.words()))
        .collect();
    spans.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICE: &str = "Mo-Fr 09:00-12:00,14:00-17:00; We 09:00-12:00; PH off";

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
    }

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    fn said(hours: &str, closures: &[(Day, Day)], now: &str) -> String {
        let now = at(now);
        let hours = Hours::read(hours).expect("hours");
        hours.door(closures, now).words(now).replace('\u{a0}', " ")
    }

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, kept) in [
            ("9", "09:00"),
            ("9h", "09:00"),
            ("9 h 30", "09:30"),
            ("09:30", "09:30"),
            ("17H45", "17:45"),
            ("24h", "24:00"),
            ("0:05", "00:05"),
        ] {
            assert_eq!(
                Time::typed(typed).map(Time::written).as_deref(),
                Some(kept),
                "{typed}"
            );
        }
        for typed in [
            "", "midi", "25h", "9:60", "9:5", "9h3", "009", "-1", "9:30:00",
        ] {
            assert_eq!(Time::typed(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_week_is_written_and_read_back() {
        let hours = Hours::read(OFFICE).expect("hours");
        let text = Hours::write(&hours.week(), true).expect("open sometimes");
        assert_eq!(
            text,
            "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00,14:00-17:00; We 09:00-12:00; \
             Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00,14:00-17:00; PH off"
        );
        let again = Hours::read(&text).expect("hours");
        assert_eq!(again.week(), hours.week());
        assert!(again.closed_on_holidays());
        assert_eq!(Hours::write(&Week::default(), true), None);
        assert!(Hours::read("quand on peut").is_none());
    }

    #[test]
    fn days_with_the_same_hours_share_a_line() {
        let lines = |text: &str| -> Vec<String> {
            let lines = Hours::read(text).expect("hours").lines();
            lines
                .iter()
                .map(|line| line.replace('\u{a0}', " "))
                .collect()
        };
        assert_eq!(
            lines(OFFICE),
            [
                "Lundi et mardi : 9 h – 12 h, 14 h – 17 h",
                "Mercredi : 9 h – 12 h",
                "Jeudi et vendredi : 9 h – 12 h, 14 h – 17 h",
                "Samedi et dimanche : fermé",
                "Jours fériés : fermé",
            ]
        );
        assert_eq!(
            lines("Mo-Su 08:30-24:00"),
            ["Tous les jours : 8 h 30 – minuit"]
        );
        assert_eq!(
            lines("Mo-Fr 10:00-16:00"),
            [
                "Du lundi au vendredi : 10 h – 16 h",
                "Samedi et dimanche : fermé"
            ]
        );
    }

    #[test]
    fn what_is_seasonal_is_told_week_by_week() {
        let text = "Sep-Jun Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 10:00-12:00";
        let hours = Hours::read(text).expect("hours");
        assert!(hours.seasonal());
        let line = |today: &str| {
            let lines = hours.lines_of_the_week(day(today));
            lines.first().expect("a line").replace('\u{a0}', " ")
        };
        assert_eq!(line("2026-11-22"), "Du lundi au vendredi : 9 h – 17 h");
        assert_eq!(line("2026-07-15"), "Du lundi au vendredi : 10 h – 12 h");
        for plain in [OFFICE, "Mo-Su 08:20-20:00", "24/7"] {
            let hours = Hours::read(plain).expect("hours");
            assert!(!hours.seasonal(), "{plain}");
        }
    }

    #[test]
    fn one_knows_whether_the_door_is_open() {
        for (now, words) in [
            ("2026-11-23 08:59", "Fermé, ouvre à 9 h"),
            ("2026-11-23 09:00", "Ouvert, ferme à 12 h"),
            ("2026-11-23 12:00", "Fermé, ouvre à 14 h"),
            ("2026-11-23 17:00", "Fermé, ouvre demain à 9 h"),
            ("2026-11-20 18:00", "Fermé, ouvre lundi 23 novembre à 9 h"),
            // 25 December is a Friday.
            ("2026-12-24 18:00", "Fermé, ouvre lundi 28 décembre à 9 h"),
        ] {
            assert_eq!(said(OFFICE, &[], now), words, "{now}");
        }
        assert_eq!(said("24/7", &[], "2026-11-23 08:59"), "Ouvert");
        assert_eq!(
            said("Mo-Su 10:00-24:00", &[], "2026-11-23 23:00"),
            "Ouvert, ferme à minuit"
        );
    }

    #[test]
    fn a_closure_closes_from_its_first_day_to_its_last() {
        let closures = [(day("2026-12-30"), day("2027-01-04"))];
        for (now, words) in [
            ("2026-12-29 16:00", "Ouvert, ferme à 17 h"),
            ("2026-12-29 18:00", "Fermé, ouvre mardi 5 janvier à 9 h"),
            ("2027-01-04 10:00", "Fermé, ouvre demain à 9 h"),
            ("2027-01-05 10:00", "Ouvert, ferme à 12 h"),
        ] {
            assert_eq!(said(OFFICE, &closures, now), words, "{now}");
        }
        let for_ever = [(day("2026-11-01"), day("2027-11-01"))];
        assert_eq!(said(OFFICE, &for_ever, "2026-11-23 10:00"), "Fermé");
    }
}
