//! Tries at the carnets of other structures: « Récupérer un dossier », and « + Bénéficiaire » with a number that turns out to
//! be held elsewhere. Counted by the statement that writes them.

use serde::Deserialize;

use crate::{
    auth::Staff,
    dossier::rules::{TRIES_OF_STAFF, TRIES_OF_STRUCTURE, TRY_MS},
    edge::{
        clock::{DAY_MS, Moment},
        db::{Db, Outcome, Query, Value, flag},
        error::Result,
        ids::{DossierEventId, JournalId},
    },
    statements,
};

statements! { "dossier::tries";
    /// Of many who try at once no more are let through than may: each counts what the others have written.
    TRY = "
        INSERT INTO dossier_essai (id, structure_id, staff_user_id, created_at)
        SELECT ?1, s.id, ?3, ?4 FROM structure s
        WHERE s.id = ?2 AND s.operatrice = 1
          AND (SELECT count(*) FROM dossier_essai e WHERE e.staff_user_id = ?3 AND e.created_at > ?5) < ?6
          AND (SELECT count(*) FROM dossier_essai e WHERE e.structure_id = ?2 AND e.created_at > ?5) < ?7";
    /// A number typed for a new dossier that another structure holds: who learns that has tried.
    TRY_NUMBER = "
        INSERT INTO dossier_essai (id, structure_id, staff_user_id, created_at)
        SELECT ?1, s.id, ?3, ?4 FROM structure s JOIN dossier o ON o.carnet = ?8 AND o.structure_id <> s.id
        WHERE s.id = ?2 AND s.operatrice = 1
          AND (SELECT count(*) FROM dossier_essai e WHERE e.staff_user_id = ?3 AND e.created_at > ?5) < ?6
          AND (SELECT count(*) FROM dossier_essai e WHERE e.structure_id = ?2 AND e.created_at > ?5) < ?7";
    /// Neither the name nor the number that was typed.
    REMEMBER_TRY = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, created_at)
        SELECT ?3, e.structure_id, e.staff_user_id,
               CASE ?4 WHEN 1 THEN 'DOSSIER_ESSAI_DE_NUMERO' ELSE 'DOSSIER_ESSAI_DE_RECUPERATION' END, e.created_at
        FROM dossier_essai e WHERE e.id = ?1 AND e.structure_id = ?2";
    /// Has one of the two limits been reached?
    SPENT = "
        SELECT (SELECT count(*) FROM dossier_essai e WHERE e.staff_user_id = ?1 AND e.created_at > ?3) >= ?4
            OR (SELECT count(*) FROM dossier_essai e WHERE e.structure_id = ?2 AND e.created_at > ?3) >= ?5 AS atteint";
    FORGET_TRIES = "DELETE FROM dossier_essai WHERE id IN (SELECT e.id FROM dossier_essai e WHERE e.created_at < ?1 LIMIT 500)";
}

/// Whose tries count at `now`, since when, and how many there may be: of the person, of the structure.
#[must_use]
pub fn limits(me: &Staff, now: Moment) -> [Value; 5] {
    [
        (&me.id).into(),
        (&me.structure).into(),
        now.plus_ms(-TRY_MS).into(),
        TRIES_OF_STAFF.into(),
        TRIES_OF_STRUCTURE.into(),
    ]
}

/// The question whether one of the limits has been reached.
#[must_use]
pub fn spent_query(me: &Staff, now: Moment) -> Query {
    SPENT.with(limits(me, now))
}

#[derive(Debug, Deserialize)]
struct Spent {
    #[serde(deserialize_with = "flag")]
    atteint: bool,
}

/// What that question was answered.
///
/// # Errors
/// As the database.
pub fn is_spent(answer: &Outcome) -> Result<bool> {
    let spent: Option<Spent> = answer.first()?;
    Ok(spent.is_some_and(|it| it.atteint))
}

fn values(me: &Staff, attempt: &DossierEventId, now: Moment) -> [Value; 7] {
    [
        attempt.into(),
        (&me.structure).into(),
        (&me.id).into(),
        now.into(),
        now.plus_ms(-TRY_MS).into(),
        TRIES_OF_STAFF.into(),
        TRIES_OF_STRUCTURE.into(),
    ]
}

fn remember(me: &Staff, attempt: &DossierEventId, of_a_number: bool) -> Query {
    let id = JournalId::for_reason(attempt.as_str(), REMEMBER_TRY.name);
    REMEMBER_TRY.with([
        attempt.into(),
        (&me.structure).into(),
        (&id).into(),
        of_a_number.into(),
    ])
}

/// Counts a try of « Récupérer un dossier », and writes it in the journal.
#[must_use]
pub fn count(me: &Staff, attempt: &DossierEventId, now: Moment) -> [Query; 2] {
    [
        TRY.with(values(me, attempt, now)),
        remember(me, attempt, false),
    ]
}

/// Counts `carnet`, typed for a new dossier, as a try if another structure holds it, and writes it in the journal.
#[must_use]
pub fn count_number(me: &Staff, attempt: &DossierEventId, carnet: &str, now: Moment) -> [Query; 2] {
    let mut values = values(me, attempt, now).to_vec();
    values.push(carnet.into());
    [TRY_NUMBER.with(values), remember(me, attempt, true)]
}

/// Forgets tries of another day: a part of the nightly work.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    let before = now.plus_ms(-DAY_MS);
    db.run(FORGET_TRIES.with([before.into()])).await.map(drop)
}
