//! What the nightly job forgets.

use crate::{
    edge::{
        clock::{DAY_MS, Moment},
        db::Db,
        error::Result,
    },
    statements,
};

/// How many rows of each kind go in one transaction.
const FORGET_ROWS: i64 = 500;
/// How many transactions in a night: what is left after them goes the next one.
const ROUNDS_MAX: usize = 100;

statements! { "auth";
    FORGET_PORTAL_SESSIONS = "
        DELETE FROM portal_session WHERE token_hash IN (SELECT token_hash FROM portal_session WHERE expires_at < ?1 LIMIT ?2)";
    FORGET_STAFF_SESSIONS = "
        DELETE FROM staff_session WHERE token_hash IN (SELECT token_hash FROM staff_session WHERE expires_at < ?1 LIMIT ?2)";
    FORGET_TICKETS = "
        DELETE FROM connexion_attente WHERE token_hash IN (SELECT token_hash FROM connexion_attente WHERE expires_at < ?1 LIMIT ?2)";
    FORGET_LOCKS = "
        DELETE FROM softlock WHERE subject IN (SELECT subject FROM softlock WHERE day_started_at < ?1 LIMIT ?2)";
    FORGET_DEVICES = "
        DELETE FROM known_device WHERE (token_hash, account) IN
            (SELECT token_hash, account FROM known_device WHERE expires_at < ?1 LIMIT ?2)";
}

/// Forgets what has expired, in bounded transactions, until nothing is left or the night's share is done.
///
/// # Errors
/// As the database; what was forgotten before the error stays forgotten.
pub async fn forget_expired(db: &Db, now: Moment) -> Result<()> {
    for _ in 0..ROUNDS_MAX {
        let before = |moment: Moment| [moment.into(), FORGET_ROWS.into()];
        let forgotten = db
            .batch([
                FORGET_PORTAL_SESSIONS.with(before(now)),
                FORGET_STAFF_SESSIONS.with(before(now)),
                FORGET_TICKETS.with(before(now)),
                FORGET_LOCKS.with(before(now.plus_ms(-2 * DAY_MS))),
                FORGET_DEVICES.with(before(now)),
            ])
            .await?;
        if forgotten.iter().all(|outcome| outcome.changes == 0) {
            break;
        }
    }
    Ok(())
}
