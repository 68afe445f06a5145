//! The operateur's screen, and `/sante`.

use serde::Serialize;
use serde_json::json;

use super::{
    rules::Searched,
    store::{self, Listed},
};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::StructureId,
        page::{Page, View},
    },
    frame::Frame,
};

/// Where the list is.
pub const STRUCTURES_URL: &str = "/operateur";

/// The structures of the platform.
#[derive(Debug, Serialize)]
pub struct StructuresView {
    frame: Frame,
    structures: Vec<Listed>,
    /// What is looked for, as typed.
    q: String,
    /// The page after this one, and the first one.
    suite: Option<String>,
    debut: Option<String>,
}

impl View for StructuresView {
    const TEMPLATE: &'static str = "operator/structures.html";
}

/// The longest search, in characters.
const SEARCH_CHARS_MAX: usize = 100;

fn url_of(q: &str, after: &str) -> String {
    let pairs = [("q", q), ("apres", after)];
    let said = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = serde_html_form::to_string(said.collect::<Vec<_>>()).unwrap_or_default();
    let sign = if query.is_empty() { "" } else { "?" };
    format!("{STRUCTURES_URL}{sign}{query}")
}

/// The structures of the platform, by name, a page at a time.
///
/// # Errors
/// As the database.
pub async fn structures(cx: Cx, me: Operator) -> Result<Page> {
    let q: String = cx.query("q").chars().take(SEARCH_CHARS_MAX).collect();
    let after = StructureId::parse(&cx.query("apres"));
    let (structures, more) = store::structures(&cx.db, after.as_ref(), &Searched::of(&q)).await?;
    let last = structures.last().filter(|_| more);
    Page::show(&StructuresView {
        frame: Frame::of_operator(&me, STRUCTURES_URL),
        suite: last.map(|last| url_of(&q, last.id.as_str())),
        debut: after.is_some().then(|| url_of(&q, "")),
        structures,
        q,
    })
}

/// For monitoring: `{"ok":true}` when the worker runs and the database answers, 503 when it does not.
///
/// # Errors
/// [`Error::Unavailable`] when the database does not answer.
pub async fn health(cx: Cx) -> Result<Page> {
    store::ping(&cx.db)
        .await
        .map_err(|error| Error::Unavailable(error.cause().unwrap_or_default().to_owned()))?;
    Page::json(&json!({ "ok": true }))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::{ids::StaffId, page};

    pub(crate) fn me() -> Operator {
        Operator {
            id: StaffId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            nom_complet: "Olive Demo".to_owned(),
        }
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let frame = || Frame::of_operator(&me(), STRUCTURES_URL);
        let one = Listed {
            id: StructureId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            nom: "DomiFa Compte Test".to_owned(),
            ville: "Paris".to_owned(),
            statut: "ACTIVE".to_owned(),
        };
        let views = [
            StructuresView {
                frame: frame(),
                structures: vec![one],
                q: String::new(),
                suite: Some(url_of("", "x")),
                debut: Some(url_of("l’île", "")),
            },
            StructuresView {
                frame: frame(),
                structures: vec![],
                q: "brest".to_owned(),
                suite: None,
                debut: None,
            },
        ];
        views
            .iter()
            .map(|view| (StructuresView::TEMPLATE, page::render(view)))
            .collect()
    }
}
