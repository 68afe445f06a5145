//! Every SQL statement about who the person of a dossier is and where it has been. [`HELD`] is the one place that tells who
//! may open a dossier: whoever holds it now. Every other statement of the page asks the same of the database itself.

use serde::{Deserialize, de::IgnoredAny};

use super::identity_rules::{Change, Identity};
use crate::{
    auth::Staff,
    dossier::rules::{Genre, Statut, name_key, search_keys},
    edge::{
        clock::Moment,
        db::{Db, Query, Value, json},
        error::{Error, Result},
        ids::{DossierId, StructureId},
    },
    statements,
};

/// The most lines of the timeline.
const EVENTS_MAX: i64 = 300;

statements! { "dossier::page";
    /// Of its present holder only.
    HELD = "
        SELECT d.id, d.carnet, d.statut, d.rang, d.depuis_at, d.nom, d.prenom, d.date_naissance, d.telephone, d.courriel,
               d.autre_contact, d.langue, d.version
        FROM dossier d WHERE d.id = ?1 AND d.structure_id = ?2";
    /// Colleagues by their names, others by their structure.
    EVENTS = "
        SELECT e.genre, e.vers_statut, e.motif, e.texte, e.created_at, s.nom AS structure, v.nom AS vers, f.nom AS de,
               CASE WHEN e.structure_id = ?2 THEN e.staff_nom END AS qui
        FROM dossier d JOIN dossier_evenement e ON e.dossier_id = d.id
             JOIN structure s ON s.id = e.structure_id JOIN structure v ON v.id = e.vers_structure_id
             LEFT JOIN structure f ON f.id = e.de_structure_id
        WHERE d.id = ?1 AND d.structure_id = ?2 ORDER BY e.rang DESC LIMIT ?3";
    /// Before the edit itself: only if there will be one. One line a version: of many who save the same one, one does.
    REMEMBER_EDIT = "
        INSERT INTO dossier_modification (dossier_id, version, structure_id, staff_user_id, champs, created_at)
        SELECT d.id, d.version + 1, d.structure_id, ?4, ?5, ?6 FROM dossier d
        WHERE d.id = ?1 AND d.structure_id = ?2 AND d.version = ?3";
    EDIT = "
        UPDATE dossier SET nom = ?4, prenom = ?5, cle_nom = ?6, cles = ?7, date_naissance = ?8, telephone = ?9, courriel = ?10,
               autre_contact = ?11, langue = ?12, version = version + 1, updated_at = ?13
        WHERE id = ?1 AND structure_id = ?2 AND version = ?3";
    EDITS_SINCE = "
        SELECT m.champs, m.created_at, s.nom AS structure, CASE WHEN m.structure_id = ?2 THEN w.prenom || ' ' || w.nom END AS qui
        FROM dossier d JOIN dossier_modification m ON m.dossier_id = d.id
             JOIN structure s ON s.id = m.structure_id JOIN staff_user w ON w.id = m.staff_user_id
        WHERE d.id = ?1 AND d.structure_id = ?2 AND m.version > ?3 ORDER BY m.version";
}

/// A dossier, as whoever holds it sees it.
#[derive(Debug, Clone, Deserialize)]
pub struct Held {
    /// Its id.
    pub id: DossierId,
    /// The number of the booklet.
    pub carnet: String,
    /// The tab it is in.
    pub statut: Statut,
    /// How many lines its log has: the forms that move it say so.
    pub rang: i64,
    /// Since when it is there.
    pub depuis_at: Moment,
    /// Who the person is.
    #[serde(flatten)]
    pub identity: Identity,
    /// Grows with each change of who they are.
    pub version: i64,
}

/// The two values that every statement of a dossier begins with.
#[must_use]
pub fn place(dossier: &DossierId, structure: &StructureId) -> [Value; 2] {
    [dossier.into(), structure.into()]
}

/// The question for a dossier, to be asked beside others.
#[must_use]
pub fn held_query(place: [Value; 2]) -> Query {
    HELD.with(place)
}

/// The dossier, if that structure holds it now.
///
/// # Errors
/// As the database.
pub async fn find(db: &Db, structure: &StructureId, dossier: &DossierId) -> Result<Option<Held>> {
    db.first(HELD.with(place(dossier, structure))).await
}

/// The dossier that `structure` holds now.
///
/// # Errors
/// [`Error::NotFound`] for anybody else, or as the database.
pub async fn held(db: &Db, structure: &StructureId, dossier: &DossierId) -> Result<Held> {
    find(db, structure, dossier).await?.ok_or(Error::NotFound)
}

/// A line of the log, told.
#[derive(Debug, Clone, Deserialize)]
pub struct Event {
    /// What was done.
    pub genre: Genre,
    /// The tab it went to.
    pub vers_statut: Statut,
    /// Why: a code.
    pub motif: Option<String>,
    /// The same in words, or a message.
    pub texte: Option<String>,
    /// When.
    pub created_at: Moment,
    /// Whose doing it was.
    pub structure: String,
    /// Who holds it since.
    pub vers: String,
    /// Who held it before.
    pub de: Option<String>,
    /// Who, of one's own structure.
    pub qui: Option<String>,
}

/// The question for the timeline, the latest line first.
#[must_use]
pub fn events_query(place: [Value; 2]) -> Query {
    let [dossier, structure] = place;
    EVENTS.with([dossier, structure, EVENTS_MAX.into()])
}

/// What is to be written over which version.
pub struct Edited<'a> {
    /// Who they are.
    pub identity: &'a Identity,
    /// What changes.
    pub changes: &'a [Change],
    /// The version that was read.
    pub version: i64,
}

/// Saves an edit; false when another came first, or the dossier has gone.
///
/// # Errors
/// As the database.
pub async fn edit(
    db: &Db,
    me: &Staff,
    held: &Held,
    edited: Edited<'_>,
    now: Moment,
) -> Result<bool> {
    let key = || -> [Value; 3] {
        [
            (&held.id).into(),
            (&me.structure).into(),
            edited.version.into(),
        ]
    };
    let to_json = |error| Error::internal("dossier::page::edit", error);
    let champs = serde_json::to_string(edited.changes).map_err(to_json)?;
    let remember = [
        &key()[..],
        &[(&me.id).into(), champs.as_str().into(), now.into()],
    ]
    .concat();
    let it = edited.identity;
    let cles = search_keys(&it.nom, &it.prenom, &held.carnet);
    let cles = serde_json::to_string(&cles).map_err(to_json)?;
    let said: [Value; 10] = [
        (&it.nom).into(),
        (&it.prenom).into(),
        name_key(&it.nom).as_str().into(),
        cles.as_str().into(),
        it.date_naissance.into(),
        it.telephone.as_ref().into(),
        it.courriel.as_ref().into(),
        it.autre_contact.as_ref().into(),
        it.langue.as_ref().into(),
        now.into(),
    ];
    let [_, saved] = db
        .batch([
            REMEMBER_EDIT.with(remember),
            EDIT.with([&key()[..], &said[..]].concat()),
        ])
        .await?;
    Ok(saved.changes > 0)
}

/// What somebody has changed in between.
#[derive(Debug, Clone, Deserialize)]
pub struct Colleague {
    /// What.
    #[serde(deserialize_with = "json")]
    pub champs: Vec<Change>,
    /// When.
    pub created_at: Moment,
    /// Where they work.
    pub structure: String,
    /// Who, of one's own structure.
    pub qui: Option<String>,
}

/// What was changed since that version, oldest first.
///
/// # Errors
/// As the database.
pub async fn edits_since(
    db: &Db,
    me: &Staff,
    dossier: &DossierId,
    version: i64,
) -> Result<Vec<Colleague>> {
    let [a, b] = place(dossier, &me.structure);
    db.all(EDITS_SINCE.with([a, b, version.into()])).await
}

/// Is there a row?
///
/// # Errors
/// As the database.
pub async fn there(db: &Db, query: Query) -> Result<bool> {
    Ok(db.first::<IgnoredAny>(query).await?.is_some())
}
