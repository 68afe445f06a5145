//! Drafts: made, kept, listed, deleted; the documents they hold.

use serde::Deserialize;

use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Value, json},
        error::Result,
        ids::{DraftWindowId, OrientationDocumentId, OrientationId, ServiceId},
    },
    orientation::{
        request::rules::{DOCUMENTS_MAX, Typed},
        rules::DRAFT_MS,
    },
    statements,
};

/// How many drafts one person has at most: more than anyone writes at once.
const DRAFTS_MAX: i64 = 50;

statements! { "orientation::request";
    /// One draft that nothing was written in is enough: pressing the button twice makes no second one.
    START = "
        INSERT INTO orientation_brouillon (id, structure_id, staff_user_id, service_id, created_at, expires_at)
        SELECT ?1, ?2, ?3, s.id, ?5, ?6 FROM service s
        WHERE s.id = ?4
          AND NOT EXISTS (SELECT 1 FROM orientation_brouillon b WHERE b.structure_id = ?2 AND b.staff_user_id = ?3
                          AND b.service_id = ?4 AND b.version = 1 AND b.expires_at > ?5)
          AND (SELECT count(*) FROM orientation_brouillon b WHERE b.structure_id = ?2 AND b.staff_user_id = ?3) < ?7
        ON CONFLICT (id) DO NOTHING";
    UNTOUCHED = "
        SELECT b.id FROM orientation_brouillon b
        WHERE b.structure_id = ?1 AND b.staff_user_id = ?2 AND b.service_id = ?3 AND b.version = 1 AND b.expires_at > ?4
        ORDER BY b.created_at DESC LIMIT 1";
    DRAFT = "
        SELECT b.id, b.service_id, b.donnees, b.version, b.expires_at,
               (SELECT s.nom FROM service s WHERE s.id = b.service_id) AS service
        FROM orientation_brouillon b WHERE b.id = ?1 AND b.structure_id = ?2 AND b.staff_user_id = ?3 AND b.expires_at > ?4";
    /// What the same page has kept is no other window's, even where the answer that told it was lost.
    KEEP = "
        UPDATE orientation_brouillon SET donnees = ?5, version = version + 1, expires_at = ?7, fenetre = ?8
        WHERE id = ?1 AND structure_id = ?2 AND staff_user_id = ?3 AND (version = ?4 OR fenetre = ?8) AND expires_at > ?6";
    MINE = "
        SELECT b.id, b.donnees, b.created_at, b.expires_at, s.nom AS service, s.porteur
        FROM orientation_brouillon b JOIN service s ON s.id = b.service_id
        WHERE b.structure_id = ?1 AND b.staff_user_id = ?2 AND b.expires_at > ?3 ORDER BY b.created_at DESC LIMIT ?4";
    FILES = "
        SELECT d.id, d.nom, d.genre, d.octets FROM orientation_document d
        WHERE d.brouillon_id = ?1 AND d.structure_id = ?2 ORDER BY d.created_at, d.id";
    /// Before R2 gets the object: should everything stop there, the nightly work finds it.
    EXPECT_OBJECT = "INSERT INTO document_orphelin (objet, created_at) VALUES (?1, ?2)";
    FORGET_OBJECT = "DELETE FROM document_orphelin WHERE objet = ?1";
    ADD_FILE = "
        INSERT INTO orientation_document (id, structure_id, brouillon_id, nom, genre, octets, objet, created_at)
        SELECT ?1, b.structure_id, b.id, ?5, ?6, ?7, o.objet, ?9
        FROM orientation_brouillon b JOIN document_orphelin o ON o.objet = ?8
        WHERE b.id = ?2 AND b.structure_id = ?3 AND b.staff_user_id = ?4 AND b.expires_at > ?9
          AND (SELECT count(*) FROM orientation_document d WHERE d.brouillon_id = ?2 AND d.structure_id = ?3) < ?10
        ON CONFLICT (id) DO NOTHING";
    PLACED = "
        DELETE FROM document_orphelin WHERE objet = ?1
          AND EXISTS (SELECT 1 FROM orientation_document d WHERE d.objet = ?1 AND d.structure_id = ?2)";
    /// The same form sent twice has put the same document there.
    TWIN = "
        SELECT d.id FROM orientation_document d WHERE d.id = ?1 AND d.brouillon_id = ?2 AND d.structure_id = ?3 AND d.nom = ?4";
    USED = "SELECT d.id FROM orientation_document d WHERE d.id = ?1 AND d.structure_id = ?2";
    ORPHAN_FILE = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT d.objet, ?5 FROM orientation_document d JOIN orientation_brouillon b ON b.id = d.brouillon_id
        WHERE d.id = ?1 AND b.id = ?2 AND b.structure_id = ?3 AND b.staff_user_id = ?4
        ON CONFLICT (objet) DO NOTHING";
    REMOVE_FILE = "
        DELETE FROM orientation_document WHERE id = ?1 AND brouillon_id = ?2 AND structure_id = ?3
          AND EXISTS (SELECT 1 FROM orientation_brouillon b WHERE b.id = ?2 AND b.structure_id = ?3 AND b.staff_user_id = ?4)";
    /// Its documents are then of nothing: time deletes their bytes.
    DELETE = "DELETE FROM orientation_brouillon WHERE id = ?1 AND structure_id = ?2 AND staff_user_id = ?3";
}

/// A draft.
#[derive(Debug, Clone, Deserialize)]
pub struct Draft {
    /// Its id, and the request's.
    pub id: OrientationId,
    /// The service it is for.
    pub service_id: ServiceId,
    /// The service's name, whether or not it is still open.
    pub service: String,
    /// The form as last typed.
    #[serde(rename = "donnees", deserialize_with = "json")]
    pub typed: Typed,
    /// How often it was kept.
    pub version: i64,
    /// Until when it is kept.
    pub expires_at: Moment,
}

/// A draft in the list of one's own.
#[derive(Debug, Clone, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: OrientationId,
    /// The form as last typed.
    #[serde(rename = "donnees", deserialize_with = "json")]
    pub typed: Typed,
    /// When it was begun.
    pub created_at: Moment,
    /// Until when it is kept.
    pub expires_at: Moment,
    /// The service's name.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
}

/// A document of a draft.
#[derive(Debug, Clone, Deserialize)]
pub struct File {
    /// Its id.
    pub id: OrientationDocumentId,
    /// Its name.
    pub nom: String,
    /// Its media type.
    pub genre: String,
    /// Its weight, in bytes.
    pub octets: i64,
}

fn place(me: &Staff, id: &OrientationId) -> Vec<Value> {
    vec![id.into(), (&me.structure).into(), (&me.id).into()]
}

/// A draft of `me` for that service; the one that nothing was written in, if there is one. `None` when there are too many.
///
/// # Errors
/// As the database.
pub async fn start(
    db: &Db,
    me: &Staff,
    service: &ServiceId,
    now: Moment,
) -> Result<Option<OrientationId>> {
    #[derive(Deserialize)]
    struct Row {
        id: OrientationId,
    }
    let mut values = place(me, &OrientationId::new()?);
    values.extend([
        service.into(),
        now.into(),
        now.plus_ms(DRAFT_MS).into(),
        DRAFTS_MAX.into(),
    ]);
    let of: [Value; 4] = [
        (&me.structure).into(),
        (&me.id).into(),
        service.into(),
        now.into(),
    ];
    let [_, found] = db.batch([START.with(values), UNTOUCHED.with(of)]).await?;
    Ok(found.first::<Row>()?.map(|row| row.id))
}

/// The draft, if it is `me`'s and still kept.
///
/// # Errors
/// As the database.
pub async fn draft(db: &Db, me: &Staff, id: &OrientationId, now: Moment) -> Result<Option<Draft>> {
    let mut values = place(me, id);
    values.push(now.into());
    db.first(DRAFT.with(values)).await
}

/// What became of keeping a draft: how it is now.
#[derive(Debug, Clone)]
pub enum Kept {
    /// It is kept.
    Now(Draft),
    /// Another window has kept something else since.
    Elsewhere(Draft),
    /// It has just been sent or deleted.
    Gone,
}

/// A page and what it showed.
pub struct Seen<'a> {
    /// Which draft.
    pub draft: &'a OrientationId,
    /// The version it showed.
    pub version: i64,
    /// Which page.
    pub window: Option<DraftWindowId>,
}

/// Keeps `typed` if nobody else has kept anything since it was seen.
///
/// # Errors
/// As the database.
pub async fn keep(
    db: &Db,
    me: &Staff,
    seen: &Seen<'_>,
    typed: &Typed,
    now: Moment,
) -> Result<Kept> {
    let text = serde_json::to_string(typed)
        .map_err(|error| crate::edge::error::Error::internal("draft", error))?;
    let mut values = place(me, seen.draft);
    let mut read = values.clone();
    read.push(now.into());
    values.extend([
        seen.version.into(),
        Value::Text(text),
        now.into(),
        now.plus_ms(DRAFT_MS).into(),
        seen.window.as_ref().map(DraftWindowId::as_str).into(),
    ]);
    let [kept, draft] = db.batch([KEEP.with(values), DRAFT.with(read)]).await?;
    Ok(match draft.first()? {
        None => Kept::Gone,
        Some(draft) if kept.changes > 0 => Kept::Now(draft),
        Some(draft) => Kept::Elsewhere(draft),
    })
}

/// The drafts of `me`, the newest first.
///
/// # Errors
/// As the database.
pub async fn mine(db: &Db, me: &Staff, now: Moment) -> Result<Vec<Listed>> {
    let values: [Value; 4] = [
        (&me.structure).into(),
        (&me.id).into(),
        now.into(),
        DRAFTS_MAX.into(),
    ];
    db.all(MINE.with(values)).await
}

/// The documents of a draft, in the order they were added.
///
/// # Errors
/// As the database.
pub async fn files_of(db: &Db, me: &Staff, id: &OrientationId) -> Result<Vec<File>> {
    db.all(FILES.with([id.into(), (&me.structure).into()]))
        .await
}

/// Says that `objet` is about to be put in R2.
///
/// # Errors
/// As the database.
pub async fn expect_object(db: &Db, objet: &str, now: Moment) -> Result<()> {
    db.run(EXPECT_OBJECT.with([objet.into(), now.into()]))
        .await
        .map(drop)
}

/// R2 has deleted `objet`.
///
/// # Errors
/// As the database.
pub async fn forget_object(db: &Db, objet: &str) -> Result<()> {
    db.run(FORGET_OBJECT.with([objet.into()])).await.map(drop)
}

/// A document whose bytes are in R2.
pub struct NewFile<'a> {
    /// Its name.
    pub nom: &'a str,
    /// Its media type.
    pub genre: &'static str,
    /// Its size.
    pub octets: i64,
    /// Its name in R2.
    pub objet: &'a str,
}

/// A document and the draft it is of.
pub struct Place<'a> {
    /// Which document; the key of the form that joined it.
    pub document: &'a OrientationDocumentId,
    /// Of which draft.
    pub draft: &'a OrientationId,
}

/// What became of a document that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is there.
    Now,
    /// The same form had put it there before.
    Before,
    /// The form has put another document there before.
    Used,
    /// There are as many as there may be, or the draft is gone.
    Full,
}

/// Puts a document into a draft.
///
/// # Errors
/// As the database.
pub async fn add_file(
    db: &Db,
    me: &Staff,
    at: &Place<'_>,
    new: &NewFile<'_>,
    now: Moment,
) -> Result<Added> {
    let mut values = vec![at.document.into()];
    values.extend(place(me, at.draft));
    values.extend([
        new.nom.into(),
        new.genre.into(),
        new.octets.into(),
        new.objet.into(),
        now.into(),
        DOCUMENTS_MAX.into(),
    ]);
    let twin: [Value; 4] = [
        at.document.into(),
        at.draft.into(),
        (&me.structure).into(),
        new.nom.into(),
    ];
    let placed: [Value; 2] = [new.objet.into(), (&me.structure).into()];
    let used: [Value; 2] = [at.document.into(), (&me.structure).into()];
    let [twin, used, added, _] = db
        .batch([
            TWIN.with(twin),
            USED.with(used),
            ADD_FILE.with(values),
            PLACED.with(placed),
        ])
        .await?;
    Ok(if added.changes > 0 {
        Added::Now
    } else if twin.first::<serde_json::Value>()?.is_some() {
        Added::Before
    } else if used.first::<serde_json::Value>()?.is_some() {
        Added::Used
    } else {
        Added::Full
    })
}

/// Takes a document off a draft; its bytes go at night.
///
/// # Errors
/// As the database.
pub async fn remove_file(db: &Db, me: &Staff, at: &Place<'_>, now: Moment) -> Result<()> {
    let mut values = vec![at.document.into()];
    values.extend(place(me, at.draft));
    let mut orphan = values.clone();
    orphan.push(now.into());
    db.batch([ORPHAN_FILE.with(orphan), REMOVE_FILE.with(values)])
        .await
        .map(drop)
}

/// Deletes a draft; false when there is no such draft.
///
/// # Errors
/// As the database.
pub async fn delete(db: &Db, me: &Staff, id: &OrientationId) -> Result<bool> {
    Ok(db.run(DELETE.with(place(me, id))).await?.changes > 0)
}
