//! One imported service, for an operateur: taken out of the directory when whoever it names asks for it, and let back in.

use serde::Serialize;

use super::{import::views::URL, rules::Service, sheet::Sheet, store};
use crate::{
    auth::Operator,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::ServiceId,
        page::{Page, View},
    },
    frame::Frame,
};

/// Looking for one by its address, or one that was found.
#[derive(Debug, Serialize)]
pub struct TakenOutView {
    frame: Frame,
    adresse: String,
    service: Option<OneView>,
    erreurs: Vec<FieldError>,
    message: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct OneView {
    href: String,
    public: Option<String>,
    ecarte: bool,
    statut: &'static str,
    fiche: Sheet,
}

impl View for TakenOutView {
    const TEMPLATE: &'static str = "orientation/fiche_importee.html";
}

impl TakenOutView {
    fn of(me: &Operator, service: Option<OneView>, message: Option<&'static str>) -> Self {
        Self {
            frame: Frame::of_operator(me, URL),
            adresse: String::new(),
            service,
            erreurs: Vec::new(),
            message,
        }
    }
}

impl OneView {
    fn of(service: &Service, ecarte: bool) -> Self {
        let id = service.id.as_str();
        let shown = service.statut == super::rules::Statut::Publie;
        Self {
            href: format!("{URL}/fiches/{id}"),
            public: shown.then(|| format!("/services/{id}")),
            ecarte,
            statut: service.statut.label(),
            fiche: Sheet::of(service),
        }
    }
}

/// The id at the end of an address, or typed alone.
fn id_in(typed: &str) -> Option<ServiceId> {
    let path = typed.trim().split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next();
    last.and_then(ServiceId::parse)
}

/// Finds a service by the address of its page.
///
/// # Errors
/// As the database.
pub async fn find(cx: Cx, me: Operator) -> Result<Page> {
    let typed: String = cx.query("adresse").chars().take(500).collect();
    let found = match id_in(&typed) {
        Some(id) => store::imported(&cx.db, &id).await?,
        None => None,
    };
    if let Some((service, _)) = found {
        let href = OneView::of(&service, false).href;
        return Ok(Page::see_other(href));
    }
    let mut view = TakenOutView::of(&me, None, None);
    if !typed.is_empty() {
        view.erreurs = vec![FieldError {
            champ: "adresse",
            message: "Aucun service importé n’est à cette adresse.".to_owned(),
        }];
    }
    view.adresse = typed;
    Page::show(&view)
}

async fn asked_for(cx: &Cx) -> Result<(Service, bool)> {
    let id = cx.param("service", ServiceId::parse)?;
    let found = store::imported(&cx.db, &id).await?;
    found.ok_or(Error::NotFound)
}

/// An imported service, and whether it was taken out.
///
/// # Errors
/// [`Error::NotFound`] when it is none, or as the database.
pub async fn show(cx: Cx, me: Operator) -> Result<Page> {
    let (service, out) = asked_for(&cx).await?;
    let message = match cx.query("fait").as_str() {
        "retire" => Some("Le service est retiré. Aucun import ne le remettra."),
        "remis" => {
            Some("Le service est dans l’annuaire. Son contact reviendra au prochain import.")
        }
        _ => None,
    };
    let one = OneView::of(&service, out);
    Page::show(&TakenOutView::of(&me, Some(one), message))
}

async fn keep(cx: &Cx, me: &Operator, out: bool, code: &str) -> Result<Page> {
    let (service, _) = asked_for(cx).await?;
    store::keep_out(&cx.db, me, &service.id, out, cx.now).await?;
    let href = OneView::of(&service, out).href;
    Ok(Page::see_other(format!("{href}?fait={code}")))
}

/// « Retirer ce service ».
///
/// # Errors
/// As [`show`].
pub async fn take_out(cx: Cx, me: Operator) -> Result<Page> {
    keep(&cx, &me, true, "retire").await
}

/// « Remettre ce service dans l’annuaire ».
///
/// # Errors
/// As [`show`].
pub async fn put_back(cx: Cx, me: Operator) -> Result<Page> {
    keep(&cx, &me, false, "remis").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_id_of_a_service() {
        let id = "AAAAAAAAAAAAAAAAAAAAAA";
        for typed in [
            id.to_owned(),
            format!(" https://escale.example/services/{id}?a=b "),
            format!("/services/{id}/"),
        ] {
            assert_eq!(
                id_in(&typed).map(|it| it.as_str().to_owned()).as_deref(),
                Some(id)
            );
        }
        assert!(id_in("https://escale.example/services").is_none());
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{edge::ids::StaffId, edge::page, orientation::services::rules::samples::service};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = Operator {
            id: StaffId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id"),
            nom_complet: "Olive Demo".to_owned(),
        };
        let one = |out| Some(OneView::of(&service(), out));
        [
            TakenOutView::of(&me, None, None),
            TakenOutView::of(&me, one(false), None),
            TakenOutView::of(&me, one(true), Some("Le service est retiré.")),
        ]
        .iter()
        .map(|view| (TakenOutView::TEMPLATE, page::render(view)))
        .collect()
    }
}
