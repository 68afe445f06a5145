//! Migrations, beside the one from zero that starts every run: from the state before the last one, with data in it.

use std::{fs, path::Path};

use escale_tests::{
    server::{DEMO, execute, fresh_folder, migrate, run},
    tree,
};
use serde_json::Value;

pub(crate) fn from_the_previous_state_with_data() {
    let (root, folder) = (tree::root(), fresh_folder("migrations"));
    let mut released = tree::files(&root.join("migrations"), "sql");
    let last = released.pop().expect("migrations");
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
    for migration in &released {
        copy(migration, &here);
    }
    migrate(&config, &state);

    let demo = run(&mut std::process::Command::new(
        DEMO.get().expect("the demo program"),
    ));
    let before: Vec<&str> = demo
        .lines()
        .filter(|line| released.iter().any(|file| creates(file, line)))
        .collect();
    assert!(!before.is_empty());
    let sql = folder.join("data.sql");
    fs::write(&sql, demo_statements(&demo, &released)).expect("the data");
    execute(&config, &state, &sql);
    let rows = census(&config, &state, &folder);

    copy(&last, &here);
    migrate(&config, &state);
    assert_eq!(
        census(&config, &state, &folder),
        rows,
        "rows are lost or made by {}",
        last.display()
    );
    assert_eq!(
        ask(&config, &state, &folder, "PRAGMA foreign_key_check"),
        Value::Array(Vec::new())
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
        let counted = ask(&config, &state, &folder, &differs);
        assert!(counted[0]["kept"].as_i64() > Some(0), "{kept}: {counted}");
        let wrong = (&counted[0]["wrong"], &counted[0]["missing"]);
        assert_eq!(wrong, (&Value::from(0), &Value::from(0)), "{kept}");
    }
    let _ = fs::remove_dir_all(folder);
}

fn copy(migration: &Path, folder: &Path) {
    fs::copy(
        migration,
        folder.join(migration.file_name().expect("a name")),
    )
    .expect("a copy");
}

/// Does this migration create the table that this INSERT fills?
fn creates(migration: &Path, insert: &str) -> bool {
    let table = insert
        .strip_prefix("INSERT INTO ")
        .and_then(|rest| rest.split(' ').next());
    table.is_some_and(|table| tree::read(migration).contains(&format!("CREATE TABLE {table} (")))
}

/// The demo world's statements that these migrations can hold; one may span several lines.
fn demo_statements(demo: &str, migrations: &[std::path::PathBuf]) -> String {
    let statements = demo.split_inclusive(");\n");
    statements
        .filter(|statement| migrations.iter().any(|file| creates(file, statement)))
        .collect()
}

fn census(config: &Path, state: &Path, folder: &Path) -> Value {
    ask(
        config,
        state,
        folder,
        "SELECT (SELECT count(*) FROM structure) AS structures, (SELECT count(*) FROM staff_user) AS people,
                (SELECT count(*) FROM usager) AS usagers, (SELECT count(*) FROM mail_line) AS lines,
                (SELECT sum(courrier_pending) FROM usager) AS waiting",
    )
}

/// The rows of a query, asked through wrangler.
fn ask(config: &Path, state: &Path, folder: &Path, query: &str) -> Value {
    let _ = folder;
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
