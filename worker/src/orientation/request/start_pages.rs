//! « Orienter un bénéficiaire », as one comes back to it after signing in: nothing is written before the button is pressed.

use serde::Serialize;

use super::{draft_pages::NO_FORM, views::BOARD_URL};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::ServiceId,
        page::{Page, View},
    },
    frame::Frame,
    orientation::services,
};

/// The page with the button that makes a draft.
#[derive(Debug, Serialize)]
pub struct StartView {
    frame: Frame,
    fiche: String,
    action: String,
    service: String,
    porteur: String,
}

impl View for StartView {
    const TEMPLATE: &'static str = "orientation/orienter.html";
}

impl StartView {
    fn of(me: &Staff, id: &ServiceId, service: String, porteur: String) -> Self {
        Self {
            frame: Frame::of(me, BOARD_URL),
            fiche: format!("/services/{}", id.as_str()),
            action: format!("/gestion/services/{}/orienter", id.as_str()),
            service,
            porteur,
        }
    }
}

/// Asks whether to begin.
///
/// # Errors
/// [`Error::NotFound`] when there is no such service, [`Error::NotNow`] when it takes no requests, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("service", ServiceId::parse)?;
    let service = services::store::published(&cx.db, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let open = service.oriented().ok_or(Error::NotNow(NO_FORM))?;
    Page::show(&StartView::of(&me, &id, open.nom, open.porteur))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{desk::tabs::samples::me, edge::page, rights::Role};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let id = ServiceId::parse("AAAAAAAAAAAAAAAAAAAAAA").expect("an id");
        let (service, porteur) = ("Épicerie".to_owned(), "Le Relais".to_owned());
        let view = StartView::of(&me(Role::Agent), &id, service, porteur);
        vec![(StartView::TEMPLATE, page::render(&view))]
    }
}
