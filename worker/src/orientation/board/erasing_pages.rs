//! « Effacer les données de la personne »: what the notice promises her. A request that is still open ends first.

use serde::{Deserialize, Serialize};

use super::{
    act_pages::{cancelled_mails, own, url},
    erasing_store, store,
};
use crate::{
    auth::Staff,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::OrientationEventId,
        page::{Page, View},
    },
    frame::Frame,
    orientation::{
        request::{store::prescriber, views::BOARD_URL},
        rules::Statut,
        store::Request,
        time,
    },
    outbox::{self, Mail},
};

/// The page that asks whether to erase.
#[derive(Debug, Serialize)]
pub struct ErasingView {
    frame: Frame,
    action: String,
    annuler: String,
    personne: String,
    service: String,
    ouverte: bool,
    jeton: OrientationEventId,
    erreurs: Vec<FieldError>,
}

impl View for ErasingView {
    const TEMPLATE: &'static str = "orientation/effacement.html";
}

impl ErasingView {
    fn of(me: &Staff, request: &Request, erreurs: Vec<FieldError>) -> Result<Self> {
        Ok(Self {
            frame: Frame::of(me, BOARD_URL),
            action: url(request, "/effacement"),
            annuler: url(request, ""),
            personne: format!("{} {}", request.prenom, request.nom),
            service: request.service.nom.clone(),
            ouverte: request.statut == Statut::Ouverte,
            jeton: OrientationEventId::new()?,
            erreurs,
        })
    }
}

fn done(request: &Request) -> Page {
    Page::see_other(url(request, "?fait=effacee"))
}

/// Asks whether to erase.
///
/// # Errors
/// [`Error::NotFound`] when `me`'s structure has not sent it, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let request = own(&cx, &me).await?;
    if request.anonyme_at.is_some() {
        return Ok(done(&request));
    }
    Page::show(&ErasingView::of(&me, &request, Vec::new())?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EraseForm {
    jeton: String,
    confirmation: String,
}

/// « Effacer pour toujours ».
///
/// # Errors
/// [`Error::NotFound`] when `me`'s structure has not sent it, [`Error::BadRequest`] without the form's key, or as the
/// database.
pub async fn erase(cx: Cx, me: Staff) -> Result<Page> {
    let request = own(&cx, &me).await?;
    let form: EraseForm = cx.form()?;
    let key = OrientationEventId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    if request.anonyme_at.is_some() {
        return Ok(done(&request));
    }
    if form.confirmation != "oui" {
        let error = FieldError {
            champ: "confirmation",
            message: "Cochez cette case pour confirmer.".to_owned(),
        };
        return Page::show_again(&ErasingView::of(&me, &request, vec![error])?);
    }
    // Not « about » the request: what is about it goes with its names, and these still have to be sent.
    let who = prescriber(&cx.db, &me).await?;
    let mails = cancelled_mails(&me, &request, (&key, &who), None)?;
    let mut queries = vec![erasing_store::remember(&me, &request, &key, cx.now)];
    queries.extend(store::cancel(&me, &request.id, &key, None, cx.now)?);
    queries.extend(mails.iter().map(|mail| mail.query(cx.now)));
    queries.extend(erasing_store::files(&me, &request, cx.now));
    queries.extend(time::store::taking_names(&request, cx.now)?);
    cx.db.batch_of(queries).await?;
    let ids: Vec<_> = mails.iter().map(Mail::id).collect();
    outbox::wake(&cx.env, &ids).await;
    Ok(done(&request))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::me, edge::page, orientation::board::request_views::samples,
        rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Agent);
        let wrong = vec![FieldError {
            champ: "confirmation",
            message: "Cochez cette case pour confirmer.".to_owned(),
        }];
        [Vec::new(), wrong]
            .into_iter()
            .map(|erreurs| {
                let view = ErasingView::of(&me, &samples::request("OUVERTE", &me, true), erreurs)
                    .expect("a view");
                (ErasingView::TEMPLATE, page::render(&view))
            })
            .collect()
    }
}
