//! « Prendre en charge », « Rouvrir », « Annuler »: one click each, and what is said when somebody came first.

use serde::Deserialize;

use super::{
    store::{self, Step, Why},
    views::{MovedView, Tone},
};
use crate::{
    auth::Staff,
    dossier::{
        board::rules::{BOARD_URL, Choice},
        page::store::{Held, find},
        rules::{Genre, Statut},
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::{DossierEventId, DossierId},
        page::Page,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MoveForm {
    jeton: String,
    rang: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UndoForm {
    jeton: String,
    ligne: String,
}

/// The last line that a form's page showed.
///
/// # Errors
/// [`Error::INCOMPLETE`] when it is no number.
pub(super) fn rang(typed: &str) -> Result<i64> {
    let number = typed
        .parse()
        .ok()
        .filter(|number| (1..1 << 40).contains(number));
    number.ok_or(Error::INCOMPLETE)
}

/// The id of the line that a form writes about `dossier`: one page has one key for all its forms.
///
/// # Errors
/// [`Error::INCOMPLETE`] without a key.
pub(super) fn line_of(jeton: &str, dossier: &DossierId, genre: Genre) -> Result<DossierEventId> {
    let key = DossierEventId::parse(jeton).ok_or(Error::INCOMPLETE)?;
    Ok(DossierEventId::of_form(&key, dossier, genre.code()))
}

/// The board, with what has just been done, in the tab where the person was.
pub(super) fn done(line: &DossierEventId, tab: Statut) -> Page {
    let url = Choice::of(tab).url();
    Page::see_other(format!("{url}&fait={}", line.as_str()))
}

/// The dossier of that id, if `me`'s structure holds it; else the page that says where it went.
///
/// # Errors
/// [`Error::NotFound`] for a dossier that never was here, or as the database.
pub(super) async fn held_or_gone(
    cx: &Cx,
    me: &Staff,
    id: &DossierId,
) -> Result<std::result::Result<Held, Page>> {
    match find(&cx.db, &me.structure, id).await? {
        Some(held) => Ok(Ok(held)),
        None => gone(cx, me, id).await.map(Err),
    }
}

/// Where a dossier went that one's structure no longer holds, and nothing else of it; for the page of the dossier too.
///
/// # Errors
/// [`Error::NotFound`] for a dossier that never was here, or as the database.
pub async fn gone(cx: &Cx, me: &Staff, id: &DossierId) -> Result<Page> {
    let last = store::last_seen(&cx.db, &me.structure, id).await?;
    let last = last.ok_or(Error::NotFound)?;
    let refused = cx.request.method == "POST";
    let status = if refused { 409 } else { 200 };
    let view = MovedView::of(me, id, &last, (Tone::Gone, refused));
    Ok(Page::show(&view)?.status(status))
}

/// Why nothing was written: the same form came twice, somebody came first, or the dossier is not there.
///
/// # Errors
/// [`Error::NotFound`] for a dossier that never was here, or as the database.
pub(super) async fn too_late(
    cx: &Cx,
    me: &Staff,
    line: &DossierEventId,
    (id, tab): (&DossierId, Statut),
) -> Result<Page> {
    if store::written(&cx.db, me, line, id).await? {
        return Ok(done(line, tab));
    }
    let last = store::last_seen(&cx.db, &me.structure, id).await?;
    let last = last.ok_or(Error::NotFound)?;
    let tone = if last.ici { Tone::Before } else { Tone::Gone };
    Ok(Page::show(&MovedView::of(me, id, &last, (tone, true)))?.status(409))
}

async fn one_click(cx: Cx, me: Staff, genre: Genre, tab: Statut) -> Result<Page> {
    let id = cx.param("dossier", DossierId::parse)?;
    let form: MoveForm = cx.form()?;
    let line = line_of(&form.jeton, &id, genre)?;
    let step = Step {
        line: &line,
        dossier: &id,
        rang: rang(&form.rang)?,
    };
    if store::step(&cx.db, &me, &step, genre, &Why::default(), cx.now).await? {
        return Ok(done(&line, tab));
    }
    too_late(&cx, &me, &line, (&id, tab)).await
}

/// « Prendre en charge ».
///
/// # Errors
/// [`Error::NotFound`] for a dossier that never was here, [`Error::BadRequest`] without the form's key, or as the database.
pub async fn take_charge(cx: Cx, me: Staff) -> Result<Page> {
    one_click(cx, me, Genre::PriseEnCharge, Statut::Orientation).await
}

/// « Rouvrir ».
///
/// # Errors
/// As [`take_charge`].
pub async fn reopen(cx: Cx, me: Staff) -> Result<Page> {
    one_click(cx, me, Genre::Reouverture, Statut::Archive).await
}

/// « Annuler », within ten seconds of a move.
///
/// # Errors
/// As [`take_charge`].
pub async fn undo(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("dossier", DossierId::parse)?;
    let form: UndoForm = cx.form()?;
    let line = line_of(&form.jeton, &id, Genre::Annulation)?;
    let undone = DossierEventId::parse(&form.ligne).ok_or(Error::INCOMPLETE)?;
    let done_now = store::undo(&cx.db, &me, &line, (&id, &undone), cx.now).await?;
    if done_now || store::written(&cx.db, &me, &line, &id).await? {
        return Ok(Page::see_other(format!(
            "{BOARD_URL}?fait={}",
            line.as_str()
        )));
    }
    let last = store::last_seen(&cx.db, &me.structure, &id).await?;
    let last = last.ok_or(Error::NotFound)?;
    let view = MovedView::of(&me, &id, &last, (Tone::UndoneTooLate, true));
    Ok(Page::show(&view)?.status(409))
}
