//! Every SQL statement of « Documents ».

use serde::Deserialize;

use super::rules::{DOCUMENTS_MAX, Genre};
use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Query, Value, flag},
        error::Result,
        ids::{DocumentId, HistoryId, StructureId, UsagerId},
    },
    statements,
};

statements! { "documents";
    DOCUMENTS = "
        SELECT d.id, d.nom, d.genre, d.octets, d.partage, d.created_at, w.prenom || ' ' || w.nom AS auteur
        FROM document d JOIN staff_user w ON w.id = d.staff_user_id
        WHERE d.structure_id = ?1 AND d.usager_id = ?2 ORDER BY d.created_at DESC LIMIT ?3";
    DOCUMENT = "
        SELECT nom, genre, objet FROM document WHERE id = ?1 AND usager_id = ?2 AND structure_id = ?3";

    /// Before R2 gets the object: should everything stop there, the nightly work finds it.
    EXPECT_OBJECT = "INSERT INTO document_orphelin (objet, created_at) VALUES (?1, ?2)";
    /// Only while the object is still expected: the nightly work has not deleted it.
    ADD = "
        INSERT INTO document (id, structure_id, usager_id, nom, genre, octets, objet, staff_user_id, created_at)
        SELECT ?1, u.structure_id, u.id, ?4, ?5, ?6, o.objet, ?8, ?9 FROM usager u JOIN document_orphelin o ON o.objet = ?7
        WHERE u.id = ?2 AND u.structure_id = ?3 AND u.import_id IS NULL
          AND (SELECT count(*) FROM document d WHERE d.structure_id = ?3 AND d.usager_id = ?2) < ?10
        ON CONFLICT (id) DO NOTHING";
    /// Never the name, here and below: a line stays when the document is gone.
    REMEMBER_ADD = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?3, d.structure_id, d.usager_id, 'DOCUMENT_AJOUTE', json_object('genre', d.genre), d.staff_user_id, d.created_at
        FROM document d WHERE d.objet = ?1 AND d.structure_id = ?2";
    OBJECT_HAS_ITS_PLACE = "
        DELETE FROM document_orphelin WHERE objet = ?1
          AND EXISTS (SELECT 1 FROM document d WHERE d.objet = ?1 AND d.structure_id = ?2)";
    /// The same form sent twice has put the same document there.
    TWIN = "
        SELECT 1 AS la FROM document WHERE id = ?1 AND usager_id = ?2 AND structure_id = ?3 AND nom = ?4 AND octets = ?5";
    HOW_MANY = "SELECT count(*) AS nombre FROM document WHERE structure_id = ?1 AND usager_id = ?2";

    /// Before the change itself: only if there is one.
    REMEMBER_SHARE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?5, d.structure_id, d.usager_id, CASE ?4 WHEN 1 THEN 'DOCUMENT_PARTAGE' ELSE 'DOCUMENT_NON_PARTAGE' END,
               json_object('genre', d.genre), ?6, ?7
        FROM document d WHERE d.id = ?1 AND d.usager_id = ?2 AND d.structure_id = ?3 AND d.partage <> ?4";
    SHARE = "
        UPDATE document SET partage = ?4 WHERE id = ?1 AND usager_id = ?2 AND structure_id = ?3 AND partage <> ?4";

    REMEMBER_DELETE = "
        INSERT INTO historique (id, structure_id, usager_id, evenement, detail, staff_user_id, created_at)
        SELECT ?4, d.structure_id, d.usager_id, 'DOCUMENT_SUPPRIME', json_object('genre', d.genre), ?5, ?6
        FROM document d WHERE d.id = ?1 AND d.usager_id = ?2 AND d.structure_id = ?3";
    ORPHAN = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT d.objet, ?4 FROM document d WHERE d.id = ?1 AND d.usager_id = ?2 AND d.structure_id = ?3";
    DELETE = "DELETE FROM document WHERE id = ?1 AND usager_id = ?2 AND structure_id = ?3";

    ORPHANS = "SELECT objet FROM document_orphelin WHERE created_at < ?1 ORDER BY created_at LIMIT ?2";
    FORGET_OBJECT = "DELETE FROM document_orphelin WHERE objet = ?1";
}

/// A document, as the tab lists it.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its name.
    pub nom: String,
    /// What it is.
    pub genre: Genre,
    /// Its size.
    pub octets: i64,
    /// Does the domicilié see it?
    #[serde(deserialize_with = "flag")]
    pub partage: bool,
    /// Since when.
    pub created_at: Moment,
    /// Who put it there.
    pub auteur: String,
}

/// The documents of `usager`, latest first.
///
/// # Errors
/// As the database.
pub async fn documents_of(
    db: &Db,
    structure: &StructureId,
    usager: &UsagerId,
) -> Result<Vec<Document>> {
    let values = [structure.into(), usager.into(), DOCUMENTS_MAX.into()];
    db.all(DOCUMENTS.with(values)).await
}

/// Where the bytes of a document are.
#[derive(Debug, Deserialize)]
pub struct Stored {
    /// Its name.
    pub nom: String,
    /// What it is.
    pub genre: Genre,
    /// Its name in R2.
    pub objet: String,
}

/// The document and the file of whom: what every statement on one document names.
pub struct Place<'a> {
    /// Which document.
    pub document: &'a DocumentId,
    /// On whose file.
    pub usager: &'a UsagerId,
}

impl Place<'_> {
    fn values(&self, structure: &StructureId) -> [Value; 3] {
        [self.document.into(), self.usager.into(), structure.into()]
    }
}

/// Where the bytes of the document are, if it is on that file of that structure.
///
/// # Errors
/// As the database.
pub async fn stored(db: &Db, structure: &StructureId, place: &Place<'_>) -> Result<Option<Stored>> {
    db.first(DOCUMENT.with(place.values(structure))).await
}

/// Says that `objet` is about to be put in R2.
///
/// # Errors
/// As the database.
pub async fn expect_object(db: &Db, objet: &str, now: Moment) -> Result<()> {
    db.run(EXPECT_OBJECT.with([objet.into(), now.into()]))
        .await?;
    Ok(())
}

/// A document whose bytes are in R2.
pub struct New<'a> {
    /// Its name.
    pub nom: &'a str,
    /// What it is.
    pub genre: Genre,
    /// Its size.
    pub octets: i64,
    /// Its name in R2.
    pub objet: &'a str,
}

/// What became of a document that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is on the file.
    Now,
    /// The same form had put it there before: the bytes sent this time are not needed.
    Before,
    /// The file holds as many as it can.
    Full,
    /// The form had served for something else.
    Refused,
}

/// Puts a document on a file, with its line of history; the form's key is the document's id.
///
/// # Errors
/// As the database.
pub async fn add(
    db: &Db,
    me: &Staff,
    place: &Place<'_>,
    new: &New<'_>,
    now: Moment,
) -> Result<Added> {
    let [document, usager, structure] = place.values(&me.structure);
    let objet: Value = new.objet.into();
    let twin = [document.clone(), usager.clone(), structure.clone()]
        .into_iter()
        .chain([new.nom.into(), new.octets.into()])
        .collect::<Vec<Value>>();
    let remember = [
        objet.clone(),
        structure.clone(),
        (&HistoryId::new()?).into(),
    ];
    let [twins, added, _, _, how_many] = db
        .batch([
            TWIN.with(twin),
            ADD.with(row(me, place, new, now)),
            REMEMBER_ADD.with(remember),
            OBJECT_HAS_ITS_PLACE.with([objet, structure.clone()]),
            HOW_MANY.with([structure, usager]),
        ])
        .await?;
    if added.changes > 0 {
        return Ok(Added::Now);
    }
    let count: Option<Count> = how_many.first()?;
    Ok(if twins.first::<serde_json::Value>()?.is_some() {
        Added::Before
    } else if count.is_some_and(|count| count.nombre >= DOCUMENTS_MAX) {
        Added::Full
    } else {
        Added::Refused
    })
}

#[derive(Deserialize)]
struct Count {
    nombre: i64,
}

fn row(me: &Staff, place: &Place<'_>, new: &New<'_>, now: Moment) -> Vec<Value> {
    let mut values = place.values(&me.structure).to_vec();
    values.extend([
        new.nom.into(),
        new.genre.media_type().into(),
        new.octets.into(),
        new.objet.into(),
        (&me.id).into(),
        now.into(),
        DOCUMENTS_MAX.into(),
    ]);
    values
}

/// Shows the document on the portal, or no longer; false when there is no such document.
///
/// # Errors
/// As the database.
pub async fn share(
    db: &Db,
    me: &Staff,
    place: &Place<'_>,
    partage: bool,
    now: Moment,
) -> Result<bool> {
    let mut change = place.values(&me.structure).to_vec();
    change.push(partage.into());
    let mut remember = change.clone();
    remember.extend([(&HistoryId::new()?).into(), (&me.id).into(), now.into()]);
    let [found, ..] = db
        .batch([
            DOCUMENT.with(place.values(&me.structure)),
            REMEMBER_SHARE.with(remember),
            SHARE.with(change),
        ])
        .await?;
    Ok(found.first::<Stored>()?.is_some())
}

/// Takes the document off the file and gives what R2 must now delete; `None` when there is no such document.
///
/// # Errors
/// As the database.
pub async fn delete(db: &Db, me: &Staff, place: &Place<'_>, now: Moment) -> Result<Option<Stored>> {
    let values = || place.values(&me.structure).to_vec();
    let mut remember = values();
    remember.extend([(&HistoryId::new()?).into(), (&me.id).into(), now.into()]);
    let mut orphan = values();
    orphan.push(now.into());
    let [found, ..] = db
        .batch([
            DOCUMENT.with(values()),
            REMEMBER_DELETE.with(remember),
            ORPHAN.with(orphan),
            DELETE.with(values()),
        ])
        .await?;
    found.first()
}

/// The first `limit` objects that no file has named since `before`.
///
/// # Errors
/// As the database.
pub async fn orphans(db: &Db, before: Moment, limit: i64) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Orphan {
        objet: String,
    }
    let rows: Vec<Orphan> = db.all(ORPHANS.with([before.into(), limit.into()])).await?;
    Ok(rows.into_iter().map(|row| row.objet).collect())
}

/// R2 has deleted `objets`.
///
/// # Errors
/// As the database.
pub async fn forget_objects(db: &Db, objets: &[String]) -> Result<()> {
    let forget: Vec<Query> = objets
        .iter()
        .map(|objet| FORGET_OBJECT.with([objet.into()]))
        .collect();
    db.batch_of(forget).await?;
    Ok(())
}
