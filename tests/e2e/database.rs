//! The database: no statement reads more than it must, every column is accounted for.

use std::collections::BTreeSet;

use escale_tests::{db, tree};
use escale_worker::edge::db::Statement;
use serde_json::Value;

/// Statements that may scan or sort, each with the reason.
const MAY_SCAN: &[(&str, &str)] = &[];

/// The highest numbered parameter of a statement.
fn parameters(sql: &str) -> usize {
    let numbers = sql.split('?').skip(1).map(|rest| {
        rest.chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
    });
    numbers
        .filter_map(|number| number.parse().ok())
        .max()
        .unwrap_or(0)
}

/// The steps of SQLite's plan that read a whole table or sort in memory.
fn heavy_steps(sql: &str) -> Vec<String> {
    let plan = db::sql(
        &format!("EXPLAIN QUERY PLAN {sql}"),
        &vec![Value::Null; parameters(sql)],
    );
    let steps = plan.rows.iter().filter_map(|row| row["detail"].as_str());
    // A JSON list that is bound is read from end to end, and is no table.
    let light = ["CONSTANT ROW", "VIRTUAL TABLE"];
    let heavy = |step: &&str| {
        (step.contains("SCAN") && !light.iter().any(|sign| step.contains(sign)))
            || step.contains("TEMP B-TREE")
    };
    steps.filter(heavy).map(str::to_owned).collect()
}

pub(crate) fn no_statement_scans_or_sorts() {
    let statements = escale_worker::statements();
    assert!(statements.len() > 20, "{} statements", statements.len());
    let mut wrong = Vec::new();
    for Statement { name, sql } in statements {
        let heavy = heavy_steps(sql);
        let excused = MAY_SCAN.iter().any(|(known, _)| *known == name);
        if !heavy.is_empty() && !excused {
            wrong.push(format!("{name}: {}", heavy.join("; ")));
        }
        if heavy.is_empty() && excused {
            wrong.push(format!("{name} is no longer an exception"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(crate) fn a_scan_is_seen() {
    assert!(!heavy_steps("SELECT id FROM usager WHERE surnom = ?1").is_empty());
    assert!(
        !heavy_steps("SELECT id FROM usager WHERE structure_id = ?1 ORDER BY created_at")
            .is_empty()
    );
    assert!(heavy_steps("SELECT nom FROM usager WHERE id = ?1").is_empty());
}

pub(crate) fn every_column_is_in_the_register() {
    let text = tree::read(&tree::root().join("migrations/register.toml"));
    let register: toml::Table = text.parse().expect("register.toml");
    let mut registered = BTreeSet::new();
    for (table, columns) in &register {
        for (column, says) in columns.as_table().expect("a table of columns") {
            let word = |key: &str| {
                says.get(key)
                    .and_then(toml::Value::as_str)
                    .unwrap_or_default()
            };
            assert!(
                ["no", "domicilie", "staff"].contains(&word("personal")),
                "{table}.{column}: personal?"
            );
            assert!(
                !word("purpose").is_empty() && !word("kept").is_empty(),
                "{table}.{column}: purpose, kept?"
            );
            registered.insert(format!("{table}.{column}"));
        }
    }
    let mut real = BTreeSet::new();
    for table in db::tables() {
        for row in db::sql(&format!("PRAGMA table_info({table})"), &[]).rows {
            real.insert(format!("{table}.{}", row["name"].as_str().expect("a name")));
        }
    }
    let missing: Vec<_> = real.difference(&registered).collect();
    let gone: Vec<_> = registered.difference(&real).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "not in register.toml: {missing:?}; in it but gone: {gone:?}"
    );
}
