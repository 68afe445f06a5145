//! The pages where a domicilié chooses their first password (seed 000), and changes it later.

use serde::{Deserialize, Serialize};

use super::{
    Domicilie, gate,
    new_password::NewPassword,
    password::{PasswordHash, PlainPassword, RULES, Rule},
    portal_pages::{CHANGED_MEANWHILE, HOME, SIGN_IN, choose_url, new_session, session_cookie},
    softlock::Realm,
    store::{self, PortalAccount},
    trouble::Trouble,
};
use crate::edge::{
    cookies,
    cx::Cx,
    error::{Error, Result, Side},
    form::FieldError,
    page::{Page, View},
    secret::{PlainToken, Purpose},
};

/// The page where a password is chosen.
#[derive(Debug, Serialize)]
pub struct NewPasswordView {
    /// The first password, or another later?
    pub premiere: bool,
    /// The rules, ticked live where scripts run.
    pub regles: [Rule; 5],
    /// Where the form goes.
    pub action: String,
    /// Where « Annuler » leads.
    pub annuler: &'static str,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
}

impl View for NewPasswordView {
    const TEMPLATE: &'static str = "auth/nouveau_mot_de_passe.html";
}

impl NewPasswordView {
    fn first(shared: bool, erreurs: Vec<FieldError>) -> Self {
        Self {
            premiere: true,
            regles: RULES,
            action: choose_url(shared),
            annuler: SIGN_IN,
            erreurs,
        }
    }

    fn another(erreurs: Vec<FieldError>) -> Self {
        let mut regles = RULES;
        if let Some(first) = regles.first_mut() {
            first.texte = "Est différent du mot de passe actuel";
        }
        Self {
            premiere: false,
            regles,
            action: "/portail/mot-de-passe".to_owned(),
            annuler: HOME,
            erreurs,
        }
    }
}

#[derive(Deserialize)]
struct NewPasswordForm {
    #[serde(default)]
    actuel: PlainPassword,
    #[serde(flatten)]
    choix: NewPassword,
}

/// « C’est votre première connexion »: the form.
///
/// # Errors
/// As the database.
pub async fn first_password_form(cx: Cx) -> Result<Page> {
    match account_to_choose_for(&cx).await? {
        Some(_) => Page::show(&NewPasswordView::first(
            cx.query("partage") == "oui",
            Vec::new(),
        )),
        None => Ok(Page::see_other(SIGN_IN)),
    }
}

async fn account_to_choose_for(cx: &Cx) -> Result<Option<(PlainToken, PortalAccount)>> {
    let Some(ticket) = cx.token(cookies::Name::Choix, Purpose::Choix) else {
        return Ok(None);
    };
    let account = store::account_to_choose_for(&cx.db, &ticket.hash(), cx.now).await?;
    Ok(account.map(|account| (ticket, account)))
}

/// Takes the first password and opens the first session: none exists before.
///
/// # Errors
/// [`Error::SignedOut`] when the ticket no longer holds, or as the database.
pub async fn choose_first_password(cx: Cx) -> Result<Page> {
    let form: NewPasswordForm = cx.form()?;
    let shared = cx.query("partage") == "oui";
    let Some((ticket, account)) = account_to_choose_for(&cx).await? else {
        return Err(Error::SignedOut(Side::Portail));
    };
    let new = match form.choix.checked_by_domicilie(&account.password_hash) {
        Ok(new) => new,
        Err(erreurs) => return Page::show_again(&NewPasswordView::first(shared, erreurs)),
    };
    let token = PlainToken::new(Purpose::Portail)?;
    let hash = token.hash();
    let session = new_session(&cx, &hash, shared);
    let chosen = PasswordHash::of(new)?;
    if !store::take_choice(&cx.db, &account, &ticket.hash(), &chosen, &session).await? {
        return Err(CHANGED_MEANWHILE);
    }
    let page = Page::see_other(HOME).cookie(session_cookie(&token));
    Ok(page.cookie(cookies::Change::Remove(cookies::Name::Choix)))
}

/// « Annuler » on the first choice: back to signing in, with the temporary password as before.
///
/// # Errors
/// As the database.
pub async fn give_up_first_password(cx: Cx) -> Result<Page> {
    if let Some(ticket) = cx.token(cookies::Name::Choix, Purpose::Choix) {
        store::withdraw_choice(&cx.db, &ticket.hash()).await?;
    }
    Ok(Page::see_other(SIGN_IN).cookie(cookies::Change::Remove(cookies::Name::Choix)))
}

/// The form to change one's password.
///
/// # Errors
/// As [`Page::show`].
pub async fn new_password_form(_cx: Cx, _me: Domicilie) -> Result<Page> {
    Page::show(&NewPasswordView::another(Vec::new()))
}

/// Changes one's password: the present one is asked for, and tries are counted as at the gate.
///
/// # Errors
/// As the gate and the database.
pub async fn change_password(cx: Cx, me: Domicilie) -> Result<Page> {
    let form: NewPasswordForm = cx.form()?;
    let account = store::portal_account_of(&cx.db, &me)
        .await?
        .ok_or(Error::SignedOut(Side::Portail))?;
    let again = |erreurs| Page::show_again(&NewPasswordView::another(erreurs));
    let wrong = |message: &str| {
        vec![FieldError {
            champ: "actuel",
            message: message.to_owned(),
        }]
    };
    let attempt = match gate::approach(&cx, Realm::Portail, &account.identifiant).await? {
        Ok(attempt) => attempt,
        Err(locked) => {
            return Ok(Trouble::wait(
                again(wrong(&Trouble::locked(cx.now, locked).message))?,
                cx.now,
                locked,
            ));
        }
    };
    // A wrong password tells nothing else: whether the new one is the present one would be a second guess for one try.
    if !account.password_hash.verify(&form.actuel) {
        return again(wrong("Ce n’est pas votre mot de passe actuel."));
    }
    attempt.give_back(&cx).await?;
    let new = match form.choix.checked_by_domicilie(&account.password_hash) {
        Ok(new) => new,
        Err(erreurs) => return again(erreurs),
    };
    if !store::change_password(
        &cx.db,
        &me,
        &account.password_hash,
        &PasswordHash::of(new)?,
        cx.now,
    )
    .await?
    {
        return Err(CHANGED_MEANWHILE);
    }
    Ok(Page::see_other(format!("{HOME}?fait=mot-de-passe")))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let mistakes = ["actuel", "nouveau", "confirmation"].map(|champ| FieldError {
            champ,
            message: "Recommencez.".to_owned(),
        });
        let views = [
            NewPasswordView::first(true, Vec::new()),
            NewPasswordView::first(false, mistakes.to_vec()),
            NewPasswordView::another(mistakes.to_vec()),
        ];
        views
            .iter()
            .map(|view| (NewPasswordView::TEMPLATE, page::render(view)))
            .collect()
    }
}
