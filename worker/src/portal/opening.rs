//! When the structure is open and when it is closed, in the language of the person.

use chrono::{NaiveDateTime, NaiveTime};
use escale_site::locale::{Language, Mistake};

use crate::edge::{
    clock::Day,
    hours::{Door, Hours, MIDNIGHT, Openings, Time},
    words::capitalised,
};

/// A line for each run of days that have the same hours: « Du lundi au vendredi : 9 h – 12 h, 14 h – 17 h ».
///
/// # Errors
/// As [`Language::say`].
pub(super) fn lines(language: &Language, hours: &Hours) -> Result<Vec<String>, Mistake> {
    let line = |days: String, hours: String| {
        let parts = [
            ("jours", capitalised(&days).into()),
            ("heures", hours.into()),
        ];
        language.say("horaires-ligne", &parts)
    };
    let mut lines = Vec::new();
    for (days, openings) in hours.runs() {
        lines.push(line(
            days_words(language, &days)?,
            openings_words(language, &openings)?,
        )?);
    }
    if hours.closed_on_holidays() {
        let holidays = language.say("horaires-feries", &[])?;
        lines.push(line(holidays, language.say("horaires-ferme", &[])?)?);
    }
    Ok(lines)
}

fn days_words(language: &Language, days: &[i64]) -> Result<String, Mistake> {
    let (first, last) = match days {
        [] => return Ok(String::new()),
        [one] => return language.weekday_of(*one),
        [_, _, _, _, _, _, _] => return language.say("horaires-tous-les-jours", &[]),
        [first, .., last] => (first, last),
    };
    let key = match days.len() {
        2 => "horaires-deux-jours",
        _ => "horaires-plusieurs-jours",
    };
    let ends = [
        ("premier", language.weekday_of(*first)?.into()),
        ("dernier", language.weekday_of(*last)?.into()),
    ];
    language.say(key, &ends)
}

fn openings_words(language: &Language, openings: &Openings) -> Result<String, Mistake> {
    let mut said: Option<String> = None;
    for (from, until) in openings {
        let ends = [
            ("debut", language.time(*from)?.into()),
            ("fin", language.time(*until)?.into()),
        ];
        let span = language.say("horaires-plage", &ends)?;
        said = Some(match said {
            None => span,
            Some(before) => {
                let parts = [("debut", before.into()), ("suivant", span.into())];
                language.say("liste-suite", &parts)?
            }
        });
    }
    match said {
        Some(said) => Ok(said),
        None => language.say("horaires-ferme", &[]),
    }
}

/// « Ouvert, ferme à 17 h », « Fermé, ouvre demain à 9 h ».
///
/// # Errors
/// As [`Language::say`].
pub(super) fn door(language: &Language, door: Door, now: NaiveDateTime) -> Result<String, Mistake> {
    let (at, keys) = match door {
        Door::Open(None) => return language.say("porte-ouverte", &[]),
        Door::Closed(None) => return language.say("porte-fermee", &[]),
        Door::Open(Some(at)) => (
            at,
            [
                "porte-ouverte-heure",
                "porte-ouverte-demain",
                "porte-ouverte-jour",
            ],
        ),
        Door::Closed(Some(at)) => (
            at,
            [
                "porte-fermee-heure",
                "porte-fermee-demain",
                "porte-fermee-jour",
            ],
        ),
    };
    let [today, tomorrow, later] = keys;
    let day = Day(at.date());
    let midnight = at.time() == NaiveTime::MIN;
    let (key, time) = match Day(now.date()).days_until(day) {
        0 => (today, Time::of(at.time())),
        1 if midnight => (today, MIDNIGHT),
        1 => (tomorrow, Time::of(at.time())),
        _ => (later, Time::of(at.time())),
    };
    let places = [
        ("heure", language.time(time)?.into()),
        ("semaine", language.weekday(day)?.into()),
        ("date", language.date_near(day)?.into()),
    ];
    language.say(key, &places)
}

/// « Fermé le jeudi 24 décembre », « Fermé du jeudi 24 décembre au vendredi 1er janvier », and why.
///
/// # Errors
/// As [`Language::say`].
pub(super) fn closed(
    language: &Language,
    (first, last): (Day, Day),
    motif: Option<&str>,
) -> Result<String, Mistake> {
    let days = [
        ("semaine", language.weekday(first)?.into()),
        ("date", language.date_near(first)?.into()),
        ("semaineFin", language.weekday(last)?.into()),
        ("dateFin", language.date_near(last)?.into()),
    ];
    let key = if first == last {
        "fermeture-jour"
    } else {
        "fermeture-jours"
    };
    let when = language.say(key, &days)?;
    match motif {
        None => Ok(when),
        Some(motif) => {
            let parts = [("fermeture", when.into()), ("motif", motif.into())];
            language.say("fermeture-motif", &parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use escale_site::locale::{FRENCH, LANGUAGES};

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a moment")
    }

    #[test]
    fn in_french_it_is_what_the_structure_reads() {
        for text in [
            "Mo-Fr 09:00-12:00,14:00-17:30; PH off",
            "Mo 09:00-12:00; Tu 09:00-12:00; Sa 10:00-24:00",
            "Mo-Su 08:00-20:00",
            "24/7",
        ] {
            let hours = Hours::read(text).expect("hours");
            let said = lines(FRENCH, &hours).expect("words");
            assert_eq!(said, hours.lines(), "{text}");
            for now in [
                "2026-11-23T08:00:00",
                "2026-11-28T13:00:00",
                "2026-11-23T15:00:00",
            ] {
                let now = at(now);
                let found = hours.door(&[], now);
                let said = door(FRENCH, found, now).expect("words");
                assert_eq!(said, found.words(now), "{text} {now}");
            }
        }
    }

    #[test]
    fn every_language_says_doors_and_closures() {
        let hours = Hours::read("Mo-Fr 09:00-12:00,14:00-17:30; PH off").expect("hours");
        let day = |text: &str| Day(text.parse().expect("a day"));
        let span = (day("2026-12-24"), day("2027-01-01"));
        for language in LANGUAGES {
            assert!(lines(language, &hours).is_ok_and(|lines| lines.len() == 3));
            let said = closed(language, span, Some("Congés")).expect(language.code);
            assert!(said.contains("24") || language.rtl, "{said}");
            assert!(said.contains("Congés"), "{said}");
        }
        assert_eq!(
            closed(FRENCH, span, None).as_deref(),
            Ok("Fermé du jeudi 24 décembre au vendredi 1er janvier")
        );
    }
}
