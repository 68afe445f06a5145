//! The binding of D1, as far as it is used: a batch, its rows, what it cost.
//!
//! The `worker` crate's own `D1Result` is not: it reads the size of the database, which D1 tells with every result, into 32
//! bits, so that above 4 GiB, where D1 goes to 10, each result would be an error.

use serde::de::DeserializeOwned;
use worker::{
    D1Database,
    js_sys::{Array, Error as JsError, Object, Reflect},
    wasm_bindgen::{JsCast, JsValue},
    wasm_bindgen_futures::JsFuture,
    worker_sys,
};

/// A statement with its values.
pub struct Bound(worker_sys::D1PreparedStatement);

/// What one statement of a batch gave.
pub struct Given {
    rows: Option<Array>,
    /// How many rows it changed.
    pub changes: u64,
    /// How many rows D1 read for it.
    pub read: u64,
    /// How many rows D1 wrote for it.
    pub written: u64,
}

/// A statement of `sql` whose numbered parameters have these values.
///
/// # Errors
/// What D1 says, in its words.
pub fn bind(d1: &D1Database, sql: &str, values: &[JsValue]) -> Result<Bound, String> {
    let database: &worker_sys::D1Database = d1.unchecked_ref();
    let prepared = database.prepare(sql).map_err(said)?;
    let bound = prepared.bind(values.iter().collect()).map_err(said)?;
    Ok(Bound(bound))
}

/// Runs `statements` as one transaction, all or nothing.
///
/// # Errors
/// As [`bind`].
pub async fn batch(d1: &D1Database, statements: Vec<Bound>) -> Result<Vec<Given>, String> {
    let database: &worker_sys::D1Database = d1.unchecked_ref();
    let statements: Array = statements.into_iter().map(|bound| bound.0).collect();
    let answers = database.batch(statements).map_err(said)?;
    let answers = JsFuture::from(answers).await.map_err(said)?;
    let answers = answers.dyn_into::<Array>().map_err(said)?;
    answers
        .iter()
        .map(|answer| given(answer.unchecked_ref()))
        .collect()
}

fn given(answer: &worker_sys::D1Result) -> Result<Given, String> {
    let meta = answer.meta().map_err(said)?;
    Ok(Given {
        rows: answer.results().map_err(said)?,
        changes: count(&meta, "changes"),
        read: count(&meta, "rows_read"),
        written: count(&meta, "rows_written"),
    })
}

/// A number that D1 tells beside its rows; one that it leaves out is nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of rows"
)]
fn count(meta: &Object, name: &str) -> u64 {
    let number = Reflect::get(meta, &JsValue::from_str(name));
    number.ok().and_then(|value| value.as_f64()).unwrap_or(0.0) as u64
}

impl Given {
    /// Its rows.
    ///
    /// # Errors
    /// When a row does not have the shape of `T`.
    pub fn rows<T: DeserializeOwned>(&self) -> Result<Vec<T>, serde_wasm_bindgen::Error> {
        let rows = self.rows.iter().flat_map(Array::iter);
        rows.map(serde_wasm_bindgen::from_value).collect()
    }
}

/// The message of what JavaScript threw.
fn said(thrown: JsValue) -> String {
    match thrown.dyn_into::<JsError>() {
        Ok(error) => error.message().into(),
        Err(other) => other.as_string().unwrap_or_default(),
    }
}
