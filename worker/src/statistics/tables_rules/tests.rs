//! Everything that is counted has its row.

use super::*;
use crate::statistics::rules::Counted;

fn day(text: &str) -> Day {
    Day(text.parse().expect("a day"))
}

fn cells(table: &Table, label: &str) -> Vec<i64> {
    let line = table.lignes.iter().find(|line| line.label == label);
    let line = line.unwrap_or_else(|| panic!("no {label} in {table:?}"));
    line.cells.iter().map(|cell| cell.count()).collect()
}

fn named<'a>(tables: &'a [Table], id: &str) -> &'a Table {
    let found = tables.iter().find(|table| table.id == id);
    found.unwrap_or_else(|| panic!("no {id}"))
}

#[test]
fn every_row_has_a_cell_a_column() {
    let months = Months(vec![(day("2026-01-01"), Activity::default())]);
    let tables = [
        of_period(&months),
        of_today(&Standing::default(), day("2026-01-01")),
    ]
    .concat();
    for table in &tables {
        for line in table.lignes.iter().chain(&table.total) {
            assert_eq!(line.cells.len(), table.colonnes.len(), "{}", table.id);
        }
        assert!(table.series <= table.colonnes.len(), "{}", table.id);
    }
    let mut ids: Vec<_> = tables.iter().map(|table| table.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), tables.len(), "an id names one table");
}

/// Each column of the counters is told apart by one row of one table.
#[test]
fn nothing_that_is_counted_is_left_out() {
    let month = Activity {
        courrier_recu: 1,
        recommande_retourne: 2,
        colis_transfere: 4,
        remises: 8,
        remises_mandataire: 16,
        visites: 32,
        appels: 64,
        connexions: 128,
        premieres: 1,
        renouvellements: 2,
        refus_hors_agrement: 4,
        refus_pas_de_lien: 8,
        refus_saturation: 16,
        refus_autre: 32,
        fin_a_sa_demande: 1,
        fin_plus_de_lien: 2,
        fin_fin_de_domiciliation: 4,
        fin_non_manifestation: 8,
        fin_non_respect: 16,
        fin_entree_logement: 32,
        fin_autre: 64,
        ..Activity::default()
    };
    let tables = of_period(&Months(vec![(day("2026-02-01"), month)]));
    let row = |id: &str, label: &str| cells(named(&tables, id), label);
    let alone = |id: &str| -> Vec<i64> {
        let lines = named(&tables, id).lignes.iter();
        lines.map(|line| line.cells[0].count()).collect()
    };
    assert_eq!(row("recu", "février 2026"), [1, 0, 0, 1]);
    assert_eq!(row("sorti", "février 2026"), [0, 2, 4, 6]);
    assert_eq!(row("sorties", "Renvoyé à l’expéditeur"), [0, 2, 0, 2]);
    assert_eq!(row("sorties", "Réexpédié (transfert)"), [0, 0, 4, 4]);
    assert_eq!(row("venues", "février 2026"), [8, 32, 64, 104, 16]);
    assert_eq!(row("connexions", "février 2026"), [128]);
    assert_eq!(alone("accords"), [1, 2]);
    assert_eq!(alone("refus"), [4, 8, 16, 32]);
    assert_eq!(alone("radiations"), [1, 2, 4, 8, 16, 32, 64]);
}

#[test]
fn today_s_tables_tell_everyone_apart() {
    let counted = |dimension: &str, valeur: &str, nombre| Counted {
        dimension: dimension.to_owned(),
        valeur: valeur.to_owned(),
        nombre,
    };
    let standing = Standing {
        statuts: vec![("VALIDE".to_owned(), 3), ("RADIE".to_owned(), 9)],
        effectif: vec![
            counted("CIVILITE", "F", 3),
            counted("NAISSANCE", "1960", 2),
            counted("NAISSANCE", "2001", 1),
            counted("MENAGE", "FEMME_SEULE_ENFANTS", 2),
            counted("MENAGE", "", 1),
            counted("RAISON", "SORTIE_INSTITUTION", 3),
            counted("PORTAIL", "OUVERT", 1),
        ],
        portail_actif: true,
    };
    let tables = of_today(&standing, day("2026-11-22"));
    let row = |id: &str, label: &str| cells(named(&tables, id), label)[0];
    assert_eq!((row("statut", "Actif"), row("statut", "Radié")), (3, 9));
    assert_eq!((row("sexe", "Femmes"), row("sexe", "Hommes")), (3, 0));
    assert_eq!(row("age", "65 à 74\u{a0}ans"), 2);
    assert_eq!(row("age", "25 à 34\u{a0}ans"), 1);
    assert_eq!(row("menage", "Femme seule avec enfants"), 2);
    assert_eq!(row("menage", "Non renseigné"), 1);
    assert_eq!(row("raison", "Sortie de prison, d’hôpital ou de foyer"), 3);
    assert_eq!(
        (
            row("portail", "Accès ouvert"),
            row("portail", "Pas d’accès")
        ),
        (1, 2)
    );
    let share = named(&tables, "portail").lignes[0].cells[1];
    assert_eq!(share, Cell::Share(Some(333)));
}
