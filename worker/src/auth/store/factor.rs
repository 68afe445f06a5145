//! The second factor of an account: whose it is, taking a code, coming in with it.

use serde::Deserialize;

use super::staff::{STAFF_SESSION_MS, close_former, noted};
use crate::{
    auth::{second_factor::rules::TICKET_MS, store::StaffAccount},
    edge::{
        clock::Moment,
        db::{Db, Query, Value},
        error::Result,
        ids::{JournalId, PriseId, StaffId, StructureId},
        secret::TokenHash,
    },
    rights::Role,
    statements,
};

/// What is asked of whoever has, or could have, a second factor.
macro_rules! holder {
    ($proved:literal) => {
        concat!(
            "SELECT u.id, u.email, u.prenom, u.role, u.structure_id, coalesce(s.fuseau, 'Europe/Paris') AS fuseau,
               f.secret, f.etape, f.version, f.created_at AS depuis, ",
            $proved,
            " AS prouve_at,
               (SELECT count(*) FROM code_secours c WHERE c.staff_user_id = u.id AND c.used_at IS NULL) AS restants "
        )
    };
}

/// The account of `u`, its structure and its second factor, if it may come in.
macro_rules! of_whom {
    () => {
        "LEFT JOIN structure s ON s.id = u.structure_id LEFT JOIN second_facteur f ON f.staff_user_id = u.id
        WHERE u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')"
    };
}

statements! { "auth";
    HOLDER_BY_SESSION = concat!(holder!("t.prouve_at"),
        "FROM staff_session t JOIN staff_user u ON u.id = t.staff_user_id ", of_whom!(), " AND t.token_hash = ?1 AND t.expires_at > ?2");
    HOLDER_BY_TICKET = concat!(holder!("NULL"),
        "FROM connexion_attente a JOIN staff_user u ON u.id = a.staff_user_id ", of_whom!(), " AND a.token_hash = ?1 AND a.expires_at > ?2");
    MEMBER_HOLDER = concat!(holder!("NULL"), "
        FROM staff_user u LEFT JOIN structure s ON s.id = u.structure_id LEFT JOIN second_facteur f ON f.staff_user_id = u.id
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.statut <> 'RETIRE'");
    /// The password must still be the one that was checked.
    OPEN_TICKET = "
        INSERT INTO connexion_attente (token_hash, staff_user_id, created_at, expires_at)
        SELECT ?1, u.id, ?4, ?5 FROM staff_user u LEFT JOIN structure s ON s.id = u.structure_id
        WHERE u.id = ?2 AND u.password_hash = ?3 AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')";
    CLOSE_TICKET = "
        DELETE FROM connexion_attente WHERE token_hash = ?1 AND EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?2)";
    /// A code serves once: of two at once, one takes its step. Only under the secret with which it was checked.
    TAKE_STEP = "UPDATE second_facteur SET etape = ?2, prise = ?3 WHERE staff_user_id = ?1 AND etape < ?2 AND secret = ?4";
    TAKE_CODE = "
        UPDATE code_secours SET used_at = ?4, prise = ?3 WHERE staff_user_id = ?1 AND code_hash = ?2 AND used_at IS NULL";
    HAS_CODE = "SELECT 1 AS nombre FROM code_secours WHERE staff_user_id = ?1 AND code_hash = ?2 AND used_at IS NULL";
    /// Before what the code was for; only if it was taken.
    REMEMBER_CODE = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, u.structure_id, u.id, 'CODE_DE_SECOURS_UTILISE', ?4 FROM staff_user u
        WHERE u.id = ?1 AND EXISTS (SELECT 1 FROM code_secours c WHERE c.staff_user_id = ?1 AND c.prise = ?2)";
    /// Opens a session for whoever holds a ticket, if the code was taken in this same batch.
    OPEN_WITH_CODE = "
        INSERT INTO staff_session (token_hash, staff_user_id, created_at, last_seen_at, expires_at, prouve_at)
        SELECT ?1, u.id, ?4, ?4, ?5, ?4
        FROM connexion_attente a JOIN staff_user u ON u.id = a.staff_user_id LEFT JOIN structure s ON s.id = u.structure_id
        WHERE a.token_hash = ?2 AND a.expires_at > ?4 AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')
          AND (EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = u.id AND f.prise = ?3)
            OR EXISTS (SELECT 1 FROM code_secours c WHERE c.staff_user_id = u.id AND c.prise = ?3))";
    /// Notes in a session that the second factor was proved, if the code was taken in this same batch.
    PROVE = "
        UPDATE staff_session SET prouve_at = ?3 WHERE token_hash = ?1
          AND (EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = staff_session.staff_user_id AND f.prise = ?2)
            OR EXISTS (SELECT 1 FROM code_secours c WHERE c.staff_user_id = staff_session.staff_user_id AND c.prise = ?2))";
    RESEAL = "UPDATE second_facteur SET secret = ?3 WHERE staff_user_id = ?1 AND secret = ?2";
}

/// Somebody who has, or could have, a second factor.
#[derive(Debug, Clone, Deserialize)]
pub struct Holder {
    /// Who.
    pub id: StaffId,
    /// Their address.
    pub email: String,
    /// First name.
    pub prenom: String,
    /// Role.
    pub role: Role,
    /// Their structure; none for an operateur.
    pub structure_id: Option<StructureId>,
    /// Where it is what time it is.
    pub fuseau: String,
    /// The secret, sealed, where a second factor is on.
    pub secret: Option<String>,
    /// The last step taken.
    pub etape: Option<i64>,
    /// The last change.
    pub version: Option<JournalId>,
    /// Since when it is on.
    pub depuis: Option<Moment>,
    /// When it was last proved in this session.
    pub prouve_at: Option<Moment>,
    /// How many recovery codes are left.
    pub restants: i64,
}

/// Whoever is signed in with that session.
pub(crate) async fn by_session(
    db: &Db,
    session: &TokenHash,
    now: Moment,
) -> Result<Option<Holder>> {
    db.first(HOLDER_BY_SESSION.with([session.into(), now.into()]))
        .await
}

/// Whoever has given the right password and holds that ticket.
pub(crate) async fn by_ticket(db: &Db, ticket: &TokenHash, now: Moment) -> Result<Option<Holder>> {
    db.first(HOLDER_BY_TICKET.with([ticket.into(), now.into()]))
        .await
}

/// A member of that structure.
pub(crate) async fn member(
    db: &Db,
    structure: &StructureId,
    id: &StaffId,
) -> Result<Option<Holder>> {
    db.first(MEMBER_HOLDER.with([id.into(), structure.into()]))
        .await
}

/// Gives a ticket to whoever gave the password of `account`; false when it has changed in between.
pub(crate) async fn open_ticket(
    db: &Db,
    account: &StaffAccount,
    ticket: &TokenHash,
    now: Moment,
    admission: [Query; 3],
) -> Result<bool> {
    let open = [
        ticket.into(),
        (&account.id).into(),
        account.password_hash.as_str().into(),
        now.into(),
        now.plus_ms(TICKET_MS).into(),
    ];
    let [forgive, clear, know] = admission;
    let [opened, ..] = db
        .batch([OPEN_TICKET.with(open), forgive, clear, know])
        .await?;
    Ok(opened.changes > 0)
}

/// A code that was checked and is to be taken: of the telephone, or a recovery code.
#[derive(Debug, Clone)]
pub(crate) enum Code {
    /// The code of that step, under the secret as sealed.
    Step(i64, String),
    /// A recovery code, and what is told when it is taken: the line of the audit log and the e-mail.
    Recovery(TokenHash, JournalId, Query),
}

/// Does that account have this recovery code, unused?
pub(crate) async fn has_code(db: &Db, account: &StaffId, code: &TokenHash) -> Result<bool> {
    let found = db
        .run(HAS_CODE.with([account.into(), code.into()]))
        .await?
        .rows::<serde::de::IgnoredAny>()?;
    Ok(!found.is_empty())
}

impl Code {
    /// The statements that take it, as `taking`.
    fn taken(self, account: &StaffId, taking: &PriseId, now: Moment) -> Vec<Query> {
        let (who, taking): (Value, Value) = (account.into(), taking.into());
        match self {
            Self::Step(step, secret) => {
                vec![TAKE_STEP.with([who, step.into(), taking, secret.as_str().into()])]
            }
            Self::Recovery(code, line, mail) => vec![
                TAKE_CODE.with([who.clone(), (&code).into(), taking.clone(), now.into()]),
                REMEMBER_CODE.with([who, taking, (&line).into(), now.into()]),
                mail,
            ],
        }
    }
}

/// What opens a session with a ticket.
pub(crate) struct Coming<'a> {
    /// Who comes in.
    pub(crate) account: &'a StaffId,
    /// The ticket they hold.
    pub(crate) ticket: &'a TokenHash,
    /// The session to open.
    pub(crate) session: &'a TokenHash,
    /// The one this browser had, which ends.
    pub(crate) former: Option<&'a TokenHash>,
    /// When.
    pub(crate) now: Moment,
}

impl Coming<'_> {
    /// The statements that open the session, after the code was taken as `taking`.
    pub(super) fn opened(&self, taking: &PriseId) -> Result<Vec<Query>> {
        let open = [
            self.session.into(),
            self.ticket.into(),
            taking.into(),
            self.now.into(),
            self.now.plus_ms(STAFF_SESSION_MS).into(),
        ];
        let [note, remember] = noted(self.session, self.account, self.now)?;
        Ok(vec![
            OPEN_WITH_CODE.with(open),
            note,
            remember,
            CLOSE_TICKET.with([self.ticket.into(), self.session.into()]),
            close_former(self.former),
        ])
    }
}

/// Takes `code` and opens the session, all or nothing but the code itself; false when the code or the ticket has served.
pub(crate) async fn come_in(
    db: &Db,
    coming: &Coming<'_>,
    code: Code,
    admission: [Query; 3],
) -> Result<bool> {
    let taking = PriseId::new()?;
    let mut queries = code.taken(coming.account, &taking, coming.now);
    let opening = queries.len();
    queries.extend(coming.opened(&taking)?);
    queries.extend(admission);
    let outcomes = db.batch_of(queries).await?;
    Ok(outcomes.get(opening).is_some_and(|open| open.changes > 0))
}

/// Takes `code` and notes it in the session; false when it has served.
pub(crate) async fn prove(
    db: &Db,
    account: &StaffId,
    session: &TokenHash,
    code: Code,
    now: Moment,
) -> Result<bool> {
    let taking = PriseId::new()?;
    let mut queries = code.taken(account, &taking, now);
    let proving = queries.len();
    queries.push(PROVE.with([session.into(), (&taking).into(), now.into()]));
    let outcomes = db.batch_of(queries).await?;
    Ok(outcomes.get(proving).is_some_and(|proof| proof.changes > 0))
}

/// Keeps the secret under today's key.
pub(crate) async fn reseal(db: &Db, account: &StaffId, before: &str, after: &str) -> Result<()> {
    db.run(RESEAL.with([account.into(), before.into(), after.into()]))
        .await
        .map(drop)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    pub(crate) fn holder(on: bool) -> Holder {
        let row = serde_json::json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "email": "awa@exemple.fr", "prenom": "Awa",
            "role": "ADMINISTRATEUR", "structure_id": null, "fuseau": "Europe/Paris", "secret": on.then_some("1.x"),
            "etape": on.then_some(1), "version": on.then_some("BBBBBBBBBBBBBBBBBBBBBB"),
            "depuis": on.then_some(1_795_384_800_000_i64), "prouve_at": null, "restants": 10 });
        serde_json::from_value(row).expect("a holder")
    }
}
