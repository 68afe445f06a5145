//! The page of a link that no longer serves: it says so, and what to do.

use escale_site::locale::{FRENCH, Language};
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

/// The same, said in the language of whoever followed the link.
#[derive(Debug, Clone, Serialize)]
pub struct WaySaid {
    /// What to do, in a sentence.
    pub conseil: String,
    /// Where to do it.
    pub href: &'static str,
    /// What that is called.
    pub label: String,
}

impl From<Way> for WaySaid {
    fn from(way: Way) -> Self {
        Self {
            conseil: way.conseil.to_owned(),
            href: way.href,
            label: way.label.to_owned(),
        }
    }
}

/// « Ce lien ne sert plus ».
#[derive(Debug, Serialize)]
pub struct LostView {
    raison: String,
    issue: WaySaid,
}

impl View for LostView {
    const TEMPLATE: &'static str = "lien_perdu.html";
}

/// Why a link leads nowhere: the name of a message.
fn reason(link: Option<&Followed>, now: Moment) -> &'static str {
    match link {
        None => "lien-inconnu",
        Some(link) if link.ended_at.is_some() => "lien-servi",
        Some(link) if now >= link.expires_at => "lien-passe",
        Some(_) => "lien-disparu",
    }
}

/// The page, status 410: search engines and mail programs need not come back.
///
/// # Errors
/// As [`Page::show`].
pub fn lost(link: Option<&Followed>, now: Moment, issue: Way) -> Result<Page> {
    lost_in(FRENCH, link, now, issue.into())
}

/// The same for whoever reads `language`.
///
/// # Errors
/// As [`Page::show`].
pub fn lost_in(
    language: &'static Language,
    link: Option<&Followed>,
    now: Moment,
    issue: WaySaid,
) -> Result<Page> {
    let view = LostView {
        raison: language.say(reason(link, now), &[])?,
        issue,
    };
    Ok(Page::show_in(language, &view)?.status(410))
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
            raison: reason(None, Moment(0)).to_owned(),
            issue: issue.into(),
        };
        vec![(LostView::TEMPLATE, page::render(&view))]
    }
}
