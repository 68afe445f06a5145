//! Doors for development and tests, absent from what is deployed (cargo feature `dev`).

use serde::Deserialize;
use serde_json::json;
use worker::{D1Result, wasm_bindgen::JsValue};

use crate::edge::{
    cx::Cx,
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
        Err(error) => Ok(Page::json(&json!({ "error": error.to_string() }))?.status(400)),
    }
}

async fn run(cx: &Cx, statements: Vec<Sql>) -> worker::Result<Vec<serde_json::Value>> {
    let d1 = cx.env.d1("DB")?;
    let mut prepared = Vec::with_capacity(statements.len());
    for statement in statements {
        let values: Vec<JsValue> = statement.params.iter().map(to_js).collect();
        prepared.push(d1.prepare(statement.sql).bind(&values)?);
    }
    d1.batch(prepared).await?.iter().map(shown).collect()
}

fn shown(result: &D1Result) -> worker::Result<serde_json::Value> {
    let meta = result.meta()?;
    Ok(json!({
        "results": result.results::<serde_json::Value>()?,
        "changes": meta.as_ref().and_then(|meta| meta.changes),
        "rows_read": meta.as_ref().and_then(|meta| meta.rows_read),
        "rows_written": meta.as_ref().and_then(|meta| meta.rows_written),
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
