//! « Confier un lieu » : an imported place is found, and given to a structure or taken back.

use serde::{Deserialize, Serialize};

use super::store::{self, Attached};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{LieuId, StructureId},
        page::{Page, View},
    },
    frame::Frame,
    orientation::services::text_rules::one_line,
    places::import::views::URL,
};

/// Looking for a place, or one that was found.
#[derive(Debug, Serialize)]
pub struct AttachView {
    frame: Frame,
    adresse: String,
    structure: String,
    lieu: Option<OneView>,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct OneView {
    href: String,
    nom: String,
    ou: String,
    standard_id: String,
    source: Option<String>,
    structure: Option<String>,
}

impl View for AttachView {
    const TEMPLATE: &'static str = "places/confier.html";
}

impl AttachView {
    fn of(me: &Operator, place: Option<&Attached>, message: Option<&'static str>) -> Self {
        let lieu = place.map(|place| OneView {
            href: href(&place.id),
            nom: place.nom.clone(),
            ou: format!("{}, {} {}", place.adresse, place.code_postal, place.commune),
            standard_id: place.standard_id.clone(),
            source: place.source.clone(),
            structure: place.structure.clone(),
        });
        Self {
            frame: Frame::of_operator(me, URL),
            adresse: String::new(),
            structure: String::new(),
            lieu,
            erreurs: Vec::new(),
            message,
        }
    }

    fn refused(self, champ: &'static str, message: &str) -> Self {
        let wrong = FieldError {
            champ,
            message: message.to_owned(),
        };
        Self {
            erreurs: vec![wrong],
            ..self
        }
    }
}

fn href(id: &LieuId) -> String {
    format!("{URL}/fiches/{}", id.as_str())
}

/// The last part of an address, or what was typed alone.
fn last(typed: &str) -> &str {
    let path = typed.trim().split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
}

/// Finds a place by the address of its page, or by what the standard calls it.
///
/// # Errors
/// As the database.
pub async fn find(cx: Cx, me: Operator) -> Result<Page> {
    let typed: String = one_line(&cx.query("adresse")).chars().take(500).collect();
    let mut found = None;
    if let Some(id) = LieuId::parse(last(&typed)) {
        found = store::one(&cx.db, &id).await?;
    }
    if found.is_none() && !typed.is_empty() {
        found = store::called(&cx.db, &typed).await?;
    }
    if let Some(place) = found {
        return Ok(Page::see_other(href(&place.id)));
    }
    let mut view = AttachView::of(&me, None, None);
    if !typed.is_empty() {
        view = view.refused(
            "adresse",
            "Aucun lieu n’est à cette adresse, et aucun n’a cet identifiant.",
        );
    }
    view.adresse = typed;
    Page::show(&view)
}

async fn asked_for(cx: &Cx) -> Result<Attached> {
    let id = cx.param("lieu", LieuId::parse)?;
    store::one(&cx.db, &id).await?.ok_or(Error::NotFound)
}

/// A place, and whose it is.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that id, or as the database.
pub async fn show(cx: Cx, me: Operator) -> Result<Page> {
    let place = asked_for(&cx).await?;
    let message = match cx.query("fait").as_str() {
        "confie" => Some(
            "Le lieu est confié à la structure\u{a0}: elle le trouve dans «\u{a0}Lieux\u{a0}».",
        ),
        "repris" => Some("Le lieu est repris. Le prochain import le mettra à jour."),
        _ => None,
    };
    Page::show(&AttachView::of(&me, Some(&place), message))
}

#[derive(Deserialize)]
struct GivenTo {
    #[serde(default)]
    structure: String,
}

const NO_STRUCTURE: &str = "Aucune structure active n’est à cette adresse.";
const TAKEN: &str = "Une structure tient déjà ce lieu à jour.";

/// « Confier ce lieu ».
///
/// # Errors
/// As [`show`].
pub async fn give(cx: Cx, me: Operator) -> Result<Page> {
    let place = asked_for(&cx).await?;
    let typed = cx.form::<GivenTo>()?.structure;
    let given = match StructureId::parse(last(&typed)) {
        Some(to) => store::give(&cx.db, &me, &place.id, &to, cx.now).await?,
        None => false,
    };
    if given {
        return Ok(Page::see_other(format!("{}?fait=confie", href(&place.id))));
    }
    let now = asked_for(&cx).await?;
    let (why, status) = match now.structure {
        Some(_) => (TAKEN, 409),
        None => (NO_STRUCTURE, 422),
    };
    let mut view = AttachView::of(&me, Some(&now), None).refused("structure", why);
    view.structure = typed.chars().take(500).collect();
    Ok(Page::show(&view)?.status(status))
}

/// « Reprendre à la structure ».
///
/// # Errors
/// As [`show`].
pub async fn take(cx: Cx, me: Operator) -> Result<Page> {
    let place = asked_for(&cx).await?;
    store::take(&cx.db, &me, &place.id, cx.now).await?;
    Ok(Page::see_other(format!("{}?fait=repris", href(&place.id))))
}

#[cfg(test)]
mod tests {
    use super::last;

    #[test]
    fn an_address_ends_with_an_id() {
        assert_eq!(last(" https://escale.example/lieux/abc/?q=x "), "abc");
        assert_eq!(last("abc"), "abc");
        assert_eq!(last(""), "");
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{edge::page, places::import::views::samples::me};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let place = |structure: Option<&str>| Attached {
            id: LieuId::of_standard("a"),
            standard_id: "a".to_owned(),
            nom: "Cyber-base".to_owned(),
            adresse: "1 rue".to_owned(),
            code_postal: "29200".to_owned(),
            commune: "Brest".to_owned(),
            source: structure.is_some().then(|| "Hubik".to_owned()),
            structure: structure.map(str::to_owned),
        };
        let (free, kept) = (place(None), place(Some("CCAS")));
        [
            AttachView::of(&me(), None, None).refused("adresse", "Aucun lieu."),
            AttachView::of(&me(), Some(&free), Some("Repris.")),
            AttachView::of(&me(), Some(&free), None).refused("structure", NO_STRUCTURE),
            AttachView::of(&me(), Some(&kept), None),
        ]
        .iter()
        .map(|view| (AttachView::TEMPLATE, page::render(view)))
        .collect()
    }
}
