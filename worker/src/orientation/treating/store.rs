//! Every SQL statement of a service's answer.
//!
//! The line of the timeline comes first, written only if the request still stands as it must; the change and the e-mails
//! follow only that very line. All are one transaction: of fifty who answer at once, one does.

use serde::{Deserialize, de::IgnoredAny};

use super::rules::{LINKS_A_DAY, LINKS_MAX, MESSAGES_A_DAY, RESEND_AFTER_MS};
use crate::{
    edge::{
        clock::{DAY_MS, Moment},
        db::{Db, Query},
        error::{Error, Result},
        ids::{OrientationDocumentId, OrientationEventId, StaffId, StructureId},
    },
    orientation::{
        link::GENRE,
        rules::{Motif, NAMES_MS, Statut},
        store::{Detail, Document, Request},
    },
    outbox::{self, Mail, NewLink},
    statements,
};

/// The e-mails that an answer makes useless.
const REMINDERS: [&str; 1] = ["orientation_rappel"];

statements! { "orientation::treating";
    SEEN_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, created_at)
        SELECT ?3, o.id, o.structure_id, 'VUE', 'SERVICE', ?4, ?5 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.vue_at IS NULL AND o.anonyme_at IS NULL
          AND o.statut = 'OUVERTE' AND o.expires_at > ?5
        ON CONFLICT (id) DO NOTHING";
    /// Only with the line that says so.
    SEEN = "
        UPDATE orientation SET vue_at = ?3
        WHERE id = ?1 AND structure_id = ?2 AND vue_at IS NULL AND anonyme_at IS NULL
          AND EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?4 AND e.orientation_id = ?1)";
    /// A message: while the request can be answered, and once it is accepted; so many in a day.
    MESSAGE_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, detail, created_at)
        SELECT ?3, o.id, o.structure_id, ?6, 'SERVICE', ?4, ?7, ?5 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.anonyme_at IS NULL
          AND (o.statut = 'VALIDEE' OR (o.statut = 'OUVERTE' AND o.expires_at > ?5))
          AND (SELECT count(*) FROM orientation_evenement e WHERE e.orientation_id = o.id AND e.created_at > ?9
                 AND e.acteur = 'SERVICE' AND e.evenement IN ('CONTACT_BENEFICIAIRE', 'CONTACT_PRESCRIPTEUR')) < ?8
        ON CONFLICT (id) DO NOTHING";
    DECISION_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, staff_user_id, detail, created_at)
        SELECT ?3, o.id, o.structure_id, ?6, 'SERVICE', ?4, ?7, ?5 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.statut = 'OUVERTE' AND o.expires_at > ?5
        ON CONFLICT (id) DO NOTHING";
    /// Where there are no documents to delete, a refusal has nothing left to do but its names.
    DECIDE = "
        UPDATE orientation SET statut = ?5, ended_at = ?4, decideur = ?6, decideur_id = ?7, motifs = ?8,
            vue_at = coalesce(vue_at, ?4),
            fichiers_effaces_at = CASE WHEN ?5 = 'REFUSEE'
                AND NOT EXISTS (SELECT 1 FROM orientation_document d WHERE d.orientation_id = ?1) THEN ?4 END,
            suite_at = CASE WHEN ?5 = 'REFUSEE'
                AND NOT EXISTS (SELECT 1 FROM orientation_document d WHERE d.orientation_id = ?1) THEN sent_at + ?10 ELSE ?9 END
        WHERE id = ?1 AND structure_id = ?2 AND statut = 'OUVERTE'
          AND EXISTS (SELECT 1 FROM orientation_evenement e WHERE e.id = ?3 AND e.orientation_id = ?1)";
    /// Is the line there, written now or when the same form came before?
    LINE = "SELECT e.created_at FROM orientation_evenement e WHERE e.id = ?1 AND e.orientation_id = ?2 AND e.structure_id = ?3";
    /// One fresh link in ten minutes, so many in a day and in all, while it is of any use.
    LINK_LINE = "
        INSERT INTO orientation_evenement (id, orientation_id, structure_id, evenement, acteur, created_at)
        SELECT ?3, o.id, o.structure_id, 'LIEN', 'SERVICE', ?4 FROM orientation o
        WHERE o.id = ?1 AND o.structure_id = ?2 AND o.anonyme_at IS NULL
          AND ((o.statut = 'OUVERTE' AND o.expires_at > ?4) OR (o.statut = 'VALIDEE' AND o.fichiers_effaces_at IS NULL))
          AND NOT EXISTS (SELECT 1 FROM orientation_evenement e
                          WHERE e.orientation_id = o.id AND e.evenement = 'LIEN' AND e.created_at > ?5)
          AND (SELECT count(*) FROM orientation_evenement e
               WHERE e.orientation_id = o.id AND e.evenement = 'LIEN' AND e.created_at > ?6) < ?7
          AND (SELECT count(*) FROM orientation_evenement e WHERE e.orientation_id = o.id AND e.evenement = 'LIEN') < ?8
        ON CONFLICT (id) DO NOTHING";
    PRESCRIBER_S = "SELECT s.nom FROM structure s WHERE s.id = ?1";
    DOCUMENT = "
        SELECT d.id, d.nom, d.genre, d.octets, d.objet FROM orientation_document d
        WHERE d.id = ?3 AND d.orientation_id = ?1 AND d.structure_id = ?2";
}

/// The name of the prescriber's structure.
///
/// # Errors
/// As the database.
pub async fn structure_name(db: &Db, structure: &StructureId) -> Result<String> {
    #[derive(Deserialize)]
    struct Row {
        nom: String,
    }
    let row: Option<Row> = db.first(PRESCRIBER_S.with([structure.into()])).await?;
    Ok(row.map(|row| row.nom).unwrap_or_default())
}

/// That document, if it is one of `request`'s.
///
/// # Errors
/// As the database.
pub async fn document(
    db: &Db,
    request: &Request,
    id: &OrientationDocumentId,
) -> Result<Option<Document>> {
    let of = [
        (&request.id).into(),
        (&request.structure_id).into(),
        id.into(),
    ];
    db.first(DOCUMENT.with(of)).await
}

/// The service has looked at the request: noted the first time.
///
/// # Errors
/// As the database.
pub async fn see(db: &Db, request: &Request, who: Option<&StaffId>, now: Moment) -> Result<()> {
    let line = OrientationEventId::of_step(&request.id, "VUE");
    db.batch([
        SEEN_LINE.with([
            (&request.id).into(),
            (&request.structure_id).into(),
            (&line).into(),
            who.into(),
            now.into(),
        ]),
        seen(request, &line, now),
    ])
    .await
    .map(drop)
}

fn seen(request: &Request, line: &OrientationEventId, now: Moment) -> Query {
    SEEN.with([
        (&request.id).into(),
        (&request.structure_id).into(),
        now.into(),
        line.into(),
    ])
}

/// A line of the timeline that somebody of the service writes.
pub struct NewLine<'a> {
    /// Its id.
    pub id: &'a OrientationEventId,
    /// Its kind: a code of `orientation_evenement.evenement`.
    pub evenement: &'static str,
    /// Who, where they have an account.
    pub who: Option<&'a StaffId>,
    /// What its words need.
    pub detail: &'a Detail,
    /// The e-mails that follow from it.
    pub mails: &'a [Mail],
}

fn written(line: &NewLine<'_>) -> Result<String> {
    serde_json::to_string(line.detail).map_err(|error| Error::internal("detail", error))
}

/// Runs `first`, then the e-mails of `line`, as one transaction; true when the line is there.
async fn run(
    db: &Db,
    request: &Request,
    line: &NewLine<'_>,
    first: Vec<Query>,
    now: Moment,
) -> Result<bool> {
    let mails = line.mails.iter().map(|mail| mail.query(now));
    let ours = LINE.with([
        line.id.into(),
        (&request.id).into(),
        (&request.structure_id).into(),
    ]);
    let queries = first.into_iter().chain(mails).chain([ours]).collect();
    let outcomes = db.batch_of(queries).await?;
    let last = outcomes
        .last()
        .map(crate::edge::db::Outcome::first::<IgnoredAny>);
    Ok(last.transpose()?.flatten().is_some())
}

/// Writes a message; false when the request no longer takes any.
///
/// # Errors
/// As the database.
pub async fn message(db: &Db, request: &Request, line: &NewLine<'_>, now: Moment) -> Result<bool> {
    let first = MESSAGE_LINE.with([
        (&request.id).into(),
        (&request.structure_id).into(),
        line.id.into(),
        line.who.into(),
        now.into(),
        line.evenement.into(),
        written(line)?.as_str().into(),
        MESSAGES_A_DAY.into(),
        now.plus_ms(-DAY_MS).into(),
    ]);
    let seen = seen(request, line.id, now);
    run(db, request, line, vec![first, seen], now).await
}

/// How a request is answered.
pub struct Answered<'a> {
    /// [`Statut::Validee`] or [`Statut::Refusee`].
    pub statut: Statut,
    /// Who answers, in words.
    pub decideur: &'a str,
    /// Why, of a refusal.
    pub motifs: Option<&'a [Motif]>,
    /// When time has the next thing to do.
    pub suite: Moment,
}

/// Answers the request; false when somebody else came first, or when its time is over.
///
/// # Errors
/// As the database.
pub async fn decide(
    db: &Db,
    request: &Request,
    line: &NewLine<'_>,
    answer: &Answered<'_>,
    now: Moment,
) -> Result<bool> {
    let motifs = answer.motifs.map(serde_json::to_string).transpose();
    let motifs = motifs.map_err(|error| Error::internal("motifs", error))?;
    let first = DECISION_LINE.with([
        (&request.id).into(),
        (&request.structure_id).into(),
        line.id.into(),
        line.who.into(),
        now.into(),
        line.evenement.into(),
        written(line)?.as_str().into(),
    ]);
    let then = DECIDE.with([
        (&request.id).into(),
        (&request.structure_id).into(),
        line.id.into(),
        now.into(),
        answer.statut.code().into(),
        answer.decideur.into(),
        line.who.into(),
        motifs.as_ref().into(),
        answer.suite.into(),
        NAMES_MS.into(),
    ]);
    // A reminder that still waits would ask for what has just been done.
    let hush = outbox::cancel_waiting(
        &request.structure_id,
        request.id.as_str(),
        &REMINDERS,
        line.id,
    );
    run(db, request, line, vec![first, then, hush], now).await
}

/// Writes that a fresh link goes out, with the link and its e-mail; the links before it end. Nothing happens within ten
/// minutes of another, after too many, or when a link is of no use any more.
///
/// # Errors
/// As the database.
pub async fn send_link(
    db: &Db,
    request: &Request,
    line: &OrientationEventId,
    (link, mail): (&NewLink<'_>, &Mail),
    now: Moment,
) -> Result<()> {
    let first = LINK_LINE.with([
        (&request.id).into(),
        (&request.structure_id).into(),
        line.into(),
        now.into(),
        now.plus_ms(-RESEND_AFTER_MS).into(),
        now.plus_ms(-DAY_MS).into(),
        LINKS_A_DAY.into(),
        LINKS_MAX.into(),
    ]);
    let older = outbox::end_links_of(request.id.as_str(), GENRE, now, Some(link.id));
    db.batch([first, link.query(now), mail.query(now), older])
        .await
        .map(drop)
}
