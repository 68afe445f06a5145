//! Periods, and what is added up.

use super::*;

fn day(text: &str) -> Day {
    Day(text.parse().expect("a day"))
}

fn asked(du: &str, au: &str) -> Asked {
    Asked {
        periode: String::new(),
        du: du.to_owned(),
        au: au.to_owned(),
    }
}

#[test]
fn named_periods_end_today_or_are_over() {
    let period = |preset: Preset, today: &str| {
        let Period { du, au } = preset.period(day(today));
        (du.0.to_string(), au.0.to_string())
    };
    let days = |du: &str, au: &str| (du.to_owned(), au.to_owned());
    let on = "2026-03-31";
    assert_eq!(period(Preset::Month, on), days("2026-03-01", on));
    assert_eq!(
        period(Preset::LastMonth, on),
        days("2026-02-01", "2026-02-28")
    );
    assert_eq!(period(Preset::Year, on), days("2026-01-01", on));
    assert_eq!(
        period(Preset::LastYear, on),
        days("2025-01-01", "2025-12-31")
    );
    assert_eq!(
        period(Preset::LastMonth, "2026-01-01"),
        days("2025-12-01", "2025-12-31")
    );
    assert_eq!(
        period(Preset::Year, "2026-01-01"),
        days("2026-01-01", "2026-01-01")
    );
}

#[test]
fn nothing_asked_is_this_month() {
    let today = day("2026-11-22");
    for periode in ["", "siècle"] {
        let asked = Asked {
            periode: periode.to_owned(),
            ..Asked::default()
        };
        let (preset, period) = asked.checked(today).expect("a period");
        assert_eq!(
            (preset, period.du),
            (Some(Preset::Month), day("2026-11-01"))
        );
    }
}

#[test]
fn days_are_read_as_sent_or_as_typed() {
    let today = day("2026-11-22");
    let (preset, period) = asked("2026-01-15", " 22/11/2026 ")
        .checked(today)
        .expect("a period");
    assert_eq!(
        (preset, period.du, period.au),
        (None, day("2026-01-15"), today)
    );
    let one = asked("2026-11-22", "2026-11-22").checked(today);
    assert!(one.is_ok(), "{one:?}");
}

#[test]
fn each_mistake_is_told_beside_its_field() {
    let today = day("2026-11-22");
    let fields = |du: &str, au: &str| -> Vec<&str> {
        let errors = asked(du, au).checked(today).expect_err("mistakes");
        errors.iter().map(|error| error.champ).collect()
    };
    assert_eq!(fields("hier", ""), ["du", "au"]);
    assert_eq!(fields("2026-02-30", "2026-03-01"), ["du"]);
    assert_eq!(fields("1999-12-31", "2000-01-31"), ["du"]);
    assert_eq!(fields("2026-11-23", "2026-11-24"), ["du"]);
    assert_eq!(fields("2026-11-01", "2026-11-23"), ["au"]);
    assert_eq!(fields("2026-11-02", "2026-11-01"), ["au"]);
    assert_eq!(fields("2023-11-30", "2026-11-01"), ["du"]);
    assert!(asked("2023-12-01", "2026-11-22").checked(today).is_ok());
}

#[test]
fn a_period_has_a_line_a_month() {
    let period = Period {
        du: day("2025-12-31"),
        au: day("2026-02-01"),
    };
    assert_eq!(
        period.months(),
        ["2025-12-01", "2026-01-01", "2026-02-01"].map(day)
    );
}

#[test]
fn what_left_is_the_sum_of_the_three_ways() {
    let month = Activity {
        courrier_remis: 1,
        courrier_retourne: 2,
        courrier_transfere: 4,
        colis_transfere: 8,
        ..Activity::default()
    };
    assert_eq!(month.left(), [7, 0, 8]);
    let months = Months(vec![(day("2026-01-01"), month), (day("2026-02-01"), month)]);
    assert_eq!(months.total().left(), [14, 0, 16]);
    assert!(Activity::default().is_empty() && !month.is_empty());
}

#[test]
fn an_age_is_the_one_of_that_year() {
    let counted = |dimension: &str, valeur: &str, nombre| Counted {
        dimension: dimension.to_owned(),
        valeur: valeur.to_owned(),
        nombre,
    };
    let standing = Standing {
        effectif: vec![
            counted("NAISSANCE", "2008", 2),
            counted("NAISSANCE", "2009", 3),
            counted("CIVILITE", "F", 4),
            counted("CIVILITE", "H", 1),
        ],
        ..Standing::default()
    };
    let today = day("2026-01-01");
    assert_eq!(
        (standing.aged(0, 17, today), standing.aged(18, 24, today)),
        (3, 2)
    );
    assert_eq!((standing.running(), standing.of("CIVILITE", "H")), (5, 1));
}

#[test]
fn a_share_is_rounded() {
    assert_eq!(share(1, 3), Some(333));
    assert_eq!(share(2, 3), Some(667));
    assert_eq!(share(1, 2000), Some(1));
    assert_eq!(share(0, 5), Some(0));
    assert_eq!(share(5, 5), Some(1000));
    assert_eq!(share(0, 0), None);
}
