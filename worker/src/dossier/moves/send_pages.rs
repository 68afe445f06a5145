//! « Réorienter »: choose a place of another structure opératrice, say what it should know, send.

use super::{
    forms_rules::SendForm,
    pages::{done, held_or_gone, line_of, rang, too_late},
    send_views::{Looked, SendView},
    store::{self, Step},
    targets_store, told, told_store,
};
use crate::{
    auth::Staff,
    dossier::{
        page::store::{Held, find},
        rules::{Genre, Statut},
    },
    edge::{
        cx::Cx,
        error::Result,
        form::FieldError,
        ids::{DossierEventId, DossierId, LieuId},
        page::Page,
    },
    places::search_rules::Asked,
};

const CLOSED: &str = "Ce lieu ne reçoit pas, ou plus, de dossiers. Choisissez-en un autre.";

async fn list(cx: &Cx, me: &Staff, held: &Held, erreurs: Vec<FieldError>) -> Result<Page> {
    let asked = Asked::read(|name| match name {
        "q" | "lieu" => cx.query(name),
        _ => String::new(),
    });
    let looked = Looked {
        q: asked.q.clone(),
        lieu: asked.lieu.clone(),
        from: targets_store::own_place(&cx.db, &me.structure).await?,
    };
    let found = targets_store::search(&cx.db, &me.structure, asked, looked.from).await?;
    let status = if erreurs.is_empty() { 200 } else { 422 };
    let view = SendView::list(me, held, &looked, &found).with_errors(erreurs);
    Ok(Page::show(&view)?.status(status))
}

fn closed() -> Vec<FieldError> {
    vec![FieldError::of_the_form(CLOSED)]
}

/// The places to choose from; the one that the address names, once it is chosen.
///
/// # Errors
/// [`crate::edge::error::Error::NotFound`] for a dossier that never was here, or as the database.
pub async fn form(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("dossier", DossierId::parse)?;
    let held = match held_or_gone(&cx, &me, &id).await? {
        Ok(held) => held,
        Err(page) => return Ok(page),
    };
    let chosen = cx.query("vers");
    if chosen.is_empty() {
        return list(&cx, &me, &held, Vec::new()).await;
    }
    let target = match LieuId::parse(&chosen) {
        Some(lieu) => targets_store::one(&cx.db, &me.structure, &lieu).await?,
        None => None,
    };
    let Some(target) = target else {
        return list(&cx, &me, &held, closed()).await;
    };
    let saisie = SendForm {
        jeton: DossierEventId::new()?.as_str().to_owned(),
        rang: held.rang.to_string(),
        lieu: target.id.as_str().to_owned(),
        message: String::new(),
    };
    let from = targets_store::own_place(&cx.db, &me.structure).await?;
    let view = SendView::chosen(&me, &held, (&target, from), saisie, Vec::new());
    Page::show(&view)
}

/// Sends the dossier on.
///
/// # Errors
/// As [`form`].
pub async fn send(cx: Cx, me: Staff) -> Result<Page> {
    let id = cx.param("dossier", DossierId::parse)?;
    let form: SendForm = cx.form()?;
    let line = line_of(&form.jeton, &id, Genre::Reorientation)?;
    let step = Step {
        line: &line,
        dossier: &id,
        rang: rang(&form.rang)?,
    };
    let Some(held) = find(&cx.db, &me.structure, &id).await? else {
        return too_late(&cx, &me, &line, (&id, Statut::Orientation)).await;
    };
    let tab = held.statut;
    let lieu = LieuId::parse(&form.lieu);
    let target = match &lieu {
        Some(lieu) => targets_store::one(&cx.db, &me.structure, lieu).await?,
        None => None,
    };
    let (Some(lieu), Some(target)) = (lieu, target) else {
        return list(&cx, &me, &held, closed()).await;
    };
    let message = match form.checked() {
        Ok(message) => message,
        Err(erreurs) => {
            return Page::show_again(&SendView::chosen(
                &me,
                &held,
                (&target, None),
                form,
                erreurs,
            ));
        }
    };
    let sent = send_to(&cx, &me, &step, &held, (&lieu, message.as_ref())).await?;
    if sent {
        return Ok(done(&line, tab));
    }
    too_late(&cx, &me, &line, (&id, tab)).await
}

/// The line, and the e-mails that tell it, in one batch.
async fn send_to(
    cx: &Cx,
    me: &Staff,
    step: &Step<'_>,
    held: &Held,
    (lieu, message): (&LieuId, Option<&String>),
) -> Result<bool> {
    let Some(target) = told_store::structure_of(&cx.db, me, lieu).await? else {
        return Ok(false);
    };
    let about = (step.line, step.dossier);
    let mails = told::of_sending(cx, me, about, (&held.carnet, &target)).await?;
    let mut queries = vec![store::send_on(me, step, lieu, message, cx.now)];
    queries.extend(mails.queries(cx.now));
    let outcomes = cx.db.batch_of(queries).await?;
    let sent = outcomes.first().is_some_and(|one| one.changes > 0);
    if sent {
        mails.wake(cx).await;
    }
    Ok(sent)
}
