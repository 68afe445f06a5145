//! Every SQL statement of what time does.
//!
//! The id of a line follows from its request and its step, and each change is conditional: whatever stops in between, and
//! however many run at once, a step is taken once.

use serde::Deserialize;

use super::rules::{Standing, Step};
use crate::{
    edge::{
        clock::{HOUR_MS, Moment},
        db::{Db, Query},
        error::{Error, Result},
        ids::{OrientationEventId, OrientationId, StructureId},
    },
    orientation::{
        link::GENRE,
        rules::NAMES_MS,
        store::{Document, Request},
    },
    outbox, statements,
};

/// What is neither of a draft nor of a request for this long is on its way to nothing.
const LOOSE_AFTER_MS: i64 = HOUR_MS;

/// The e-mails that the end makes useless.
const REMINDERS: [&str; 1] = ["orientation_rappel"];

statements! { "orientation::time";
    DUE = "SELECT o.id, o.structure_id FROM orientation o WHERE o.suite_at <= ?1 ORDER BY o.suite_at LIMIT ?2";
    /// Time comes back later: nothing to do yet, or something that failed. Others get their turn.
    COME_BACK = "
        UPDATE orientation SET suite_at = ?3 WHERE id = ?1 AND structure_id = ?2 AND suite_at <= ?4";
    REMINDER_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, created_at)
        SELECT ?3, o.id, o.structure_id, 'RAPPEL', 'TEMPS', ?4 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut = 'OUVERTE' AND o.rappels < ?5 AND o.expires_at > ?4
        ON CONFLICT (id) DO NOTHING";
    REMIND = "
        UPDATE orientation SET rappels = ?4, suite_at = ?5
        WHERE id = ?1 AND structure_id = ?2 AND statut = 'OUVERTE' AND rappels < ?4
          AND EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?3 AND e.orientation_id = ?1)";
    EXPIRY_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, created_at)
        SELECT ?3, o.id, o.structure_id, 'EXPIRATION', 'TEMPS', ?4 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut = 'OUVERTE' AND o.expires_at <= ?4
        ON CONFLICT (id) DO NOTHING";
    /// Where there are no documents to delete, only its names are left to do.
    EXPIRE = "
        UPDATE orientation SET statut = 'EXPIREE', ended_at = ?4,
            fichiers_effaces_at = CASE WHEN
                NOT EXISTS (SELECT 1 FROM orientation_document d WHERE d.orientation_id = ?1) THEN ?4 END,
            suite_at = CASE WHEN
                NOT EXISTS (SELECT 1 FROM orientation_document d WHERE d.orientation_id = ?1) THEN sent_at + ?6 ELSE ?5 END
        WHERE id = ?1 AND structure_id = ?2 AND statut = 'OUVERTE'
          AND EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?3 AND e.orientation_id = ?1)";
    DROP_DOCUMENTS = "
        DELETE FROM orientation_document WHERE orientation_id = ?1 AND structure_id = ?2
          AND id IN (SELECT j.value FROM json_each(?3) j)";
    /// Not while a document is left, such as one that was just added.
    FILES_GONE = "
        UPDATE orientation SET fichiers_effaces_at = ?3, suite_at = ?4
        WHERE id = ?1 AND structure_id = ?2 AND statut <> 'OUVERTE' AND fichiers_effaces_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM orientation_document d WHERE d.orientation_id = ?1)";
    TAKE_NAMES = "
        UPDATE orientation SET anonyme_at = ?3, suite_at = NULL, nom = '', prenom = '', cle = '', contacts = '[]',
            telephone = NULL, courriel = NULL, autre_contact = NULL, disponibilite = NULL, situations = '[]',
            situation_autre = NULL, criteres = '[]', motif = '', prescripteur_nom = '', prescripteur_courriel = '',
            prescripteur_telephone = NULL, referent_nom = NULL, referent_courriel = NULL, referent_telephone = NULL,
            service_courriel = '', decideur = CASE WHEN decideur IS NOT NULL THEN '' END, decideur_id = NULL,
            service_copie = json_set(service_copie, '$.contact_nom', NULL, '$.courriel', '', '$.telephone', NULL)
        WHERE id = ?1 AND structure_id = ?2 AND statut <> 'OUVERTE' AND anonyme_at IS NULL";
    TAKE_WORDS = "
        UPDATE orientation_evenement SET detail = '{}' WHERE orientation_id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.anonyme_at IS NOT NULL)";
    TAKE_KEYS = "
        DELETE FROM orientation_cle WHERE orientation_id = ?1
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2 AND o.anonyme_at IS NOT NULL)";
    /// Their documents are then of nothing.
    DROP_DRAFTS = "
        DELETE FROM orientation_brouillon WHERE id IN (SELECT b.id FROM orientation_brouillon b WHERE b.expires_at <= ?1 LIMIT ?2)";
    LOOSE = "
        SELECT d.objet FROM orientation_document d
        WHERE d.brouillon_id IS NULL AND d.orientation_id IS NULL AND d.created_at <= ?1 LIMIT ?2";
    DROP_LOOSE = "
        DELETE FROM orientation_document WHERE objet IN (SELECT j.value FROM json_each(?1) j)
          AND brouillon_id IS NULL AND orientation_id IS NULL";
}

/// A request that time has something to do with.
#[derive(Debug, Clone, Deserialize)]
pub struct Due {
    /// Its id.
    pub id: OrientationId,
    /// The prescriber's structure.
    pub structure_id: StructureId,
}

/// Those that have waited longest, at most `limit`.
///
/// # Errors
/// As the database.
pub async fn due(db: &Db, now: Moment, limit: i64) -> Result<Vec<Due>> {
    db.all(DUE.with([now.into(), limit.into()])).await
}

/// Time comes back to it at `at`, or never.
///
/// # Errors
/// As the database.
pub async fn come_back(db: &Db, due: &Due, at: Option<Moment>, now: Moment) -> Result<()> {
    let later = [
        (&due.id).into(),
        (&due.structure_id).into(),
        at.into(),
        now.into(),
    ];
    db.run(COME_BACK.with(later)).await.map(drop)
}

/// Where `request` stands.
#[must_use]
pub fn standing(request: &Request) -> Standing {
    Standing {
        statut: request.statut,
        sent_at: request.sent_at,
        expires_at: request.expires_at,
        ended_at: request.ended_at,
        rappels: request.rappels,
        sans_fichiers: request.fichiers_effaces_at.is_some(),
        anonyme: request.anonyme_at.is_some(),
    }
}

/// The id of the line that a step writes.
#[must_use]
pub fn line_of(request: &Request, step: Step) -> OrientationEventId {
    let name = match step {
        Step::Remind(count) => format!("RAPPEL {count}"),
        other => format!("{other:?}"),
    };
    OrientationEventId::of_step(&request.id, &name)
}

/// Writes that the service is reminded, with `more`: the link and its e-mail.
///
/// # Errors
/// As the database.
pub async fn remind(
    db: &Db,
    request: &Request,
    (count, suite): (i64, Option<Moment>),
    more: [Query; 2],
    now: Moment,
) -> Result<()> {
    let line = line_of(request, Step::Remind(count));
    let (id, structure) = (&request.id, &request.structure_id);
    let first = [
        REMINDER_LINE.with([
            id.into(),
            structure.into(),
            (&line).into(),
            now.into(),
            count.into(),
        ]),
        REMIND.with([
            id.into(),
            structure.into(),
            (&line).into(),
            count.into(),
            suite.into(),
        ]),
    ];
    let queries = first.into_iter().chain(more).collect();
    db.batch_of(queries).await.map(drop)
}

/// Writes that nobody answered, with the e-mails that say so.
///
/// # Errors
/// As the database.
pub async fn expire(
    db: &Db,
    request: &Request,
    suite: Option<Moment>,
    mails: Vec<Query>,
    now: Moment,
) -> Result<()> {
    let line = line_of(request, Step::Expire);
    let (id, structure) = (&request.id, &request.structure_id);
    let first = [
        EXPIRY_LINE.with([id.into(), structure.into(), (&line).into(), now.into()]),
        EXPIRE.with([
            id.into(),
            structure.into(),
            (&line).into(),
            now.into(),
            suite.into(),
            NAMES_MS.into(),
        ]),
        outbox::cancel_waiting(structure, id.as_str(), &REMINDERS, &line),
    ];
    let queries = first.into_iter().chain(mails).collect();
    db.batch_of(queries).await.map(drop)
}

/// Forgets the documents whose bytes are gone.
///
/// # Errors
/// As the database.
pub async fn files_gone(
    db: &Db,
    request: &Request,
    documents: &[Document],
    suite: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let (id, structure) = (&request.id, &request.structure_id);
    let ids: Vec<&str> = documents.iter().map(|one| one.id.as_str()).collect();
    db.batch([
        DROP_DOCUMENTS.with([id.into(), structure.into(), list(&ids)?.as_str().into()]),
        FILES_GONE.with([id.into(), structure.into(), now.into(), suite.into()]),
    ])
    .await
    .map(drop)
}

/// Takes every name and every word away: of the request, of its timeline, of its e-mails; its links end. What is counted
/// stays.
///
/// # Errors
/// As the database.
pub async fn take_names(db: &Db, request: &Request, now: Moment) -> Result<()> {
    db.batch_of(taking_names(request, now)?).await.map(drop)
}

/// The statements of [`take_names`], for a batch.
///
/// # Errors
/// [`Error::Internal`] when its id can't be written as JSON.
pub fn taking_names(request: &Request, now: Moment) -> Result<Vec<Query>> {
    let (id, structure) = (&request.id, &request.structure_id);
    Ok(vec![
        TAKE_NAMES.with([id.into(), structure.into(), now.into()]),
        TAKE_WORDS.with([id.into(), structure.into()]),
        TAKE_KEYS.with([id.into(), structure.into()]),
        outbox::end_links_of(id.as_str(), GENRE, now, None),
        outbox::forget_about(&list(&[id.as_str()])?),
    ])
}

/// Forgets drafts whose time is over, at most `limit`; their documents are then of nothing.
///
/// # Errors
/// As the database.
pub async fn drop_drafts(db: &Db, now: Moment, limit: i64) -> Result<()> {
    db.run(DROP_DRAFTS.with([now.into(), limit.into()]))
        .await
        .map(drop)
}

/// The objects of documents that are of nothing, at most `limit`.
///
/// # Errors
/// As the database.
pub async fn loose(db: &Db, now: Moment, limit: i64) -> Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Row {
        objet: String,
    }
    let before = now.plus_ms(-LOOSE_AFTER_MS);
    let rows: Vec<Row> = db.all(LOOSE.with([before.into(), limit.into()])).await?;
    Ok(rows.into_iter().map(|row| row.objet).collect())
}

/// Forgets those documents, whose bytes are gone.
///
/// # Errors
/// As the database.
pub async fn drop_loose(db: &Db, objets: &[String]) -> Result<()> {
    let objets: Vec<&str> = objets.iter().map(String::as_str).collect();
    let objets = list(&objets)?;
    db.run(DROP_LOOSE.with([objets.as_str().into()]))
        .await
        .map(drop)
}

/// A JSON list, as one parameter.
fn list(of: &[&str]) -> Result<String> {
    serde_json::to_string(of).map_err(|error| Error::internal("list", error))
}
