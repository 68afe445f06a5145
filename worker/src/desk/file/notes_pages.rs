//! Notes of colleagues on a file, under « Vue d’ensemble ».

use serde::Deserialize;

use super::{others_rules::NoteForm, overview::OverviewView, store};
use crate::{
    auth::Staff,
    desk::tabs::file_url,
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{NoteId, UsagerId},
        page::Page,
    },
};

const REFUSED: &str = "Cette note n’a pas été enregistrée\u{a0}: la fiche en porte déjà cent, ou ce formulaire a déjà servi. \
     Supprimez les notes qui ne servent plus, puis recommencez.";

/// Adds a note.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn add(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: NoteForm = cx.form()?;
    let view = OverviewView::load(&cx, &me, &usager).await?;
    let texte = match form.checked() {
        Ok(texte) => texte,
        Err(erreurs) => return Page::show_again(&view.with_note(form, erreurs)),
    };
    let id = NoteId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let note = (&id, texte.as_str(), form.epinglee == "oui");
    if store::add_note(&cx.db, &me, &usager, note, cx.now).await? {
        return Ok(Page::see_other(file_url(&usager, "?fait=note")));
    }
    let erreurs = vec![FieldError::of_the_form(REFUSED)];
    Ok(Page::show(&view.with_note(form, erreurs))?.status(409))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PinForm {
    epinglee: String,
}

/// Pins a note, or unpins it.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that address, or as the database.
pub async fn pin(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let id = cx.param("note", NoteId::parse)?;
    let form: PinForm = cx.form()?;
    let epinglee = match form.epinglee.as_str() {
        "oui" => true,
        "non" => false,
        _ => return Err(Error::INCOMPLETE),
    };
    if !store::pin_note(&cx.db, &me, &usager, (&id, epinglee), cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(file_url(&usager, "#notes")))
}

/// Deletes a note.
///
/// # Errors
/// [`Error::NotFound`] when there is none of that address, or as the database.
pub async fn delete(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let id = cx.param("note", NoteId::parse)?;
    if !store::delete_note(&cx.db, &me, &usager, &id, cx.now).await? {
        return Err(Error::NotFound);
    }
    Ok(Page::see_other(file_url(&usager, "?fait=note-supprimee")))
}
