//! Every SQL statement about a structure's own settings.

use serde::{Deserialize, Serialize};

use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, flag},
        error::Result,
        ids::{HistoryId, StructureId},
    },
    statements,
};

statements! { "structure";
    PORTAL_SETTINGS = "SELECT portail_actif AS actif, portail_passage AS passage FROM structure WHERE id = ?1";
    OPEN_ACCOUNTS = "SELECT count(*) AS comptes FROM portal_account WHERE structure_id = ?1 AND actif = 1";
    SAVE_PORTAL_SETTINGS = "UPDATE structure SET portail_actif = ?2, portail_passage = ?3 WHERE id = ?1";
    /// A closed portal has no session…
    END_SESSIONS = "
        DELETE FROM portal_session WHERE structure_id = ?1
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.portail_actif = 0)";
    /// … and no first password being chosen.
    END_CHOICES = "
        UPDATE portal_account SET choice_token_hash = NULL, choice_until_at = NULL
        WHERE structure_id = ?1 AND actif = 1 AND choice_token_hash IS NOT NULL
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.portail_actif = 0)";
    REMEMBER_SETTINGS = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        VALUES (?2, ?1, 'PORTAIL_STRUCTURE', json_object('actif', ?3, 'passage', ?4), ?5, ?6)";
}

/// « Paramètres d’accès au portail usager ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSettings {
    /// Is the portal open?
    #[serde(deserialize_with = "flag")]
    pub actif: bool,
    /// Does a sign-in to the portal count as a visit?
    #[serde(deserialize_with = "flag")]
    pub passage: bool,
}

/// The settings, and how many people have an open access, in one trip.
///
/// # Errors
/// As the database.
pub async fn portal_settings(
    db: &Db,
    structure: &StructureId,
) -> Result<Option<(PortalSettings, i64)>> {
    #[derive(Deserialize)]
    struct Count {
        comptes: i64,
    }
    let [settings, count] = db
        .batch([
            PORTAL_SETTINGS.with([structure.into()]),
            OPEN_ACCOUNTS.with([structure.into()]),
        ])
        .await?;
    let count: Option<Count> = count.first()?;
    Ok(settings
        .first()?
        .map(|settings| (settings, count.map_or(0, |count| count.comptes))))
}

/// Keeps the settings; a portal that is closed loses every live session and every choice of a password in the same
/// transaction.
///
/// # Errors
/// As the database.
pub async fn save_portal_settings(
    db: &Db,
    me: &Staff,
    new: PortalSettings,
    now: Moment,
) -> Result<()> {
    let structure = &me.structure;
    let remember = [
        structure.into(),
        (&HistoryId::new()?).into(),
        new.actif.into(),
        new.passage.into(),
        (&me.id).into(),
        now.into(),
    ];
    db.batch([
        SAVE_PORTAL_SETTINGS.with([structure.into(), new.actif.into(), new.passage.into()]),
        END_SESSIONS.with([structure.into()]),
        END_CHOICES.with([structure.into()]),
        REMEMBER_SETTINGS.with(remember),
    ])
    .await
    .map(drop)
}
