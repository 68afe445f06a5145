//! Migrations, beside the one from zero that starts every run: from a frozen database, with data in it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use escale_tests::{
    server::{ask, config_in, counts, execute, fresh_folder, migrate, tables},
    tree,
};
use serde_json::{Value, json};

/// The newest of the frozen databases, and the number of the migration it was made for (migrations/README.md).
fn frozen() -> (PathBuf, String) {
    let fixtures = tree::files(&tree::root().join("tests/e2e/fixtures"), "sql");
    let newest = fixtures.last().expect("a frozen database").clone();
    let number = newest.file_stem().and_then(|stem| stem.to_str());
    let number = number.expect("a number").to_owned();
    (newest, number)
}

pub(crate) fn from_the_previous_state_with_data() {
    let (root, folder) = (tree::root(), fresh_folder("migrations"));
    let (data, number) = frozen();
    let (before, later): (Vec<PathBuf>, Vec<PathBuf>) =
        tree::files(&root.join("migrations"), "sql")
            .into_iter()
            .partition(|file| named(file)[..4] <= *number);
    assert!(
        !before.is_empty() && !later.is_empty(),
        "{number}: nothing before, or nothing later"
    );
    let (config, state, here) = (
        config_in(&folder),
        folder.join("state"),
        folder.join("migrations"),
    );
    fs::create_dir(&here).expect("a folder");
    for migration in &before {
        copy(migration, &here);
    }
    migrate(&config, &state);
    execute(&config, &state, &data);
    let tables = tables(&config, &state);
    let rows = census(&config, &state, &tables);

    for migration in &later {
        copy(migration, &here);
    }
    migrate(&config, &state);
    assert_eq!(
        census(&config, &state, &tables),
        rows,
        "rows are lost or made since {number}"
    );
    assert_eq!(
        ask(&config, &state, "PRAGMA foreign_key_check"),
        Value::Array(Vec::new())
    );
    assert_eq!(
        ask(
            &config,
            &state,
            "SELECT annule_mouvement, annule_passage, annule_at = (SELECT a.created_at FROM mail_line a WHERE a.id = l.annule_id) AS at
             FROM mail_line l WHERE mouvement = 'ANNULATION' ORDER BY id",
        ),
        json!([
            { "annule_mouvement": "RECEPTION", "annule_passage": 0, "at": 1 },
            { "annule_mouvement": "REMISE", "annule_passage": 1, "at": 1 },
            { "annule_mouvement": "VISITE", "annule_passage": 1, "at": 1 },
        ]),
        "what 0007 copies"
    );
    // What was there before the counters is in them, and nothing else.
    for (kept, recounted, columns) in [
        ("activite_jour", "activite_recomptee", "*"),
        (
            "effectif",
            "effectif_recompte",
            "structure_id, dimension, valeur, nombre",
        ),
    ] {
        let differs = format!(
            "SELECT count(*) AS kept, (SELECT count(*) FROM (SELECT {columns} FROM {kept} EXCEPT SELECT {columns} FROM {recounted})) AS wrong,
                    (SELECT count(*) FROM (SELECT {columns} FROM {recounted} EXCEPT SELECT {columns} FROM {kept})) AS missing FROM {kept}"
        );
        let counted = ask(&config, &state, &differs);
        assert!(counted[0]["kept"].as_i64() > Some(0), "{kept}: {counted}");
        let wrong = (&counted[0]["wrong"], &counted[0]["missing"]);
        assert_eq!(wrong, (&Value::from(0), &Value::from(0)), "{kept}");
    }
    let _ = fs::remove_dir_all(folder);
}

fn named(file: &Path) -> String {
    let name = file.file_name().and_then(|name| name.to_str());
    name.expect("a name").to_owned()
}

fn copy(migration: &Path, folder: &Path) {
    fs::copy(
        migration,
        folder.join(migration.file_name().expect("a name")),
    )
    .expect("a copy");
}

/// How many rows each of `tables` has, and what the files say of the mail.
fn census(config: &Path, state: &Path, tables: &[String]) -> Value {
    let waiting = "sum(courrier_pending), sum(recommande_pending), sum(colis_pending), sum(courrier_since_at), sum(dernier_passage_at)";
    Value::Array(vec![
        counts(config, state, tables),
        ask(config, state, &format!("SELECT {waiting} FROM usager")),
    ])
}
