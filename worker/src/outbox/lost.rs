//! The page of a link that no longer serves: it says so, and what to do.

use serde::Serialize;

use super::Followed;
use crate::edge::{
    clock::Moment,
    error::Result,
    page::{Page, View},
};

/// A way on from a link that no longer serves.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Way {
    /// What to do, in a sentence.
    pub conseil: &'static str,
    /// Where to do it.
    pub href: &'static str,
    /// What that is called.
    pub label: &'static str,
}

/// « Ce lien ne sert plus ».
#[derive(Debug, Serialize)]
pub struct LostView {
    raison: &'static str,
    issue: Way,
}

impl View for LostView {
    const TEMPLATE: &'static str = "lien_perdu.html";
}

/// Why a link leads nowhere.
fn reason(link: Option<&Followed>, now: Moment) -> &'static str {
    match link {
        None => {
            "Il est incomplet, ou il a été remplacé par un autre. Vérifiez que vous avez bien ouvert le lien entier."
        }
        Some(link) if link.ended_at.is_some() => {
            "Il a déjà servi, ou il a été remplacé par un autre. Si vous avez reçu plusieurs e-mails, ouvrez le plus récent."
        }
        Some(link) if now >= link.expires_at => {
            "Il n’était valable qu’un moment, et ce moment est passé."
        }
        Some(_) => "Ce à quoi il menait n’existe plus.",
    }
}

/// The page, status 410: search engines and mail programs need not come back.
///
/// # Errors
/// As [`Page::show`].
pub fn lost(link: Option<&Followed>, now: Moment, issue: Way) -> Result<Page> {
    let view = LostView {
        raison: reason(link, now),
        issue,
    };
    Ok(Page::show(&view)?.status(410))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let issue = Way {
            conseil: "Demandez-en un autre.",
            href: "/gestion/connexion",
            label: "Page de connexion",
        };
        let view = LostView {
            raison: reason(None, Moment(0)),
            issue,
        };
        vec![(LostView::TEMPLATE, page::render(&view))]
    }
}
