//! `make copie`: what it writes puts the whole database back, with one command, where there is none.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use escale_tests::{server, tree};
use serde_json::Value;

/// A list that waits to be confirmed: one text of 300,000 bytes, more than D1 takes in a statement, with signs in it that a
/// file of SQL writes in a way of its own.
const WAITING_LIST: &str = "
    INSERT INTO import (id, structure_id, staff_user_id, fichier, etat, lignes, bonnes, deja, fausses, numero_max, lots, created_at, touche_at)
    SELECT printf('%022d', 1), structure_id, id, 'liste.csv', 'APERCU', 6000, 6000, 0, 0, 0, 1, 0, 0
    FROM staff_user WHERE structure_id IS NOT NULL ORDER BY id LIMIT 1;
    INSERT INTO import_lot (import_id, structure_id, genre, rang, contenu)
    SELECT id, structure_id, 'PERSONNES', 0, (
        WITH RECURSIVE line (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM line WHERE number < 6000)
        SELECT json_group_array('L''œil d''Émile ' || char(128064, 8232) || ' (' || number || '); -- « fin »') FROM line
    ) FROM import;
";

/// A place that is found by its words.
const PLACE: &str = "
    INSERT INTO lieu (id, standard_id, pivot, nom, commune, code_postal, adresse, latitude, longitude, x, y, date_maj, created_at, updated_at)
    VALUES (printf('%022d', 1), 'copie-1', '43493312300029', 'Anamorphose', 'Reims', '51100', '12 rue de l''Est', 49.2, 4.0, 535943, 359120,
            '2026-01-01', 0, 0);
";

/// A database on this machine.
struct Place {
    config: PathBuf,
    state: PathBuf,
}

impl Place {
    fn new(folder: &Path, name: &str) -> Self {
        let folder = folder.join(name);
        fs::create_dir(&folder).expect("a folder");
        symlink(tree::root().join("migrations"), folder.join("migrations"))
            .expect("the migrations");
        Self {
            config: server::config_in(&folder),
            state: folder.join(".wrangler/state"),
        }
    }

    fn ask(&self, query: &str) -> Value {
        server::ask(&self.config, &self.state, query)
    }

    fn execute(&self, file: &Path) {
        server::execute(&self.config, &self.state, file);
    }

    fn copy(&self, file: &Path) -> Command {
        let mut make = tree::command("make");
        make.arg("copie")
            .arg(format!("DANS={}", file.display()))
            .arg(format!("OU=--local --config {}", self.config.display()));
        make
    }
}

#[test]
fn a_copy_puts_the_whole_database_back() {
    let folder = server::fresh_folder("copy");
    let [demo, list, first, second] =
        ["demo.sql", "list.sql", "first.sql", "second.sql"].map(|name| folder.join(name));
    let [here, there] = ["here", "there"].map(|name| Place::new(&folder, name));
    server::migrate(&here.config, &here.state);
    let world = server::run(&mut Command::new(env!("CARGO_BIN_EXE_demo")));
    fs::write(&demo, world).expect("the demo world");
    fs::write(&list, [WAITING_LIST, PLACE].concat()).expect("a list");
    here.execute(&demo);
    here.execute(&list);

    let said = server::run(&mut here.copy(&first));
    assert!(said.contains("first.sql : "), "{said}");
    there.execute(&first);

    let tables = server::tables(&here.config, &here.state);
    for index in ["service_recherche", "lieu_recherche"] {
        assert!(tables.iter().any(|table| table == index), "{index}");
    }
    let [rows, put_back] =
        [&here, &there].map(|place| server::counts(&place.config, &place.state, &tables));
    assert_eq!(put_back, rows);
    assert_eq!(
        there.ask("PRAGMA foreign_key_check"),
        Value::Array(Vec::new())
    );
    for found in [
        "SELECT rowid FROM service_recherche WHERE service_recherche MATCH '\"epicerie\" AND signes : \"dep75\"' ORDER BY rowid",
        "SELECT rowid FROM lieu_recherche WHERE lieu_recherche MATCH '\"anamorphose\" AND signes : \"dep51\"' ORDER BY rowid",
    ] {
        assert_ne!(here.ask(found), Value::Array(Vec::new()));
        assert_eq!(there.ask(found), here.ask(found));
    }
    let schema =
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB '_cf_*' ORDER BY type, name";
    assert_eq!(there.ask(schema), here.ask(schema));
    // Each row as it is: what is copied from there is what was copied from here.
    let _ = server::run(&mut there.copy(&second));
    assert!(fs::read(&first).expect("a copy") == fs::read(&second).expect("a copy"));
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn a_copy_that_is_not_whole_is_none() {
    let folder = server::fresh_folder("no-copy");
    let (empty, file) = (Place::new(&folder, "empty"), folder.join("copy.sql"));
    let made = empty.copy(&file).output().expect("make");
    assert!(!made.status.success());
    let left = fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(left, 1, "something is beside the database");
    let _ = fs::remove_dir_all(folder);
}
