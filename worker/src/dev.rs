//! Doors for development and tests, absent from what is deployed (cargo feature `dev`).

use serde::Deserialize;
use serde_json::json;
use worker::wasm_bindgen::JsValue;

use crate::edge::{
    cx::Cx,
    d1::{self, Given},
    error::{Error, Result},
    files::Files,
    page::Page,
};

#[derive(Deserialize)]
struct Sql {
    sql: String,
    #[serde(default)]
    params: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Asked {
    One(Sql),
    Batch(Vec<Sql>),
}

/// Runs SQL sent as JSON, so that a test can arrange and look at the real database.
///
/// # Errors
/// [`Error::BadRequest`] when the body is not `{"sql": …, "params": […]}` or a list of these.
pub async fn sql(cx: Cx) -> Result<Page> {
    let asked: Asked =
        serde_json::from_slice(&cx.body).map_err(|_shape| Error::BadRequest("{sql, params}"))?;
    let statements = match asked {
        Asked::One(one) => vec![one],
        Asked::Batch(many) => many,
    };
    match run(&cx, statements).await {
        Ok(results) => Page::json(&results),
        Err(error) => Ok(Page::json(&json!({ "error": error }))?.status(400)),
    }
}

async fn run(cx: &Cx, statements: Vec<Sql>) -> std::result::Result<Vec<serde_json::Value>, String> {
    let database = cx.env.d1("DB").map_err(|error| error.to_string())?;
    let mut prepared = Vec::with_capacity(statements.len());
    for statement in statements {
        let values: Vec<JsValue> = statement.params.iter().map(to_js).collect();
        prepared.push(d1::bind(&database, &statement.sql, &values)?);
    }
    let given = d1::batch(&database, prepared).await?;
    given.iter().map(shown).collect()
}

fn shown(given: &Given) -> std::result::Result<serde_json::Value, String> {
    let rows: Vec<serde_json::Value> = given.rows().map_err(|error| error.to_string())?;
    Ok(json!({
        "results": rows,
        "changes": given.changes,
        "rows_read": given.read,
        "rows_written": given.written,
    }))
}

fn to_js(value: &serde_json::Value) -> JsValue {
    match value {
        serde_json::Value::Null => JsValue::NULL,
        serde_json::Value::Bool(flag) => JsValue::from_f64(f64::from(u8::from(*flag))),
        serde_json::Value::Number(number) => JsValue::from_f64(number.as_f64().unwrap_or_default()),
        serde_json::Value::String(text) => JsValue::from_str(text),
        other => JsValue::from_str(&other.to_string()),
    }
}

/// Which objects R2 holds among `?objet=…`: a test sees what is left of a document.
///
/// # Errors
/// [`Error::Unavailable`] when R2 does not answer.
pub async fn objects(cx: Cx) -> Result<Page> {
    let files = Files::of(&cx.env)?;
    let mut there = Vec::new();
    for objet in cx.query_all("objet") {
        if files.open(&objet).await?.is_some() {
            there.push(objet);
        }
    }
    Page::json(&there)
}

/// Panics, so that a test can see what a person sees then.
///
/// # Errors
/// None: it never returns.
///
/// # Panics
/// Always.
#[expect(clippy::panic, reason = "this is what it is for")]
pub async fn panic_before_answering(_cx: Cx) -> Result<Page> {
    panic!("on purpose")
}
