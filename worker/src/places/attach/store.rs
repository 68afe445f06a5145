//! Every SQL statement of giving a place to a structure.

use serde::Deserialize;

use crate::{
    auth::Operator,
    edge::{
        clock::Moment,
        db::{Db, Query},
        error::Result,
        ids::{JournalId, LieuId, StructureId},
    },
    statements,
};

macro_rules! shown {
    () => {
        "SELECT l.id, l.standard_id, l.nom, l.adresse, l.code_postal, l.commune, l.source, t.nom AS structure
         FROM lieu l LEFT JOIN structure t ON t.id = l.structure_id"
    };
}

statements! { "places::attach";
    ONE = concat!(shown!(), " WHERE l.id = ?1");
    CALLED = concat!(shown!(), " WHERE l.standard_id = ?1");
    /// Before the change itself: only if there will be one.
    REMEMBER_GIVING = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?3, t.id, ?4, 'STRUCTURE_LIEU_CONFIE', json_object('lieu', l.nom), ?5 FROM lieu l CROSS JOIN structure t
        WHERE l.id = ?1 AND l.structure_id IS NULL AND t.id = ?2 AND t.statut = 'ACTIVE'";
    /// What an import had withdrawn is there again: somebody keeps it up to date.
    GIVE = "
        UPDATE lieu SET structure_id = ?2, retire = 0, public = (instr(acces, '\"ferme\"') = 0), updated_at = ?3, version = version + 1
        WHERE id = ?1 AND structure_id IS NULL
          AND EXISTS (SELECT 1 FROM structure t WHERE t.id = ?2 AND t.statut = 'ACTIVE')";
    REMEMBER_TAKING = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?2, l.structure_id, ?3, 'STRUCTURE_LIEU_REPRIS', json_object('lieu', l.nom), ?4 FROM lieu l
        WHERE l.id = ?1 AND l.structure_id IS NOT NULL";
    /// No dossier is sent where no structure is.
    TAKE = "
        UPDATE lieu SET structure_id = NULL, operatrice = 0, public = (retire = 0 AND instr(acces, '\"ferme\"') = 0), updated_at = ?2,
            version = version + 1
        WHERE id = ?1 AND structure_id IS NOT NULL";
}

/// A place, as an operateur sees it.
#[derive(Debug, Clone, Deserialize)]
pub struct Attached {
    /// Its id.
    pub id: LieuId,
    /// What the standard calls it.
    pub standard_id: String,
    /// Its name.
    pub nom: String,
    /// Number and street.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub commune: String,
    /// Where it was imported from.
    pub source: Option<String>,
    /// Who keeps it up to date.
    pub structure: Option<String>,
}

/// The place of that id.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, id: &LieuId) -> Result<Option<Attached>> {
    db.first(ONE.with([id.into()])).await
}

/// The place that the standard calls so.
///
/// # Errors
/// As the database.
pub async fn called(db: &Db, standard_id: &str) -> Result<Option<Attached>> {
    db.first(CALLED.with([standard_id.into()])).await
}

async fn change(db: &Db, remember: Query, change: Query) -> Result<bool> {
    let [_, changed] = db.batch([remember, change]).await?;
    Ok(changed.changes > 0)
}

/// Gives a place that nobody keeps up to date to an active structure; false when there is none, or somebody has it.
///
/// # Errors
/// As the database.
pub async fn give(
    db: &Db,
    me: &Operator,
    id: &LieuId,
    to: &StructureId,
    now: Moment,
) -> Result<bool> {
    let line = JournalId::new()?;
    let remember = [
        id.into(),
        to.into(),
        (&line).into(),
        (&me.id).into(),
        now.into(),
    ];
    let give = GIVE.with([id.into(), to.into(), now.into()]);
    change(db, REMEMBER_GIVING.with(remember), give).await
}

/// Takes a place back from its structure; false when it has none.
///
/// # Errors
/// As the database.
pub async fn take(db: &Db, me: &Operator, id: &LieuId, now: Moment) -> Result<bool> {
    let line = JournalId::new()?;
    let remember = [id.into(), (&line).into(), (&me.id).into(), now.into()];
    let take = TAKE.with([id.into(), now.into()]);
    change(db, REMEMBER_TAKING.with(remember), take).await
}
