//! « Enregistrer les préférences »: what happens to a domicilié's access, and the one answer that shows credentials.

use super::{
    letter::{self, Letter},
    rules::{PreferencesForm, TEMPORARY_MS, Wish},
    store::{self, Account, Credentials},
    translation::Translation,
};
use crate::{
    auth::{
        Staff,
        password::{PasswordHash, PlainPassword},
    },
    desk::{
        mail::pages::{CredentialsView, MailView},
        models::{self, letters::Model, rules::Kind},
        store as desk_store,
        store::Usager,
        tabs::mail_url,
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

/// An identifier is 8 random letters (domain §1).
const IDENTIFIANT_CHARS: usize = 8;
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// An identifier that nobody has; the database makes sure of it.
///
/// # Errors
/// [`Error::Internal`] when the platform gives no randomness.
pub fn new_identifiant() -> Result<String> {
    random::text::<IDENTIFIANT_CHARS>(LETTERS)
}

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
    let (open_now, edition) = access
        .account
        .as_ref()
        .map_or((false, 0), |account| (account.actif, account.edition));
    if form.edition != edition {
        return Err(SOMEBODY_CAME_FIRST);
    }
    match form.wish(open_now) {
        None => Err(Error::BadRequest("Choisissez Oui ou Non.")),
        Some(Wish::Nothing) => Ok(Page::see_other(mail_url(&usager, ""))),
        Some(Wish::Close) => {
            if !store::close(&cx.db, &me, &usager, form.edition, cx.now).await? {
                return Err(SOMEBODY_CAME_FIRST);
            }
            Ok(Page::see_other(mail_url(&usager, "?fait=acces-ferme")))
        }
        Some(Wish::Issue) if !access.structure_on => Err(PORTAL_OFF),
        Some(Wish::Issue) => issue(cx, me, person, access.account, form.edition).await,
    }
}

/// The structure's portal is closed.
pub const PORTAL_OFF: Error = Error::NotNow(
    "Le portail n’est pas activé dans votre structure. Un administrateur peut l’activer dans «\u{a0}Portail Usager\u{a0}». \
     Rien n’a été modifié.",
);
const SOMEBODY_CAME_FIRST: Error = Error::Conflict(
    "L’accès de cette personne vient d’être modifié. Rouvrez sa fiche avant de recommencer. \
     Rien n’a été modifié par cette demande.",
);

/// The letter and the page are made before anything is written: once the old password is dead, the new one must be seen.
async fn issue(
    cx: Cx,
    me: Staff,
    person: Usager,
    former: Option<Account>,
    seen: i64,
) -> Result<Page> {
    let password = PlainPassword::temporary()?;
    let hash = PasswordHash::of(&password)?;
    let identifiant = match &former {
        Some(account) => account.identifiant.clone(),
        None => new_identifiant()?,
    };
    let credentials = credentials(&cx, &me, &person, identifiant.clone(), &password).await?;
    let page = Page::show(
        &MailView::load(&cx, &me, &person.id)
            .await?
            .with_credentials(credentials),
    )?;
    let new = Credentials {
        identifiant: &identifiant,
        hash: &hash,
        until: cx.now.plus_ms(TEMPORARY_MS),
    };
    let issued = match former {
        Some(_) => store::issue_again(&cx.db, &me, &person.id, &new, seen, cx.now).await?,
        None => store::issue_first(&cx.db, &me, &person.id, &new, cx.now).await?,
    };
    if issued {
        Ok(page)
    } else {
        Err(SOMEBODY_CAME_FIRST)
    }
}

async fn credentials(
    cx: &Cx,
    me: &Staff,
    person: &Usager,
    identifiant: String,
    password: &PlainPassword,
) -> Result<CredentialsView> {
    let zone = clock::zone(&me.fuseau);
    let expire = cx.now.plus_ms(TEMPORARY_MS).day(zone).long();
    let site = format!("{}/connexion", cx.config.site_url);
    let access = models::values::Access {
        site: &site,
        identifiant: &identifiant,
        mot_de_passe: password.reveal(),
        valable: &expire,
    };
    let lettre = letter_of(cx, me, person, access).await?;
    let fichier = format!("acces-portail-{}.docx", person.numero);
    Ok(CredentialsView {
        site,
        identifiant,
        mot_de_passe: password.reveal().to_owned(),
        lettre,
        fichier,
        expire,
    })
}

/// The letter: the structure's own, or ours.
async fn letter_of(
    cx: &Cx,
    me: &Staff,
    person: &Usager,
    access: models::values::Access<'_>,
) -> Result<String> {
    if let Some(model) = Model::of(cx, me, Kind::Acces).await? {
        let ids = [person.id.clone()];
        let people = models::people::of(&cx.db, &me.structure, &ids).await?;
        let person = people.first().ok_or(Error::NotFound)?;
        return model.access_letters(cx, me, &[(person, access)]);
    }
    let head = store::letterhead(&cx.db, &me.structure).await?;
    let head = head.ok_or(Error::NotFound)?;
    let zone = clock::zone(&me.fuseau);
    let (titre, date) = (person.titre(), cx.now.day(zone).long());
    letter::data_uri(&[Letter {
        head: head.above(&titre, &date),
        site: access.site,
        site_prefilled: &format!("{}?id={}", access.site, access.identifiant),
        identifiant: access.identifiant,
        mot_de_passe: access.mot_de_passe,
        valable: access.valable,
        traduction: Translation::of(
            person.langue.as_deref(),
            &person.prenom,
            cx.now.plus_ms(TEMPORARY_MS).day(zone),
        ),
    }])
}
