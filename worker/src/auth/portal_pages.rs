//! The pages where a domicilié signs in and out (seed 000).

use serde::{Deserialize, Serialize};

use super::{
    gate,
    password::{PasswordHash, PlainPassword},
    softlock::Realm,
    store::{self, NewSession, PortalAccount},
    trouble::Trouble,
};
use crate::edge::{
    clock::Moment,
    config, cookies,
    cx::Cx,
    error::{Error, Result},
    page::{Page, View},
    secret::{PlainToken, Purpose, TokenHash},
};

pub(super) const HOME: &str = "/portail";
pub(super) const SIGN_IN: &str = "/connexion";
const CHOOSE: &str = "/connexion/nouveau-mot-de-passe";

/// The sign-in page: the static shell, or the same with what went wrong.
#[derive(Debug, Default, Serialize)]
pub struct SignInView {
    /// The identifier, as typed or as in the letter's QR code.
    pub identifiant: String,
    /// Is « Cet ordinateur est partagé » ticked?
    pub partage: bool,
    /// May a script untick it on a phone? Not once the person has answered.
    pub partage_suggere: bool,
    /// A word that is no mistake: « Vous êtes déconnecté ».
    pub avis: Option<&'static str>,
    /// What went wrong.
    pub erreur: Option<Trouble>,
}

impl View for SignInView {
    const TEMPLATE: &'static str = "auth/connexion.html";
}

#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    identifiant: String,
    #[serde(default)]
    mot_de_passe: PlainPassword,
    #[serde(default)]
    partage: String,
}

/// An identifier as people type it: spaces and case don't matter (domain §1).
fn normalised(identifiant: &str) -> String {
    identifiant
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .take(64)
        .collect()
}

/// The static shell; with `?id=` the identifier is filled in, with `?fin` the person is told why they are here. Whoever
/// is signed in is shown their own page: nobody must believe they have left when they have not.
///
/// # Errors
/// As the database.
pub async fn sign_in_form(cx: Cx) -> Result<Page> {
    if super::domicilie(&cx).await?.is_some() {
        return Ok(Page::see_other(HOME));
    }
    let identifiant = normalised(&cx.query("id"));
    let avis = end_of_session(&cx.query("fin"));
    if identifiant.is_empty() && avis.is_none() {
        return Ok(Page::asset());
    }
    Page::show(&SignInView {
        identifiant,
        partage: true,
        partage_suggere: true,
        avis,
        erreur: None,
    })
}

/// Checks identifier and password: leads to the home page, or to the choice of a first password.
///
/// # Errors
/// As the gate and the database.
pub async fn sign_in(cx: Cx) -> Result<Page> {
    let form: SignInForm = cx.form()?;
    cx.may_sign_in().await?;
    let identifiant = normalised(&form.identifiant);
    let again = |status: u16, erreur: Trouble| {
        let partage = form.partage == "oui";
        let view = SignInView {
            identifiant: form.identifiant.trim().to_owned(),
            partage,
            erreur: Some(erreur),
            ..SignInView::default()
        };
        Ok(Page::show(&view)?.status(status))
    };
    let attempt = match gate::approach(&cx, Realm::Portail, &identifiant).await? {
        Ok(attempt) => attempt,
        Err(locked) => {
            let page: Result<Page> = again(429, Trouble::locked(cx.now, locked));
            return Ok(Trouble::wait(page?, cx.now, locked));
        }
    };
    let account = store::portal_account(&cx.db, &identifiant).await?;
    let decoy = PasswordHash::decoy();
    let hash = account
        .as_ref()
        .map_or(&decoy, |account| &account.password_hash);
    // A temporary password is digits on a letter: people read them in groups.
    let temporary = account
        .as_ref()
        .is_some_and(|account| account.temporary_until_at.is_some());
    let given = if temporary {
        form.mot_de_passe.without_spaces()
    } else {
        form.mot_de_passe.clone()
    };
    let right = hash.verify(&given);
    let admitted = |account: &PortalAccount| {
        right && config::admits_structure(account.structure_id.as_str(), config::PRODUCTION)
    };
    let Some(account) = account.filter(admitted) else {
        return again(422, Trouble::wrong("identifiant"));
    };
    if let Some(trouble) = why_not(&account, cx.now) {
        attempt.give_back(&cx).await?;
        return again(403, trouble);
    }
    admit(&cx, account, attempt, &form).await
}

/// Someone gave the right password: why may they not come in?
fn why_not(account: &PortalAccount, now: Moment) -> Option<Trouble> {
    if !account.ouvert {
        let message =
            "Votre accès à cet espace a été fermé. Adressez-vous à l’accueil de votre structure."
                .to_owned();
        return Some(Trouble {
            titre: "Accès fermé",
            message,
        });
    }
    account.temporary_until_at.filter(|until| *until <= now).map(|_| Trouble {
        titre: "Mot de passe temporaire expiré",
        message: "Il n’est valable que 30 jours. Demandez-en un nouveau à l’accueil de votre structure.".to_owned(),
    })
}

async fn admit(
    cx: &Cx,
    mut account: PortalAccount,
    attempt: gate::Attempt,
    form: &SignInForm,
) -> Result<Page> {
    let shared = form.partage == "oui";
    if account.temporary_until_at.is_some() {
        return offer_choice(cx, &account, attempt, shared).await;
    }
    if account.password_hash.is_outdated() {
        let hash = PasswordHash::of(&form.mot_de_passe)?;
        store::rehash_portal(&cx.db, &account, &hash).await?;
        account.password_hash = hash;
    }
    let token = PlainToken::new(Purpose::Portail)?;
    let hash = token.hash();
    let admission = attempt.succeeded(cx, shared, &hash)?;
    let session = new_session(cx, &hash, shared);
    if !store::sign_in_portal(&cx.db, &account, &session, admission.queries).await? {
        return Err(CHANGED_MEANWHILE);
    }
    Ok(Page::see_other(HOME)
        .cookie(session_cookie(&token))
        .cookies(admission.cookie))
}

/// A temporary password opens no session: it leads to the choice of one's own.
async fn offer_choice(
    cx: &Cx,
    account: &PortalAccount,
    attempt: gate::Attempt,
    shared: bool,
) -> Result<Page> {
    let ticket = PlainToken::new(Purpose::Choix)?;
    let admission = attempt.succeeded(cx, shared, &ticket.hash())?;
    if !store::offer_choice(&cx.db, account, &ticket.hash(), cx.now, admission.queries).await? {
        return Err(CHANGED_MEANWHILE);
    }
    let ticket = cookies::Change::Set(cookies::Name::Choix, ticket.reveal().to_owned());
    Ok(Page::see_other(choose_url(shared))
        .cookie(ticket)
        .cookies(admission.cookie))
}

/// Where a first password is chosen; the answer about the computer goes along.
pub(super) fn choose_url(shared: bool) -> String {
    let query = if shared { "?partage=oui" } else { "" };
    format!("{CHOOSE}{query}")
}

/// A session about to be opened in this browser, in place of the one it had.
pub(super) fn new_session<'a>(cx: &Cx, token: &'a TokenHash, shared: bool) -> NewSession<'a> {
    let former = cx
        .token(cookies::Name::Portail, Purpose::Portail)
        .map(|token| token.hash());
    NewSession {
        token,
        shared,
        now: cx.now,
        former,
    }
}

pub(super) const CHANGED_MEANWHILE: Error = Error::Conflict(
    "Votre mot de passe ou votre accès vient d’être modifié. Recommencez la connexion.",
);

pub(super) fn session_cookie(token: &PlainToken) -> cookies::Change {
    cookies::Change::Set(cookies::Name::Portail, token.reveal().to_owned())
}

/// « Se déconnecter »: the session ends on the server; the page that follows makes the browser forget the others.
///
/// # Errors
/// As the database.
pub async fn sign_out(cx: Cx) -> Result<Page> {
    if let Some(token) = cx.token(cookies::Name::Portail, Purpose::Portail) {
        store::close_portal_session(&cx.db, &token.hash()).await?;
    }
    Ok(Page::see_other(format!("{SIGN_IN}?fin=oui"))
        .cookie(cookies::Change::Remove(cookies::Name::Portail)))
}

/// A picture of nothing on the page that follows signing out. Chromium freezes a page as one leaves it, `no-store` or
/// not, to show it again on « Back »; the answer to « Se déconnecter » comes too early to undo that. This one comes
/// after, and with it the browser throws away what it has kept of this site, frozen pages included.
///
/// # Errors
/// None.
pub async fn forget_pages(_cx: Cx) -> Result<Page> {
    let nothing = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#;
    Ok(Page::svg(nothing).header("Clear-Site-Data", "\"cache\""))
}

/// Why a session is over, as a redirection says.
pub(super) fn end_of_session(code: &str) -> Option<&'static str> {
    match code {
        "oui" => Some("Vous êtes déconnecté. Vous pouvez fermer cette page."),
        "expiree" => {
            Some("Vous n’êtes plus connecté. Rien n’est perdu\u{a0}: connectez-vous de nouveau.")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_read_as_people_type_it() {
        assert_eq!(normalised(" xkbn qxvi "), "XKBNQXVI");
        assert_eq!(normalised(""), "");
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let views = [
            SignInView::default(),
            SignInView {
                avis: Some("Vous êtes déconnecté."),
                partage: true,
                partage_suggere: true,
                ..SignInView::default()
            },
            SignInView {
                identifiant: "<b>".to_owned(),
                erreur: Some(Trouble::wrong("identifiant")),
                ..SignInView::default()
            },
        ];
        views
            .iter()
            .map(|view| (SignInView::TEMPLATE, page::render(view)))
            .collect()
    }
}
