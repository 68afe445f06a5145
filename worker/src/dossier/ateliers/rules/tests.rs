//! What is agreed, planned, attended and left.

use super::*;

fn day(text: &str) -> Day {
    Day(text.parse().expect("a day"))
}

fn form() -> AtelierForm {
    AtelierForm {
        jour: "01/12/2026".to_owned(),
        heure: "14h30".to_owned(),
        theme: "securite".to_owned(),
        duree: "1 h 30".to_owned(),
        etat: "PREVU".to_owned(),
        ..AtelierForm::default()
    }
}

#[test]
fn a_length_is_read_however_typed() {
    for (typed, minutes) in [
        ("2 h", 120),
        ("1h30", 90),
        ("1 heure 30", 90),
        ("2 heures", 120),
        ("90", 90),
        ("90 min", 90),
        ("45 minutes", 45),
        ("1 H 05", 65),
        ("0h45", 45),
    ] {
        assert_eq!(read_duration(typed), Some(minutes), "{typed}");
    }
    for typed in ["", "h", "1h75", "-1", "1,5", "deux", "12345", "1h30h"] {
        assert_eq!(read_duration(typed), None, "{typed}");
    }
    for minutes in [15, 60, 65, 90, 600] {
        assert_eq!(
            read_duration(&duration(minutes)),
            Some(minutes),
            "{minutes}"
        );
    }
}

#[test]
fn a_workshop_is_read_and_every_mistake_is_told() {
    let today = day("2026-11-22");
    let atelier = form().checked(today).expect("a workshop");
    assert_eq!(
        (atelier.heure.as_deref(), atelier.minutes),
        (Some("14:30"), 90)
    );
    assert_eq!(AtelierForm::of(&atelier, 3).checked(today), Ok(atelier));
    let wrong = AtelierForm {
        heure: "25 h".to_owned(),
        ..AtelierForm::default()
    };
    let fields: Vec<_> = wrong
        .checked(today)
        .expect_err("mistakes")
        .iter()
        .map(|error| error.champ)
        .collect();
    assert_eq!(
        fields,
        [
            "atelier-jour",
            "atelier-heure",
            "atelier-theme",
            "atelier-duree",
            "atelier-etat"
        ]
    );
    let other = AtelierForm {
        theme: "autre".to_owned(),
        ..form()
    };
    assert!(
        other.checked(today).is_err(),
        "a theme of one's own has words"
    );
}

#[test]
fn what_has_not_happened_is_not_attended() {
    let today = day("2026-11-22");
    for (etat, jour, fine) in [
        ("SUIVI", "22/11/2026", true),
        ("ABSENT", "21/11/2026", true),
        ("SUIVI", "23/11/2026", false),
        ("ABSENT", "23/11/2026", false),
        ("ANNULE", "23/11/2026", true),
        ("PREVU", "01/11/2026", true),
    ] {
        let typed = AtelierForm {
            etat: etat.to_owned(),
            jour: jour.to_owned(),
            ..form()
        };
        assert_eq!(typed.checked(today).is_ok(), fine, "{etat} {jour}");
    }
}

#[test]
fn what_was_agreed_is_read() {
    let read = |ateliers: &str, heures: &str| {
        let form = ParcoursForm {
            ateliers: ateliers.to_owned(),
            heures: heures.to_owned(),
            ..ParcoursForm::default()
        };
        form.checked()
            .ok()
            .map(|agreed| (agreed.ateliers, agreed.minutes))
    };
    assert_eq!(read("10", ""), Some((10, None)));
    assert_eq!(read(" 10 ", "20"), Some((10, Some(1200))));
    assert_eq!(read("10", "12 h 30"), Some((10, Some(750))));
    for (ateliers, heures) in [
        ("", ""),
        ("0", ""),
        ("101", ""),
        ("+5", ""),
        ("5", "dix"),
        ("5", "5000"),
    ] {
        assert_eq!(read(ateliers, heures), None, "{ateliers:?} {heures:?}");
    }
}

#[test]
fn only_what_was_attended_is_taken_off() {
    let agreed = Some(Parcours {
        ateliers: 3,
        minutes: Some(300),
    });
    let done = [
        (Etat::Suivi, 90),
        (Etat::Absent, 60),
        (Etat::Prevu, 120),
        (Etat::Annule, 120),
        (Etat::Suivi, 60),
    ];
    let compte = Compte::of(agreed, done);
    assert_eq!((compte.suivis, compte.prevus, compte.absences), (2, 1, 1));
    assert_eq!(
        (compte.restants, compte.minutes_restantes),
        (Some(1), Some(150))
    );
    let words = compte.words(agreed).expect("words");
    assert_eq!(
        words,
        "Il reste 1\u{a0}atelier sur 3, et 2\u{a0}h\u{a0}30 sur 5\u{a0}h"
    );
    let more = Compte::of(agreed, [(Etat::Suivi, 200); 5]);
    assert_eq!((more.restants, more.minutes_restantes), (Some(0), Some(0)));
    assert_eq!(Compte::of(None, done).restants, None);
    assert_eq!(Compte::of(None, done).words(None), None);
}

#[test]
fn a_theme_is_told_in_words() {
    assert_eq!(
        theme_words("securite", None),
        "Utilisation sécurisée du numérique"
    );
    assert_eq!(theme_words("autre", Some("Photo")), "Photo");
    assert_eq!(
        theme_words("demarches", Some("la CAF")),
        "Aide aux démarches administratives (la CAF)"
    );
}
