//! « Dossier »: the page itself. Forms that complain are shown in it.

use super::{
    store,
    views::{DossierView, Read},
};
use crate::{
    auth::Staff,
    dossier::{ateliers, liens, moves::pages::gone, notes},
    edge::{
        clock::{self, Day},
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::DossierId,
        page::Page,
    },
};

/// The dossier that the address names.
///
/// # Errors
/// [`Error::NotFound`] when it can't be one.
pub fn named(cx: &Cx) -> Result<DossierId> {
    cx.param("dossier", DossierId::parse)
}

/// The structure's own day.
#[must_use]
pub fn today(cx: &Cx, me: &Staff) -> Day {
    cx.now.day(clock::zone(&me.fuseau))
}

async fn read(cx: &Cx, me: &Staff) -> Result<Read> {
    let place = store::place(&named(cx)?, &me.structure);
    let [files, requests] = liens::store::links_queries(place.clone());
    let [
        held,
        events,
        notes,
        ateliers,
        parcours,
        agreed,
        files,
        requests,
    ] = cx
        .db
        .batch([
            store::held_query(place.clone()),
            store::events_query(place.clone()),
            notes::store::notes_query(place.clone()),
            ateliers::store::ateliers_query(place.clone()),
            ateliers::store::parcours_query(place.clone()),
            ateliers::store::agreed_query(place),
            files,
            requests,
        ])
        .await?;
    Ok(Read {
        held: held.first()?.ok_or(Error::NotFound)?,
        events: events.rows()?,
        notes: notes.rows()?,
        ateliers: ateliers.rows()?,
        parcours: parcours.first()?,
        agreed: agreed.rows()?,
        files: files.rows()?,
        requests: requests.rows()?,
    })
}

/// The page as it stands.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, or as the database.
pub async fn load(cx: &Cx, me: &Staff) -> Result<DossierView> {
    DossierView::of(me, &read(cx, me).await?, cx.now)
}

/// What a redirection says was done.
fn done(code: &str) -> Option<&'static str> {
    match code {
        "cree" => Some("Le dossier est créé."),
        "modifie" => Some("Les modifications sont enregistrées."),
        "note" => Some("La note est ajoutée."),
        "note-retiree" => Some("La note est retirée."),
        "parcours" => Some("Le parcours convenu est enregistré."),
        "atelier" => Some("L’atelier est ajouté."),
        "atelier-note" => Some("C’est noté dans le carnet."),
        "atelier-corrige" => Some("L’atelier est corrigé."),
        "lie" => Some(
            "Le lien est fait. Il n’est visible que dans votre structure, et disparaîtra si le dossier part ailleurs.",
        ),
        "delie" => Some("Le lien est retiré."),
        _ => None,
    }
}

/// « Dossier ».
///
/// Whoever held it is told where it went, and nothing else of it.
///
/// # Errors
/// [`Error::NotFound`] for a structure that never had it, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let mut view = match load(&cx, &me).await {
        Err(Error::NotFound) => return gone(&cx, &me, &named(&cx)?).await,
        loaded => loaded?,
    };
    view.message = done(&cx.query("fait"));
    Page::show(&view)
}

/// Why nothing was written, told at the head of the page as it stands now (409).
///
/// # Errors
/// As [`load`].
pub async fn refused(cx: &Cx, me: &Staff, message: &str) -> Result<Page> {
    let mut view = load(cx, me).await?;
    view.erreurs = vec![FieldError::of_the_form(message)];
    Ok(Page::show(&view)?.status(409))
}
