//! The operateur's screen, and `/sante`.

use serde::Serialize;
use serde_json::json;

use super::store::{self, Listed};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        error::{Error, Result},
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
}

impl View for StructuresView {
    const TEMPLATE: &'static str = "operator/structures.html";
}

/// The structures of the platform, by name.
///
/// # Errors
/// As the database.
pub async fn structures(cx: Cx, me: Operator) -> Result<Page> {
    let structures = store::structures(&cx.db).await?;
    Page::show(&StructuresView {
        frame: Frame::of_operator(&me, STRUCTURES_URL),
        structures,
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
    use crate::edge::{
        ids::{StaffId, StructureId},
        page,
    };

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
            },
            StructuresView {
                frame: frame(),
                structures: vec![],
            },
        ];
        views
            .iter()
            .map(|view| (StructuresView::TEMPLATE, page::render(view)))
            .collect()
    }
}
