//! What the night erases: dossiers long archived, and what tells of erasings beyond its term. In rounds: what is left goes
//! the next night.

use chrono_tz::Tz;

use super::{
    rules::{DOSSIER_KEPT_YEARS, ERASING_KEPT_MONTHS},
    store,
};
use crate::edge::{clock::Moment, db::Db, error::Result};

/// How many dossiers go in one transaction.
const DOSSIERS_AT_ONCE: i64 = 50;
/// How many transactions in a night.
const ROUNDS_MAX: i64 = 20;
/// How many rows that tell of erasings go in one transaction.
const ROWS_AT_ONCE: i64 = 500;

/// Erases what is beyond its term.
///
/// # Errors
/// As the database; what was erased before stays erased.
pub async fn erase_old(db: &Db, now: Moment) -> Result<()> {
    let today = now.day(Tz::UTC);
    let before = |months: u32| today.minus_months(months).begins_at(Tz::UTC);
    for round in 0..ROUNDS_MAX {
        // Each round has a moment of its own, by which it finds what it has marked.
        let at = now.plus_ms(round);
        let end = before(12 * DOSSIER_KEPT_YEARS);
        if store::erase_old(db, end, DOSSIERS_AT_ONCE, at).await? == 0 {
            break;
        }
    }
    for _ in 0..ROUNDS_MAX {
        if store::forget(db, before(ERASING_KEPT_MONTHS), ROWS_AT_ONCE).await? == 0 {
            break;
        }
    }
    Ok(())
}
