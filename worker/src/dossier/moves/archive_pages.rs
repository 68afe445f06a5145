//! « Archiver »: a page that asks why.

use super::{
    forms_rules::ArchiveForm,
    pages::{done, held_or_gone, line_of, rang, too_late},
    store::{self, Step, Why},
    views::ArchiveView,
};
use crate::{
    auth::Staff,
    dossier::{
        page::store::find,
        rules::{Genre, Statut},
    },
    edge::{
        cx::Cx,
        error::Result,
        ids::{DossierEventId, DossierId},
        page::Page,
    },
};

/// The form.
///
/// # Errors
/// [`crate::edge::error::Error::NotFound`] for a dossier that never was here, or as the database.
pub async fn form(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("dossier", DossierId::parse)?;
    let held = match held_or_gone(&cx, &me, &id).await? {
        Ok(held) => held,
        Err(page) => return Ok(page),
    };
    let form = ArchiveForm {
        jeton: DossierEventId::new()?.as_str().to_owned(),
        rang: held.rang.to_string(),
        ..ArchiveForm::default()
    };
    Page::show(&ArchiveView::of(&me, &held, form, Vec::new()))
}

/// Archives.
///
/// # Errors
/// As [`form`].
pub async fn archive(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("dossier", DossierId::parse)?;
    let form: ArchiveForm = cx.form()?;
    let line = line_of(&form.jeton, &id, Genre::Archivage)?;
    let step = Step {
        line: &line,
        dossier: &id,
        rang: rang(&form.rang)?,
    };
    let (motif, texte) = match form.checked() {
        Ok(checked) => checked,
        Err(erreurs) => {
            return match held_or_gone(&cx, &me, &id).await? {
                Ok(held) => Page::show_again(&ArchiveView::of(&me, &held, form, erreurs)),
                Err(page) => Ok(page),
            };
        }
    };
    let why = Why {
        motif: Some(motif),
        texte,
    };
    let tab = find(&cx.db, &me.structure, &id).await?;
    let tab = tab.map_or(Statut::Orientation, |held| held.statut);
    if store::step(&cx.db, &me, &step, Genre::Archivage, &why, cx.now).await? {
        return Ok(done(&line, tab));
    }
    too_late(&cx, &me, &line, (&id, tab)).await
}
