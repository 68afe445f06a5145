//! The opening hours as the form asks for them: each day, twice from and until. Pure.

use serde::{Deserialize, Serialize};

use crate::edge::{
    form::Checks,
    hours::{Hours, MIDNIGHT, Openings, Time, Week},
};

/// The fields of one day, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DayTyped {
    /// « de … à … et de … à … ».
    pub heures: [String; 4],
}

/// The days: their ids on the page, where their mistakes are shown, and their names.
pub const DAYS: [(&str, &str); 7] = [
    ("lundi", "Lundi"),
    ("mardi", "Mardi"),
    ("mercredi", "Mercredi"),
    ("jeudi", "Jeudi"),
    ("vendredi", "Vendredi"),
    ("samedi", "Samedi"),
    ("dimanche", "Dimanche"),
];

/// The hours of a week, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WeekForm {
    /// Each day's four times, Monday first; a list of 28 texts travels as it is in a form.
    pub heure: Vec<String>,
    /// « oui »: closed on public holidays.
    pub feries: String,
}

impl WeekForm {
    /// The form as kept `hours` fill it. What a form can't show (a third opening of a day) is joined to the second.
    #[must_use]
    pub fn of(hours: Option<&Hours>) -> Self {
        let week = hours.map(Hours::week).unwrap_or_default();
        let heure = week.iter().flat_map(|openings| {
            let first = openings.first();
            let second = openings.get(1).map(|second| {
                let last = openings.last().unwrap_or(second);
                (second.0, last.1)
            });
            let written = |one: Option<(Time, Time)>| match one {
                None => [String::new(), String::new()],
                Some((from, until)) => [from.written(), until.written()],
            };
            let [a, b] = written(first.copied());
            let [c, d] = written(second);
            [a, b, c, d]
        });
        Self {
            heure: heure.collect(),
            feries: if hours.is_none_or(Hours::closed_on_holidays) {
                "oui".to_owned()
            } else {
                String::new()
            },
        }
    }

    /// Its days, as typed.
    #[must_use]
    pub fn days(&self) -> [DayTyped; 7] {
        let mut typed = self.heure.iter().cloned();
        std::array::from_fn(|_| DayTyped {
            heures: std::array::from_fn(|_| typed.next().unwrap_or_default()),
        })
    }

    /// The hours in the syntax of OpenStreetMap, `None` when it is never open; each mistake goes to its day.
    #[must_use]
    pub fn checked(&self, checks: &mut Checks) -> Option<String> {
        let days = self.days();
        let mut week = Week::default();
        for ((day, typed), (field, name)) in week.iter_mut().zip(&days).zip(DAYS) {
            match openings(&typed.heures) {
                Ok(openings) => *day = openings,
                Err(message) => checks.require(false, field, &format!("{name}\u{a0}: {message}")),
            }
        }
        Hours::write(&week, self.feries == "oui")
    }
}

/// The hours of one day, as a page asks for them.
#[derive(Debug, Serialize)]
pub struct DayView {
    id: &'static str,
    nom: &'static str,
    heures: [String; 4],
}

/// The days of `week`, as a page asks for them.
#[must_use]
pub fn days(week: &WeekForm) -> Vec<DayView> {
    let shown = |((id, nom), typed): ((&'static str, &'static str), DayTyped)| DayView {
        id,
        nom,
        heures: typed.heures,
    };
    DAYS.into_iter().zip(week.days()).map(shown).collect()
}

/// What is said of times that are not, or are not in order.
const NOT_A_TIME: &str = "écrivez des heures, par exemple 9h ou 9h30, ou laissez la case vide.";
const HALF: &str = "il manque une heure. Écrivez de quelle heure à quelle heure.";
const NOT_IN_ORDER: &str =
    "ces heures ne se suivent pas. Chacune doit venir après celle qui la précède.";

fn openings(typed: &[String; 4]) -> Result<Openings, &'static str> {
    let mut openings = Openings::new();
    for pair in typed.chunks(2) {
        let (from, until) = match pair {
            [from, until] => (from.trim(), until.trim()),
            _ => continue,
        };
        match (from.is_empty(), until.is_empty()) {
            (true, true) => continue,
            (false, false) => {}
            _ => return Err(HALF),
        }
        let from = Time::typed(from).ok_or(NOT_A_TIME)?;
        // « 00:00 » as an end is the midnight that ends the day.
        let until = Time::typed(until)
            .map(|time| {
                if time == Time::default() {
                    MIDNIGHT
                } else {
                    time
                }
            })
            .ok_or(NOT_A_TIME)?;
        if from >= until || openings.last().is_some_and(|(_, before)| *before >= from) {
            return Err(NOT_IN_ORDER);
        }
        openings.push((from, until));
    }
    Ok(openings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(monday: [&str; 4]) -> WeekForm {
        let mut heure = vec![String::new(); 28];
        for (field, typed) in heure.iter_mut().zip(monday) {
            typed.clone_into(field);
        }
        WeekForm {
            heure,
            feries: String::new(),
        }
    }

    fn read(monday: [&str; 4]) -> (Option<String>, Vec<&'static str>) {
        let mut checks = Checks::default();
        let hours = week(monday).checked(&mut checks);
        let errors = checks.done(()).err().unwrap_or_default();
        (hours, errors.iter().map(|error| error.champ).collect())
    }

    #[test]
    fn a_day_has_none_one_or_two_openings() {
        for (typed, kept) in [
            (["", "", "", ""], None),
            (["9h", "12h", "", ""], Some("Mo 09:00-12:00")),
            (["", "", "14:00", "17:30"], Some("Mo 14:00-17:30")),
            (
                ["9", "12", "14", "00:00"],
                Some("Mo 09:00-12:00,14:00-24:00"),
            ),
        ] {
            assert_eq!(read(typed), (kept.map(str::to_owned), vec![]), "{typed:?}");
        }
    }

    #[test]
    fn a_mistake_is_told_on_its_day() {
        for typed in [
            ["9h", "", "", ""],
            ["", "", "", "17h"],
            ["midi", "14h", "", ""],
            ["12h", "9h", "", ""],
            ["9h", "9h", "", ""],
            ["9h", "12h", "11h", "17h"],
            ["9h", "12h", "12h", "17h"],
        ] {
            assert_eq!(read(typed), (None, vec!["lundi"]), "{typed:?}");
        }
    }

    #[test]
    fn what_is_kept_fills_the_form_that_wrote_it() {
        let form = week(["09:00", "12:00", "14:00", "24:00"]);
        let mut checks = Checks::default();
        let text = form.checked(&mut checks).expect("hours");
        assert_eq!(WeekForm::of(Hours::read(&text).as_ref()), form);
    }
}
