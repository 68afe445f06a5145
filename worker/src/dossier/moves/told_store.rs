//! The statements that find who is told of a dossier that changes hands.

use serde::Deserialize;

use crate::{
    auth::Staff,
    edge::{
        db::{Db, Value},
        error::Result,
        ids::{DossierId, LieuId, StaffId, StructureId},
    },
    statements,
};

/// How many people of a structure are told at most.
const TOLD_MAX: i64 = 10;

statements! { "dossier::told";
    /// Those who answer for a structure, and whoever has last dealt with this dossier there.
    READERS = "
        SELECT u.id, u.email FROM staff_user u
        WHERE u.structure_id = ?1 AND u.statut = 'ACTIF'
          AND (u.role IN ('GESTIONNAIRE', 'ADMINISTRATEUR') OR u.id = (
              SELECT e.staff_user_id FROM dossier_evenement e WHERE e.dossier_id = ?2 AND e.structure_id = ?1 ORDER BY e.rang DESC LIMIT 1))
        ORDER BY u.nom, u.prenom LIMIT ?3";
    /// Whoever had sent the dossier here, or created it here.
    PRESCRIBER = "
        SELECT u.id, u.email FROM dossier_evenement e JOIN staff_user u ON u.id = e.staff_user_id
        WHERE e.dossier_id = ?1 AND e.vers_structure_id = ?2 AND e.genre IN ('CREATION', 'REORIENTATION') AND u.statut = 'ACTIF'
          AND u.structure_id = e.structure_id
        ORDER BY e.rang DESC LIMIT 1";
    /// The structure of a place that dossiers are sent to.
    STRUCTURE_OF = "
        SELECT t.id, t.nom FROM lieu l JOIN structure t ON t.id = l.structure_id
        WHERE l.id = ?1 AND l.operatrice = 1 AND l.public = 1 AND t.id <> ?2";
}

/// Somebody who is told.
#[derive(Debug, Clone, Deserialize)]
pub struct Reader {
    /// Who.
    pub id: StaffId,
    /// Their address.
    pub email: String,
}

/// A structure, by name.
#[derive(Debug, Clone, Deserialize)]
pub struct Named {
    /// Which.
    pub id: StructureId,
    /// Its name.
    pub nom: String,
}

/// Those who answer for `structure`, and whoever has last dealt with `dossier` there.
///
/// # Errors
/// As the database.
pub async fn readers(db: &Db, structure: &StructureId, dossier: &DossierId) -> Result<Vec<Reader>> {
    let values: [Value; 3] = [structure.into(), dossier.into(), TOLD_MAX.into()];
    db.all(READERS.with(values)).await
}

/// The structure of `lieu`, if a dossier of `me`'s structure can be sent there.
///
/// # Errors
/// As the database.
pub async fn structure_of(db: &Db, me: &Staff, lieu: &LieuId) -> Result<Option<Named>> {
    let values: [Value; 2] = [lieu.into(), (&me.structure).into()];
    db.first(STRUCTURE_OF.with(values)).await
}

/// Whoever had sent `dossier` to `me`'s structure, or created it there.
///
/// # Errors
/// As the database.
pub async fn prescriber(db: &Db, me: &Staff, dossier: &DossierId) -> Result<Vec<Reader>> {
    let values: [Value; 2] = [dossier.into(), (&me.structure).into()];
    db.all(PRESCRIBER.with(values)).await
}
