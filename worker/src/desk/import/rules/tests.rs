use super::*;
use crate::{desk::import::cell_rules::Cell, edge::clock};

fn now() -> Now {
    Now {
        at: crate::edge::clock::Moment(1_795_384_800_000),
        zone: clock::zone("Europe/Paris"),
    }
}

fn row(ligne: usize, numero: &str, nom: &str) -> Row {
    let mut cells = Cells::default();
    for (column, text) in [
        (Column::Numero, numero),
        (Column::Civilite, "F"),
        (Column::Nom, nom),
        (Column::Prenom, "Léa"),
        (Column::Naissance, "03/02/1980"),
        (Column::LieuNaissance, "Lille"),
        (Column::Statut, "VALIDE"),
        (Column::Genre, "PREMIERE"),
        (Column::Debut, "01/06/2026"),
        (Column::Fin, "31/05/2027"),
    ] {
        cells[column.place()] = Cell::text(text);
    }
    Row { ligne, cells }
}

fn reviewed(rows: Vec<Row>, known: &Known) -> Review {
    let mut places = [None; COLUMNS];
    for (at, place) in places.iter_mut().enumerate() {
        *place = Some(at);
    }
    review(read(rows, now()), &places, known)
}

#[test]
fn those_without_a_number_come_after_the_highest_in_the_order_of_the_file() {
    let rows = vec![
        row(2, "", "A"),
        row(3, "7", "B"),
        row(4, "", "C"),
        row(5, "3", "D"),
    ];
    let review = reviewed(rows, &Known::default());
    let order: Vec<_> = review
        .entries
        .iter()
        .map(|it| (it.person.nom.as_str(), it.ordre, it.numero))
        .collect();
    assert_eq!(
        order,
        [
            ("C", Some(2), None),
            ("A", Some(1), None),
            ("B", None, Some(7)),
            ("D", None, Some(3))
        ]
    );
    assert_eq!((review.numero_max, review.unnumbered()), (7, 2));
}

#[test]
fn a_person_or_a_number_twice_is_told_with_the_first_line() {
    let review = reviewed(
        vec![
            row(2, "7", "Dupont"),
            row(3, "8", "DUPONT"),
            row(5, "7", "Autre"),
        ],
        &Known::default(),
    );
    let told: Vec<_> = review
        .mistakes
        .iter()
        .map(|it| (it.cellule.as_str(), it.message.replace('\u{a0}', " ")))
        .collect();
    assert_eq!(
        told,
        [
            ("C3", format!("{TWICE} 2.")),
            ("A5", format!("{NUMBER_TWICE} 2."))
        ]
    );
    assert_eq!((review.fausses, review.entries.len()), (2, 1));
}

#[test]
fn those_who_are_there_are_left_alone() {
    let mut known = Known::default();
    let birth = Day("1980-02-03".parse().expect("a day"));
    known
        .twins
        .insert(("dupont lea".to_owned(), birth), vec![4, 12]);
    known.numbers.extend([4, 12]);
    let review = reviewed(vec![row(2, "12", "Dupont"), row(3, "4", "Autre")], &known);
    assert_eq!(review.shown[0].deja, Some(12));
    assert_eq!(review.deja, 1);
    assert_eq!(review.mistakes[0].message, TAKEN);
    let unnumbered = reviewed(vec![row(2, "", "Dupont")], &known);
    assert_eq!(
        unnumbered.shown[0].deja,
        Some(4),
        "and told under which number"
    );
}

#[test]
fn a_list_of_mistakes_has_an_end() {
    let rows = (2..=2 + ERREURS_MAX)
        .map(|ligne| row(ligne, "x", "—"))
        .collect();
    let review = reviewed(rows, &Known::default());
    assert_eq!(
        (review.mistakes.len(), review.fausses),
        (ERREURS_MAX, ERREURS_MAX + 1)
    );
    assert_eq!(review.shown.len(), APERCU_LIGNES);
}

#[test]
fn a_file_keeps_its_name_and_not_its_place() {
    assert_eq!(file_name("C:\\listes\\domiciliés.xlsx"), "domiciliés.xlsx");
    assert_eq!(file_name("\n"), "liste");
    assert_eq!(file_name(&"é".repeat(300)).chars().count(), 200);
}
