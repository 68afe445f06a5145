//! What becomes of the bytes that no file names: R2 deletes them, now if it can, at night if not.

use worker::Env;

use super::store;
use crate::edge::{
    clock::{HOUR_MS, Moment},
    db::Db,
    error::Result,
    files::Files,
};

/// A document on its way in is named as an orphan until its row is written: no request lasts this long.
const ON_ITS_WAY_MS: i64 = HOUR_MS;
/// How many objects R2 is asked to delete at once, and D1 to forget in one transaction.
const OBJECTS_AT_ONCE: i64 = 100;
/// The same, of a list that is at hand.
const OBJECTS_AT_ONCE_MAX: usize = 100;
/// How many times in a night: what is left after them goes the next one.
const ROUNDS_MAX: usize = 100;

/// Deletes the bytes of `objet`, which no file names any more.
///
/// # Errors
/// As R2 or the database: the nightly work will try again.
pub async fn delete_now(files: &Files, db: &Db, objet: String) -> Result<()> {
    delete_objects(files, db, &[objet]).await
}

/// Deletes the bytes of `objects`, which no file names any more.
///
/// # Errors
/// As [`delete_now`].
pub async fn delete_objects(files: &Files, db: &Db, objects: &[String]) -> Result<()> {
    for some in objects.chunks(OBJECTS_AT_ONCE_MAX) {
        files.delete(some).await?;
        store::forget_objects(db, some).await?;
    }
    Ok(())
}

/// Deletes what R2 did not delete in time, and what an interrupted request left behind.
///
/// # Errors
/// As R2 or the database; what was deleted before stays deleted.
pub async fn delete_orphans(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let files = Files::of(env)?;
    for _ in 0..ROUNDS_MAX {
        let orphans = store::orphans(db, now.plus_ms(-ON_ITS_WAY_MS), OBJECTS_AT_ONCE).await?;
        if orphans.is_empty() {
            break;
        }
        files.delete(&orphans).await?;
        store::forget_objects(db, &orphans).await?;
    }
    Ok(())
}
