//! « Mot de passe oublié »: a link, then a password.

use serde::Deserialize;

use crate::{
    auth::{
        password::PasswordHash,
        softlock::{self, Realm},
    },
    edge::{
        clock::{DAY_MS, MINUTE_MS, Moment},
        db::{Db, Query},
        error::Result,
        ids::{JournalId, LienId, StructureId},
    },
    outbox::{self, Mail},
    statements,
};

/// How long the link holds, in milliseconds.
pub const LINK_MS: i64 = 30 * MINUTE_MS;
/// A second link is sent after this long at the earliest, in milliseconds: nobody's mailbox is filled.
const AGAIN_AFTER_MS: i64 = 2 * MINUTE_MS;
/// How many links an account is sent in a day.
const LINKS_A_DAY: i64 = 5;

statements! { "auth";
    ASK_LINK = "
        INSERT INTO lien (id, structure_id, genre, objet_id, created_at, expires_at)
        SELECT ?1, u.structure_id, 'MOT_DE_PASSE', u.id, ?3, ?4
        FROM staff_user u LEFT JOIN structure s ON s.id = u.structure_id
        WHERE u.email = ?2 AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')
          AND NOT EXISTS (SELECT 1 FROM lien l WHERE l.objet_id = u.id AND l.genre = 'MOT_DE_PASSE'
                            AND l.ended_at IS NULL AND l.created_at > ?5)
          AND (SELECT count(*) FROM lien l WHERE l.objet_id = u.id AND l.genre = 'MOT_DE_PASSE' AND l.created_at > ?6) < ?7";
    /// The latest link is the only one.
    END_FORMER_LINKS = "
        UPDATE lien SET ended_at = ?2 WHERE genre = 'MOT_DE_PASSE' AND ended_at IS NULL AND id <> ?1
          AND objet_id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1)";
    ACCOUNT_TO_RESET = "
        SELECT u.email, u.structure_id, coalesce(s.fuseau, 'Europe/Paris') AS fuseau
        FROM lien l JOIN staff_user u ON u.id = l.objet_id LEFT JOIN structure s ON s.id = u.structure_id
        WHERE l.id = ?1 AND l.genre = 'MOT_DE_PASSE' AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')";
    /// Before the change itself: only if there will be one.
    REMEMBER_RESET = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?2, u.structure_id, u.id, 'MOT_DE_PASSE_REINITIALISE', ?3
        FROM lien l JOIN staff_user u ON u.id = l.objet_id LEFT JOIN structure s ON s.id = u.structure_id
        WHERE l.id = ?1 AND l.genre = 'MOT_DE_PASSE' AND l.ended_at IS NULL AND l.expires_at > ?3
          AND u.statut = 'ACTIF' AND (u.structure_id IS NULL OR s.statut = 'ACTIVE')";
    RESET = "
        UPDATE staff_user SET password_hash = ?3
        WHERE id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1) AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    END_SESSIONS = "
        DELETE FROM staff_session
        WHERE staff_user_id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1) AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    /// This link, and every other that leads to the account: no address waits any more either.
    END_LINKS = "
        UPDATE lien SET ended_at = ?3 WHERE objet_id = (SELECT l.objet_id FROM lien l WHERE l.id = ?1)
          AND genre IN ('MOT_DE_PASSE', 'ADRESSE') AND ended_at IS NULL AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    UNLOCK = "DELETE FROM softlock WHERE subject = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
    FORGET_BROWSERS = "DELETE FROM known_device WHERE account = ?1 AND EXISTS (SELECT 1 FROM journal j WHERE j.id = ?2)";
}

/// Sends `mail`, with that link, if the address is an account's that may come in. The same statements run whether it is or
/// not: the answer takes as long.
///
/// # Errors
/// As the database.
pub async fn ask_link(db: &Db, email: &str, link: &LienId, mail: &Mail, now: Moment) -> Result<()> {
    let asked = [
        link.into(),
        email.into(),
        now.into(),
        now.plus_ms(LINK_MS).into(),
        now.plus_ms(-AGAIN_AFTER_MS).into(),
        now.plus_ms(-DAY_MS).into(),
        LINKS_A_DAY.into(),
    ];
    db.batch([
        ASK_LINK.with(asked),
        END_FORMER_LINKS.with([link.into(), now.into()]),
        mail.query(now),
    ])
    .await
    .map(drop)
}

/// The account whose password a link lets one choose.
#[derive(Debug, Deserialize)]
pub struct ToReset {
    /// Its address.
    pub email: String,
    /// Its structure; none for an operateur.
    pub structure_id: Option<StructureId>,
    /// Where it is what time it is.
    pub fuseau: String,
}

/// The account that link is about, if it may come in.
///
/// # Errors
/// As the database.
pub async fn account_to_reset(db: &Db, link: &LienId) -> Result<Option<ToReset>> {
    db.first(ACCOUNT_TO_RESET.with([link.into()])).await
}

/// Takes the new password: every session ends, the link has served, the lock is lifted, known browsers are forgotten, and
/// `mail` goes if `line` was written. False when the link does not hold any more.
///
/// # Errors
/// As the database.
pub async fn reset(
    db: &Db,
    account: &ToReset,
    link: &LienId,
    line: &JournalId,
    chosen: &PasswordHash,
    mail: Query,
    now: Moment,
) -> Result<bool> {
    let counted = softlock::account(Realm::Gestion, &account.email);
    let [remembered, ..] = db
        .batch([
            REMEMBER_RESET.with([link.into(), line.into(), now.into()]),
            RESET.with([link.into(), line.into(), chosen.as_str().into()]),
            END_SESSIONS.with([link.into(), line.into()]),
            END_LINKS.with([link.into(), line.into(), now.into()]),
            UNLOCK.with([(&counted).into(), line.into()]),
            FORGET_BROWSERS.with([(&counted).into(), line.into()]),
            mail,
            outbox::end_link(link, now),
        ])
        .await?;
    Ok(remembered.changes > 0)
}
