//! The pages where staff sign in and out.

use escale_site::locale::FRENCH;
use serde::{Deserialize, Serialize};

use super::{
    gate,
    password::{PasswordHash, PlainPassword},
    portal_pages::end_of_session,
    second_factor::{
        rules::{Next, TICKET_MS, after_password},
        sign_in_pages::{CODE_URL, SET_UP_URL},
    },
    softlock::Realm,
    store::{self, StaffAccount},
    trouble::Trouble,
    way_back,
};
use crate::{
    edge::{
        clock::SECOND_MS,
        config, cookies,
        cx::Cx,
        error::{Error, Result},
        page::{Page, View},
        secret::{PlainToken, Purpose},
    },
    rights::Role,
};

const SIGN_IN: &str = "/gestion/connexion";

/// The staff's sign-in page: the static shell, or the same with what went wrong.
#[derive(Debug, Default, Serialize)]
pub struct StaffSignInView {
    /// The address, as typed.
    pub email: String,
    /// A word that is no mistake: « Vous êtes déconnecté ».
    pub avis: Option<String>,
    /// What went wrong.
    pub erreur: Option<Trouble>,
}

impl View for StaffSignInView {
    const TEMPLATE: &'static str = "auth/gestion_connexion.html";
}

#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    mot_de_passe: PlainPassword,
}

/// The static shell; with `?fin` the person is told why they are here. Whoever is signed in is led to their own page.
///
/// # Errors
/// As the database.
pub async fn sign_in_form(cx: Cx) -> Result<Page> {
    if let Some(me) = super::staff(&cx).await? {
        return Ok(Page::see_other(home_of(me.role)));
    }
    let avis = match cx.query("fin").as_str() {
        "mot-de-passe" => Some("Votre mot de passe est changé. Connectez-vous."),
        "invitation" => Some("Votre compte est prêt. Connectez-vous."),
        "adresse" => Some("Votre adresse e-mail est changée. Connectez-vous avec la nouvelle."),
        "attente" => Some("Le temps pour donner le code est passé. Recommencez la connexion."),
        _ => None,
    };
    let avis = match avis {
        Some(avis) => Some(avis.to_owned()),
        None => end_of_session(FRENCH, &cx.query("fin"))?,
    };
    match avis {
        None => Ok(Page::asset()),
        avis => Page::show(&StaffSignInView {
            avis,
            ..StaffSignInView::default()
        }),
    }
}

/// Where someone of that role begins.
pub(super) fn home_of(role: Role) -> &'static str {
    if role == Role::Operateur {
        "/operateur"
    } else {
        "/gestion"
    }
}

/// Checks address and password: leads to the list or to the operateur's page, or first to the second factor.
///
/// # Errors
/// As the gate and the database.
pub async fn sign_in(cx: Cx) -> Result<Page> {
    let form: SignInForm = cx.form()?;
    cx.may_sign_in().await?;
    let email: String = form.email.trim().to_lowercase().chars().take(254).collect();
    let again = |status: u16, erreur: Trouble| {
        let view = StaffSignInView {
            email: form.email.trim().to_owned(),
            erreur: Some(erreur),
            avis: None,
        };
        Ok(Page::show(&view)?.status(status))
    };
    let attempt = match gate::approach(&cx, Realm::Gestion, &email).await? {
        Ok(attempt) => attempt,
        Err(locked) => {
            let page: Result<Page> = again(429, Trouble::locked(cx.now, locked));
            return Ok(Trouble::wait(page?, cx.now, locked));
        }
    };
    let account = store::staff_account(&cx.db, &email).await?;
    let decoy = PasswordHash::decoy();
    let hash = account
        .as_ref()
        .map_or(&decoy, |account| &account.password_hash);
    let right = hash.verify(&form.mot_de_passe) && config::admits(&email, config::PRODUCTION);
    let Some(account) = account.filter(|_| right) else {
        return again(422, Trouble::wrong_email());
    };
    if let Some(message) = why_not(&account) {
        attempt.give_back(&cx).await?;
        let trouble = Trouble {
            titre: "Accès fermé".to_owned(),
            message: message.to_owned(),
        };
        return again(403, trouble);
    }
    admit(&cx, account, attempt, &form.mot_de_passe).await
}

/// Someone gave the right password: why may they not come in?
fn why_not(account: &StaffAccount) -> Option<&'static str> {
    if !account.ouvert {
        Some("Votre structure est suspendue. Écrivez à l’équipe qui gère la plateforme.")
    } else if !account.actif {
        Some("Votre compte est suspendu. Un administrateur de votre structure peut le rétablir.")
    } else {
        None
    }
}

async fn admit(
    cx: &Cx,
    mut account: StaffAccount,
    attempt: gate::Attempt,
    given: &PlainPassword,
) -> Result<Page> {
    if account.password_hash.is_outdated() {
        let hash = PasswordHash::of(given)?;
        store::rehash_staff(&cx.db, &account, &hash).await?;
        account.password_hash = hash;
    }
    let required = cx.config.second_factor.required;
    let first = match after_password(required, account.role, account.facteur) {
        Next::In => return open(cx, &account, attempt).await,
        Next::Code => CODE_URL,
        Next::SetUp => SET_UP_URL,
    };
    let ticket = PlainToken::new(Purpose::Facteur)?;
    let admission = attempt.succeeded(cx, false, &ticket.hash())?;
    if !store::factor::open_ticket(&cx.db, &account, &ticket.hash(), cx.now, admission.queries)
        .await?
    {
        return Err(CHANGED);
    }
    let ticket = cookies::Change::Keep(
        cookies::Name::Facteur,
        ticket.reveal().to_owned(),
        TICKET_MS / SECOND_MS,
    );
    Ok(Page::see_other(first)
        .cookie(ticket)
        .cookies(admission.cookie))
}

const CHANGED: Error =
    Error::Conflict("Votre compte vient d’être modifié. Recommencez la connexion.");

/// Opens the session of someone whose password is all that is needed.
async fn open(cx: &Cx, account: &StaffAccount, attempt: gate::Attempt) -> Result<Page> {
    let token = PlainToken::new(Purpose::Gestion)?;
    let admission = attempt.succeeded(cx, false, &token.hash())?;
    let former = cx
        .token(cookies::Name::Gestion, Purpose::Gestion)
        .map(|token| token.hash());
    if !store::sign_in_staff(
        &cx.db,
        account,
        &token.hash(),
        cx.now,
        former.as_ref(),
        admission.queries,
    )
    .await?
    {
        return Err(CHANGED);
    }
    let session = cookies::Change::Set(cookies::Name::Gestion, token.reveal().to_owned());
    let (home, forget) = way_back::home(cx, account.role);
    Ok(Page::see_other(home)
        .cookie(session)
        .cookies(forget)
        .cookies(admission.cookie))
}

/// « Déconnexion »: the session ends on the server; the page that follows makes the browser forget the others.
///
/// # Errors
/// As the database.
pub async fn sign_out(cx: Cx) -> Result<Page> {
    if let Some(token) = cx.token(cookies::Name::Gestion, Purpose::Gestion) {
        store::close_staff_session(&cx.db, &token.hash()).await?;
    }
    Ok(Page::see_other(format!("{SIGN_IN}?fin=oui"))
        .cookie(cookies::Change::Remove(cookies::Name::Gestion)))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let views = [
            StaffSignInView {
                avis: Some("Vous êtes déconnecté.".to_owned()),
                ..StaffSignInView::default()
            },
            StaffSignInView {
                erreur: Some(Trouble::wrong_email()),
                ..StaffSignInView::default()
            },
        ];
        views
            .iter()
            .map(|view| (StaffSignInView::TEMPLATE, page::render(view)))
            .collect()
    }
}
