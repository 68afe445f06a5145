//! The law gives a person all that is kept of them: every column of register.toml that says something of a domicilié is in
//! the export of a file, or is told here with its reason.

use std::collections::{BTreeMap, BTreeSet};

use escale_tests::tree;

/// What a file's export leaves out, and why: a whole table, or one column (« table.column »).
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "usager.cle_tri",
        "the name once more, folded for the order of the list",
    ),
    (
        "usager_cle",
        "name, number, birth date and phone once more, folded for the search box",
    ),
    (
        "portal_account.cle_tri",
        "the name once more, folded for the order of the list",
    ),
    (
        "portal_account.password_hash",
        "a secret: whoever holds the archive could try passwords on it",
    ),
    (
        "portal_account.choice_token_hash",
        "a secret that lives fifteen minutes",
    ),
    ("portal_account.choice_until_at", "the end of that secret"),
    (
        "portal_session",
        "secrets of a browser, twelve hours at most; the sign-ins themselves are in portal_login",
    ),
    (
        "import_lot",
        "a list not yet put among the files: nobody's file is there, and it is forgotten within a day",
    ),
    (
        "notification_tour.curseur",
        "where a sending to the whole structure stopped; what was said to the person is in notification_dit",
    ),
    (
        "orientation",
        "a request about somebody whom a prescriber accompanies: no file of a domicilie is behind it, and both its sides read it whole",
    ),
    (
        "orientation_brouillon",
        "a request not yet sent: nobody's file is behind it, and it is forgotten within a week",
    ),
    (
        "orientation_cle",
        "a request's names once more, folded for the search box",
    ),
    (
        "orientation_evenement",
        "what became of a request: nobody's file is behind it",
    ),
    (
        "orientation_document",
        "joined to a request: nobody's file is behind it, and both its sides can save it",
    ),
    (
        "dossier",
        "of somebody who follows workshops: no file of a domicilié is behind it; its own page tells all of it, on paper too",
    ),
    (
        "dossier_cle",
        "a dossier's names once more, folded for the search box",
    ),
    (
        "dossier_effacement",
        "says that a dossier is gone: there is none to export",
    ),
    (
        "dossier_evenement",
        "where a dossier has been: told on its own page",
    ),
    (
        "dossier_modification",
        "what a dossier said before: shown to whoever changes it at the same time",
    ),
    (
        "dossier_note",
        "the diagnosis of a dossier: told on its own page",
    ),
    ("parcours", "of a dossier: told on its own page"),
    ("parcours_ligne", "of a dossier: told on its own page"),
    ("atelier", "of a dossier: told on its own page"),
    (
        "atelier_ligne",
        "of a dossier: told on the page of the workshop",
    ),
    (
        "dossier_lien",
        "leads from a dossier to a file, and goes with the dossier: told on the dossier's own page",
    ),
    (
        "effacement",
        "says that a file is gone: there is none to export",
    ),
];

/// Its value is that of usager.id, which is exported.
const SAME_AS_ID: &str = "usager_id";

/// The columns that the statements of the export name, by table.
fn exported() -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for statement in escale_worker::statements() {
        let ours = statement.name.starts_with("desk::export::file::");
        let Some(select) = statement
            .sql
            .trim_start()
            .strip_prefix("SELECT")
            .filter(|_| ours)
        else {
            continue;
        };
        let (list, from) = select.split_once("FROM").expect("a FROM");
        let table = from.split_whitespace().next().expect("a table");
        let columns = list.split(',').filter_map(|part| {
            let named = part.trim().split_once('.')?.1;
            named
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'_')
                .then(|| named.to_owned())
        });
        tables.entry(table.to_owned()).or_default().extend(columns);
    }
    tables
}

/// The columns that say something of a domicilié, by table.
fn personal() -> Vec<(String, String)> {
    let text = tree::read(&tree::root().join("migrations/register.toml"));
    let register: toml::Table = text.parse().expect("register.toml");
    let mut personal = Vec::new();
    for (table, columns) in &register {
        for (column, says) in columns.as_table().expect("columns") {
            if says["personal"].as_str() == Some("domicilie") {
                personal.push((table.clone(), column.clone()));
            }
        }
    }
    personal
}

fn left_out(table: &str, column: &str) -> bool {
    let one = format!("{table}.{column}");
    LEFT_OUT
        .iter()
        .any(|(name, _)| *name == table || *name == one)
}

#[test]
fn all_that_is_kept_of_a_person_is_in_the_export_of_their_file() {
    let exported = exported();
    let personal = personal();
    assert!(personal.len() > 60, "{personal:?}");
    let missing: Vec<String> = personal
        .iter()
        .filter(|(table, column)| {
            let there = exported
                .get(table)
                .is_some_and(|columns| columns.contains(column));
            !there && column != SAME_AS_ID && !left_out(table, column)
        })
        .map(|(table, column)| format!("{table}.{column}"))
        .collect();
    assert!(
        missing.is_empty(),
        "neither in desk/export/file_store.rs nor left out with a reason: {missing:#?}"
    );
}

#[test]
fn what_is_left_out_is_still_there_and_still_left_out() {
    let (exported, personal) = (exported(), personal());
    for (name, reason) in LEFT_OUT {
        let (table, column) = name.split_once('.').unwrap_or((name, ""));
        let known = personal
            .iter()
            .any(|(of, it)| of == table && (column.is_empty() || it == column));
        let out = exported
            .get(table)
            .is_none_or(|columns| !column.is_empty() && !columns.contains(column));
        assert!(known && out, "{name} ({reason}) is no longer left out");
    }
}
