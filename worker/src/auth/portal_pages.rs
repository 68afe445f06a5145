//! The pages where a domicilié signs in and out (seed 000).

use escale_site::locale::{self, FRENCH, Language, preferred};
use serde::{Deserialize, Serialize};

use super::{
    Domicilie, gate,
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
    page::{Page, View, shell},
    secret::{PlainToken, Purpose, TokenHash},
};

pub(super) const HOME: &str = "/portail";
pub(super) const SIGN_IN: &str = "/connexion";
const CHOOSE: &str = "/connexion/nouveau-mot-de-passe";
/// A browser of one's own knows the chosen language for a year.
const LANGUAGE_S: i64 = 365 * 24 * 3600;

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
    pub avis: Option<String>,
    /// What went wrong.
    pub erreur: Option<Trouble>,
    /// A language that the browser prefers to the one of this page.
    pub offre: Option<Offer>,
}

/// « Changer de langue », said in that language, and its name.
#[derive(Debug, Serialize)]
pub struct Offer {
    href: String,
    lang: &'static str,
    dir: &'static str,
    texte: String,
    nom: &'static str,
}

impl Offer {
    /// To a French page, for a browser that prefers another language that we speak.
    fn of(header: &str) -> Result<Option<Self>> {
        let Some(language) = preferred(header).filter(|language| *language != FRENCH) else {
            return Ok(None);
        };
        Ok(Some(Self {
            href: shell(language),
            lang: language.lang,
            dir: language.dir(),
            texte: language.say("langue-changer", &[])?,
            nom: language.own_name,
        }))
    }
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

/// The language of the shell in the address: `/connexion/ar`. None: `/connexion`.
fn asked_for(cx: &Cx) -> Result<Option<&'static Language>> {
    if cx.params.is_empty() {
        return Ok(None);
    }
    cx.param("langue", locale::language).map(Some)
}

/// The static shell; with `?id=` the identifier is filled in, with `?fin` the person is told why they are here. Whoever
/// is signed in is shown their own page: nobody must believe they have left when they have not. Who has chosen another
/// language than French in this browser finds it again.
///
/// # Errors
/// [`Error::NotFound`] for a language we do not speak, or as the database.
pub async fn sign_in_form(cx: Cx) -> Result<Page> {
    let asked = asked_for(&cx)?;
    if super::domicilie(&cx).await?.is_some() {
        return Ok(Page::see_other(HOME));
    }
    let chosen = cx.request.chosen_language();
    if let (None, Some(chosen)) = (asked, chosen.filter(|it| *it != FRENCH)) {
        let query = &cx.request.query;
        let mark = if query.is_empty() { "" } else { "?" };
        return Ok(Page::see_other(format!("{}{mark}{query}", shell(chosen))));
    }
    let language = asked.unwrap_or(FRENCH);
    let identifiant = normalised(&cx.query("id"));
    let avis = end_of_session(language, &cx.query("fin"))?;
    let offre = match (asked, chosen) {
        (None, None) => Offer::of(&cx.request.accept_language)?,
        _ => None,
    };
    if identifiant.is_empty() && avis.is_none() && offre.is_none() {
        return Ok(Page::asset());
    }
    let view = SignInView {
        identifiant,
        partage: true,
        partage_suggere: true,
        avis,
        erreur: None,
        offre,
    };
    Page::show_in(language, &view)
}

/// Checks identifier and password: leads to the home page, or to the choice of a first password.
///
/// # Errors
/// As the gate and the database.
pub async fn sign_in(cx: Cx) -> Result<Page> {
    let asked = asked_for(&cx)?;
    let language = asked.unwrap_or_else(|| cx.request.language());
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
        Ok(Page::show_in(language, &view)?.status(status))
    };
    let attempt = match gate::approach(&cx, Realm::Portail, &identifiant).await? {
        Ok(attempt) => attempt,
        Err(locked) => {
            let page: Result<Page> = again(429, Trouble::locked_in(language, cx.now, locked)?);
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
        return again(422, Trouble::wrong(language)?);
    };
    if let Some(trouble) = why_not(language, &account, cx.now)? {
        attempt.give_back(&cx).await?;
        return again(403, trouble);
    }
    let spoken = spoken(&cx, asked, &account).await?;
    let page = admit(&cx, account, attempt, &form).await?;
    Ok(page.cookies(spoken.map(|language| remembered(language, form.partage == "oui"))))
}

/// The language in which to go on: that of the shell where somebody signs in, which is then theirs everywhere; or the one
/// they once chose.
async fn spoken(
    cx: &Cx,
    asked: Option<&'static Language>,
    account: &PortalAccount,
) -> Result<Option<&'static Language>> {
    if let Some(language) = asked {
        let who = (&account.usager_id, &account.structure_id);
        store::speak_to(&cx.db, who, language).await?;
    }
    let kept = account.langue.as_deref().and_then(locale::language);
    Ok(asked.or(kept))
}

/// This browser goes on in that language: for a year, or on a shared computer until it closes.
fn remembered(language: &Language, shared: bool) -> cookies::Change {
    let code = language.code.to_owned();
    if shared {
        cookies::Change::Set(cookies::Name::Langue, code)
    } else {
        cookies::Change::Keep(cookies::Name::Langue, code, LANGUAGE_S)
    }
}

#[derive(Deserialize)]
struct LanguageForm {
    #[serde(default)]
    langue: String,
}

/// The menu of languages on the pages of whoever is signed in: theirs from now on, here and everywhere.
///
/// # Errors
/// [`Error::INCOMPLETE`] for a language we do not speak, or as the database.
pub async fn choose_language(cx: Cx, me: Domicilie) -> Result<Page> {
    let form: LanguageForm = cx.form()?;
    let language = locale::language(&form.langue).ok_or(Error::INCOMPLETE)?;
    store::speak_to(&cx.db, (&me.usager, &me.structure), language).await?;
    // The account keeps it; whether this computer is shared is not known here.
    Ok(Page::see_other(HOME).cookie(remembered(language, true)))
}

/// Someone gave the right password: why may they not come in?
fn why_not(language: &Language, account: &PortalAccount, now: Moment) -> Result<Option<Trouble>> {
    if !account.ouvert {
        return Trouble::said(language, "acces-ferme-titre", "acces-ferme-texte").map(Some);
    }
    let over = account.temporary_until_at.is_some_and(|until| until <= now);
    over.then(|| {
        let texte = "temporaire-expire-texte";
        Trouble::said(language, "temporaire-expire-titre", texte)
    })
    .transpose()
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
pub(super) fn end_of_session(language: &Language, code: &str) -> Result<Option<String>> {
    let key = match code {
        "oui" => "session-finie",
        "expiree" => "session-expiree",
        _ => return Ok(None),
    };
    Ok(Some(language.say(key, &[])?))
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
    use escale_site::locale::LANGUAGES;

    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let mut all = Vec::new();
        for language in LANGUAGES {
            let views = [
                SignInView::default(),
                SignInView {
                    avis: end_of_session(language, "oui").expect(language.code),
                    partage: true,
                    partage_suggere: true,
                    offre: Offer::of("ar").expect("words"),
                    ..SignInView::default()
                },
                SignInView {
                    identifiant: "<b>".to_owned(),
                    erreur: Trouble::wrong(language).ok(),
                    ..SignInView::default()
                },
            ];
            all.extend(views.map(|view| (SignInView::TEMPLATE, page::render_in(language, &view))));
        }
        all
    }
}
