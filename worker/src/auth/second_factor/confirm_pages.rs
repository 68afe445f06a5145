//! « Confirmez que c’est vous »: the page of the gate.

use serde::Deserialize;

use super::{
    ACCOUNT_URL, CONFIRM_URL, OWN_URL,
    check::{CodeForm, Refused, SERVED},
    rules::own_path,
    signed_in,
    views::{CodeView, NeededView},
    with_return,
};
use crate::{
    auth::{Person, store::factor},
    edge::{cx::Cx, error::Result, form::FieldError, page::Page},
    frame::Frame,
    outbox,
};

#[derive(Deserialize)]
struct ConfirmForm {
    #[serde(flatten)]
    given: CodeForm,
    #[serde(default)]
    retour: String,
}

fn view(me: &Person, retour: &str, secours: bool, erreurs: Vec<FieldError>) -> CodeView {
    let retour = own_path(retour).unwrap_or_default();
    let here = with_return(CONFIRM_URL, retour);
    let mark = if here.contains('?') { '&' } else { '?' };
    CodeView {
        frame: Some(Frame::of_person(me, ACCOUNT_URL)),
        action: CONFIRM_URL,
        secours,
        retour: retour.to_owned(),
        autre: if secours {
            here
        } else {
            format!("{here}{mark}secours=oui")
        },
        erreurs,
    }
}

/// The page; whoever has no second factor is told that this act needs one.
///
/// # Errors
/// As the database.
pub async fn form(cx: Cx, me: Person) -> Result<Page> {
    let (_, holder) = signed_in(&cx).await?;
    let retour = cx.query("retour");
    if holder.secret.is_none() {
        return Page::show(&NeededView {
            frame: Frame::of_person(&me, ACCOUNT_URL),
            activer: with_return(OWN_URL, &retour),
        });
    }
    let secours = cx.query("secours") == "oui";
    Page::show(&view(&me, &retour, secours, Vec::new()))
}

/// Takes the code, and leads back.
///
/// # Errors
/// As the gate and the database.
pub async fn confirm(cx: Cx, me: Person) -> Result<Page> {
    let form: ConfirmForm = cx.form()?;
    let (session, holder) = signed_in(&cx).await?;
    if holder.secret.is_none() {
        return Ok(Page::see_other(with_return(CONFIRM_URL, &form.retour)));
    }
    let again = |refused: Refused| {
        let errors = vec![refused.error.clone()];
        let view = view(&me, &form.retour, form.given.is_recovery(), errors);
        Ok(refused.page(Page::show(&view)?, &cx))
    };
    // Counted for this session: a stranger who tries codes at the sign-in page shuts nobody out here.
    let checked = match form.given.checked(&cx, &holder, session.as_str()).await? {
        Ok(checked) => checked,
        Err(refused) => return again(refused),
    };
    if !factor::prove(&cx.db, &holder.id, &session, checked.code, cx.now).await? {
        let recovery = form.given.is_recovery();
        return again(Refused::because(
            if recovery { "secours" } else { "code" },
            SERVED,
        ));
    }
    checked.attempt.give_back(&cx).await?;
    if let Some(mail) = &checked.mail {
        outbox::wake(&cx.env, &[mail]).await;
    }
    Ok(Page::see_other(
        own_path(&form.retour).unwrap_or(ACCOUNT_URL),
    ))
}
