//! The server's database, through the development build's `/dev/sql`.

use serde_json::{Value, json};

use crate::{http, server::server};

/// What a statement gave.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its rows, each an object.
    pub rows: Vec<Value>,
    /// Rows changed.
    pub changes: u64,
    /// Rows D1 read.
    pub read: u64,
}

/// Runs one statement; its error text when D1 refuses it.
///
/// # Errors
/// What D1 says.
pub fn try_sql(sql: &str, params: &[Value]) -> Result<Outcome, String> {
    let body = json!({ "sql": sql, "params": params }).to_string();
    let answer = http::Visitor::new().send(http::Request::post("/dev/sql").json(&body));
    let said: Value = serde_json::from_str(&answer.body)
        .unwrap_or_else(|_| panic!("/dev/sql said {answer:?} at {}", server().url));
    if answer.status != 200 {
        return Err(said["error"].as_str().unwrap_or(&answer.body).to_owned());
    }
    let first = &said[0];
    Ok(Outcome {
        rows: first["results"].as_array().cloned().unwrap_or_default(),
        changes: first["changes"].as_u64().unwrap_or_default(),
        read: first["rows_read"].as_u64().unwrap_or_default(),
    })
}

/// Runs one statement.
#[expect(
    clippy::must_use_candidate,
    reason = "many statements are run for what they change"
)]
pub fn sql(sql: &str, params: &[Value]) -> Outcome {
    try_sql(sql, params).unwrap_or_else(|error| panic!("{sql}\n{error}"))
}

/// The first column of the first row of `query`; `Null` when there is none.
#[must_use]
pub fn value(query: &str, params: &[Value]) -> Value {
    let outcome = sql(query, params);
    let first = outcome
        .rows
        .first()
        .and_then(Value::as_object)
        .and_then(|row| row.values().next().cloned());
    first.unwrap_or(Value::Null)
}

/// The first column of the first row of `query`, a whole number.
#[must_use]
pub fn count(query: &str, params: &[Value]) -> i64 {
    value(query, params)
        .as_i64()
        .unwrap_or_else(|| panic!("{query} gives no whole number"))
}

/// The name of every table of ours.
#[must_use]
pub fn tables() -> Vec<String> {
    let listed = sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        &[],
    );
    let names = listed.rows.iter().filter_map(|row| row["name"].as_str());
    names
        .filter(|name| is_ours(name))
        .map(str::to_owned)
        .collect()
}

/// Is a table of that name ours, and not one that SQLite, D1 or FTS5 keeps beside those we declare?
#[must_use]
pub fn is_ours(table: &str) -> bool {
    let marks = [
        "sqlite_",
        "_cf_",
        "d1_",
        "service_recherche_",
        "lieu_recherche_",
    ];
    !marks.iter().any(|mark| table.starts_with(mark))
}

/// How many rows each table has: nothing was written when it stays the same.
#[must_use]
pub fn census() -> Vec<(String, i64)> {
    tables()
        .into_iter()
        .map(|table| {
            (
                table.clone(),
                count(&format!("SELECT count(*) FROM {table}"), &[]),
            )
        })
        .collect()
}
