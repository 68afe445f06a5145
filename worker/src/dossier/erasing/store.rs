//! Every SQL statement that erases a dossier. It is marked first; what follows touches only what is marked, and the database
//! refuses to lose any other.

use crate::{
    auth::Staff,
    dossier::page::store::{Held, place, there},
    edge::{
        clock::Moment,
        db::{Db, Value},
        error::Result,
        ids::{DossierId, JournalId, StructureId},
    },
    statements,
};

statements! { "dossier::erasing";
    /// Only over the log that was read: whoever reopens it at the same time keeps it.
    MARK_ASKED = "
        INSERT INTO dossier_effacement (dossier_id, structure_id, carnet, cause, staff_user_id, created_at)
        SELECT d.id, d.structure_id, d.carnet, 'DEMANDE', ?4, ?5 FROM dossier d
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut = 'ARCHIVE' AND d.rang = ?3 ON CONFLICT DO NOTHING";
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, e.structure_id, e.staff_user_id, 'STRUCTURE_DOSSIER_EFFACE', json_object('carnet', e.carnet), e.created_at
        FROM dossier_effacement e WHERE e.dossier_id = ?1 AND e.structure_id = ?2 ON CONFLICT (id) DO NOTHING";
    /// What waits to be sent about it, and what was: an e-mail is about the line that it tells.
    MAILS = "
        DELETE FROM courriel WHERE objet_id IN (
            SELECT l.id FROM dossier_effacement e JOIN dossier_evenement l ON l.dossier_id = e.dossier_id
            WHERE e.dossier_id = ?1 AND e.structure_id = ?2)";
    /// Its log, notes, workshops, links and keys go with it (ON DELETE CASCADE).
    ERASE = "
        DELETE FROM dossier WHERE id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM dossier_effacement e WHERE e.dossier_id = ?1 AND e.structure_id = ?2)";
    IS_DONE = "SELECT 1 AS there FROM dossier_effacement WHERE dossier_id = ?1 AND structure_id = ?2";
    /// Those archived since before ?1, of all structures.
    MARK_OLD = "
        INSERT INTO dossier_effacement (dossier_id, structure_id, carnet, cause, created_at)
        SELECT d.id, d.structure_id, d.carnet, 'DELAI', ?2 FROM dossier d
        WHERE d.statut = 'ARCHIVE' AND d.depuis_at < ?1 ORDER BY d.depuis_at LIMIT ?3 ON CONFLICT DO NOTHING";
    OLD_MAILS = "
        DELETE FROM courriel WHERE objet_id IN (
            SELECT l.id FROM dossier_effacement e JOIN dossier_evenement l ON l.dossier_id = e.dossier_id WHERE e.created_at = ?1)";
    ERASE_OLD = "
        DELETE FROM dossier WHERE (id, structure_id) IN (
            SELECT e.dossier_id, e.structure_id FROM dossier_effacement e WHERE e.created_at = ?1)";
    FORGET_ERASINGS = "
        DELETE FROM dossier_effacement WHERE dossier_id IN (
            SELECT e.dossier_id FROM dossier_effacement e WHERE e.created_at < ?1 ORDER BY e.created_at LIMIT ?2)";
}

/// Erases an archived dossier; false when it is no longer as it was read.
///
/// # Errors
/// As the database.
pub async fn erase_asked(db: &Db, me: &Staff, held: &Held, rang: i64, now: Moment) -> Result<bool> {
    let key = place(&held.id, &me.structure);
    let by: [Value; 3] = [rang.into(), (&me.id).into(), now.into()];
    let line = JournalId::for_reason(held.id.as_str(), "STRUCTURE_DOSSIER_EFFACE");
    let [marked, ..] = db
        .batch([
            MARK_ASKED.with([&key[..], &by[..]].concat()),
            REMEMBER.with([&key[..], &[(&line).into()]].concat()),
            MAILS.with(key.clone()),
            ERASE.with(key),
        ])
        .await?;
    Ok(marked.changes > 0)
}

/// Has that structure erased that dossier?
///
/// # Errors
/// As the database.
pub async fn is_done(db: &Db, structure: &StructureId, dossier: &DossierId) -> Result<bool> {
    there(db, IS_DONE.with(place(dossier, structure))).await
}

/// Erases up to `rows` dossiers archived since before `end`; how many there were. `now` tells one round from another.
///
/// # Errors
/// As the database.
pub async fn erase_old(db: &Db, end: Moment, rows: i64, now: Moment) -> Result<usize> {
    let [marked, ..] = db
        .batch([
            MARK_OLD.with([end.into(), now.into(), rows.into()]),
            OLD_MAILS.with([now.into()]),
            ERASE_OLD.with([now.into()]),
        ])
        .await?;
    Ok(marked.changes)
}

/// Forgets up to `rows` erasings from before `end`; how many there were.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, end: Moment, rows: i64) -> Result<usize> {
    let gone = db
        .run(FORGET_ERASINGS.with([end.into(), rows.into()]))
        .await?;
    Ok(gone.changes)
}
