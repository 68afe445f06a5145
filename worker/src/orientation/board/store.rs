//! Every SQL statement of the dashboard and of what a prescriber does to a request that is sent.

use std::cmp::Reverse;

use serde::Deserialize;

use super::{
    rules::{Choice, Cursor, Filter, Sens},
    search_rules::{
        Hits, Key, PROBE_KEYS, Range, broad, exact, hits, keys_each, nearest, of_a_service, probes,
        told,
    },
};
use crate::{
    auth::Staff,
    edge::{
        clock::Moment,
        db::{Db, Outcome, Query, Statement, Value},
        error::{Error, Result},
        ids::{OrientationDocumentId, OrientationEventId, OrientationId, StructureId},
    },
    orientation::{
        request::{rules::DOCUMENTS_MAX, store::NewFile},
        rules::{NAMES_MS, Statut},
        store::{Detail, Request},
    },
    outbox, statements,
};

/// The e-mails that taking a request back makes useless, while they wait.
const USELESS: [&str; 4] = [
    "orientation_recue",
    "orientation_document",
    "orientation_lien",
    "orientation_rappel",
];

/// Requests on a page.
pub const PAGE_ROWS: usize = 50;

macro_rules! columns {
    () => {
        "o.id, o.nom, o.prenom, json_extract(o.service_copie, '$.nom') AS service,
               json_extract(o.service_copie, '$.porteur') AS porteur, o.prescripteur_nom, o.statut, o.sent_at, o.expires_at,
               o.vue_at, o.anonyme_at, (SELECT s.nom FROM structure s WHERE s.id = o.structure_id) AS structure"
    };
}

/// A page of a list. ?2 is the request at its edge, whose place is looked up here; empty for the first page, which begins
/// at ?3. ?4 is the other end, ?6 the statut.
macro_rules! page {
    (up $side:literal, $index:literal, $which:literal) => {
        concat!(
            "SELECT ", columns!(), " FROM orientation o INDEXED BY ", $index, " WHERE o.", $side, " = ?1", $which,
            " AND (o.sent_at, o.id) > (CASE ?2 WHEN '' THEN ?3 ELSE (SELECT c.sent_at FROM orientation c WHERE c.id = ?2 AND c.",
            $side, " = ?1) END, ?2) AND o.sent_at < ?4 ORDER BY o.sent_at, o.id LIMIT ?5"
        )
    };
    (down $side:literal, $index:literal, $which:literal) => {
        concat!(
            "SELECT ", columns!(), " FROM orientation o INDEXED BY ", $index, " WHERE o.", $side, " = ?1", $which,
            " AND (o.sent_at, o.id) < (CASE ?2 WHEN '' THEN ?3 ELSE (SELECT c.sent_at FROM orientation c WHERE c.id = ?2 AND c.",
            $side, " = ?1) END, ?2) AND o.sent_at >= ?4 ORDER BY o.sent_at DESC, o.id DESC LIMIT ?5"
        )
    };
}

statements! { "orientation::board";
    SENT = page!(up "structure_id", "orientation_sent", "");
    SENT_DOWN = page!(down "structure_id", "orientation_sent", "");
    SENT_OF = page!(up "structure_id", "orientation_sent_of_statut", " AND o.statut = ?6");
    SENT_OF_DOWN = page!(down "structure_id", "orientation_sent_of_statut", " AND o.statut = ?6");
    RECEIVED = page!(up "destinataire_id", "orientation_received", "");
    RECEIVED_DOWN = page!(down "destinataire_id", "orientation_received", "");
    RECEIVED_OF = page!(up "destinataire_id", "orientation_received_of_statut", " AND o.statut = ?6");
    RECEIVED_OF_DOWN = page!(down "destinataire_id", "orientation_received_of_statut", " AND o.statut = ?6");
    UNREAD = page!(up "destinataire_id", "orientation_unread", " AND o.vue_at IS NULL AND o.statut = 'OUVERTE'");
    UNREAD_DOWN = page!(down "destinataire_id", "orientation_unread", " AND o.vue_at IS NULL AND o.statut = 'OUVERTE'");
    COUNTS = "SELECT c.sens, c.statut, c.nombre FROM orientation_compte c WHERE c.structure_id = ?1";
    /// Of a range of keys, the first ones: no more are read, whatever is typed.
    KEYS_OF = "
        SELECT k.cle, k.orientation_id FROM orientation_cle k
        WHERE k.structure_id = ?1 AND k.sens = ?2 AND k.cle >= ?3 AND k.cle < ?4
        ORDER BY k.cle, k.orientation_id LIMIT ?5";
    FOUND_SENT = concat!("
        SELECT ", columns!(), "
        FROM json_each(?2) p CROSS JOIN orientation o ON o.id = p.value WHERE o.structure_id = ?1");
    FOUND_RECEIVED = concat!("
        SELECT ", columns!(), "
        FROM json_each(?2) p CROSS JOIN orientation o ON o.id = p.value WHERE o.destinataire_id = ?1");
    /// Once, and while it waits for its answer: the line is written before the column that forbids a second one.
    REMEMBER_SEEN = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, created_at)
        SELECT ?3, o.id, o.structure_id, 'VUE', 'SERVICE', ?4, ?5 FROM orientation o
        WHERE o.id = ?1 AND o.destinataire_id = ?2 AND o.vue_at IS NULL AND o.anonyme_at IS NULL
          AND o.statut = 'OUVERTE' AND o.expires_at > ?5";
    /// Also once it is over, which no line says: it is unread no longer.
    SEEN = "
        UPDATE orientation SET vue_at = ?3
        WHERE id = ?1 AND destinataire_id = ?2 AND vue_at IS NULL AND anonyme_at IS NULL AND structure_id IS NOT NULL";
    /// Before the change itself: only if there is one. The id is the form's key.
    REMEMBER_CANCEL = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, detail, created_at)
        SELECT ?3, o.id, o.structure_id, 'ANNULATION', 'PRESCRIPTEUR', ?4, ?5, ?6 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut = 'OUVERTE'
        ON CONFLICT (id) DO NOTHING";
    CANCEL = "
        UPDATE orientation SET statut = 'ANNULEE', ended_at = ?3, fichiers_effaces_at = ?3, suite_at = sent_at + ?4
        WHERE id = ?1 AND structure_id = ?2 AND statut = 'OUVERTE'";
    /// Only the documents of a request that is taken back.
    ORPHAN_FILES = "
        INSERT INTO document_orphelin (objet, created_at)
        SELECT d.objet, ?3 FROM orientation_document d JOIN orientation o ON o.id = d.orientation_id
        WHERE d.orientation_id = ?1 AND d.structure_id = ?2 AND o.statut = 'ANNULEE'
        ON CONFLICT (objet) DO NOTHING";
    FORGET_FILES = "
        DELETE FROM orientation_document WHERE orientation_id = ?1 AND structure_id = ?2
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut = 'ANNULEE')";
    /// Nobody answers by a link any more, and no e-mail that carries one leaves.
    END_LINKS = "
        UPDATE lien SET ended_at = ?3 WHERE objet_id = ?1 AND genre = 'ORIENTATION' AND structure_id = ?2 AND ended_at IS NULL
          AND EXISTS (SELECT 1 FROM orientation o WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut = 'ANNULEE')";
    CANCELLED_BY = "
        SELECT e.id FROM orientation_evenement e
        WHERE e.id = ?1 AND e.orientation_id = ?2 AND e.structure_id = ?3 AND e.evenement = 'ANNULATION'";
    ADD_FILE = "
        INSERT INTO orientation_document (id, structure_id, orientation_id, nom, genre, octets, objet, created_at)
        SELECT ?1, o.structure_id, o.id, ?4, ?5, ?6, p.objet, ?8 FROM orientation o JOIN document_orphelin p ON p.objet = ?7
        WHERE o.id = ?2 AND o.structure_id = ?3 AND o.statut = 'OUVERTE'
          AND (SELECT count(*) FROM orientation_document d WHERE d.orientation_id = ?2 AND d.structure_id = ?3) < ?9
        ON CONFLICT (id) DO NOTHING";
    REMEMBER_FILE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, detail, created_at)
        SELECT ?4, d.orientation_id, d.structure_id, 'DOCUMENT', 'PRESCRIPTEUR', ?5, ?6, d.created_at
        FROM orientation_document d WHERE d.objet = ?1 AND d.orientation_id = ?2 AND d.structure_id = ?3
        ON CONFLICT (id) DO NOTHING";
    PLACED = "
        DELETE FROM document_orphelin WHERE objet = ?1
          AND EXISTS (SELECT 1 FROM orientation_document d WHERE d.objet = ?1 AND d.structure_id = ?2)";
    HAS_FILE = "
        SELECT d.id FROM orientation_document d WHERE d.id = ?1 AND d.orientation_id = ?2 AND d.structure_id = ?3 AND d.nom = ?4";
}

/// A request, as a list shows it.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: OrientationId,
    /// The beneficiary's surname; empty once the names are gone.
    pub nom: String,
    /// Their first name.
    pub prenom: String,
    /// The service.
    pub service: String,
    /// Who offers it.
    pub porteur: String,
    /// Who sent it.
    pub prescripteur_nom: String,
    /// Where it stands.
    pub statut: Statut,
    /// When it was sent.
    pub sent_at: Moment,
    /// Until when it can be answered.
    pub expires_at: Moment,
    /// When the service first looked at it.
    pub vue_at: Option<Moment>,
    /// When it lost its names.
    pub anonyme_at: Option<Moment>,
    /// The structure that sent it.
    pub structure: String,
}

/// How many requests a structure has of a statut, as triggers keep it.
#[derive(Debug, Clone, Deserialize)]
pub struct Count {
    /// `RECUE` or `ENVOYEE`.
    pub sens: String,
    /// The statut.
    pub statut: Statut,
    /// How many.
    pub nombre: i64,
}

/// Some requests, in the order one reads, and whether there are more.
#[derive(Debug, Default)]
pub struct Rows {
    /// The requests.
    pub found: Vec<Row>,
    /// Is there one after the last?
    pub more: bool,
    /// How many, at the end, only come near to what was looked for.
    pub near: usize,
}

fn statement(choice: &Choice, down: bool) -> Statement {
    match (choice.sens, choice.filter, down) {
        (_, Filter::NonLues, false) => UNREAD,
        (_, Filter::NonLues, true) => UNREAD_DOWN,
        (Sens::Envoyees, Filter::Toutes, false) => SENT,
        (Sens::Envoyees, Filter::Toutes, true) => SENT_DOWN,
        (Sens::Envoyees, Filter::Of(_), false) => SENT_OF,
        (Sens::Envoyees, Filter::Of(_), true) => SENT_OF_DOWN,
        (Sens::Recues, Filter::Toutes, false) => RECEIVED,
        (Sens::Recues, Filter::Toutes, true) => RECEIVED_DOWN,
        (Sens::Recues, Filter::Of(_), false) => RECEIVED_OF,
        (Sens::Recues, Filter::Of(_), true) => RECEIVED_OF_DOWN,
    }
}

fn limit() -> i64 {
    i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX)
}

/// How many requests a structure has, by side and statut.
///
/// # Errors
/// As the database.
pub async fn counts(db: &Db, structure: &StructureId) -> Result<Vec<Count>> {
    db.all(COUNTS.with([structure.into()])).await
}

/// A page of what someone chose.
///
/// # Errors
/// As the database.
pub async fn page(db: &Db, structure: &StructureId, choice: &Choice, now: Moment) -> Result<Rows> {
    let backwards = matches!(choice.cursor, Some(Cursor::Before(_)));
    let down = choice.oldest_first == backwards;
    let edge: Value = match &choice.cursor {
        Some(Cursor::After(id) | Cursor::Before(id)) => id.into(),
        None => "".into(),
    };
    let (from, before) = choice.bounds(now);
    let (start, end) = if down { (before, from) } else { (from, before) };
    let mut values: Vec<Value> = vec![
        structure.into(),
        edge,
        start.into(),
        end.into(),
        limit().into(),
    ];
    if let Filter::Of(statut) = choice.filter {
        values.push(statut.code().into());
    }
    let mut found: Vec<Row> = db.all(statement(choice, down).with(values)).await?;
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    if backwards {
        found.reverse();
    }
    let near = 0;
    Ok(Rows { found, more, near })
}

/// The first keys of each range, in the order of the ranges.
async fn read_keys(
    db: &Db,
    structure: &StructureId,
    sens: Sens,
    ranges: &[Range],
    each: usize,
) -> Result<Vec<Vec<Key>>> {
    let each = i64::try_from(each).unwrap_or(i64::MAX);
    let query = |range: &Range| {
        let values: [Value; 5] = [
            structure.into(),
            sens.column().into(),
            (&range.prefix).into(),
            (&range.end()).into(),
            each.into(),
        ];
        KEYS_OF.with(values)
    };
    let outcomes = db.batch_of(ranges.iter().map(query).collect()).await?;
    outcomes.iter().map(Outcome::rows).collect()
}

/// What `words` find: as they follow each other in a name, else in a service, else each as the first of a name.
async fn hits_of(db: &Db, structure: &StructureId, sens: Sens, words: &[String]) -> Result<Hits> {
    for ranges in [exact(words), of_a_service(words)] {
        let each = keys_each(&ranges);
        let read = read_keys(db, structure, sens, &ranges, each).await?;
        let found = hits(&ranges, &read, each);
        if !found.ids.is_empty() {
            return Ok(found);
        }
    }
    let ranges = broad(words);
    if ranges.is_empty() {
        return Ok(Hits::default());
    }
    let probe = read_keys(db, structure, sens, &probes(&ranges), PROBE_KEYS).await?;
    if let Some(all) = told(&ranges, &probe) {
        return Ok(all);
    }
    let each = keys_each(&ranges);
    let read = read_keys(db, structure, sens, &ranges, each).await?;
    Ok(nearest(&ranges, &read, each, PAGE_ROWS))
}

/// What `words` find, the newest first; then, where every word is frequent and few hold them all, what comes near.
///
/// # Errors
/// As the database.
pub async fn search(
    db: &Db,
    structure: &StructureId,
    sens: Sens,
    words: &[String],
) -> Result<Rows> {
    let mut hits = hits_of(db, structure, sens, words).await?;
    if hits.ids.is_empty() {
        return Ok(Rows::default());
    }
    let more = hits.cut || hits.ids.len() > PAGE_ROWS;
    hits.ids.truncate(PAGE_ROWS);
    let ids: Vec<&str> = hits.ids.iter().map(OrientationId::as_str).collect();
    let (matching, _) = ids.split_at(ids.len().saturating_sub(hits.near));
    let text = serde_json::to_string(&ids).map_err(|error| Error::internal("search", error))?;
    let which = match sens {
        Sens::Envoyees => FOUND_SENT,
        Sens::Recues => FOUND_RECEIVED,
    };
    let values: [Value; 2] = [structure.into(), Value::Text(text)];
    let mut found: Vec<Row> = db.all(which.with(values)).await?;
    found.sort_by_key(|one| {
        let near = !matching.contains(&one.id.as_str());
        (near, Reverse((one.sent_at, one.id.as_str().to_owned())))
    });
    let near = hits.near;
    Ok(Rows { found, more, near })
}

/// Notes that `me`, of the structure that received it, has opened it; only the first time.
///
/// # Errors
/// As the database.
pub async fn see(db: &Db, me: &Staff, id: &OrientationId, now: Moment) -> Result<()> {
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let line = [
        (&OrientationEventId::new()?).into(),
        (&me.id).into(),
        now.into(),
    ];
    let remember = [&place[..], &line].concat();
    let seen = [&place[..], &[now.into()]].concat();
    db.batch([REMEMBER_SEEN.with(remember), SEEN.with(seen)])
        .await
        .map(drop)
}

fn detail(of: &Detail) -> Result<Value> {
    let text = serde_json::to_string(of).map_err(|error| Error::internal("detail", error))?;
    Ok(Value::Text(text))
}

/// The statements that take a request back, for a batch; the second tells whether it was still open. `line` is the form's
/// key.
///
/// # Errors
/// [`Error::Internal`] when the reason can't be written as JSON.
pub fn cancel(
    me: &Staff,
    id: &OrientationId,
    line: &OrientationEventId,
    raison: Option<&str>,
    now: Moment,
) -> Result<Vec<Query>> {
    let said = Detail {
        mot: raison.map(str::to_owned),
        ..Detail::default()
    };
    let place: [Value; 2] = [id.into(), (&me.structure).into()];
    let row = [line.into(), (&me.id).into(), detail(&said)?, now.into()];
    let with_now = [&place[..], &[now.into()]].concat();
    Ok(vec![
        REMEMBER_CANCEL.with([&place[..], &row].concat()),
        CANCEL.with([&with_now[..], &[NAMES_MS.into()]].concat()),
        ORPHAN_FILES.with(with_now.clone()),
        FORGET_FILES.with(place),
        END_LINKS.with(with_now),
        outbox::cancel_waiting(&me.structure, id.as_str(), &USELESS, line),
    ])
}

/// Was the request taken back by that form?
///
/// # Errors
/// As the database.
pub async fn cancelled_by(
    db: &Db,
    me: &Staff,
    id: &OrientationId,
    line: &OrientationEventId,
) -> Result<bool> {
    let values: [Value; 3] = [line.into(), id.into(), (&me.structure).into()];
    let row: Option<serde_json::Value> = db.first(CANCELLED_BY.with(values)).await?;
    Ok(row.is_some())
}

/// The statements that join a document to a request that is sent, for a batch; the first tells whether it could be.
///
/// # Errors
/// [`Error::Internal`] when its name can't be written as JSON.
pub fn add_file(
    me: &Staff,
    request: &Request,
    (document, line): (&OrientationDocumentId, &OrientationEventId),
    new: &NewFile<'_>,
    now: Moment,
) -> Result<Vec<Query>> {
    let said = Detail {
        mot: Some(new.nom.to_owned()),
        ..Detail::default()
    };
    let place: [Value; 2] = [(&request.id).into(), (&me.structure).into()];
    let row = [
        new.nom.into(),
        new.genre.into(),
        new.octets.into(),
        new.objet.into(),
        now.into(),
        DOCUMENTS_MAX.into(),
    ];
    let remember = [line.into(), (&me.id).into(), detail(&said)?];
    Ok(vec![
        ADD_FILE.with([&[document.into()], &place[..], &row].concat()),
        REMEMBER_FILE.with([&[new.objet.into()], &place[..], &remember].concat()),
        PLACED.with([new.objet.into(), (&me.structure).into()]),
    ])
}

/// Has that form joined that document already?
///
/// # Errors
/// As the database.
pub async fn has_file(
    db: &Db,
    me: &Staff,
    request: &OrientationId,
    document: &OrientationDocumentId,
    nom: &str,
) -> Result<bool> {
    let values: [Value; 4] = [
        document.into(),
        request.into(),
        (&me.structure).into(),
        nom.into(),
    ];
    let row: Option<serde_json::Value> = db.first(HAS_FILE.with(values)).await?;
    Ok(row.is_some())
}
