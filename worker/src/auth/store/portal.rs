//! A domicilié's account and session.

use escale_site::locale::{self, Language};
use serde::Deserialize;

use crate::{
    auth::{Domicilie, password::PasswordHash},
    edge::{
        clock::{HOUR_MS, MINUTE_MS, Moment},
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{HistoryId, LoginId, StructureId, UsagerId},
        secret::TokenHash,
    },
    statements,
};

use super::TOUCH_MS;

/// A portal session ends at the latest after this long.
const PORTAL_SESSION_MS: i64 = 12 * HOUR_MS;
/// A portal session sleeps after this long without a page, on one's own device.
const PORTAL_IDLE_MS: i64 = 30 * MINUTE_MS;
/// The same on a shared computer.
const PORTAL_IDLE_SHARED_MS: i64 = 10 * MINUTE_MS;

statements! { "auth";
    /// The session of a domicilié whose access holds now: structure on, person on, structure active.
    PORTAL_SESSION = "
        SELECT p.usager_id, p.structure_id, a.langue FROM portal_session p
        JOIN portal_account a ON a.usager_id = p.usager_id AND a.structure_id = p.structure_id
        JOIN structure s ON s.id = p.structure_id
        WHERE p.token_hash = ?1 AND p.expires_at > ?2
          AND p.last_seen_at > ?2 - CASE p.partage WHEN 1 THEN ?4 ELSE ?3 END
          AND a.actif = 1 AND s.portail_actif = 1 AND s.statut = 'ACTIVE'";
    TOUCH_PORTAL_SESSION = "
        UPDATE portal_session SET last_seen_at = ?2
        WHERE token_hash = ?1 AND expires_at > ?2 AND last_seen_at < ?2 - ?5
          AND last_seen_at > ?2 - CASE partage WHEN 1 THEN ?4 ELSE ?3 END";
    CLOSE_PORTAL_SESSION = "DELETE FROM portal_session WHERE token_hash = ?1";
    PORTAL_ACCOUNT = "
        SELECT a.usager_id, a.structure_id, a.identifiant, a.password_hash, a.temporary_until_at, a.langue,
               a.actif = 1 AND s.portail_actif = 1 AND s.statut = 'ACTIVE' AS ouvert
        FROM portal_account a JOIN structure s ON s.id = a.structure_id WHERE a.identifiant = ?1";
    PORTAL_ACCOUNT_OF = "
        SELECT a.usager_id, a.structure_id, a.identifiant, a.password_hash, a.temporary_until_at, a.langue, 1 AS ouvert
        FROM portal_account a WHERE a.usager_id = ?1 AND a.structure_id = ?2";
    /// Opens a session if the password is still the one that was checked or chosen, and the access still holds.
    OPEN_PORTAL_SESSION = "
        INSERT INTO portal_session (token_hash, usager_id, structure_id, partage, created_at, last_seen_at, expires_at)
        SELECT ?1, a.usager_id, a.structure_id, ?4, ?5, ?5, ?6
        FROM portal_account a JOIN structure s ON s.id = a.structure_id
        WHERE a.usager_id = ?2 AND a.structure_id = ?3 AND a.password_hash = ?7 AND a.temporary_until_at IS NULL
          AND a.actif = 1 AND s.portail_actif = 1 AND s.statut = 'ACTIVE'";
    NOTE_PORTAL_LOGIN = "
        UPDATE portal_account SET last_login_at = ?4
        WHERE usager_id = ?2 AND structure_id = ?3 AND EXISTS (SELECT 1 FROM portal_session p WHERE p.token_hash = ?1)";
    /// A sign-in is a visit only where the structure chose so (seed 001, step 1); the last visit follows by trigger.
    RECORD_PORTAL_LOGIN = "
        INSERT INTO portal_login (id, structure_id, usager_id, passage, created_at)
        SELECT ?5, p.structure_id, p.usager_id, s.portail_passage, ?4
        FROM portal_session p JOIN structure s ON s.id = p.structure_id
        WHERE p.token_hash = ?1 AND p.usager_id = ?2 AND p.structure_id = ?3";
    REMEMBER_PORTAL_LOGIN = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, created_at)
        SELECT ?5, p.structure_id, p.usager_id, ?6, ?4 FROM portal_session p
        WHERE p.token_hash = ?1 AND p.usager_id = ?2 AND p.structure_id = ?3";
    SPEAK_TO = "UPDATE portal_account SET langue = ?3 WHERE usager_id = ?1 AND structure_id = ?2 AND langue IS NOT ?3";
    REHASH_PORTAL = "UPDATE portal_account SET password_hash = ?4 WHERE usager_id = ?1 AND structure_id = ?2 AND password_hash = ?3";
}

/// The domicilié of a session, if it and their access hold now; notes that they were seen, in the same trip. Who has
/// chosen no language is spoken to in `otherwise`.
///
/// # Errors
/// As the database.
pub async fn portal_session(
    db: &Db,
    session: &TokenHash,
    otherwise: &'static Language,
    now: Moment,
) -> Result<Option<Domicilie>> {
    #[derive(Deserialize)]
    struct Row {
        usager_id: UsagerId,
        structure_id: StructureId,
        langue: Option<String>,
    }
    let check = [
        session.into(),
        now.into(),
        PORTAL_IDLE_MS.into(),
        PORTAL_IDLE_SHARED_MS.into(),
    ];
    let touch = [
        session.into(),
        now.into(),
        PORTAL_IDLE_MS.into(),
        PORTAL_IDLE_SHARED_MS.into(),
        TOUCH_MS.into(),
    ];
    let [found, _touched] = db
        .batch([PORTAL_SESSION.with(check), TOUCH_PORTAL_SESSION.with(touch)])
        .await?;
    let row: Option<Row> = found.first()?;
    Ok(row.map(|row| Domicilie {
        usager: row.usager_id,
        structure: row.structure_id,
        session: session.clone(),
        langue: row
            .langue
            .as_deref()
            .and_then(locale::language)
            .unwrap_or(otherwise),
    }))
}

/// Keeps the language that somebody chose.
///
/// # Errors
/// As the database.
pub async fn speak_to(
    db: &Db,
    (usager, structure): (&UsagerId, &StructureId),
    language: &Language,
) -> Result<()> {
    let values = [usager.into(), structure.into(), language.code.into()];
    db.run(SPEAK_TO.with(values)).await.map(drop)
}

/// Ends a domicilié's session.
///
/// # Errors
/// As the database.
pub async fn close_portal_session(db: &Db, session: &TokenHash) -> Result<()> {
    db.run(CLOSE_PORTAL_SESSION.with([session.into()]))
        .await
        .map(drop)
}

/// A domicilié's account, as signing in needs it.
#[derive(Deserialize)]
pub struct PortalAccount {
    /// Whose.
    pub usager_id: UsagerId,
    /// Where.
    pub structure_id: StructureId,
    /// The name they sign in with.
    pub identifiant: String,
    /// Their password.
    pub password_hash: PasswordHash,
    /// The end of a temporary password.
    pub temporary_until_at: Option<Moment>,
    /// The language they chose.
    pub langue: Option<String>,
    /// Does the access hold now?
    #[serde(deserialize_with = "flag")]
    pub ouvert: bool,
}

/// The account of that identifier.
///
/// # Errors
/// As the database.
pub async fn portal_account(db: &Db, identifiant: &str) -> Result<Option<PortalAccount>> {
    db.first(PORTAL_ACCOUNT.with([identifiant.into()])).await
}

/// The account of someone who is signed in.
///
/// # Errors
/// As the database.
pub async fn portal_account_of(db: &Db, me: &Domicilie) -> Result<Option<PortalAccount>> {
    db.first(PORTAL_ACCOUNT_OF.with([(&me.usager).into(), (&me.structure).into()]))
        .await
}

/// A session about to be opened.
pub struct NewSession<'a> {
    /// Its token.
    pub token: &'a TokenHash,
    /// On a shared computer?
    pub shared: bool,
    /// When.
    pub now: Moment,
    /// The session this browser had until now, if any: it ends.
    pub former: Option<TokenHash>,
}

/// Ends the session that this browser had until now.
pub(super) fn close_former(session: &NewSession<'_>) -> Query {
    CLOSE_PORTAL_SESSION.with([session.former.as_ref().into()])
}

/// The four statements that open a session, all or none: each but the first looks whether the first did.
pub(super) fn open_portal_session(
    account: &PortalAccount,
    hash: &PasswordHash,
    session: &NewSession<'_>,
    evenement: &str,
) -> Result<[Query; 4]> {
    let (token, shared, now) = (session.token, session.shared, session.now);
    let who: [Value; 4] = [
        token.into(),
        (&account.usager_id).into(),
        (&account.structure_id).into(),
        now.into(),
    ];
    let [of_token, usager, structure, _] = who.clone();
    let open = [
        of_token,
        usager,
        structure,
        shared.into(),
        now.into(),
        now.plus_ms(PORTAL_SESSION_MS).into(),
        hash.as_str().into(),
    ];
    Ok([
        OPEN_PORTAL_SESSION.with(open),
        NOTE_PORTAL_LOGIN.with(who.clone()),
        RECORD_PORTAL_LOGIN.with([&who[..], &[(&LoginId::new()?).into()]].concat()),
        REMEMBER_PORTAL_LOGIN
            .with([&who[..], &[(&HistoryId::new()?).into(), evenement.into()]].concat()),
    ])
}

/// Opens a session for someone who gave their own password; false when a reset or a closing came in between.
///
/// # Errors
/// As the database.
pub async fn sign_in_portal(
    db: &Db,
    account: &PortalAccount,
    session: &NewSession<'_>,
    admission: [Query; 3],
) -> Result<bool> {
    let [open, note, count, remember] = open_portal_session(
        account,
        &account.password_hash,
        session,
        "CONNEXION_PORTAIL",
    )?;
    let [forgive, clear, know] = admission;
    let [opened, ..] = db
        .batch([
            open,
            note,
            count,
            remember,
            forgive,
            clear,
            know,
            close_former(session),
        ])
        .await?;
    Ok(opened.changes > 0)
}

/// Keeps `account`'s password under today's parameters.
///
/// # Errors
/// As the database.
pub async fn rehash_portal(db: &Db, account: &PortalAccount, hash: &PasswordHash) -> Result<()> {
    let values = [
        (&account.usager_id).into(),
        (&account.structure_id).into(),
        account.password_hash.as_str().into(),
        hash.as_str().into(),
    ];
    db.run(REHASH_PORTAL.with(values)).await.map(drop)
}
