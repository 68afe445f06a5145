//! Notes, and « Vue d’ensemble » in one trip.

use serde::{Deserialize, de::IgnoredAny};

use super::content;
use crate::{
    auth::Staff,
    desk::{
        file::rules::{Content, NOTES_MAX},
        store::{self, Usager},
    },
    edge::{
        clock::Moment,
        db::{Db, Value, flag},
        error::{Error, Result},
        ids::{DossierId, HistoryId, NoteId, StructureId, UsagerId},
    },
    statements,
};

statements! { "desk::file::notes";
    /// Dossiers that the same structure holds and that are linked to the file, with the person's agreement.
    LINKED = "
        SELECT d.id, d.carnet FROM dossier_lien l JOIN dossier d ON d.id = l.dossier_id AND d.structure_id = l.structure_id
        WHERE l.usager_id = ?1 AND l.structure_id = ?2";
    NOTES = "
        SELECT n.id, n.texte, n.epinglee, n.created_at, w.prenom, w.nom FROM note n JOIN staff_user w ON w.id = n.staff_user_id
        WHERE n.structure_id = ?2 AND n.usager_id = ?1 ORDER BY n.epinglee DESC, n.created_at DESC LIMIT ?3";
    REMEMBER_NOTE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, staff_user_id, created_at)
        SELECT ?3, u.structure_id, u.id, 'NOTE_AJOUTEE', ?4, ?5 FROM usager u
        WHERE u.id = ?1 AND u.structure_id = ?2 AND u.import_id IS NULL AND NOT EXISTS (SELECT 1 FROM note n WHERE n.id = ?6)
          AND (SELECT count(*) FROM note n WHERE n.structure_id = ?2 AND n.usager_id = ?1) < ?7";
    ADD_NOTE = "
        INSERT INTO note (id, structure_id, usager_id, texte, epinglee, staff_user_id, created_at)
        SELECT ?4, h.structure_id, h.usager_id, ?5, ?6, h.staff_user_id, h.created_at FROM historique h
        WHERE h.id = ?3 AND h.usager_id = ?1 AND h.structure_id = ?2";
    NOTE_IS_THERE = "
        SELECT 1 AS there FROM note n WHERE n.id = ?3 AND n.usager_id = ?1 AND n.structure_id = ?2 AND n.texte = ?4 AND n.epinglee = ?5";
    /// Only if the pin changes.
    REMEMBER_PIN = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, staff_user_id, created_at)
        SELECT ?3, n.structure_id, n.usager_id, CASE ?7 WHEN 1 THEN 'NOTE_EPINGLEE' ELSE 'NOTE_DESEPINGLEE' END, ?4, ?5 FROM note n
        WHERE n.id = ?6 AND n.usager_id = ?1 AND n.structure_id = ?2 AND n.epinglee <> ?7";
    PIN = "
        UPDATE note SET epinglee = ?5 WHERE id = ?4 AND usager_id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM historique h WHERE h.id = ?3 AND h.structure_id = ?2)";
    ANY_NOTE = "SELECT 1 AS there FROM note n WHERE n.id = ?3 AND n.usager_id = ?1 AND n.structure_id = ?2";
    /// Never the text: what was deleted is gone.
    REMEMBER_DELETED_NOTE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, staff_user_id, created_at)
        SELECT ?3, n.structure_id, n.usager_id, 'NOTE_SUPPRIMEE', ?4, ?5 FROM note n
        WHERE n.id = ?6 AND n.usager_id = ?1 AND n.structure_id = ?2";
    DELETE_NOTE = "DELETE FROM note WHERE id = ?3 AND usager_id = ?1 AND structure_id = ?2";
}

/// A dossier that the file is linked to.
#[derive(Debug, Clone, Deserialize)]
pub struct Linked {
    /// Its id.
    pub id: DossierId,
    /// The number of its carnet.
    pub carnet: String,
}

/// A note on a file.
#[derive(Debug, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it says.
    pub texte: String,
    /// Is it shown first?
    #[serde(deserialize_with = "flag")]
    pub epinglee: bool,
    /// When it was written.
    pub created_at: Moment,
    prenom: String,
    nom: String,
}

impl Note {
    /// Who wrote it.
    #[must_use]
    pub fn auteur(&self) -> String {
        format!("{} {}", self.prenom, self.nom)
    }
}

/// The file of `usager`, what is written on it and its notes, in one trip.
///
/// # Errors
/// [`Error::NotFound`] for another structure's domicilié, or as the database.
pub async fn overview_of(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
) -> Result<(Usager, Content, Vec<Linked>, Vec<Note>)> {
    let who: [Value; 2] = [usager.into(), structure.into()];
    let [a, b] = who.clone();
    let [found, relatives, linked, notes] = db
        .batch([
            store::file_of(who.clone()),
            content::relatives_of(who.clone()),
            LINKED.with(who),
            NOTES.with([a, b, NOTES_MAX.into()]),
        ])
        .await?;
    let person: Usager = found.first()?.ok_or(Error::NotFound)?;
    let content = content::content(&person, relatives.rows()?);
    Ok((person, content, linked.rows()?, notes.rows()?))
}

/// Adds a note; false when there are too many, or when the form has served for another.
///
/// # Errors
/// As the database.
pub async fn add_note(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    note: (&NoteId, &str, bool),
    now: Moment,
) -> Result<bool> {
    let (id, texte, epinglee) = note;
    let by = HistoryId::new()?;
    let key = || -> [Value; 3] { [usager.into(), (&me.structure).into(), (&by).into()] };
    let [a, b, c] = key();
    let remember = [
        a,
        b,
        c,
        (&me.id).into(),
        now.into(),
        id.into(),
        NOTES_MAX.into(),
    ];
    let [a, b, c] = key();
    let add = [a, b, c, id.into(), texte.into(), epinglee.into()];
    let [a, b, _] = key();
    let [_, _, there] = db
        .batch([
            REMEMBER_NOTE.with(remember),
            ADD_NOTE.with(add),
            NOTE_IS_THERE.with([a, b, id.into(), texte.into(), epinglee.into()]),
        ])
        .await?;
    Ok(there.first::<IgnoredAny>()?.is_some())
}

/// Shows a note first, or no longer; false when there is no such note.
///
/// # Errors
/// As the database.
pub async fn pin_note(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    note: (&NoteId, bool),
    now: Moment,
) -> Result<bool> {
    let (id, epinglee) = note;
    let by = HistoryId::new()?;
    let key = || -> [Value; 3] { [usager.into(), (&me.structure).into(), (&by).into()] };
    let [a, b, c] = key();
    let remember = [
        a,
        b,
        c,
        (&me.id).into(),
        now.into(),
        id.into(),
        epinglee.into(),
    ];
    let [a, b, c] = key();
    let pin = [a, b, c, id.into(), epinglee.into()];
    let [a, b, _] = key();
    let [_, _, there] = db
        .batch([
            REMEMBER_PIN.with(remember),
            PIN.with(pin),
            ANY_NOTE.with([a, b, id.into()]),
        ])
        .await?;
    Ok(there.first::<IgnoredAny>()?.is_some())
}

/// Deletes a note; false when there is no such note.
///
/// # Errors
/// As the database.
pub async fn delete_note(
    db: &Db,
    me: &Staff,
    usager: &UsagerId,
    id: &NoteId,
    now: Moment,
) -> Result<bool> {
    let by = HistoryId::new()?;
    let (who, structure): (Value, Value) = (usager.into(), (&me.structure).into());
    let remember = [
        who.clone(),
        structure.clone(),
        (&by).into(),
        (&me.id).into(),
        now.into(),
        id.into(),
    ];
    let [_, deleted] = db
        .batch([
            REMEMBER_DELETED_NOTE.with(remember),
            DELETE_NOTE.with([who, structure, id.into()]),
        ])
        .await?;
    Ok(deleted.changes > 0)
}
