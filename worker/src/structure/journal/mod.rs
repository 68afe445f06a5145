//! The audit log (« Journal »): who did what in a structure's administration. Lines are only ever added.
//!
//! A change writes its line in its own batch: with [`line`], or with its own `INSERT INTO journal … SELECT …` before the
//! change, so that there is a line only if there will be a change (as « Historique » does). A code has its words in
//! [`rules`].

pub mod rules;
pub mod store;

use serde::Serialize;

use crate::edge::{
    clock::Moment,
    db::Query,
    error::{Error, Result},
    ids::{JournalId, StaffId, StructureId},
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
