//! The choice of a first password, and the change of one.

use super::portal::{NewSession, PortalAccount, close_former, open_portal_session};
use crate::{
    auth::{Domicilie, password::PasswordHash},
    edge::{
        clock::{MINUTE_MS, Moment},
        db::{Db, Query, Value},
        error::Result,
        ids::HistoryId,
        secret::TokenHash,
    },
    statements,
};

/// How long the choice of a first password may take.
const CHOICE_MS: i64 = 15 * MINUTE_MS;

statements! { "auth";
    PORTAL_ACCOUNT_BY_CHOICE = "
        SELECT a.usager_id, a.structure_id, a.identifiant, a.password_hash, a.temporary_until_at, a.langue, 1 AS ouvert
        FROM portal_account a JOIN structure s ON s.id = a.structure_id
        WHERE a.choice_token_hash = ?1 AND a.choice_until_at > ?2
          AND a.actif = 1 AND s.portail_actif = 1 AND s.statut = 'ACTIVE'";
    /// The password must still be the one that was checked: a reset in between wins.
    OFFER_CHOICE = "
        UPDATE portal_account SET choice_token_hash = ?4, choice_until_at = ?5
        WHERE usager_id = ?1 AND structure_id = ?2 AND password_hash = ?3 AND temporary_until_at IS NOT NULL";
    WITHDRAW_CHOICE = "UPDATE portal_account SET choice_token_hash = NULL, choice_until_at = NULL WHERE choice_token_hash = ?1";
    TAKE_CHOICE = "
        UPDATE portal_account SET password_hash = ?2, temporary_until_at = NULL, choice_token_hash = NULL, choice_until_at = NULL
        WHERE choice_token_hash = ?1 AND choice_until_at > ?3 AND actif = 1
          AND EXISTS (SELECT 1 FROM structure s WHERE s.id = portal_account.structure_id AND s.portail_actif = 1 AND s.statut = 'ACTIVE')";
    CHANGE_PASSWORD = "
        UPDATE portal_account SET password_hash = ?4
        WHERE usager_id = ?1 AND structure_id = ?2 AND password_hash = ?3 AND temporary_until_at IS NULL AND actif = 1";
    CLOSE_OTHER_SESSIONS = "
        DELETE FROM portal_session WHERE structure_id = ?2 AND usager_id = ?1 AND token_hash <> ?3
          AND EXISTS (SELECT 1 FROM portal_account a WHERE a.usager_id = ?1 AND a.structure_id = ?2 AND a.password_hash = ?4)";
    REMEMBER_PASSWORD_CHANGE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, created_at)
        SELECT ?3, a.structure_id, a.usager_id, 'MOT_DE_PASSE_CHANGE', ?4 FROM portal_account a
        WHERE a.usager_id = ?1 AND a.structure_id = ?2 AND a.password_hash = ?5";
}

/// The account whose password the holder of this ticket may choose now.
///
/// # Errors
/// As the database.
pub async fn account_to_choose_for(
    db: &Db,
    ticket: &TokenHash,
    now: Moment,
) -> Result<Option<PortalAccount>> {
    db.first(PORTAL_ACCOUNT_BY_CHOICE.with([ticket.into(), now.into()]))
        .await
}

/// Lets the holder of `ticket` choose a password for 15 minutes; false when the password has just been reset.
///
/// # Errors
/// As the database.
pub async fn offer_choice(
    db: &Db,
    account: &PortalAccount,
    ticket: &TokenHash,
    now: Moment,
    admission: [Query; 3],
) -> Result<bool> {
    let values = [
        (&account.usager_id).into(),
        (&account.structure_id).into(),
        account.password_hash.as_str().into(),
        ticket.into(),
        now.plus_ms(CHOICE_MS).into(),
    ];
    let [forgive, clear, know] = admission;
    let [offered, ..] = db
        .batch([OFFER_CHOICE.with(values), forgive, clear, know])
        .await?;
    Ok(offered.changes > 0)
}

/// The holder of `ticket` gives up choosing.
///
/// # Errors
/// As the database.
pub async fn withdraw_choice(db: &Db, ticket: &TokenHash) -> Result<()> {
    db.run(WITHDRAW_CHOICE.with([ticket.into()]))
        .await
        .map(drop)
}

/// Takes the password that the holder of `ticket` chose, and opens their first session, all or nothing; false when the
/// ticket no longer holds.
///
/// # Errors
/// As the database.
pub async fn take_choice(
    db: &Db,
    account: &PortalAccount,
    ticket: &TokenHash,
    chosen: &PasswordHash,
    session: &NewSession<'_>,
) -> Result<bool> {
    let take = TAKE_CHOICE.with([ticket.into(), chosen.as_str().into(), session.now.into()]);
    let [open, note, count, remember] =
        open_portal_session(account, chosen, session, "MOT_DE_PASSE_CHOISI")?;
    let [taken, ..] = db
        .batch([take, open, note, count, remember, close_former(session)])
        .await?;
    Ok(taken.changes > 0)
}

/// Replaces a domicilié's own password by another, and ends their other sessions; false when it was no longer the one
/// that was checked.
///
/// # Errors
/// As the database.
pub async fn change_password(
    db: &Db,
    me: &Domicilie,
    former: &PasswordHash,
    new: &PasswordHash,
    now: Moment,
) -> Result<bool> {
    let (usager, structure): (Value, Value) = ((&me.usager).into(), (&me.structure).into());
    let change = [
        usager.clone(),
        structure.clone(),
        former.as_str().into(),
        new.as_str().into(),
    ];
    let close = [
        usager.clone(),
        structure.clone(),
        (&me.session).into(),
        new.as_str().into(),
    ];
    let remember = [
        usager,
        structure,
        (&HistoryId::new()?).into(),
        now.into(),
        new.as_str().into(),
    ];
    let [changed, ..] = db
        .batch([
            CHANGE_PASSWORD.with(change),
            CLOSE_OTHER_SESSIONS.with(close),
            REMEMBER_PASSWORD_CHANGE.with(remember),
        ])
        .await?;
    Ok(changed.changes > 0)
}
