//! « Enregistrer les préférences »: what happens to a domicilié's access, and the one answer that shows credentials.

use serde::Serialize;

use super::{
    letter::Letter,
    rules::{PreferencesForm, TEMPORARY_MS, Wish},
    store::{self, Account, Credentials},
};
use crate::{
    auth::{
        Staff,
        password::{PasswordHash, PlainPassword},
    },
    desk::{
        pages::{mail::MailView, mail_url},
        store as desk_store,
        store::Usager,
    },
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        ids::UsagerId,
        page::Page,
        random,
    },
};

/// « Identifiants générés »: shown once, in the answer to the request that made them.
#[derive(Debug, Serialize)]
pub struct CredentialsView {
    /// The identifier.
    pub identifiant: String,
    /// The temporary password.
    pub mot_de_passe: String,
    /// The letter, as a `data:` address.
    pub lettre: String,
    /// The name under which the letter is saved.
    pub fichier: String,
    /// The last day of the temporary password.
    pub expire: String,
}

/// An identifier is 8 random letters (domain §1).
const IDENTIFIANT_CHARS: usize = 8;
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Opens, resets or closes the access, as the form asks.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, [`Error::Conflict`] when the portal is off or somebody else
/// came first, or as the database.
pub async fn update(cx: Cx, me: Staff) -> Result<Page> {
    let usager = cx.param("usager", UsagerId::parse)?;
    let form: PreferencesForm = cx.form()?;
    let person = desk_store::usager(&cx.db, &me.structure, &usager)
        .await?
        .ok_or(Error::NotFound)?;
    let access = store::access_of(&cx.db, &me.structure, &usager).await?;
    let open_now = access.account.as_ref().is_some_and(|account| account.actif);
    match form.wish(open_now) {
        None => Err(Error::BadRequest("Choisissez Oui ou Non.")),
        Some(Wish::Nothing) => Ok(Page::see_other(mail_url(&usager, ""))),
        Some(Wish::Close) => {
            store::close(&cx.db, &me, &usager, cx.now).await?;
            Ok(Page::see_other(mail_url(&usager, "?fait=acces-ferme")))
        }
        Some(Wish::Issue) if !access.structure_on => Err(PORTAL_OFF),
        Some(Wish::Issue) => issue(cx, me, person, access.account, form.edition).await,
    }
}

const PORTAL_OFF: Error = Error::Conflict(
    "Le portail n’est pas activé dans votre structure. Un administrateur peut l’activer dans «\u{a0}Portail Usager\u{a0}». \
     Rien n’a été modifié.",
);
const SOMEBODY_CAME_FIRST: Error = Error::Conflict(
    "Les identifiants de cette personne viennent d’être générés ou modifiés. Rouvrez sa fiche avant de recommencer. \
     Rien n’a été modifié par cette demande.",
);

async fn issue(
    cx: Cx,
    me: Staff,
    person: Usager,
    former: Option<Account>,
    seen: i64,
) -> Result<Page> {
    let password = PlainPassword::temporary()?;
    let hash = PasswordHash::of(&password)?;
    let until = cx.now.plus_ms(TEMPORARY_MS);
    let (identifiant, issued) = match former {
        Some(account) => {
            let new = Credentials {
                identifiant: &account.identifiant,
                hash: &hash,
                until,
            };
            let issued = store::issue_again(&cx.db, &me, &person.id, &new, seen, cx.now).await?;
            (account.identifiant, issued)
        }
        None => {
            let identifiant = random::text::<IDENTIFIANT_CHARS>(LETTERS)?;
            let new = Credentials {
                identifiant: &identifiant,
                hash: &hash,
                until,
            };
            let issued = store::issue_first(&cx.db, &me, &person.id, &new, cx.now).await?;
            (identifiant, issued)
        }
    };
    if !issued {
        return Err(SOMEBODY_CAME_FIRST);
    }
    let credentials = credentials(&cx, &me, &person, identifiant, &password).await?;
    let mut view = MailView::load(&cx, &me, &person.id).await?;
    view.identifiants = Some(credentials);
    Page::show(&view)
}

async fn credentials(
    cx: &Cx,
    me: &Staff,
    person: &Usager,
    identifiant: String,
    password: &PlainPassword,
) -> Result<CredentialsView> {
    let head = store::letterhead(&cx.db, &me.structure)
        .await?
        .ok_or(Error::NotFound)?;
    let zone = clock::zone(&me.fuseau);
    let expire = cx.now.plus_ms(TEMPORARY_MS).day(zone).long();
    let site = format!("{}/connexion", cx.config.site_url);
    let letter = Letter {
        structure: &head.nom,
        adresse: &head.adresse,
        code_postal: &head.code_postal,
        ville: &head.ville,
        destinataire: &person.titre(),
        date: &cx.now.day(zone).long(),
        site: &site,
        site_prefilled: &format!("{site}?id={identifiant}"),
        identifiant: &identifiant,
        mot_de_passe: password.reveal(),
        valable: &expire,
    };
    let (lettre, fichier) = (
        letter.data_uri()?,
        format!("acces-portail-{}.docx", person.numero),
    );
    Ok(CredentialsView {
        identifiant,
        mot_de_passe: password.reveal().to_owned(),
        lettre,
        fichier,
        expire,
    })
}
