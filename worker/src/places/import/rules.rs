//! What an import of places may hold, and what is told of its rows. Pure.

use serde::{Deserialize, Serialize};

use crate::places::standard_rules::Wrong;

/// Rows in one import.
pub const ROWS_MAX: usize = 20_000;
/// Rows told on the page; all of them are in the file to download.
pub const SHOWN_MAX: usize = 200;

/// A mistake of a row, as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The column; empty for the row as a whole.
    pub colonne: String,
    /// What is wrong.
    pub raison: String,
}

impl Reason {
    /// One of the row as a whole.
    #[must_use]
    pub fn of_the_row(raison: impl Into<String>) -> Self {
        Self {
            colonne: String::new(),
            raison: raison.into(),
        }
    }
}

impl From<Wrong> for Reason {
    fn from(wrong: Wrong) -> Self {
        Self {
            colonne: wrong.colonne.to_owned(),
            raison: wrong.raison,
        }
    }
}

/// A row that was refused, or of which something was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The line of the file on which it begins.
    pub ligne: usize,
    /// Its id, where it has one.
    pub id: String,
    /// Why.
    pub raisons: Vec<Reason>,
}
