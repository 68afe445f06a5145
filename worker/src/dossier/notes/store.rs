//! Every SQL statement of the notes of the diagnosis. They follow the dossier: whoever holds it reads them all.

use serde::Deserialize;

use super::rules::{NOTES_MAX, kept_before};
use crate::{
    auth::Staff,
    dossier::page::store::{place, there},
    edge::{
        clock::Moment,
        db::{Db, Query, Value},
        error::Result,
        ids::{DossierId, DossierNoteId, StaffId},
    },
    statements,
};

statements! { "dossier::notes";
    /// The author by name to their colleagues, their structure to others.
    NOTES = "
        SELECT n.id, n.texte, n.retiree_at, n.created_at, s.nom AS structure,
               CASE WHEN n.structure_id = ?2 THEN w.prenom || ' ' || w.nom END AS qui,
               CASE WHEN n.structure_id = ?2 THEN n.staff_user_id END AS auteur
        FROM dossier d JOIN dossier_note n ON n.dossier_id = d.id
             JOIN structure s ON s.id = n.structure_id JOIN staff_user w ON w.id = n.staff_user_id
        WHERE d.id = ?1 AND d.structure_id = ?2 ORDER BY n.created_at DESC LIMIT ?3";
    ADD = "
        INSERT INTO dossier_note (id, dossier_id, structure_id, staff_user_id, texte, created_at)
        SELECT ?3, d.id, d.structure_id, ?4, ?5, ?6 FROM dossier d
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.statut <> 'ARCHIVE'
          AND (SELECT count(*) FROM dossier_note n WHERE n.dossier_id = d.id) < ?7
        ON CONFLICT (id) DO NOTHING";
    IS_THERE = "SELECT 1 AS there FROM dossier_note n WHERE n.id = ?3 AND n.dossier_id = ?1 AND n.structure_id = ?2 AND n.texte = ?4";
    /// By whoever wrote it, shortly after, while the structure still holds the dossier. The words go, that there were some stays.
    TAKE_BACK = "
        UPDATE dossier_note SET texte = '', retiree_at = ?5
        WHERE id = ?3 AND dossier_id = ?1 AND structure_id = ?2 AND staff_user_id = ?4 AND retiree_at IS NULL AND created_at >= ?6
          AND EXISTS (SELECT 1 FROM dossier d WHERE d.id = ?1 AND d.structure_id = ?2)";
    IS_GONE = "
        SELECT 1 AS there FROM dossier_note n JOIN dossier d ON d.id = n.dossier_id
        WHERE n.id = ?3 AND n.dossier_id = ?1 AND d.structure_id = ?2 AND n.retiree_at IS NOT NULL";
    ANY = "
        SELECT 1 AS there FROM dossier_note n JOIN dossier d ON d.id = n.dossier_id
        WHERE n.id = ?3 AND n.dossier_id = ?1 AND d.structure_id = ?2";
}

/// A note of the diagnosis.
#[derive(Debug, Clone, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: DossierNoteId,
    /// What it says; empty once it was taken back.
    pub texte: String,
    /// When it was taken back.
    pub retiree_at: Option<Moment>,
    /// When it was written.
    pub created_at: Moment,
    /// Where.
    pub structure: String,
    /// By whom, of one's own structure.
    pub qui: Option<String>,
    auteur: Option<StaffId>,
}

impl Note {
    /// May `me` take it back at `now`?
    #[must_use]
    pub fn may_be_taken_back(&self, me: &Staff, now: Moment) -> bool {
        let own = self.auteur.as_ref() == Some(&me.id);
        own && self.retiree_at.is_none() && self.created_at >= kept_before(now)
    }
}

/// The question for the notes, the latest first.
#[must_use]
pub fn notes_query([dossier, structure]: [Value; 2]) -> Query {
    NOTES.with([dossier, structure, NOTES_MAX.into()])
}

/// Adds a note; false when there are too many, the dossier is archived, or the form has served for another.
///
/// # Errors
/// As the database.
pub async fn add(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    (id, texte): (&DossierNoteId, &str),
    now: Moment,
) -> Result<bool> {
    let key = place(dossier, &me.structure);
    let said: [Value; 5] = [
        id.into(),
        (&me.id).into(),
        texte.into(),
        now.into(),
        NOTES_MAX.into(),
    ];
    let asked = [&key[..], &[id.into(), texte.into()]].concat();
    let [_, found] = db
        .batch([
            ADD.with([&key[..], &said[..]].concat()),
            IS_THERE.with(asked),
        ])
        .await?;
    Ok(found.first::<serde::de::IgnoredAny>()?.is_some())
}

/// Takes one's own note back; false when it is too late, or not one's own.
///
/// # Errors
/// As the database.
pub async fn take_back(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    id: &DossierNoteId,
    now: Moment,
) -> Result<bool> {
    let key = place(dossier, &me.structure);
    let said: [Value; 4] = [
        id.into(),
        (&me.id).into(),
        now.into(),
        kept_before(now).into(),
    ];
    let taken = db
        .run(TAKE_BACK.with([&key[..], &said[..]].concat()))
        .await?;
    let asked = [&key[..], &[id.into()]].concat();
    Ok(taken.changes > 0 || there(db, IS_GONE.with(asked)).await?)
}

/// Is there a note of that address in that dossier?
///
/// # Errors
/// As the database.
pub async fn is_there(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    id: &DossierNoteId,
) -> Result<bool> {
    let [a, b] = place(dossier, &me.structure);
    there(db, ANY.with([a, b, id.into()])).await
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn note(me: &Staff, own: bool, created_at: i64) -> Note {
        Note {
            id: DossierNoteId::new().expect("an id"),
            texte: "Sait allumer un téléphone.\nVeut écrire à la CAF.".to_owned(),
            retiree_at: None,
            created_at: Moment(created_at),
            structure: "Association Le Relais".to_owned(),
            qui: own.then(|| "Farid Demo".to_owned()),
            auteur: own.then(|| me.id.clone()),
        }
    }

    #[test]
    fn one_s_own_note_is_taken_back_for_a_day() {
        let me = crate::desk::tabs::samples::me(crate::rights::Role::Agent);
        let day = 24 * crate::edge::clock::HOUR_MS;
        let now = Moment(10 * day);
        assert!(note(&me, true, 9 * day).may_be_taken_back(&me, now));
        assert!(!note(&me, true, 9 * day - 1).may_be_taken_back(&me, now));
        assert!(!note(&me, false, 10 * day).may_be_taken_back(&me, now));
    }
}
