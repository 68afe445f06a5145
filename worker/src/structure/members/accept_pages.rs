//! The page of an invitation's link: a name, a password, and the account is there.

use serde::{Deserialize, Serialize};

use super::{
    GENRE,
    rules::check_name,
    store::{self, Accepted, Offer},
};
use crate::{
    auth::{
        new_password::NewPassword,
        password::{Rule, STAFF_RULES},
    },
    edge::{
        config,
        cx::Cx,
        error::Result,
        form::{Checks, FieldError},
        page::{Page, View},
    },
    outbox::{self, Followed, Way},
};

const ANOTHER: Way = Way {
    conseil: "Si vous avez déjà choisi votre mot de passe, connectez-vous. Sinon, demandez à la personne qui vous a invité de vous renvoyer l’invitation.",
    href: "/gestion/connexion",
    label: "Page de connexion",
};
const HAS_ACCOUNT: &str = "Cette adresse a déjà un compte dans Escale, ici ou dans une autre structure. \
    Demandez à être invité avec une autre adresse, ou retiré d’abord de l’autre structure.";

/// « Votre invitation ».
#[derive(Debug, Serialize)]
pub struct InvitationView {
    action: String,
    structure: String,
    role: &'static str,
    email: String,
    prenom: String,
    nom: String,
    regles: [Rule; 4],
    erreurs: Vec<FieldError>,
}

impl View for InvitationView {
    const TEMPLATE: &'static str = "structure/invitation.html";
}

impl InvitationView {
    fn of(path: &str, offer: &Offer) -> Self {
        Self {
            action: path.to_owned(),
            structure: offer.structure.clone(),
            role: offer.role.label(),
            email: offer.email.clone(),
            prenom: offer.prenom.clone(),
            nom: offer.nom.clone(),
            regles: STAFF_RULES,
            erreurs: Vec::new(),
        }
    }
}

/// The link and what it offers, if both hold.
async fn offer_of(cx: &Cx) -> Result<std::result::Result<(Followed, Offer), Page>> {
    let link = outbox::followed(cx, GENRE).await?;
    let Some(held) = link.clone().filter(|link| link.holds(cx.now)) else {
        return Ok(Err(outbox::lost(link.as_ref(), cx.now, ANOTHER)?));
    };
    let offer = store::offer(&cx.db, &held.id).await?;
    match offer.filter(|offer| config::admits(&offer.email, config::PRODUCTION)) {
        Some(offer) => Ok(Ok((held, offer))),
        None => Ok(Err(outbox::lost(link.as_ref(), cx.now, ANOTHER)?)),
    }
}

/// « Votre invitation »: opening it changes nothing.
///
/// # Errors
/// As the database.
pub async fn form(cx: Cx) -> Result<Page> {
    match offer_of(&cx).await? {
        Ok((_, offer)) => Page::show(&InvitationView::of(&cx.request.path, &offer)),
        Err(lost) => Ok(lost),
    }
}

#[derive(Deserialize)]
struct AcceptForm {
    #[serde(default)]
    prenom: String,
    #[serde(default)]
    nom: String,
    #[serde(flatten)]
    mot_de_passe: NewPassword,
}

impl AcceptForm {
    fn checked(&self) -> std::result::Result<(String, String), Vec<FieldError>> {
        let mut checks = Checks::default();
        let prenom = check_name(&self.prenom, "prenom", "Écrivez votre prénom.", &mut checks);
        let nom = check_name(&self.nom, "nom", "Écrivez votre nom.", &mut checks);
        self.mot_de_passe.check(&mut checks);
        checks.done((prenom, nom))
    }
}

/// « Créer mon compte ».
///
/// # Errors
/// As the database.
pub async fn accept(cx: Cx) -> Result<Page> {
    let (link, offer) = match offer_of(&cx).await? {
        Ok(found) => found,
        Err(lost) => return Ok(lost),
    };
    let form: AcceptForm = cx.form()?;
    let again = |erreurs| InvitationView {
        prenom: form.prenom.clone(),
        nom: form.nom.clone(),
        erreurs,
        ..InvitationView::of(&cx.request.path, &offer)
    };
    let (prenom, nom) = match form.checked() {
        Ok(name) => name,
        Err(erreurs) => return Page::show_again(&again(erreurs)),
    };
    let password = form.mot_de_passe.hash()?;
    let name = (prenom.as_str(), nom.as_str());
    match store::accept(&cx.db, &link.id, &offer, name, &password, cx.now).await? {
        Accepted::Now => Ok(Page::see_other("/gestion/connexion?fin=invitation")),
        Accepted::TooLate => outbox::lost(Some(&link), cx.now, ANOTHER),
        Accepted::HasAccount => {
            let error = FieldError::of_the_form(HAS_ACCOUNT);
            Ok(Page::show(&again(vec![error]))?.status(409))
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::edge::page;

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let offer = json!({ "prenom": "Awa", "nom": "Diallo", "email": "awa@exemple.fr", "role": "AGENT", "structure": "CCAS" });
        let offer: Offer = serde_json::from_value(offer).expect("an offer");
        let view = || InvitationView::of("/gestion/invitation/esl_x", &offer);
        let mistake = |champ| FieldError {
            champ,
            message: "Recommencez.".to_owned(),
        };
        let wrong = InvitationView {
            erreurs: ["", "prenom", "nom", "nouveau", "confirmation"]
                .map(mistake)
                .to_vec(),
            ..view()
        };
        vec![
            (InvitationView::TEMPLATE, page::render(&view())),
            (InvitationView::TEMPLATE, page::render(&wrong)),
        ]
    }
}
