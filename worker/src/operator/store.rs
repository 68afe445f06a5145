//! Every SQL statement of those who run the platform.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{db::Db, error::Result, ids::StaffId},
    statements,
};

/// Structures on the page.
const ROWS_MAX: i64 = 200;

statements! { "operator";
    STRUCTURES = "SELECT nom, ville, statut FROM structure ORDER BY nom, id LIMIT ?1";
    OWN_ADDRESS = "SELECT email FROM staff_user WHERE id = ?1 AND structure_id IS NULL";
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

/// The address under which that operateur signs in.
///
/// # Errors
/// As the database.
pub async fn own_address(db: &Db, me: &StaffId) -> Result<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        email: String,
    }
    let row: Option<Row> = db.first(OWN_ADDRESS.with([me.into()])).await?;
    Ok(row.map(|row| row.email))
}

/// Does the database answer?
///
/// # Errors
/// As the database.
pub async fn ping(db: &Db) -> Result<()> {
    db.run(PING.with([])).await.map(drop)
}
