//! The audit log (« Journal »): who saw, changed and exported what in a structure. Lines are only ever added.
//!
//! A change writes its line in its own batch: with [`line`], or with its own `INSERT INTO journal … SELECT …` before the
//! change, so that there is a line only if there will be a change (as « Historique » does). A code has its words in
//! [`words_rules`]. What is seen is written by the front door, with a [`Sight`]: no page can forget it.

pub mod export_pages;
pub mod pages;
pub mod rules;
pub mod store;
pub mod words_rules;

use serde::Serialize;

use crate::{
    auth::Staff,
    edge::{
        clock::{self, Day, Moment},
        cx::Cx,
        db::{Db, Query},
        error::{Error, Result},
        ids::{JournalId, StaffId, StructureId, UsagerId},
    },
};

/// A line to be written whatever the rest of its batch does.
pub struct Line<'a> {
    /// Its id; the same one is written once.
    pub id: &'a JournalId,
    /// The structure it is about; none for what concerns the platform alone.
    pub structure: Option<&'a StructureId>,
    /// Who did it; none for what happens by itself.
    pub who: Option<&'a StaffId>,
    /// What happened, in capitals.
    pub evenement: &'static str,
}

/// The statement that writes `line`; `detail` is what its words need, never a secret.
///
/// # Errors
/// [`Error::Internal`] when `detail` can't be written as JSON.
pub fn line(line: &Line<'_>, detail: &impl Serialize, now: Moment) -> Result<Query> {
    let detail =
        serde_json::to_string(detail).map_err(|error| Error::internal(line.evenement, error))?;
    Ok(store::write(line, &detail, now))
}

/// That someone is about to see a file.
pub struct Sight {
    db: Db,
    structure: StructureId,
    who: StaffId,
    usager: UsagerId,
    jour: Day,
    genre: rules::Seen,
    now: Moment,
}

impl Sight {
    /// What `me` will see of a person at the address of that row, if it is a page of a file.
    #[must_use]
    pub fn of(method: &str, path: &str, cx: &Cx, me: &Staff) -> Option<Self> {
        let genre = rules::seen_at(method, path)?;
        Some(Self {
            db: cx.db.clone(),
            structure: me.structure.clone(),
            who: me.id.clone(),
            usager: cx.param("usager", UsagerId::parse).ok()?,
            jour: cx.now.day(clock::zone(&me.fuseau)),
            genre,
            now: cx.now,
        })
    }

    /// Writes it down: once a day, whatever is seen more on that day.
    ///
    /// # Errors
    /// As the database.
    pub async fn write(self) -> Result<()> {
        store::write_sight(&self).await
    }
}
