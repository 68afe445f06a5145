//! What the night erases: files long without contact, logs beyond their term. In rounds: what is left goes the next night.

use chrono_tz::Tz;
use worker::Env;

use super::{
    rules::{CONSULTATION_KEPT_MONTHS, ERASING_KEPT_MONTHS, FILE_KEPT_YEARS, LOGIN_KEPT_MONTHS},
    store::{self, Terms},
};
use crate::{
    desk::documents::sweep::delete_objects,
    edge::{
        clock::{Day, Moment},
        db::Db,
        error::Result,
        files::Files,
    },
};

/// How many files go in one transaction.
const FILES_AT_ONCE: i64 = 20;
/// How many transactions in a night.
const ROUNDS_MAX: usize = 20;
/// How many rows of logs go in one transaction.
const ROWS_AT_ONCE: i64 = 500;

/// Erases what is beyond its term.
///
/// # Errors
/// As R2 or the database; what was erased before stays erased, and bytes that R2 kept are named as orphans.
pub async fn erase_old(env: &Env, db: &Db, now: Moment) -> Result<()> {
    let today = now.day(Tz::UTC);
    let end = today.minus_months(12 * FILE_KEPT_YEARS);
    for _ in 0..ROUNDS_MAX {
        let erased = store::erase_old(db, (start_of(end), end), FILES_AT_ONCE, now).await?;
        delete_objects(&Files::of(env)?, db, &erased.objects).await?;
        if erased.files == 0 {
            break;
        }
    }
    let before = |months: u32| start_of(today.minus_months(months));
    let terms = Terms {
        erasings: before(ERASING_KEPT_MONTHS),
        logins: before(LOGIN_KEPT_MONTHS),
        consultations: before(CONSULTATION_KEPT_MONTHS),
    };
    for _ in 0..ROUNDS_MAX {
        if store::forget(db, terms, ROWS_AT_ONCE).await? == 0 {
            break;
        }
    }
    Ok(())
}

/// Midnight, UTC.
fn start_of(day: Day) -> Moment {
    let midnight = day.0.and_time(chrono::NaiveTime::MIN);
    Moment(midnight.and_utc().timestamp_millis())
}
