//! Workshops: what was agreed, planning, saying what became of one, correcting it.

use serde::Deserialize;

use super::{
    rules::{AtelierForm, Etat, ParcoursForm, TOO_EARLY},
    store::{self, KeptAtelier, KeptParcours, Line},
    views::{AtelierPageView, by},
};
use crate::{
    auth::Staff,
    dossier::page::{
        pages::{load, named, refused, today},
        store::{Held, held, held_query, place},
        url,
    },
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{AtelierId, DossierId},
        page::Page,
    },
};

const NOT_AGREED: &str = "Le parcours convenu n’a pas été enregistré\u{a0}: il a changé entre-temps, ou le dossier est archivé. \
    Voici où il en est\u{a0}; recommencez s’il le faut.";
const NOT_ADDED: &str = "Cet atelier n’a pas été ajouté\u{a0}: le dossier est archivé, ou il en porte déjà deux cents, ou ce formulaire a déjà servi.";
const NOT_MARKED: &str = "Cet atelier a changé entre-temps, ou n’est plus à noter ici. Voici où il en est\u{a0}; rien n’a été enregistré.";

fn version(typed: &str) -> Result<i64> {
    typed.parse().map_err(|_no_number| Error::INCOMPLETE)
}

/// « Parcours convenu ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, [`Error::BadRequest`] without the version, or as the database.
pub async fn agree(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = held(&cx.db, &me.structure, &named(&cx)?).await?.id;
    let form: ParcoursForm = cx.form()?;
    let read = version(&form.version)?;
    let agreed = match form.checked() {
        Ok(agreed) => agreed,
        Err(erreurs) => {
            let mut view = load(&cx, &me).await?;
            (view.parcours, view.erreurs) = (form, erreurs);
            return Page::show_again(&view);
        }
    };
    let done = || Ok(Page::see_other(url(&dossier, "?fait=parcours#ateliers")));
    let query = store::parcours_query(place(&dossier, &me.structure));
    let now: Option<KeptParcours> = cx.db.first(query.clone()).await?;
    // Nothing to change, or the same form sent again.
    if now.is_some_and(|kept| kept.agreed == agreed) {
        return done();
    }
    if store::agree(&cx.db, &me, &dossier, (agreed, read), cx.now).await? {
        return done();
    }
    let now: Option<KeptParcours> = cx.db.first(query).await?;
    if now.is_some_and(|kept| kept.agreed == agreed) {
        return done();
    }
    let mut view = load(&cx, &me).await?;
    let version = now.map_or(0, |kept| kept.version).to_string();
    view.parcours = ParcoursForm { version, ..form };
    view.erreurs = vec![FieldError::of_the_form(NOT_AGREED)];
    Ok(Page::show(&view)?.status(409))
}

/// « Ajouter un atelier ».
///
/// # Errors
/// [`Error::NotFound`] for anybody but the holder, [`Error::BadRequest`] without the form's key, or as the database.
pub async fn add(cx: Cx, me: Staff) -> Result<Page> {
    let dossier = held(&cx.db, &me.structure, &named(&cx)?).await?.id;
    let form: AtelierForm = cx.form()?;
    let (erreurs, status) = match form.checked(today(&cx, &me)) {
        Err(erreurs) => (erreurs, 422),
        Ok(what) => {
            let id = AtelierId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
            if store::add(&cx.db, &me, &dossier, (&id, &what), cx.now).await? {
                return Ok(Page::see_other(url(&dossier, "?fait=atelier#ateliers")));
            }
            (vec![FieldError::of_the_form(NOT_ADDED)], 409)
        }
    };
    let mut view = load(&cx, &me).await?;
    (view.atelier, view.erreurs) = (form, erreurs);
    Ok(Page::show(&view)?.status(status))
}

/// A workshop of a dossier that `me`'s structure holds, and all it has ever said.
async fn read(cx: &Cx, me: &Staff) -> Result<(Held, KeptAtelier, Vec<Line>)> {
    let id = cx.param("atelier", AtelierId::parse)?;
    let place = place(&named(cx)?, &me.structure);
    let [found, ateliers, lines] = cx
        .db
        .batch([
            held_query(place.clone()),
            store::ateliers_query(place.clone()),
            store::lines_query(place, &id),
        ])
        .await?;
    let held: Held = found.first()?.ok_or(Error::NotFound)?;
    let ateliers: Vec<KeptAtelier> = ateliers.rows()?;
    let kept = ateliers.into_iter().find(|it| it.id == id);
    Ok((held, kept.ok_or(Error::NotFound)?, lines.rows()?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MarkForm {
    etat: String,
    version: String,
}

fn marked(dossier: &DossierId) -> Page {
    Page::see_other(url(dossier, "?fait=atelier-note#ateliers"))
}

/// « Suivi », « Absent », « Annuler ».
///
/// # Errors
/// [`Error::NotFound`] when there is no such workshop, [`Error::BadRequest`] without what the form carries, or as the database.
pub async fn mark(cx: Cx, me: Staff) -> Result<Page> {
    let (held, kept, _) = read(&cx, &me).await?;
    let form: MarkForm = cx.form()?;
    let etat = Etat::of_code(&form.etat).filter(|etat| *etat != Etat::Prevu);
    let etat = etat.ok_or(Error::INCOMPLETE)?;
    let today = today(&cx, &me);
    if etat.has_happened() && kept.what.jour > today {
        return refused(&cx, &me, TOO_EARLY).await;
    }
    let what = (&kept.id, version(&form.version)?, etat);
    if store::mark(&cx.db, &me, &held.id, what, (today, cx.now)).await? {
        return Ok(marked(&held.id));
    }
    // The same button pressed twice has done it.
    let (_, kept, _) = read(&cx, &me).await?;
    if kept.what.etat == etat && kept.structure_id == me.structure {
        return Ok(marked(&held.id));
    }
    refused(&cx, &me, NOT_MARKED).await
}

/// « Corriger l’atelier », with all it has ever said.
///
/// # Errors
/// [`Error::NotFound`] when there is no such workshop, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let (held, kept, lines) = read(&cx, &me).await?;
    Page::show(&AtelierPageView::of(&me, &held, &kept, &lines))
}

/// Writes a workshop over the version that was read.
///
/// # Errors
/// [`Error::NotFound`] when there is no such workshop, [`Error::BadRequest`] without the version, or as the database.
pub async fn correct(cx: Cx, me: Staff) -> Result<Page> {
    let (held, kept, lines) = read(&cx, &me).await?;
    let form: AtelierForm = cx.form()?;
    let read_version = version(&form.version)?;
    let what = match form.checked(today(&cx, &me)) {
        Ok(what) => what,
        Err(erreurs) => {
            let mut view = AtelierPageView::of(&me, &held, &kept, &lines);
            (view.atelier, view.erreurs) = (form, erreurs);
            return Page::show_again(&view);
        }
    };
    let done = || {
        Ok(Page::see_other(url(
            &held.id,
            "?fait=atelier-corrige#ateliers",
        )))
    };
    // Nothing to change, or the same form sent again.
    if what == kept.what.clone().into() {
        return done();
    }
    if store::correct(
        &cx.db,
        &me,
        &held.id,
        (&kept.id, read_version, &what),
        cx.now,
    )
    .await?
    {
        return done();
    }
    not_corrected(&cx, &me, form).await
}

/// A colleague came first: what they have written is told, what was typed is kept, to be saved over it.
async fn not_corrected(cx: &Cx, me: &Staff, form: AtelierForm) -> Result<Page> {
    let (held, kept, lines) = read(cx, me).await?;
    let mut view = AtelierPageView::of(me, &held, &kept, &lines);
    let zone = clock::zone(&me.fuseau);
    view.change = lines.first().map(|line| {
        let who = by(line.qui.as_ref(), &line.structure);
        format!("{who}, le {}", line.created_at.short(zone))
    });
    view.atelier = AtelierForm {
        version: kept.version.to_string(),
        ..form
    };
    Ok(Page::show(&view)?.status(409))
}
