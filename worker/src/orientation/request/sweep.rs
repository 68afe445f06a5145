//! What becomes of drafts that nobody sent: after seven days they are forgotten, with their documents.

use super::store;
use crate::edge::{clock::Moment, db::Db, error::Result};

/// Forgets the drafts whose time is over, and hands their documents' bytes to the work that deletes them.
///
/// # Errors
/// As the database; what was forgotten before stays forgotten.
pub async fn forget_drafts(db: &Db, now: Moment) -> Result<()> {
    store::forget_expired(db, now).await?;
    store::forget_orphan_rows(db, now).await
}
