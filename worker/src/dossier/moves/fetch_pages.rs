//! « Récupérer un dossier »: by the name and the number of a booklet that somebody has brought.

use super::{
    fetch_store,
    forms_rules::{FetchForm, Fetched},
    pages::done,
    told,
    views::{Came, FetchView},
};
use crate::{
    auth::Staff,
    dossier::rules::Statut,
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::DossierEventId,
        page::Page,
    },
};

/// The form.
///
/// # Errors
/// As the platform's randomness.
pub async fn form(_cx: Cx, me: Staff) -> Result<Page> {
    let form = FetchForm {
        jeton: DossierEventId::new()?.as_str().to_owned(),
        ..FetchForm::default()
    };
    Page::show(&FetchView::of(&me, form, Came::Nothing))
}

/// Tries to fetch the dossier.
///
/// # Errors
/// [`Error::BadRequest`] without the form's key, or as the database.
pub async fn fetch(cx: Cx, me: Staff) -> Result<Page> {
    let form: FetchForm = cx.form()?;
    let key = DossierEventId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let asked = match form.checked() {
        Ok(asked) => asked,
        Err(erreurs) => {
            return Page::show_again(&FetchView::of(&me, form, Came::Wrong(erreurs)));
        }
    };
    let line = DossierEventId::of_fetching(&key, asked.carnet.as_str());
    let came = tried(&cx, &me, &line, &asked).await?;
    let fetched = matches!(came, Came::Fetched);
    if fetched || fetch_store::fetched_before(&cx.db, &me, &line).await? {
        return Ok(done(&line, Statut::Orientation));
    }
    let status = match came {
        Came::TooMany => 429,
        Came::NoMatch => 422,
        _ => 409,
    };
    Ok(Page::show(&FetchView::of(&me, form, came))?.status(status))
}

/// A try: counted before anything is looked up, so that one too many tells nothing, not even by the time it takes.
async fn tried(cx: &Cx, me: &Staff, line: &DossierEventId, asked: &Fetched) -> Result<Came> {
    let Some(attempt) = fetch_store::counted(&cx.db, me, cx.now).await? else {
        return Ok(Came::TooMany);
    };
    let holder = match fetch_store::holder(&cx.db, me, &attempt, asked).await? {
        Some(holder) if holder.structure_id != me.structure => holder,
        Some(own) => return Ok(Came::Mine(own.id)),
        None => return Ok(Came::NoMatch),
    };
    let whose = (&holder.id, &holder.structure_id);
    let mails = told::of_fetching(cx, me, line, whose, asked.carnet.as_str()).await?;
    let (ids, from, queries) = ((line, &attempt), (asked, &holder), mails.queries(cx.now));
    if fetch_store::fetch(&cx.db, me, ids, from, queries).await? {
        mails.wake(cx).await;
        return Ok(Came::Fetched);
    }
    // Somebody came first. Whoever knew the name and the number is told where it went.
    let holder = fetch_store::holder(&cx.db, me, &attempt, asked).await?;
    Ok(match holder {
        Some(own) if own.structure_id == me.structure => Came::Mine(own.id),
        Some(other) => Came::Moved(other.structure),
        None => Came::NoMatch,
    })
}
