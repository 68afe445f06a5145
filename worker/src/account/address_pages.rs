//! The page of the link that confirms a new address.

use serde::Serialize;

use super::{
    letters::MovedLetter,
    pages::GENRE,
    store::{self, ToConfirm},
};
use crate::{
    edge::{
        clock::zone,
        cx::Cx,
        error::{Error, Result},
        ids::JournalId,
        page::{Page, View},
    },
    outbox::{self, Followed, Mail, Way, rules::Address},
};

const ANOTHER: Way = Way {
    conseil: "Connectez-vous, ouvrez «\u{a0}Mon compte\u{a0}» et demandez de nouveau le changement d’adresse.",
    href: "/gestion/connexion",
    label: "Page de connexion",
};

/// « Confirmer votre nouvelle adresse ».
#[derive(Debug, Serialize)]
pub struct ConfirmView {
    action: String,
    email: String,
    avant: String,
}

impl View for ConfirmView {
    const TEMPLATE: &'static str = "account/adresse.html";
}

/// The link, its account and the new address, if all hold.
async fn asked(cx: &Cx) -> Result<std::result::Result<(Followed, ToConfirm, String), Page>> {
    let link = outbox::followed(cx, GENRE).await?;
    if let Some(held) = link.clone().filter(|link| link.holds(cx.now)) {
        let account = store::to_confirm(&cx.db, &held.id).await?;
        if let Some((account, new)) = account.zip(held.pour.clone()) {
            return Ok(Ok((held, account, new)));
        }
    }
    Ok(Err(outbox::lost(link.as_ref(), cx.now, ANOTHER)?))
}

/// The page: opening it changes nothing.
///
/// # Errors
/// As the database.
pub async fn form(cx: Cx) -> Result<Page> {
    match asked(&cx).await? {
        Ok((_, account, email)) => Page::show(&ConfirmView {
            action: cx.request.path.clone(),
            email,
            avant: account.email,
        }),
        Err(lost) => Ok(lost),
    }
}

/// « Confirmer cette adresse »; the former one is told.
///
/// # Errors
/// As the database.
pub async fn confirm(cx: Cx) -> Result<Page> {
    let (link, account, new) = match asked(&cx).await? {
        Ok(found) => found,
        Err(lost) => return Ok(lost),
    };
    let former = Address::parse(&account.email)
        .ok_or_else(|| Error::internal("staff_user", "an address nobody can write to"))?;
    let line = JournalId::new()?;
    let letter = MovedLetter {
        prenom: account.prenom,
        quand: cx.now.short(zone(&account.fuseau)),
    };
    let mail = Mail::because(line.as_str(), former, &letter)?.from(Some(&account.structure_id));
    if !store::save_address(&cx, &link.id, &line, &new, &mail).await? {
        return Err(Error::NotNow(
            "Cette adresse est déjà celle d’un compte. Votre adresse n’a pas changé\u{a0}: choisissez-en une autre dans «\u{a0}Mon compte\u{a0}».",
        ));
    }
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other("/gestion/connexion?fin=adresse"))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let view = ConfirmView {
            action: "/gestion/adresse/esl_x".to_owned(),
            email: "nouvelle@exemple.fr".to_owned(),
            avant: "awa@exemple.fr".to_owned(),
        };
        vec![(ConfirmView::TEMPLATE, page::render(&view))]
    }
}
