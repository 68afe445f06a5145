//! The counters of people follow their files, whatever changes in them, and forget those that go.

use escale_tests::{
    db,
    stories::{Desk, Usager},
};
use serde_json::{Value, json};

use crate::counters::{Dice, wrong_counters};

pub(crate) fn people_are_counted_as_their_files_change() {
    let desk = Desk::new();
    let mut dice = Dice::new();
    let people: Vec<Usager> = (0..5).map(|_| desk.usager_with_portal().0).collect();
    let columns: [(&str, &[Value]); 7] = [
        (
            "statut",
            &[
                json!("VALIDE"),
                json!("INSTRUCTION"),
                json!("ATTENTE_DECISION"),
                json!("REFUS"),
                json!("RADIE"),
            ],
        ),
        ("renouvellement", &[json!(0), json!(1)]),
        ("civilite", &[json!("F"), json!("H")]),
        (
            "date_naissance",
            &[
                json!("1980-02-03"),
                json!("1980-12-31"),
                json!("1999-01-01"),
            ],
        ),
        ("menage", &[Value::Null, json!("COUPLE"), json!("MINEUR")]),
        ("raison", &[Value::Null, json!("ERRANCE"), json!("ARRIVEE")]),
        ("actif", &[json!(0), json!(1)]),
    ];
    let mut refused = 0;
    for _ in 0..150 {
        let usager = &people[dice.throw(people.len())];
        let (column, values) = &columns[dice.throw(columns.len())];
        let value = values[dice.throw(values.len())].clone();
        let (table, key) = if *column == "actif" {
            ("portal_account", "usager_id")
        } else {
            ("usager", "id")
        };
        let motif = if *column == "statut" {
            ", motif = 'A_SA_DEMANDE', renouvellement = 0"
        } else {
            ""
        };
        // The file's own rules refuse some of these: then nothing may be counted either.
        let change = db::try_sql(
            &format!("UPDATE {table} SET {column} = ?2{motif} WHERE {key} = ?1"),
            &[json!(usager.id), value],
        );
        refused += usize::from(change.is_err());
    }
    assert!((1..100).contains(&refused), "{refused} refused");
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
    // A file that goes is counted no more, nor is its access.
    let gone = &people[0];
    gone.set("statut", &json!("VALIDE"));
    let running = || {
        db::count(
            "SELECT sum(nombre) FROM effectif WHERE structure_id = ?1 AND dimension = 'CIVILITE'",
            &[json!(desk.id)],
        )
    };
    let before = running();
    for table in [
        "portal_account WHERE usager_id",
        "usager_cle WHERE usager_id",
        "usager WHERE id",
    ] {
        db::sql(&format!("DELETE FROM {table} = ?1"), &[json!(gone.id)]);
    }
    assert_eq!(running(), before - 1);
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
}

/// How many are counted of each sex, in all.
fn counted(desk: &Desk) -> i64 {
    db::count(
        "SELECT coalesce(sum(nombre), 0) FROM effectif WHERE structure_id = ?1 AND dimension = 'CIVILITE'",
        &[json!(desk.id)],
    )
}

pub(crate) fn nobody_is_counted_before_they_are_seen() {
    let desk = Desk::new();
    let shown = |import: &Value| {
        db::sql(
            "UPDATE usager SET import_id = ?2 WHERE structure_id = ?1 AND import_id IS NOT NULL",
            &[json!(desk.id), import.clone()],
        );
    };
    let hidden = |number: i64, statut: &str| {
        db::sql(
            "INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, cle_tri, date_naissance, statut, debut, echeance, motif, created_at, import_id)
             VALUES (substr('cache' || ?2 || ?1, 1, 22), ?1, ?2, 'F', 'Une', 'Personne', 'personne une', '1980-02-03', ?3, '2026-01-01', '2026-12-31', 'A_SA_DEMANDE', 0, 'essai')",
            &[json!(desk.id), json!(number), json!(statut)],
        );
    };
    for (number, statut) in [(1, "VALIDE"), (2, "VALIDE"), (3, "RADIE")] {
        hidden(number, statut);
    }
    assert_eq!(counted(&desk), 0, "nobody is seen yet");
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
    // Nothing that changes in them counts either, and an import given up counts nothing.
    db::sql(
        "UPDATE usager SET menage = 'COUPLE' WHERE structure_id = ?1",
        &[json!(desk.id)],
    );
    db::sql(
        "DELETE FROM usager WHERE structure_id = ?1 AND numero = 2",
        &[json!(desk.id)],
    );
    assert_eq!(counted(&desk), 0, "taken away unseen");
    shown(&Value::Null);
    assert_eq!(counted(&desk), 1, "the one who runs is counted once seen");
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
    db::sql(
        "UPDATE usager SET civilite = 'H' WHERE structure_id = ?1 AND numero = 1",
        &[json!(desk.id)],
    );
    assert_eq!(counted(&desk), 1);
    assert_eq!(wrong_counters(&desk), Vec::<Value>::new());
}
