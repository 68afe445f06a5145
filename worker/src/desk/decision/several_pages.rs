//! Several people ended at once, from the list: who, one motive for all, checked, then each by a statement of its own.

use super::{
    forms::{PEOPLE_MAX, SeveralForm, TOO_MANY},
    rules::{Decision, Reason, Seen},
    several_views::{SeveralCheckView, SeveralDoneView, SeveralView, URL},
    store::{self, File, Order},
};
use crate::{
    auth::Staff,
    desk::{letter::KIND, models, rules::Statut},
    edge::{
        cx::Cx,
        error::{Error, Result},
        ids::{HistoryId, UsagerId},
        page::Page,
    },
};

/// Those ids, each once.
///
/// # Errors
/// [`Error::NotFound`] when one can't be an id, [`Error::BadRequest`] for too many.
pub fn chosen_once(ids: Vec<String>) -> Result<Vec<UsagerId>> {
    let mut wanted: Vec<UsagerId> = Vec::new();
    for id in ids {
        let id = UsagerId::parse(&id).ok_or(Error::NotFound)?;
        if !wanted.contains(&id) {
            wanted.push(id);
        }
    }
    if wanted.len() > PEOPLE_MAX {
        return Err(TOO_MANY);
    }
    Ok(wanted)
}

/// The files of those ids, each once.
async fn files(cx: &Cx, me: &Staff, ids: Vec<String>) -> Result<Vec<File>> {
    let wanted = chosen_once(ids)?;
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let found = store::files(&cx.db, &me.structure, &wanted, EVENTS_READ).await?;
    if found.len() < wanted.len() {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// Enough to know the radiation that this form wrote, and what a colleague has done since.
const EVENTS_READ: i64 = 5;

/// The ids in the query.
fn asked(cx: &Cx) -> Vec<String> {
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(&cx.request.query).unwrap_or_default();
    let ids = pairs.into_iter().filter(|(name, _)| name == "usager");
    ids.map(|(_, id)| id).collect()
}

/// Who would be ended, or who was, when the query says by which form.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn show(cx: Cx, me: Staff) -> Result<Page> {
    let files = files(&cx, &me, asked(&cx)).await?;
    match HistoryId::parse(&cx.query("fait")) {
        Some(form) => Page::show(&SeveralDoneView::of(&me, &files, &form)),
        None => Page::show(&SeveralView::of(&cx, &me, &files, None)?),
    }
}

/// One motive for all: typed, checked, then confirmed.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database; then nobody is ended.
pub async fn end(cx: Cx, me: Staff) -> Result<Page> {
    let form: SeveralForm = cx.form()?;
    let key = HistoryId::parse(&form.jeton).ok_or(Error::INCOMPLETE)?;
    let chosen = form.chosen()?;
    let ids = chosen.iter().map(|(id, _)| id.as_str().to_owned());
    let proposed = form.propose.iter().cloned();
    let everyone = files(&cx, &me, ids.chain(proposed).collect()).await?;
    match (form.checked(&chosen), form.etape.as_str()) {
        (Ok(reason), "confirmer") => confirm(&cx, &me, &key, &chosen, &everyone, reason).await,
        (Ok(reason), "") => {
            let view = SeveralCheckView::of(&cx, &me, &everyone, &form, &reason);
            Page::show(&view)
        }
        (Ok(_), _) => Page::show(&SeveralView::of(&cx, &me, &everyone, Some(&form))?),
        (Err(erreurs), _) => {
            let mut view = SeveralView::of(&cx, &me, &everyone, Some(&form))?;
            view.erreurs = erreurs;
            Page::show_again(&view)
        }
    }
}

async fn confirm(
    cx: &Cx,
    me: &Staff,
    key: &HistoryId,
    chosen: &[(UsagerId, Seen)],
    everyone: &[File],
    reason: Reason,
) -> Result<Page> {
    let decision = Decision::Radier(reason);
    let echeance = |usager: &UsagerId| {
        let found = everyone.iter().find(|(person, _)| person.id == *usager);
        found.and_then(|(person, _)| person.echeance)
    };
    let orders: Vec<Order> = chosen
        .iter()
        .map(|(usager, seen)| Order {
            usager,
            line: key.of_one(usager),
            seen: *seen,
            echeance: echeance(usager),
            decision: &decision,
        })
        .collect();
    store::decide(&cx.db, me, &orders, cx.now).await?;
    let ids = chosen
        .iter()
        .map(|(id, _)| format!("&usager={}", id.as_str()));
    let to = format!("{URL}?fait={}{}", key.as_str(), ids.collect::<String>());
    Ok(Page::see_other(to))
}

/// One document, one letter a page, for those of the query who are ended: the structure's own, or ours.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, [`Error::NotNow`] when none of them is ended, or as the database.
pub async fn letters(cx: Cx, me: Staff) -> Result<Page> {
    let wanted = chosen_once(asked(&cx))?;
    let mut people = models::people::of(&cx.db, &me.structure, &wanted).await?;
    if people.len() < wanted.len() {
        return Err(Error::NotFound);
    }
    people.retain(|person| person.usager.statut == Statut::Radie);
    if people.is_empty() {
        return Err(NO_LETTER);
    }
    let bytes = models::letters::decisions(&cx, &me, &people).await?;
    Ok(Page::made_file(KIND, "lettres-de-radiation.docx", bytes))
}

const NO_LETTER: Error =
    Error::NotNow("Aucune de ces personnes n’est radiée\u{a0}: il n’y a pas de lettre à remettre.");
