//! What changes a second factor: turning it on and off, another telephone, new recovery codes. Each writes its line of the
//! audit log and its e-mail in the same batch.

use super::factor::{Coming, Holder};
use crate::{
    auth::{
        second_factor::{codes::Fresh, event::Event, rules::PROOF_MS},
        softlock::{self, Realm},
    },
    edge::{
        clock::Moment,
        db::{Db, Query, Value},
        error::Result,
        ids::{JournalId, PriseId, StaffId, StructureId},
        secret::TokenHash,
    },
    statements,
};

/// Who may take the second factor of a member of structure ?2 away: person ?4, who runs it, or runs the platform; never
/// one's own.
macro_rules! by_whom {
    () => {
        "u.id <> ?4 AND EXISTS (SELECT 1 FROM staff_user me WHERE me.id = ?4 AND me.statut = 'ACTIF'
                   AND (me.role = 'OPERATEUR' OR (me.structure_id = ?2 AND me.role = 'ADMINISTRATEUR')))"
    };
}

statements! { "auth";
    /// The first one wins. By a session or a ticket (?7) that holds.
    TURN_ON = "
        INSERT INTO second_facteur (staff_user_id, secret, etape, prise, version, created_at)
        SELECT u.id, ?2, ?3, ?4, ?5, ?6 FROM staff_user u
        WHERE u.id = ?1 AND u.statut = 'ACTIF'
          AND (EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?7 AND t.staff_user_id = ?1 AND t.expires_at > ?6)
            OR EXISTS (SELECT 1 FROM connexion_attente a WHERE a.token_hash = ?7 AND a.staff_user_id = ?1 AND a.expires_at > ?6))
        ON CONFLICT (staff_user_id) DO NOTHING";
    /// Only over the version that was seen, and while the second factor was proved a short while ago.
    NEW_DEVICE = "
        UPDATE second_facteur SET secret = ?2, etape = ?3, prise = ?4, version = ?5 WHERE staff_user_id = ?1 AND version = ?6
          AND EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?7 AND t.staff_user_id = ?1 AND t.prouve_at > ?8)";
    NEW_CODES = "
        UPDATE second_facteur SET version = ?2 WHERE staff_user_id = ?1 AND version = ?3
          AND EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?4 AND t.staff_user_id = ?1 AND t.prouve_at > ?5)";
    /// The rest of these batches: only if the change bears this line's id.
    REMEMBER_FACTOR = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?2, u.structure_id, u.id, ?3, ?4 FROM second_facteur f JOIN staff_user u ON u.id = f.staff_user_id
        WHERE f.staff_user_id = ?1 AND f.version = ?2";
    FORGET_CODES = "
        DELETE FROM code_secours WHERE staff_user_id = ?1
          AND EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = ?1 AND f.version = ?2)";
    KEEP_CODES = "
        INSERT INTO code_secours (staff_user_id, code_hash) SELECT ?1, p.value FROM json_each(?3) p
        WHERE EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = ?1 AND f.version = ?2)";
    PROVE_BY_CHANGE = "
        UPDATE staff_session SET prouve_at = ?4 WHERE token_hash = ?3 AND staff_user_id = ?1
          AND EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = ?1 AND f.version = ?2)";
    END_OTHER_SESSIONS = "
        DELETE FROM staff_session WHERE staff_user_id = ?1 AND token_hash <> ?3
          AND EXISTS (SELECT 1 FROM second_facteur f WHERE f.staff_user_id = ?1 AND f.version = ?2)";
    /// Before the change itself: only over the version and the role that were seen, and after a fresh proof.
    REMEMBER_OFF = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?2, u.structure_id, u.id, 'DOUBLE_AUTHENTIFICATION_DESACTIVEE', ?3
        FROM second_facteur f JOIN staff_user u ON u.id = f.staff_user_id
        WHERE f.staff_user_id = ?1 AND f.version = ?4 AND u.role = ?5
          AND EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?6 AND t.staff_user_id = ?1 AND t.prouve_at > ?7)";
    REMEMBER_TAKING_AWAY = concat!("
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, u.structure_id, ?4, 'DOUBLE_AUTHENTIFICATION_RETIREE', json_object('membre', u.id, 'nom', u.prenom || ' ' || u.nom), ?5
        FROM second_facteur f JOIN staff_user u ON u.id = f.staff_user_id
        WHERE f.staff_user_id = ?1 AND u.structure_id = ?2 AND f.version = ?6 AND u.statut <> 'RETIRE' AND ", by_whom!());
    TURN_OFF = "DELETE FROM second_facteur WHERE staff_user_id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    FORGET_ALL_CODES = "DELETE FROM code_secours WHERE staff_user_id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    UNPROVE = "
        UPDATE staff_session SET prouve_at = NULL WHERE staff_user_id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    END_ALL_SESSIONS = "DELETE FROM staff_session WHERE staff_user_id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    END_TICKETS = "DELETE FROM connexion_attente WHERE staff_user_id = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    UNLOCK_CODES = "DELETE FROM softlock WHERE subject = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
}

/// A new secret, whose code was checked.
pub(crate) struct NewSecret<'a> {
    /// Sealed.
    pub(crate) sealed: &'a str,
    /// The step of the code that was given.
    pub(crate) step: i64,
}

/// A change that is told: its line of the audit log, and its e-mail.
pub(crate) struct Told<'a> {
    /// The line's id, which becomes the version.
    pub(crate) line: &'a JournalId,
    /// What happens.
    pub(crate) event: Event,
    /// The e-mail.
    pub(crate) mail: Query,
    /// When.
    pub(crate) now: Moment,
}

fn remembered(who: &StaffId, told: &Told<'_>) -> Query {
    REMEMBER_FACTOR.with([
        who.into(),
        told.line.into(),
        told.event.code().into(),
        told.now.into(),
    ])
}

fn new_codes(who: &StaffId, line: &JournalId, codes: &Fresh) -> [Query; 2] {
    let place: [Value; 2] = [who.into(), line.into()];
    let keep = [&place[..], &[codes.hashes(who).as_str().into()]].concat();
    [FORGET_CODES.with(place), KEEP_CODES.with(keep)]
}

/// Where a second factor is turned on: in a session, or on the way to one.
pub(crate) enum Place<'a> {
    /// In that session; the others end.
    Session(&'a TokenHash),
    /// With a ticket: the session opens in the same batch.
    Ticket(&'a Coming<'a>),
}

/// Turns it on; false when it has been turned on in between, or when the session or the ticket no longer holds.
pub(crate) async fn turn_on(
    db: &Db,
    who: &StaffId,
    place: &Place<'_>,
    secret: &NewSecret<'_>,
    codes: &Fresh,
    told: Told<'_>,
) -> Result<bool> {
    let taking = PriseId::new()?;
    let (bearer, session) = match place {
        Place::Session(session) => (*session, *session),
        Place::Ticket(coming) => (coming.ticket, coming.session),
    };
    let on = [
        who.into(),
        secret.sealed.into(),
        secret.step.into(),
        (&taking).into(),
        told.line.into(),
        told.now.into(),
        bearer.into(),
    ];
    let mut queries = vec![TURN_ON.with(on), remembered(who, &told)];
    queries.extend(new_codes(who, told.line, codes));
    if let Place::Ticket(coming) = place {
        queries.extend(coming.opened(&taking)?);
    }
    let of_session: [Value; 3] = [who.into(), told.line.into(), session.into()];
    let prove = [&of_session[..], &[told.now.into()]].concat();
    queries.extend([
        PROVE_BY_CHANGE.with(prove),
        END_OTHER_SESSIONS.with(of_session),
        told.mail,
    ]);
    let outcomes = db.batch_of(queries).await?;
    Ok(outcomes.first().is_some_and(|on| on.changes > 0))
}

/// What a proof must be younger than.
fn proof_limit(now: Moment) -> Value {
    now.plus_ms(-PROOF_MS).into()
}

/// Takes another telephone in place of the one `seen`; the other sessions end.
pub(crate) async fn new_device(
    db: &Db,
    seen: &Holder,
    session: &TokenHash,
    secret: &NewSecret<'_>,
    told: Told<'_>,
) -> Result<bool> {
    let taking = PriseId::new()?;
    let change = [
        (&seen.id).into(),
        secret.sealed.into(),
        secret.step.into(),
        (&taking).into(),
        told.line.into(),
        seen.version.as_ref().into(),
        session.into(),
        proof_limit(told.now),
    ];
    let end = [(&seen.id).into(), told.line.into(), session.into()];
    let [changed, ..] = db
        .batch([
            NEW_DEVICE.with(change),
            remembered(&seen.id, &told),
            END_OTHER_SESSIONS.with(end),
            told.mail,
        ])
        .await?;
    Ok(changed.changes > 0)
}

/// Takes ten codes in place of those of the version `seen`.
pub(crate) async fn renew_codes(
    db: &Db,
    who: &StaffId,
    seen: &JournalId,
    session: &TokenHash,
    codes: &Fresh,
    told: Told<'_>,
) -> Result<bool> {
    let change = [
        who.into(),
        told.line.into(),
        seen.into(),
        session.into(),
        proof_limit(told.now),
    ];
    let [forget, keep] = new_codes(who, told.line, codes);
    let [changed, ..] = db
        .batch([
            NEW_CODES.with(change),
            remembered(who, &told),
            forget,
            keep,
            told.mail,
        ])
        .await?;
    Ok(changed.changes > 0)
}

fn turned_off(who: &StaffId, line: &JournalId) -> [Query; 3] {
    let place: [Value; 2] = [who.into(), line.into()];
    [
        TURN_OFF.with(place.clone()),
        FORGET_ALL_CODES.with(place.clone()),
        UNPROVE.with(place),
    ]
}

/// Turns it off for oneself, as it was `seen`.
pub(crate) async fn turn_off(
    db: &Db,
    seen: &Holder,
    version: &JournalId,
    session: &TokenHash,
    told: Told<'_>,
) -> Result<bool> {
    let remember = [
        (&seen.id).into(),
        told.line.into(),
        told.now.into(),
        version.into(),
        seen.role.code().into(),
        session.into(),
        proof_limit(told.now),
    ];
    let [off, codes, unprove] = turned_off(&seen.id, told.line);
    let [remembered, ..] = db
        .batch([REMEMBER_OFF.with(remember), off, codes, unprove, told.mail])
        .await?;
    Ok(remembered.changes > 0)
}

/// Takes the second factor of a member of `structure` away, as it was `seen`; their sessions end.
pub(crate) async fn take_away(
    db: &Db,
    by: &StaffId,
    structure: &StructureId,
    seen: &Holder,
    told: Told<'_>,
) -> Result<bool> {
    let remember = [
        (&seen.id).into(),
        structure.into(),
        told.line.into(),
        by.into(),
        told.now.into(),
        seen.version.as_ref().into(),
    ];
    let counted = softlock::account(Realm::Code, seen.id.as_str());
    let place: [Value; 2] = [(&seen.id).into(), told.line.into()];
    let [off, codes, _] = turned_off(&seen.id, told.line);
    let [remembered, ..] = db
        .batch([
            REMEMBER_TAKING_AWAY.with(remember),
            off,
            codes,
            END_ALL_SESSIONS.with(place.clone()),
            END_TICKETS.with(place),
            UNLOCK_CODES.with([(&counted).into(), told.line.into()]),
            told.mail,
        ])
        .await?;
    Ok(remembered.changes > 0)
}
