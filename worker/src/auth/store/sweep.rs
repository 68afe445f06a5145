//! What the nightly job forgets.

use crate::{
    edge::{
        clock::{DAY_MS, Moment},
        db::Db,
        error::Result,
    },
    statements,
};

/// How many rows the nightly job forgets in one go, of each kind.
const FORGET_ROWS: i64 = 500;

statements! { "auth";
    FORGET_PORTAL_SESSIONS = "
        DELETE FROM portal_session WHERE token_hash IN (SELECT token_hash FROM portal_session WHERE expires_at < ?1 LIMIT ?2)";
    FORGET_STAFF_SESSIONS = "
        DELETE FROM staff_session WHERE token_hash IN (SELECT token_hash FROM staff_session WHERE expires_at < ?1 LIMIT ?2)";
    FORGET_LOCKS = "
        DELETE FROM softlock WHERE subject IN (SELECT subject FROM softlock WHERE day_started_at < ?1 LIMIT ?2)";
    FORGET_DEVICES = "
        DELETE FROM known_device WHERE (token_hash, account) IN
            (SELECT token_hash, account FROM known_device WHERE expires_at < ?1 LIMIT ?2)";
}

/// Forgets what has expired, a bounded number of rows of each kind; what is left goes the next night.
///
/// # Errors
/// As the database.
pub async fn forget_expired(db: &Db, now: Moment) -> Result<()> {
    let before = |moment: Moment| [moment.into(), FORGET_ROWS.into()];
    db.batch([
        FORGET_PORTAL_SESSIONS.with(before(now)),
        FORGET_STAFF_SESSIONS.with(before(now)),
        FORGET_LOCKS.with(before(now.plus_ms(-2 * DAY_MS))),
        FORGET_DEVICES.with(before(now)),
    ])
    .await
    .map(drop)
}
