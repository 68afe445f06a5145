//! Every SQL statement of « Comptes du portail ». Each list follows an index of its own; a page begins after the last
//! person of the one before, named by their id.

use serde::Deserialize;

use super::rules::{Counts, Tab};
use crate::{
    edge::{
        clock::Moment,
        db::{Db, Value, flag},
        error::Result,
        ids::{StructureId, UsagerId},
    },
    statements,
};

/// Accounts on a page.
pub const PAGE_ROWS: usize = 50;

statements! { "accounts";
    COUNTS = "SELECT etat, nombre FROM portal_compte WHERE structure_id = ?1";
    NEVER = "
        SELECT a.usager_id, u.nom, u.prenom, u.numero, a.identifiant, a.actif, a.temporary_until_at, a.last_login_at
        FROM portal_account a CROSS JOIN usager u ON u.id = a.usager_id AND u.structure_id = a.structure_id
        WHERE a.structure_id = ?1 AND a.actif = 1 AND a.temporary_until_at IS NOT NULL AND a.last_login_at IS NULL
          AND (a.cle_tri, a.usager_id) > (coalesce((SELECT f.cle_tri FROM portal_account f WHERE f.usager_id = ?2 AND f.structure_id = ?1), ''), ?2)
        ORDER BY a.cle_tri, a.usager_id LIMIT ?3";
    ACTIVE = "
        SELECT a.usager_id, u.nom, u.prenom, u.numero, a.identifiant, a.actif, a.temporary_until_at, a.last_login_at
        FROM portal_account a CROSS JOIN usager u ON u.id = a.usager_id AND u.structure_id = a.structure_id
        WHERE a.structure_id = ?1 AND a.actif = 1 AND (a.temporary_until_at IS NULL OR a.last_login_at IS NOT NULL)
          AND (a.cle_tri, a.usager_id) > (coalesce((SELECT f.cle_tri FROM portal_account f WHERE f.usager_id = ?2 AND f.structure_id = ?1), ''), ?2)
        ORDER BY a.cle_tri, a.usager_id LIMIT ?3";
    CLOSED = "
        SELECT a.usager_id, u.nom, u.prenom, u.numero, a.identifiant, a.actif, a.temporary_until_at, a.last_login_at
        FROM portal_account a CROSS JOIN usager u ON u.id = a.usager_id AND u.structure_id = a.structure_id
        WHERE a.structure_id = ?1 AND a.actif = 0
          AND (a.cle_tri, a.usager_id) > (coalesce((SELECT f.cle_tri FROM portal_account f WHERE f.usager_id = ?2 AND f.structure_id = ?1), ''), ?2)
        ORDER BY a.cle_tri, a.usager_id LIMIT ?3";
    /// The latest first: a page ends where nobody has come before.
    LOGINS = "
        SELECT a.usager_id, u.nom, u.prenom, u.numero, a.identifiant, a.actif, a.temporary_until_at, a.last_login_at
        FROM portal_account a CROSS JOIN usager u ON u.id = a.usager_id AND u.structure_id = a.structure_id
        WHERE a.structure_id = ?1 AND a.actif = 1 AND a.last_login_at IS NOT NULL
          AND (a.last_login_at, a.usager_id) < (coalesce((SELECT f.last_login_at FROM portal_account f WHERE f.usager_id = ?2 AND f.structure_id = ?1), 9e15), ?2)
        ORDER BY a.last_login_at DESC, a.usager_id DESC LIMIT ?3";
}

/// An account in a list.
#[derive(Debug, Deserialize)]
pub struct Listed {
    /// Whose.
    pub usager_id: UsagerId,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Their number in the structure.
    pub numero: i64,
    /// The name they sign in with.
    pub identifiant: String,
    /// Is the access open?
    #[serde(deserialize_with = "flag")]
    pub actif: bool,
    /// The end of a temporary password.
    pub temporary_until_at: Option<Moment>,
    /// Their last sign-in.
    pub last_login_at: Option<Moment>,
}

/// A page of a list: the counts of all lists, the accounts after `after`, and whether there are others; in one trip.
///
/// # Errors
/// As the database.
pub async fn list(
    db: &Db,
    structure: &StructureId,
    tab: Tab,
    after: Option<&UsagerId>,
) -> Result<(Counts, Vec<Listed>, bool)> {
    let statement = match tab {
        Tab::Never => NEVER,
        Tab::Active => ACTIVE,
        Tab::Logins => LOGINS,
        Tab::Closed => CLOSED,
    };
    let after: Value = after.map_or_else(|| "".into(), Into::into);
    let limit = i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX);
    let [counts, accounts] = db
        .batch([
            COUNTS.with([structure.into()]),
            statement.with([structure.into(), after, limit.into()]),
        ])
        .await?;
    let mut accounts: Vec<Listed> = accounts.rows()?;
    let more = accounts.len() > PAGE_ROWS;
    accounts.truncate(PAGE_ROWS);
    Ok((read_counts(counts.rows()?), accounts, more))
}

#[derive(Deserialize)]
struct Count {
    etat: String,
    nombre: i64,
}

fn read_counts(rows: Vec<Count>) -> Counts {
    rows.into_iter()
        .fold(Counts::default(), |counts, row| match row.etat.as_str() {
            "JAMAIS" => Counts {
                never: row.nombre,
                ..counts
            },
            "ACTIVE" => Counts {
                active: row.nombre,
                ..counts
            },
            _ => Counts {
                closed: row.nombre,
                ..counts
            },
        })
}
