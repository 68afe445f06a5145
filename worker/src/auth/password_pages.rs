//! The pages where a domicilié chooses their first password (seed 000), and changes it later.

use escale_site::locale::Language;
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
    pub regles: Vec<RuleView>,
    /// Where the form goes.
    pub action: String,
    /// Where « Annuler » leads.
    pub annuler: &'static str,
    /// Mistakes.
    pub erreurs: Vec<FieldError>,
}

/// A rule, for the page and for its script.
#[derive(Debug, Serialize)]
pub struct RuleView {
    cle: &'static str,
    texte: String,
}

fn rules(language: &Language, premiere: bool) -> Result<Vec<RuleView>> {
    let told = |rule: &Rule| {
        let key = match rule.cle {
            "different" if premiere => "regle-temporaire",
            "different" => "regle-actuel",
            "longueur" => "regle-longueur",
            "chiffre" => "regle-chiffre",
            "majuscule" => "regle-majuscule",
            _ => "regle-minuscule",
        };
        Ok(RuleView {
            cle: rule.cle,
            texte: language.say(key, &[])?,
        })
    };
    RULES.iter().map(told).collect()
}

impl View for NewPasswordView {
    const TEMPLATE: &'static str = "auth/nouveau_mot_de_passe.html";
}

impl NewPasswordView {
    fn first(language: &Language, shared: bool, erreurs: Vec<FieldError>) -> Result<Self> {
        Ok(Self {
            premiere: true,
            regles: rules(language, true)?,
            action: choose_url(shared),
            annuler: SIGN_IN,
            erreurs,
        })
    }

    fn another(language: &Language, erreurs: Vec<FieldError>) -> Result<Self> {
        Ok(Self {
            premiere: false,
            regles: rules(language, false)?,
            action: "/portail/mot-de-passe".to_owned(),
            annuler: HOME,
            erreurs,
        })
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
    let language = cx.request.language();
    match account_to_choose_for(&cx).await? {
        Some(_) => {
            let shared = cx.query("partage") == "oui";
            let view = NewPasswordView::first(language, shared, Vec::new())?;
            Page::show_in(language, &view)
        }
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
    let language = cx.request.language();
    let choice = &form.choix;
    let wrong = choice.mistakes_of_domicilie(language, &account.password_hash)?;
    if !wrong.is_empty() {
        let view = NewPasswordView::first(language, shared, wrong)?;
        return Page::show_again_in(language, &view);
    }
    let token = PlainToken::new(Purpose::Portail)?;
    let hash = token.hash();
    let session = new_session(&cx, &hash, shared);
    let chosen = PasswordHash::of(&choice.nouveau)?;
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
pub async fn new_password_form(_cx: Cx, me: Domicilie) -> Result<Page> {
    let view = NewPasswordView::another(me.langue, Vec::new())?;
    Page::show_in(me.langue, &view)
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
    let again = |erreurs| -> Result<Page> {
        Page::show_again_in(me.langue, &NewPasswordView::another(me.langue, erreurs)?)
    };
    let wrong = |message: String| {
        vec![FieldError {
            champ: "actuel",
            message,
        }]
    };
    let attempt = match gate::approach(&cx, Realm::Portail, &account.identifiant).await? {
        Ok(attempt) => attempt,
        Err(locked) => {
            let trouble = Trouble::locked_in(me.langue, cx.now, locked)?;
            return Ok(Trouble::wait(
                again(wrong(trouble.message))?,
                cx.now,
                locked,
            ));
        }
    };
    // A wrong password tells nothing else: whether the new one is the present one would be a second guess for one try.
    if !account.password_hash.verify(&form.actuel) {
        return again(wrong(me.langue.say("erreur-actuel", &[])?));
    }
    attempt.give_back(&cx).await?;
    let choice = &form.choix;
    let mistakes = choice.mistakes_of_domicilie(me.langue, &account.password_hash)?;
    if !mistakes.is_empty() {
        return again(mistakes);
    }
    if !store::change_password(
        &cx.db,
        &me,
        &account.password_hash,
        &PasswordHash::of(&choice.nouveau)?,
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
    use escale_site::locale::LANGUAGES;

    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let mistakes = ["actuel", "nouveau", "confirmation"].map(|champ| FieldError {
            champ,
            message: "Recommencez.".to_owned(),
        });
        let mut all = Vec::new();
        for language in LANGUAGES {
            let views = [
                NewPasswordView::first(language, true, Vec::new()),
                NewPasswordView::first(language, false, mistakes.to_vec()),
                NewPasswordView::another(language, mistakes.to_vec()),
            ];
            all.extend(views.map(|view| {
                let view = view.expect(language.code);
                (NewPasswordView::TEMPLATE, page::render_in(language, &view))
            }));
        }
        all
    }
}
