use serde_json::json;

use super::*;
use crate::desk::import::{
    cell_rules,
    check_rules::{self, Now},
    columns_rules::{COLUMNS, heading},
};

const PARIS: Tz = Tz::Europe__Paris;

fn person(changes: &serde_json::Value) -> Person {
    let mut person = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "numero": 8, "civilite": "F", "prenom": "Léa", "nom": "D’Almeida",
        "surnom": "Œil", "date_naissance": "1980-02-03", "telephone": "06 12 34 00 40", "email": "lea@exemple.fr",
        "lieu_naissance": "Lille", "langue": "ar", "menage": null, "version": 1, "renouvellement": 0,
        "premiere_domiciliation": "2025-01-10", "decided_at": 1_767_999_600_000_i64, "statut": "VALIDE",
        "debut": "2026-01-10", "echeance": "2027-01-09", "motif": null, "motif_texte": null,
        "courrier_pending": 2, "recommande_pending": 0, "colis_pending": 1,
        "courrier_since_at": 1_795_384_800_000_i64, "recommande_since_at": null, "colis_since_at": 1_795_384_800_000_i64,
        "dernier_passage_at": 1_790_000_000_000_i64, "created_at": 1_700_000_000_000_i64, "acces": 1 });
    for (key, value) in changes.as_object().expect("changes") {
        person[key] = value.clone();
    }
    serde_json::from_value(person).expect("a person")
}

/// What an import reads of the row.
fn imported(person: &Person) -> Result<check_rules::Person, Vec<check_rules::Wrong>> {
    let row = row(person, PARIS);
    let cells: Vec<cell_rules::Cell> = row
        .iter()
        .take(COLUMNS)
        .map(|cell| match cell {
            Cell::Text(text) | Cell::Title(text) => cell_rules::Cell::text(text),
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            Cell::Number(number) => cell_rules::Cell::Number(*number as f64),
            Cell::Day(day) => cell_rules::Cell::Day(day.0),
            Cell::Empty | Cell::Share(_) => cell_rules::Cell::Empty,
        })
        .collect();
    let now = Now {
        at: Moment(1_795_384_800_000),
        zone: PARIS,
    };
    check_rules::checked(&cells.try_into().expect("the columns of an import"), now)
}

type Result<T, E> = std::result::Result<T, E>;

#[test]
fn the_heading_is_that_of_an_import_then_what_it_does_not_know() {
    let read = heading(labels()).expect("a heading");
    let places: Vec<_> = (0..COLUMNS).map(Some).collect();
    assert_eq!(read.places.to_vec(), places);
    assert_eq!(read.unknown, BESIDE);
    assert_eq!(row(&person(&json!({})), PARIS).len(), labels().len());
}

#[test]
fn a_running_domiciliation_comes_back_as_it_was() {
    let back = imported(&person(&json!({}))).expect("a good line");
    assert_eq!(
        (back.numero, back.civilite, back.statut, back.langue),
        (Some(8), "F", "VALIDE", Some("ar"))
    );
    assert_eq!(
        (back.nom.as_str(), back.prenom.as_str()),
        ("D’Almeida", "Léa")
    );
    assert_eq!(back.surnom.as_deref(), Some("Œil"));
    assert_eq!(back.telephone.as_deref(), Some("06 12 34 00 40"));
    let days =
        [back.debut, back.echeance, back.premiere].map(|day| day.map(|day| day.0.to_string()));
    assert_eq!(
        days.map(Option::unwrap_or_default),
        ["2026-01-10", "2027-01-09", "2025-01-10"]
    );
    let came = back.passage_at.map(|at| at.day(PARIS));
    assert_eq!(came, Some(Moment(1_790_000_000_000).day(PARIS)));
    assert_eq!(back.genre, RENOUVELLEMENT);
}

#[test]
fn refusals_and_endings_keep_their_reason_and_their_day() {
    for (motif, texte) in [
        ("SATURATION", None),
        ("AUTRE", Some("Suivie ailleurs")),
        ("AUTRE", Some(NO_MOTIF)),
    ] {
        let back = imported(&person(
            &json!({ "statut": "REFUS", "motif": motif, "motif_texte": texte,
            "debut": null, "echeance": null, "premiere_domiciliation": null }),
        ))
        .expect("a good line");
        assert_eq!((back.statut, back.motif), ("REFUS", Some(motif)));
        assert_eq!(back.motif_texte.as_deref(), texte);
        assert_eq!(
            back.decided_at.day(PARIS),
            Moment(1_767_999_600_000).day(PARIS)
        );
        assert_eq!((back.debut, back.premiere), (None, None));
    }
    let back = imported(&person(
        &json!({ "statut": "RADIE", "motif": "ENTREE_LOGEMENT", "echeance": "2026-05-01" }),
    ))
    .expect("a good line");
    assert_eq!(
        (back.statut, back.motif),
        ("RADIE", Some("ENTREE_LOGEMENT"))
    );
    assert_eq!(back.echeance.map(Day::short).as_deref(), Some("01/05/2026"));
}

#[test]
fn a_renewal_being_instructed_is_still_running() {
    let back = imported(&person(
        &json!({ "statut": "INSTRUCTION", "renouvellement": 1 }),
    ));
    assert_eq!(back.expect("a good line").statut, "VALIDE");
    let first = person(
        &json!({ "statut": "INSTRUCTION", "debut": null, "echeance": null, "premiere_domiciliation": null }),
    );
    let wrong = imported(&first).expect_err("an import knows no such statut");
    assert!(!wrong.is_empty());
}

#[test]
fn every_language_comes_back() {
    let all = langue_rules::COMMON.into_iter().chain(langue_rules::OTHERS);
    for (code, name) in all.filter(|(code, _)| *code != "fr") {
        let back = imported(&person(&json!({ "langue": code }))).expect("a good line");
        assert_eq!(back.langue, Some(code), "{name}");
    }
}

#[test]
fn a_name_is_never_a_formula() {
    let row = row(&person(&json!({ "nom": "=1+A1" })), PARIS);
    assert_eq!(row.get(2), Some(&Cell::Text("=1+A1".to_owned())));
}
