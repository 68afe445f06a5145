//! « Mot de passe oublié » for staff: the address, then by the link in the e-mail the new password.

use serde::{Deserialize, Serialize};

use super::{
    letters::{ChangedLetter, ForgottenLetter},
    new_password::NewPassword,
    password::{Rule, STAFF_RULES},
    store::{self, forgotten::ToReset},
};
use crate::{
    edge::{
        clock::zone,
        config,
        cx::Cx,
        error::{Error, Result},
        form::FieldError,
        ids::{JournalId, LienId},
        page::{Page, View},
    },
    outbox::{self, Followed, Mail, Way, rules::Address},
};

const FORGOTTEN: &str = "/gestion/mot-de-passe-oublie";
/// What the links of this page are called.
const GENRE: &str = "MOT_DE_PASSE";
const ANOTHER: Way = Way {
    conseil: "Demandez un autre lien\u{a0}: il arrivera par e-mail.",
    href: FORGOTTEN,
    label: "Demander un autre lien",
};

/// « Mot de passe oublié ».
#[derive(Debug, Serialize)]
pub struct ForgottenView {
    email: String,
    erreurs: Vec<FieldError>,
    /// The form was sent.
    parti: bool,
}

impl View for ForgottenView {
    const TEMPLATE: &'static str = "auth/mot_de_passe_oublie.html";
}

/// « Choisir un nouveau mot de passe ».
#[derive(Debug, Serialize)]
pub struct ResetView {
    action: String,
    email: String,
    regles: [Rule; 4],
    erreurs: Vec<FieldError>,
}

impl View for ResetView {
    const TEMPLATE: &'static str = "auth/reinitialiser.html";
}

#[derive(Deserialize)]
struct ForgottenForm {
    #[serde(default)]
    email: String,
}

/// The form; after it was sent, what happens next.
///
/// # Errors
/// As [`Page::show`].
pub async fn form(cx: Cx) -> Result<Page> {
    Page::show(&ForgottenView {
        email: String::new(),
        erreurs: Vec::new(),
        parti: cx.query("fait") == "oui",
    })
}

/// Sends the link if there is such an account; says the same if there is none.
///
/// # Errors
/// As the gate's limit and the database.
pub async fn ask(cx: Cx) -> Result<Page> {
    let form: ForgottenForm = cx.form()?;
    cx.may_sign_in().await?;
    let address = Address::parse(&form.email)
        .filter(|address| config::admits(address.as_str(), config::PRODUCTION));
    let Some(address) = address else {
        return Page::show_again(&ForgottenView {
            email: form.email,
            erreurs: vec![FieldError {
                champ: "email",
                message: "Écrivez une adresse e-mail, par exemple prenom@exemple.fr.".to_owned(),
            }],
            parti: false,
        });
    };
    let link = LienId::new()?;
    let letter = ForgottenLetter {
        duree: "30 minutes",
    };
    let mail = Mail::because(link.as_str(), address.clone(), &letter)?.with_link(&link);
    store::forgotten::ask_link(&cx.db, address.as_str(), &link, &mail, cx.now).await?;
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other(format!("{FORGOTTEN}?fait=oui")))
}

/// The link and its account, if both hold.
async fn account_of(cx: &Cx) -> Result<std::result::Result<(Followed, ToReset), Page>> {
    let link = outbox::followed(cx, GENRE).await?;
    let Some(held) = link.clone().filter(|link| link.holds(cx.now)) else {
        return Ok(Err(outbox::lost(link.as_ref(), cx.now, ANOTHER)?));
    };
    match store::forgotten::account_to_reset(&cx.db, &held.id).await? {
        Some(account) => Ok(Ok((held, account))),
        None => Ok(Err(outbox::lost(link.as_ref(), cx.now, ANOTHER)?)),
    }
}

impl ResetView {
    fn of(cx: &Cx, account: &ToReset, erreurs: Vec<FieldError>) -> Self {
        Self {
            action: cx.request.path.clone(),
            email: account.email.clone(),
            regles: STAFF_RULES,
            erreurs,
        }
    }
}

/// The form of the link: opening it changes nothing.
///
/// # Errors
/// As the database.
pub async fn reset_form(cx: Cx) -> Result<Page> {
    match account_of(&cx).await? {
        Ok((_, account)) => Page::show(&ResetView::of(&cx, &account, Vec::new())),
        Err(lost) => Ok(lost),
    }
}

/// Takes the new password.
///
/// # Errors
/// As the database.
pub async fn reset(cx: Cx) -> Result<Page> {
    let (link, account) = match account_of(&cx).await? {
        Ok(found) => found,
        Err(lost) => return Ok(lost),
    };
    let form: NewPassword = cx.form()?;
    if let Err(erreurs) = form.checked() {
        return Page::show_again(&ResetView::of(&cx, &account, erreurs));
    }
    let line = JournalId::new()?;
    let mail = changed_mail(&account, &line, &cx)?;
    let query = mail.query(cx.now);
    let chosen = form.hash()?;
    if !store::forgotten::reset(&cx.db, &account, &link.id, &line, &chosen, query, cx.now).await? {
        return outbox::lost(Some(&link), cx.now, ANOTHER);
    }
    outbox::wake(&cx.env, &[mail.id()]).await;
    Ok(Page::see_other("/gestion/connexion?fin=mot-de-passe"))
}

fn changed_mail(account: &ToReset, line: &JournalId, cx: &Cx) -> Result<Mail> {
    let to = Address::parse(&account.email)
        .ok_or_else(|| Error::internal("staff_user", "an address nobody can write to"))?;
    let letter = ChangedLetter {
        quand: cx.now.short(zone(&account.fuseau)),
    };
    Ok(Mail::because(line.as_str(), to, &letter)?.from(account.structure_id.as_ref()))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let mistake = |champ| FieldError {
            champ,
            message: "Recommencez.".to_owned(),
        };
        let forgotten = |parti, erreurs| ForgottenView {
            email: "awa@exemple.fr".to_owned(),
            erreurs,
            parti,
        };
        let reset = |erreurs| ResetView {
            action: "/gestion/mot-de-passe-oublie/esl_x".to_owned(),
            email: "awa@exemple.fr".to_owned(),
            regles: STAFF_RULES,
            erreurs,
        };
        vec![
            (
                ForgottenView::TEMPLATE,
                page::render(&forgotten(true, Vec::new())),
            ),
            (
                ForgottenView::TEMPLATE,
                page::render(&forgotten(false, vec![mistake("email")])),
            ),
            (ResetView::TEMPLATE, page::render(&reset(Vec::new()))),
            (
                ResetView::TEMPLATE,
                page::render(&reset(vec![mistake("nouveau"), mistake("confirmation")])),
            ),
        ]
    }
}
