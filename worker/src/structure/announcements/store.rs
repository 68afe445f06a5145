//! Every SQL statement of the announcements, on the side of the structure.

use serde::Deserialize;

use super::rules::{ANNONCES_MAX, Annonce};
use crate::{
    auth::Staff,
    edge::{
        clock::{Day, Moment},
        db::{Db, Value},
        error::Result,
        ids::{AnnonceId, HistoryId, StructureId},
    },
    statements,
};

statements! { "announcements";
    LIST = "
        SELECT id, titre, texte, debut, fin, version FROM annonce WHERE structure_id = ?1 ORDER BY fin DESC LIMIT ?2";
    ONE = "SELECT id, titre, texte, debut, fin, version FROM annonce WHERE id = ?1 AND structure_id = ?2";
    /// Before the creation itself: only if there will be one.
    REMEMBER_CREATION = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, s.id, 'ANNONCE_CREEE', json_object('titre', ?4), ?5, ?6 FROM structure s
        WHERE s.id = ?2 AND NOT EXISTS (SELECT 1 FROM annonce a WHERE a.id = ?1)
          AND (SELECT count(*) FROM annonce a WHERE a.structure_id = ?2) < ?7";
    CREATE = "
        INSERT INTO annonce (id, structure_id, titre, texte, debut, fin, staff_user_id, created_at)
        SELECT ?1, s.id, ?3, ?4, ?5, ?6, ?7, ?8 FROM structure s
        WHERE s.id = ?2 AND (SELECT count(*) FROM annonce a WHERE a.structure_id = ?2) < ?9
        ON CONFLICT (id) DO NOTHING";
    HOW_MANY = "SELECT count(*) AS nombre FROM annonce WHERE structure_id = ?1";
    REMEMBER_CHANGE = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, a.structure_id, 'ANNONCE_MODIFIEE', json_object('titre', ?4), ?5, ?6 FROM annonce a
        WHERE a.id = ?1 AND a.structure_id = ?2 AND a.version = ?7";
    /// Only over the version that the person saw.
    SAVE = "
        UPDATE annonce SET titre = ?3, texte = ?4, debut = ?5, fin = ?6, version = version + 1
        WHERE id = ?1 AND structure_id = ?2 AND version = ?7";
    REMEMBER_DELETION = "
        INSERT INTO historique (id, structure_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, a.structure_id, 'ANNONCE_SUPPRIMEE', json_object('titre', a.titre), ?4, ?5 FROM annonce a
        WHERE a.id = ?1 AND a.structure_id = ?2";
    DELETE = "DELETE FROM annonce WHERE id = ?1 AND structure_id = ?2";
}

/// An announcement, as kept.
#[derive(Debug, Deserialize)]
pub struct Kept {
    /// Its id.
    pub id: AnnonceId,
    /// Its title.
    pub titre: String,
    /// Its text.
    pub texte: String,
    /// The first day it is shown.
    pub debut: Day,
    /// The last one.
    pub fin: Day,
    /// How many times it was written.
    pub version: i64,
}

impl Kept {
    fn says(&self, new: &Annonce) -> bool {
        let Annonce {
            titre,
            texte,
            debut,
            fin,
        } = new;
        (&self.titre, &self.texte, self.debut, self.fin) == (titre, texte, *debut, *fin)
    }
}

/// The structure's announcements, those shown the longest first.
///
/// # Errors
/// As the database.
pub async fn list(db: &Db, structure: &StructureId) -> Result<Vec<Kept>> {
    db.all(LIST.with([structure.into(), ANNONCES_MAX.into()]))
        .await
}

/// The announcement, if it is that structure's.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, structure: &StructureId, id: &AnnonceId) -> Result<Option<Kept>> {
    db.first(ONE.with([id.into(), structure.into()])).await
}

/// What became of a new announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It is there; the same form sent twice is one announcement.
    There,
    /// The form has served for something else: nothing more is kept.
    Used,
    /// The structure keeps as many as it can.
    Full,
}

/// Keeps a new announcement, whose id is its form's key.
///
/// # Errors
/// As the database.
pub async fn create(
    db: &Db,
    me: &Staff,
    id: &AnnonceId,
    new: &Annonce,
    now: Moment,
) -> Result<Created> {
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let mut remember = place.to_vec();
    remember.extend([
        (&HistoryId::new()?).into(),
        (&new.titre).into(),
        (&me.id).into(),
        now.into(),
        ANNONCES_MAX.into(),
    ]);
    let mut row = place.to_vec();
    row.extend(words(new));
    row.extend([(&me.id).into(), now.into(), ANNONCES_MAX.into()]);
    let [_, _, there, how_many] = db
        .batch([
            REMEMBER_CREATION.with(remember),
            CREATE.with(row),
            ONE.with(place),
            HOW_MANY.with([(&me.structure).into()]),
        ])
        .await?;
    let count: Option<Count> = how_many.first()?;
    Ok(match there.first::<Kept>()? {
        Some(kept) if kept.says(new) => Created::There,
        None if count.is_some_and(|count| count.nombre >= ANNONCES_MAX) => Created::Full,
        _ => Created::Used,
    })
}

#[derive(Deserialize)]
struct Count {
    nombre: i64,
}

fn words(annonce: &Annonce) -> [Value; 4] {
    [
        (&annonce.titre).into(),
        (&annonce.texte).into(),
        annonce.debut.into(),
        annonce.fin.into(),
    ]
}

/// Keeps a change over version `seen`; false when somebody else has changed it in between.
///
/// # Errors
/// As the database.
pub async fn save(
    db: &Db,
    me: &Staff,
    id: &AnnonceId,
    new: &Annonce,
    seen: i64,
    now: Moment,
) -> Result<bool> {
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let mut remember = place.to_vec();
    remember.extend([
        (&HistoryId::new()?).into(),
        (&new.titre).into(),
        (&me.id).into(),
        now.into(),
        seen.into(),
    ]);
    let mut change = place.to_vec();
    change.extend(words(new));
    change.push(seen.into());
    let [_, saved] = db
        .batch([REMEMBER_CHANGE.with(remember), SAVE.with(change)])
        .await?;
    Ok(saved.changes > 0)
}

/// Deletes the announcement; false when there is no such announcement.
///
/// # Errors
/// As the database.
pub async fn delete(db: &Db, me: &Staff, id: &AnnonceId, now: Moment) -> Result<bool> {
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let mut remember = place.to_vec();
    remember.extend([(&HistoryId::new()?).into(), (&me.id).into(), now.into()]);
    let [_, deleted] = db
        .batch([REMEMBER_DELETION.with(remember), DELETE.with(place)])
        .await?;
    Ok(deleted.changes > 0)
}
