//! Notes of the diagnosis, in the page of the dossier.

use super::{rules::NoteForm, store};
use crate::{
    auth::Staff,
    dossier::page::{
        pages::{load, named, refused},
        store::held,
        url,
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::DossierNoteId,
        page::Page,
    },
};

const REFUSED: &str = "Cette note n’a pas été enregistrée\u{a0}: le dossier est archivé, ou il en porte déjà deux cents, ou ce formulaire a déjà servi.";
const TOO_LATE: &str = "Cette note ne peut plus être retirée\u{a0}: on ne retire que la sienne, et le jour même. Ajoutez-en une qui la corrige.";

/// Adds a note.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, [`Error::BadRequest`] without the form's key, or as the database.
pub async fn add(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = held(&cx.db, &me.structure, &named(&cx)?).await?.id;
    let form: NoteForm = cx.form()?;
    let erreurs = match form.checked() {
        Err(erreurs) => erreurs,
        Ok(texte) => {
            let id = DossierNoteId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
            if store::add(&cx.db, &me, &dossier, (&id, &texte), cx.now).await? {
                return Ok(Page::see_other(url(&dossier, "?fait=note#notes")));
            }
            vec![FieldError::of_the_form(REFUSED)]
        }
    };
    let status = if erreurs.iter().any(|error| error.champ.is_empty()) {
        409
    } else {
        422
    };
    let mut view = load(&cx, &me).await?;
    (view.note, view.erreurs) = (form, erreurs);
    Ok(Page::show(&view)?.status(status))
}

/// Takes one's own note back.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, or as the database.
pub async fn take_back(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = held(&cx.db, &me.structure, &named(&cx)?).await?.id;
    let id = cx.param("note", DossierNoteId::parse)?;
    if store::take_back(&cx.db, &me, &dossier, &id, cx.now).await? {
        return Ok(Page::see_other(url(&dossier, "?fait=note-retiree#notes")));
    }
    if !store::is_there(&cx.db, &me, &dossier, &id).await? {
        return Err(Error::NotFound);
    }
    refused(&cx, &me, TOO_LATE).await
}
