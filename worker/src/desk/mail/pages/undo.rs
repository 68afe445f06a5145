//! « Annuler »: a line of the ledger is undone by another; it stays in sight, struck through.

use serde::Deserialize;

use super::{
    super::store::{self, Key, Recorded},
    forms::{FORM_USED, done_for_script, for_script, key},
    morning::MORNING_URL,
    tab::MailView,
};
use crate::{
    auth::Staff,
    desk::tabs::mail_url,
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        ids::{MailLineId, UsagerId},
        page::Page,
    },
};

/// Which line, and the page it was asked from.
#[derive(Debug, Deserialize)]
struct UndoForm {
    #[serde(default)]
    ligne: String,
    #[serde(default)]
    jeton: String,
    #[serde(default)]
    suite: String,
}

/// Undoes a line of `usager`'s ledger, once at most and never one whose mail has left.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié or another's line, or as the database.
pub async fn line(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: UndoForm = cx.form()?;
    let line = key(&form.jeton)?;
    let undone = MailLineId::parse(&form.ligne).ok_or(Error::INCOMPLETE)?;
    let key = Key {
        me: &me,
        usager: &usager,
        line: &line,
        now: cx.now,
    };
    if store::undo(&cx.db, &key, &undone).await? == Recorded::There {
        if for_script(&form.suite) {
            return done_for_script(&line);
        }
        let done = "?fait=annulation";
        return Ok(Page::see_other(match form.suite.as_str() {
            "jour" => format!("{MORNING_URL}{done}"),
            _ => mail_url(&usager, done),
        }));
    }
    let found = store::whose_line(&cx.db, &key, &undone).await?;
    let found = found.ok_or(Error::NotFound)?;
    let otherwise = if found.servi { FORM_USED } else { LEFT };
    let message = found.who().map_or_else(
        || otherwise.to_owned(),
        |(at, who)| {
            let at = at.short(clock::zone(&me.fuseau));
            format!(
                "Cette ligne est déjà annulée, par {who}, le {at}. Rien de plus n’a été enregistré."
            )
        },
    );
    let view = MailView::load(&cx, &me, &usager).await?;
    Ok(Page::show(&view.with_refusal(message))?.status(409))
}

const LEFT: &str = "Cette réception ne peut pas être annulée\u{a0}: ce courrier a déjà été remis, renvoyé ou transféré. \
     Si c’est une erreur, annulez d’abord cette sortie. Rien n’a été enregistré.";
