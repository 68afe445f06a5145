//! Every SQL statement about a structure's own settings.

use serde::{Deserialize, Serialize};

use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Value, flag},
        error::Result,
        ids::{HistoryId, StructureId},
    },
    statements,
};

statements! { "structure";
    PORTAL_SETTINGS = "SELECT portail_actif AS actif, portail_passage AS passage FROM structure WHERE id = ?1";
    /// Kept by the triggers of portal_account.
    OPEN_ACCOUNTS = "SELECT coalesce(sum(nombre), 0) AS comptes FROM portal_compte WHERE structure_id = ?1 AND etat <> 'FERME'";
    /// Only over the settings that the person saw.
    SAVE_PORTAL_SETTINGS = "
        UPDATE structure SET portail_actif = ?2, portail_passage = ?3
        WHERE id = ?1 AND portail_actif = ?4 AND portail_passage = ?5";
    /// A closed portal has no session…
    END_SESSIONS = "
        DELETE FROM portal_session WHERE structure_id = ?1
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.portail_actif = 0)";
    /// … and no first password being chosen.
    END_CHOICES = "
        UPDATE portal_account SET choice_token_hash = NULL, choice_until_at = NULL
        WHERE structure_id = ?1 AND actif = 1 AND choice_token_hash IS NOT NULL
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = ?1 AND s.portail_actif = 0)";
    /// Before the change itself: only if there is one.
    REMEMBER_SETTINGS = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?2, s.id, 'PORTAIL_STRUCTURE', json_object('actif', ?3, 'passage', ?4), ?5, ?6 FROM structure s
        WHERE s.id = ?1 AND s.portail_actif = ?7 AND s.portail_passage = ?8
          AND (s.portail_actif <> ?3 OR s.portail_passage <> ?4)";
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

/// Keeps the settings over those `seen`; a portal that is closed loses every live session and every choice of a password
/// in the same transaction. False when they have changed in between.
///
/// # Errors
/// As the database.
pub async fn save_portal_settings(
    db: &Db,
    me: &Staff,
    seen: PortalSettings,
    new: PortalSettings,
    now: Moment,
) -> Result<bool> {
    let structure: Value = (&me.structure).into();
    let [actif, passage, seen_actif, seen_passage]: [Value; 4] =
        [new.actif, new.passage, seen.actif, seen.passage].map(Into::into);
    let event: Value = (&HistoryId::new()?).into();
    let save = [
        structure.clone(),
        actif.clone(),
        passage.clone(),
        seen_actif.clone(),
        seen_passage.clone(),
    ];
    let remember = [
        structure.clone(),
        event,
        actif,
        passage,
        (&me.id).into(),
        now.into(),
        seen_actif,
        seen_passage,
    ];
    let [_, saved, ..] = db
        .batch([
            REMEMBER_SETTINGS.with(remember),
            SAVE_PORTAL_SETTINGS.with(save),
            END_SESSIONS.with([structure.clone()]),
            END_CHOICES.with([structure]),
        ])
        .await?;
    Ok(saved.changes > 0)
}
