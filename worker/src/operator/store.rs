//! Every SQL statement of those who run the platform.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{db::Db, error::Result},
    statements,
};

/// Structures on the page.
const ROWS_MAX: i64 = 200;

statements! { "operator";
    STRUCTURES = "SELECT nom, ville, statut FROM structure ORDER BY nom, id LIMIT ?1";
    PING = "SELECT 1 AS ok";
}

/// A structure in the operateur's list.
#[derive(Debug, Deserialize, Serialize)]
pub struct Listed {
    /// Name.
    pub nom: String,
    /// Town.
    pub ville: String,
    /// `ACTIVE` or `SUSPENDUE`.
    pub statut: String,
}

/// The structures, by name.
///
/// # Errors
/// As the database.
pub async fn structures(db: &Db) -> Result<Vec<Listed>> {
    db.all(STRUCTURES.with([ROWS_MAX.into()])).await
}

/// Does the database answer?
///
/// # Errors
/// As the database.
pub async fn ping(db: &Db) -> Result<()> {
    db.run(PING.with([])).await.map(drop)
}
