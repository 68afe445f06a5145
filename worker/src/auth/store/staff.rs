//! A staff user's account and session.

use serde::Deserialize;

use super::TOUCH_MS;
use crate::{
    auth::{STAFF_IDLE_MS, StaffSession, password::PasswordHash},
    edge::{
        clock::{HOUR_MS, Moment},
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{JournalId, StaffId, StructureId},
        secret::TokenHash,
    },
    rights::Role,
    statements,
};

/// A staff session ends at the latest after this long.
pub(super) const STAFF_SESSION_MS: i64 = 12 * HOUR_MS;

statements! { "auth";
    STAFF_SESSION = "
        SELECT u.id, u.role, u.prenom, u.nom, u.structure_id, s.nom AS structure_nom, s.fuseau,
               coalesce(s.operatrice, 0) AS operatrice FROM staff_session t
        JOIN staff_user u ON u.id = t.staff_user_id
        LEFT JOIN structure s ON s.id = u.structure_id
        WHERE t.token_hash = ?1 AND t.expires_at > ?2 AND t.last_seen_at > ?2 - ?3
          AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')";
    TOUCH_STAFF_SESSION = "
        UPDATE staff_session SET last_seen_at = ?2
        WHERE token_hash = ?1 AND expires_at > ?2 AND last_seen_at > ?2 - ?3 AND last_seen_at < ?2 - ?4";
    CLOSE_STAFF_SESSION = "DELETE FROM staff_session WHERE token_hash = ?1";
    STAFF_ACCOUNT = "
        SELECT u.id, u.role, u.password_hash, u.statut = 'ACTIF' AS actif, u.structure_id IS NULL OR s.statut = 'ACTIVE' AS ouvert,
               EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = u.id) AS facteur
        FROM staff_user u LEFT JOIN structure s ON s.id = u.structure_id WHERE u.email = ?1";
    /// Only for whoever needs no code: the role must be the one that was seen, and no second factor have come in between.
    OPEN_STAFF_SESSION = "
        INSERT INTO staff_session (token_hash, staff_user_id, created_at, last_seen_at, expires_at)
        SELECT ?1, u.id, ?4, ?4, ?5 FROM staff_user u LEFT JOIN structure s ON s.id = u.structure_id
        WHERE u.id = ?2 AND u.password_hash = ?3 AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')
          AND u.role = ?6 AND NOT EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = u.id)";
    NOTE_STAFF_LOGIN = "
        UPDATE staff_user SET last_login_at = ?3
        WHERE id = ?2 AND EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?1)";
    REMEMBER_STAFF_LOGIN = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?4, u.structure_id, u.id, 'CONNEXION', ?3 FROM staff_user u
        WHERE u.id = ?2 AND EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?1)";
    REHASH_STAFF = "UPDATE staff_user SET password_hash = ?3 WHERE id = ?1 AND password_hash = ?2";
}

/// The person of a staff session, if it holds and their structure is active; notes that they were seen.
///
/// # Errors
/// As the database.
pub async fn staff_session(
    db: &Db,
    session: &TokenHash,
    now: Moment,
) -> Result<Option<StaffSession>> {
    #[derive(Deserialize)]
    struct Row {
        id: StaffId,
        role: Role,
        prenom: String,
        nom: String,
        structure_id: Option<StructureId>,
        structure_nom: Option<String>,
        fuseau: Option<String>,
        #[serde(deserialize_with = "flag")]
        operatrice: bool,
    }
    let check = [session.into(), now.into(), STAFF_IDLE_MS.into()];
    let touch = [
        session.into(),
        now.into(),
        STAFF_IDLE_MS.into(),
        TOUCH_MS.into(),
    ];
    let [found, _touched] = db
        .batch([STAFF_SESSION.with(check), TOUCH_STAFF_SESSION.with(touch)])
        .await?;
    let row: Option<Row> = found.first()?;
    Ok(row.map(|row| StaffSession {
        role: row.role,
        id: row.id,
        structure: row
            .structure_id
            .zip(row.structure_nom)
            .zip(row.fuseau)
            .map(|((id, nom), fuseau)| (id, nom, fuseau)),
        nom_complet: format!("{} {}", row.prenom, row.nom),
        operatrice: row.operatrice,
    }))
}

/// Ends a staff session.
///
/// # Errors
/// As the database.
pub async fn close_staff_session(db: &Db, session: &TokenHash) -> Result<()> {
    db.run(CLOSE_STAFF_SESSION.with([session.into()]))
        .await
        .map(drop)
}

/// A staff user's account, as signing in needs it.
#[derive(Deserialize)]
pub struct StaffAccount {
    /// Whose.
    pub id: StaffId,
    /// Role: tells where to go next.
    pub role: Role,
    /// Their password.
    pub password_hash: PasswordHash,
    /// Is it neither suspended nor removed?
    #[serde(deserialize_with = "flag")]
    pub actif: bool,
    /// Is their structure active?
    #[serde(deserialize_with = "flag")]
    pub ouvert: bool,
    /// Is a second factor on?
    #[serde(deserialize_with = "flag")]
    pub facteur: bool,
}

/// The account of that e-mail address, in lower case.
///
/// # Errors
/// As the database.
pub async fn staff_account(db: &Db, email: &str) -> Result<Option<StaffAccount>> {
    db.first(STAFF_ACCOUNT.with([email.into()])).await
}

/// Opens a staff session and ends the one this browser had (`former`); false when the password has changed in between.
///
/// # Errors
/// As the database.
pub async fn sign_in_staff(
    db: &Db,
    account: &StaffAccount,
    token: &TokenHash,
    now: Moment,
    former: Option<&TokenHash>,
    admission: [Query; 3],
) -> Result<bool> {
    let open = [
        token.into(),
        (&account.id).into(),
        account.password_hash.as_str().into(),
        now.into(),
        now.plus_ms(STAFF_SESSION_MS).into(),
        account.role.code().into(),
    ];
    let [forgive, clear, know] = admission;
    let [note, remember] = noted(token, &account.id, now)?;
    let [opened, ..] = db
        .batch([
            OPEN_STAFF_SESSION.with(open),
            note,
            remember,
            forgive,
            clear,
            know,
            close_former(former),
        ])
        .await?;
    Ok(opened.changes > 0)
}

/// What a session that was opened in the same batch leaves: when, and a line of the audit log.
pub(super) fn noted(token: &TokenHash, account: &StaffId, now: Moment) -> Result<[Query; 2]> {
    let note: [Value; 3] = [token.into(), account.into(), now.into()];
    let line: Value = (&JournalId::new()?).into();
    let remember = [&note[..], &[line]].concat();
    Ok([
        NOTE_STAFF_LOGIN.with(note),
        REMEMBER_STAFF_LOGIN.with(remember),
    ])
}

/// Ends the session that this browser had.
pub(super) fn close_former(former: Option<&TokenHash>) -> Query {
    CLOSE_STAFF_SESSION.with([former.into()])
}

/// Keeps `account`'s password under today's parameters.
///
/// # Errors
/// As the database.
pub async fn rehash_staff(db: &Db, account: &StaffAccount, hash: &PasswordHash) -> Result<()> {
    let values = [
        (&account.id).into(),
        account.password_hash.as_str().into(),
        hash.as_str().into(),
    ];
    db.run(REHASH_STAFF.with(values)).await.map(drop)
}
