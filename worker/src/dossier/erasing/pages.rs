//! « Supprimer ce dossier ».

use serde::Serialize;

use super::{
    rules::{DOSSIER_KEPT_YEARS, ErasingForm, may_be_erased},
    store,
};
use crate::{
    auth::Staff,
    dossier::page::{
        HERE,
        pages::named,
        store::{Held, held},
        url,
        views::HeadView,
    },
    edge::{
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::DossierId,
        page::{Page, View},
    },
    frame::Frame,
};

/// The page that asks whether to erase.
#[derive(Debug, Serialize)]
pub struct ErasingView {
    frame: Frame,
    /// None: it is gone.
    tete: Option<HeadView>,
    /// Only an archived dossier is erased.
    archive: bool,
    rang: i64,
    annees: u32,
    erreurs: Vec<FieldError>,
}

impl View for ErasingView {
    const TEMPLATE: &'static str = "dossier/supprimer.html";
}

impl ErasingView {
    fn of(me: &Staff, held: &Held, erreurs: Vec<FieldError>) -> Self {
        Self {
            frame: Frame::of(me, HERE),
            tete: Some(HeadView::of(held, me)),
            archive: may_be_erased(held.statut),
            rang: held.rang,
            annees: DOSSIER_KEPT_YEARS,
            erreurs,
        }
    }

    fn done(me: &Staff) -> Self {
        Self {
            frame: Frame::of(me, HERE),
            tete: None,
            archive: false,
            rang: 0,
            annees: DOSSIER_KEPT_YEARS,
            erreurs: Vec::new(),
        }
    }
}

/// Asks whether to erase; once it is done, says so.
///
/// # Errors
/// [`Error::NotFound`] for anybody but whoever holds or has erased it, or as the database.
pub async fn ask(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = named(&cx)?;
    if store::is_done(&cx.db, &me.structure, &dossier).await? {
        return Page::show(&ErasingView::done(&me));
    }
    let held = held(&cx.db, &me.structure, &dossier).await?;
    Page::show(&ErasingView::of(&me, &held, Vec::new()))
}

fn done(dossier: &DossierId) -> Page {
    Page::see_other(url(dossier, "/suppression"))
}

const CHANGED: &str =
    "Ce dossier n’est pas archivé, ou ne l’est plus\u{a0}: rien n’a été supprimé.";

/// « Supprimer pour toujours ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, [`Error::BadRequest`] without what the form carries, or as the database.
pub async fn erase(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = named(&cx)?;
    let form: ErasingForm = cx.form()?;
    if store::is_done(&cx.db, &me.structure, &dossier).await? {
        return Ok(done(&dossier));
    }
    let found = held(&cx.db, &me.structure, &dossier).await?;
    let rang = match form.checked() {
        Ok(rang) => rang.ok_or(Error::INCOMPLETE)?,
        Err(erreurs) => {
            return Page::show_again(&ErasingView::of(&me, &found, erreurs));
        }
    };
    if store::erase_asked(&cx.db, &me, &found, rang, cx.now).await? {
        return Ok(done(&dossier));
    }
    let found = held(&cx.db, &me.structure, &dossier).await?;
    let erreurs = vec![FieldError::of_the_form(CHANGED)];
    Ok(Page::show(&ErasingView::of(&me, &found, erreurs))?.status(409))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        desk::tabs::samples::me, dossier::page::views::samples::held, edge::page, rights::Role,
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let me = me(Role::Gestionnaire);
        let wrong = ErasingForm::default().checked().expect_err("a mistake");
        [
            ("ARCHIVE", Vec::new()),
            ("ARCHIVE", wrong),
            ("ORIENTATION", Vec::new()),
        ]
        .into_iter()
        .map(|(statut, erreurs)| {
            let view = ErasingView::of(&me, &held(statut), erreurs);
            (ErasingView::TEMPLATE, page::render(&view))
        })
        .collect()
    }
}
