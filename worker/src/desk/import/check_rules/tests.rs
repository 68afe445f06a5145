use super::{super::domiciliation_rules::NO_MOTIF, *};
use crate::edge::clock;

fn now() -> Now {
    Now {
        at: Moment(1_795_384_800_000),
        zone: clock::zone("Europe/Paris"),
    }
}

/// A good line, with these cells in the place of its own.
fn line(changes: &[(Column, &str)]) -> Cells {
    let mut cells = Cells::default();
    let all = [
        (Column::Civilite, "H"),
        (Column::Nom, "Dupont"),
        (Column::Prenom, "Léa"),
        (Column::Naissance, "03/02/1980"),
        (Column::LieuNaissance, "Lille"),
        (Column::Statut, "VALIDE"),
        (Column::Genre, "PREMIERE"),
        (Column::Debut, "01/06/2026"),
        (Column::Fin, "31/05/2027"),
    ];
    for (column, text) in all.iter().chain(changes) {
        cells[column.place()] = Cell::text(text);
    }
    cells
}

fn person(changes: &[(Column, &str)]) -> Person {
    checked(&line(changes), now()).expect("a good line")
}

fn wrong(changes: &[(Column, &str)]) -> Vec<Column> {
    let wrong = checked(&line(changes), now()).expect_err("a mistake");
    wrong.into_iter().map(|(column, _)| column).collect()
}

fn day(text: &str) -> Day {
    Day(text.parse().expect("a day"))
}

#[test]
fn a_good_line_is_someone() {
    let person = person(&[(Column::Numero, "0012"), (Column::Langue, "Arabe")]);
    assert_eq!(person.numero, Some(12));
    assert_eq!(person.langue, Some("ar"));
    assert_eq!(person.cle, "dupont lea");
    assert_eq!(person.premiere, Some(day("2026-06-01")));
    assert_eq!(person.cles, ["03/02/1980", "dupont lea", "lea dupont"]);
}

#[test]
fn nothing_at_all_is_told_of_each_cell_that_must_be_filled() {
    let wrong = checked(&Cells::default(), now()).expect_err("mistakes");
    let columns: Vec<_> = wrong.iter().map(|(column, _)| *column).collect();
    assert_eq!(
        columns,
        [
            Column::Civilite,
            Column::Nom,
            Column::Prenom,
            Column::Naissance,
            Column::LieuNaissance,
            Column::Statut,
            Column::Genre,
            Column::Fin
        ]
    );
}

#[test]
fn what_is_wrong_is_told_of_its_cell() {
    for (column, text) in [
        (Column::Numero, "A12"),
        (Column::Numero, "0"),
        (Column::Civilite, "X"),
        (Column::Nom, "—"),
        (Column::Naissance, "31/02/2000"),
        (Column::Naissance, "23/11/2026"),
        (Column::Telephone, "12"),
        (Column::Email, "moi"),
        (Column::Statut, "EN COURS"),
        (Column::Genre, "SECONDE"),
        (Column::Fin, "31/05/2026"),
        (Column::Fin, "02/06/2027"),
        (Column::Debut, ""),
        (Column::Premiere, "01/07/2026"),
        (Column::Passage, "23/11/2026"),
        (Column::Langue, "klingon"),
        (Column::Surnom, "=HYPERLINK(\"x\")"),
    ] {
        assert_eq!(wrong(&[(column, text)]), [column], "{column:?} {text}");
    }
    let mut cells = line(&[]);
    cells[Column::Nom.place()] = Cell::Broken("#REF!".to_owned());
    let told = checked(&cells, now()).expect_err("a mistake");
    assert_eq!(told, [(Column::Nom, BROKEN)]);
}

#[test]
fn an_active_person_was_last_seen_when_they_were_or_when_it_began() {
    let began = day("2026-06-01").begins_at(now().zone);
    assert_eq!(person(&[]).passage_at, Some(began));
    let early = person(&[(Column::Passage, "02/01/2026")]);
    assert_eq!(
        early.passage_at,
        Some(began),
        "nobody is late before they could come"
    );
    let late = person(&[(Column::Passage, "02/11/2026")]);
    let came = day("2026-11-02").begins_at(now().zone);
    assert_eq!(
        (late.passage_at, late.plancher_at),
        (Some(came), Some(came))
    );
}

#[test]
fn a_refusal_has_no_days_and_a_radiation_has_ended() {
    let refused = person(&[
        (Column::Statut, "Refusé"),
        (Column::MotifRefus, "SATURATION"),
    ]);
    assert_eq!((refused.debut, refused.echeance), (None, None));
    assert_eq!(refused.motif, Some("SATURATION"));
    let ended = person(&[
        (Column::Statut, "RADIE"),
        (Column::MotifRadiation, "parti à Lyon"),
    ]);
    assert_eq!(ended.echeance, Some(day("2026-11-22")), "not after today");
    assert_eq!(ended.motif, Some("AUTRE"));
    assert_eq!(ended.motif_texte.as_deref(), Some("parti à Lyon"));
}

#[test]
fn a_reason_is_known_by_its_code_or_its_words_and_never_missing() {
    let motif =
        |text: &str| person(&[(Column::Statut, "RADIE"), (Column::MotifRadiation, text)]).motif;
    assert_eq!(motif("NON_MANIFESTATION_3_MOIS"), Some("NON_MANIFESTATION"));
    assert_eq!(motif("Entrée en logement"), Some("ENTREE_LOGEMENT"));
    assert_eq!(motif("à la demande de la personne"), Some("A_SA_DEMANDE"));
    let none = person(&[(Column::Statut, "RADIE"), (Column::MotifRadiation, "")]);
    assert_eq!(none.motif_texte.as_deref(), Some(NO_MOTIF));
}
