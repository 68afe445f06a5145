//! Migrations, beside the one from zero that starts every run: from a frozen database, with data in it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use escale_tests::{
    server::{execute, fresh_folder, migrate, run},
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
        folder.join("wrangler.toml"),
        folder.join("state"),
        folder.join("migrations"),
    );
    let text = tree::read(&root.join("wrangler.toml"));
    fs::write(
        &config,
        text.replace("directory = \"site/dist\"", "directory = \".\""),
    )
    .expect("a configuration");
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

/// The tables that there are, ours.
fn tables(config: &Path, state: &Path) -> Vec<String> {
    let rows = ask(
        config,
        state,
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    );
    let rows = rows.as_array().expect("rows");
    let names = rows.iter().filter_map(|row| row["name"].as_str());
    names
        .filter(|name| {
            // FTS5 keeps its index in tables of its own, beside the one we declare.
            !["sqlite_", "_cf_", "d1_", "service_recherche_"]
                .iter()
                .any(|mark| name.starts_with(mark))
        })
        .map(str::to_owned)
        .collect()
}

/// How many rows each of `tables` has, and what the files say of the mail.
fn census(config: &Path, state: &Path, tables: &[String]) -> Value {
    let counts: Vec<String> = tables
        .iter()
        .map(|table| format!("(SELECT count(*) FROM {table}) AS {table}"))
        .collect();
    let waiting = "sum(courrier_pending), sum(recommande_pending), sum(colis_pending), sum(courrier_since_at), sum(dernier_passage_at)";
    Value::Array(vec![
        ask(config, state, &format!("SELECT {}", counts.join(", "))),
        ask(config, state, &format!("SELECT {waiting} FROM usager")),
    ])
}

/// The rows of a query, asked through wrangler.
fn ask(config: &Path, state: &Path, query: &str) -> Value {
    let mut wrangler = tree::command("wrangler");
    let said = run(wrangler
        .args([
            "d1",
            "execute",
            "escale",
            "--local",
            "--json",
            "--command",
            query,
            "--config",
        ])
        .arg(config)
        .arg("--persist-to")
        .arg(state));
    let json = &said[said.find('[').expect("JSON")..=said.rfind(']').expect("JSON")];
    let results: Value =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{said}: {error}"));
    results[0]["results"].clone()
}
