//! « Accès au portail usager », as the tab shows it. What it changes is in `desk::access`.

use serde::Serialize;

use crate::{
    auth::Staff,
    desk::access::store::Access,
    edge::clock::{self, Moment},
    rights::Right,
};

/// « Identifiants générés »: shown once, in the answer to the request that made them.
#[derive(Debug, Serialize)]
pub struct CredentialsView {
    /// The identifier.
    pub identifiant: String,
    /// The temporary password.
    pub mot_de_passe: String,
    /// The address of the sign-in page.
    pub site: String,
    /// The letter, as a `data:` address.
    pub lettre: String,
    /// The name under which the letter is saved.
    pub fichier: String,
    /// The last day of the temporary password.
    pub expire: String,
}

#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what a template asks is yes or no"
)]
pub(super) struct PortalView {
    pub(super) actif: bool,
    pub(super) structure_active: bool,
    pub(super) peut_modifier: bool,
    pub(super) formulaire: bool,
    pub(super) identifiant: Option<String>,
    pub(super) etat: String,
    pub(super) edition: i64,
    pub(super) connexions: Vec<LoginView>,
}

/// A sign-in to the portal.
#[derive(Debug, Serialize)]
pub(super) struct LoginView {
    date: String,
    passage: bool,
}

impl PortalView {
    pub(super) fn of(access: Access, me: &Staff, editing: bool, now: Moment) -> Self {
        let may_edit = me.role.may(Right::EditPortalAccess);
        let zone = clock::zone(&me.fuseau);
        let account = access.account;
        let connexions = access.logins.into_iter().map(|login| LoginView {
            date: login.created_at.short(zone),
            passage: login.passage,
        });
        let etat = match account
            .as_ref()
            .map(|account| (account.temporary_until_at, account.last_login_at))
        {
            None => String::new(),
            Some((Some(until), _)) if until <= now => "Mot de passe temporaire expiré".to_owned(),
            Some((Some(until), _)) => format!(
                "Mot de passe temporaire jusqu’au {}",
                until.day(zone).short()
            ),
            Some((None, Some(login))) => format!("Dernière connexion le {}", login.short(zone)),
            Some((None, None)) => "Jamais connecté".to_owned(),
        };
        Self {
            actif: account.as_ref().is_some_and(|account| account.actif),
            structure_active: access.structure_on,
            peut_modifier: may_edit,
            formulaire: may_edit && editing,
            edition: account.as_ref().map_or(0, |account| account.edition),
            identifiant: account.map(|account| account.identifiant),
            etat,
            connexions: connexions.collect(),
        }
    }
}
