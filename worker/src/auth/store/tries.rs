//! What is counted at the gate.

use serde::de::IgnoredAny;

use crate::{
    auth::softlock::{self, Softlock},
    edge::{
        clock::Moment,
        db::{Db, Query},
        error::Result,
        secret::TokenHash,
    },
    statements,
};

statements! { "auth";
    LOCK_OF = "SELECT failures, locked_until_at, day_started_at, day_tries FROM softlock WHERE subject = ?1";
    KNOWS_DEVICE = "SELECT 1 AS known FROM known_device WHERE token_hash = ?1 AND account = ?2 AND expires_at > ?3";
    /// Only if nobody counted in between: the four last parameters are what was read (-1 where there was no row).
    COUNT_TRY = "
        INSERT INTO softlock (subject, failures, locked_until_at, day_started_at, day_tries) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, locked_until_at = excluded.locked_until_at,
            day_started_at = excluded.day_started_at, day_tries = excluded.day_tries
        WHERE failures = ?6 AND locked_until_at = ?7 AND day_started_at = ?8 AND day_tries = ?9";
    /// Nothing in a row any more, and that try was not a failed one; the other tries of the day stay counted.
    FORGIVE = "UPDATE softlock SET failures = 0, locked_until_at = 0, day_tries = max(day_tries - 1, 0) WHERE subject = ?1";
    CLEAR = "DELETE FROM softlock WHERE subject = ?1";
    OURS = "SELECT 1 AS ours FROM known_device WHERE token_hash = ?1 AND expires_at > ?2 LIMIT 1";
    /// Only with the session or the ticket that was opened in the same batch.
    KNOW_DEVICE = "
        INSERT INTO known_device (token_hash, account, expires_at) SELECT ?1, ?2, ?3
        WHERE EXISTS (SELECT 1 FROM portal_session p WHERE p.token_hash = ?4)
           OR EXISTS (SELECT 1 FROM staff_session t WHERE t.token_hash = ?4)
           OR EXISTS (SELECT 1 FROM connexion_attente c WHERE c.token_hash = ?4)
           OR EXISTS (SELECT 1 FROM portal_account a WHERE a.choice_token_hash = ?4)
        ON CONFLICT (account, token_hash) DO UPDATE SET expires_at = excluded.expires_at";
}

/// What is counted for the browser at the gate.
pub struct Tries {
    /// The account, or this browser on it when it is known there.
    pub subject: TokenHash,
    /// What was counted so far.
    pub lock: Option<Softlock>,
    /// Is the browser's token one we gave, for this account or another?
    pub ours: bool,
}

/// What is counted for a browser that tries `account`: by itself when it signed in there before.
///
/// # Errors
/// As the database.
pub async fn tries_of(
    db: &Db,
    account: &TokenHash,
    device: Option<&TokenHash>,
    now: Moment,
) -> Result<Tries> {
    let own = device.map(|device| softlock::device(account, device));
    let [of_account, of_device, known, ours] = db
        .batch([
            LOCK_OF.with([account.into()]),
            LOCK_OF.with([own.as_ref().into()]),
            KNOWS_DEVICE.with([device.into(), account.into(), now.into()]),
            OURS.with([device.into(), now.into()]),
        ])
        .await?;
    let is_known = known.first::<IgnoredAny>()?.is_some();
    let ours = ours.first::<IgnoredAny>()?.is_some();
    match own.filter(|_| is_known) {
        Some(subject) => Ok(Tries {
            subject,
            lock: of_device.first()?,
            ours,
        }),
        None => Ok(Tries {
            subject: account.clone(),
            lock: of_account.first()?,
            ours,
        }),
    }
}

/// Keeps `after` if what is kept is still `before`; false when another try came in between.
///
/// # Errors
/// As the database.
pub async fn count_try(
    db: &Db,
    subject: &TokenHash,
    before: Option<Softlock>,
    after: Softlock,
) -> Result<bool> {
    let none = Softlock {
        failures: -1,
        locked_until_at: Moment(-1),
        day_started_at: Moment(-1),
        day_tries: -1,
    };
    let before = before.unwrap_or(none);
    let values = [
        subject.into(),
        after.failures.into(),
        after.locked_until_at.into(),
        after.day_started_at.into(),
        after.day_tries.into(),
        before.failures.into(),
        before.locked_until_at.into(),
        before.day_started_at.into(),
        before.day_tries.into(),
    ];
    Ok(db.run(COUNT_TRY.with(values)).await?.changes > 0)
}

/// The password was right.
#[must_use]
pub fn forgive(subject: &TokenHash) -> Query {
    FORGIVE.with([subject.into()])
}

/// Nothing is counted for `subject` any more.
#[must_use]
pub fn clear(subject: Option<&TokenHash>) -> Query {
    CLEAR.with([subject.into()])
}

/// This browser has signed in to that account, as `proof` shows: the session or ticket of the same batch.
#[must_use]
pub fn know_device(
    device: &TokenHash,
    account: &TokenHash,
    until: Moment,
    proof: Option<&TokenHash>,
) -> Query {
    KNOW_DEVICE.with([device.into(), account.into(), until.into(), proof.into()])
}
