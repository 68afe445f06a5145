//! Every SQL statement of what readers say of the help.

use serde::Deserialize;

use super::rules::{ANSWERS_OF_A_DAY, ANSWERS_OF_A_PLACE, COUNTED_DAYS, Count, KEPT_MONTHS, Said};
use crate::{
    auth::Operator,
    edge::{
        clock::{Day, Moment, zone},
        cx::Cx,
        db::{Db, Value, flag},
        error::Result,
        ids::{AvisId, JournalId},
    },
    statements,
};

/// Comments on a page of the list.
const PAGE_ROWS: usize = 30;
/// Counts read at most: of each day, of each page of the help.
const COUNTS_MAX: i64 = 50_000;
/// Comments forgotten in a night: more than come in a day.
const FORGOTTEN_MAX: i64 = 2 * ANSWERS_OF_A_DAY;

statements! { "feedback";
    /// Of many who answer at once no more are let in than may, from one place or from all: each counts what the others have written.
    COUNT_PLACE = "
        INSERT INTO avis_lieu (jour, cle, nombre, dernier)
        SELECT ?1, ?2, 1, ?3 WHERE (SELECT coalesce(sum(j.oui + j.non), 0) FROM avis_jour j WHERE j.jour = ?1) < ?5
        ON CONFLICT (jour, cle) DO UPDATE SET nombre = nombre + 1, dernier = excluded.dernier WHERE nombre < ?4";
    /// Only what was let in.
    COUNT_ANSWER = "
        INSERT INTO avis_jour (jour, page, oui, non)
        SELECT l.jour, ?4, ?5, 1 - ?5 FROM avis_lieu l WHERE l.jour = ?1 AND l.cle = ?2 AND l.dernier = ?3
        ON CONFLICT (jour, page) DO UPDATE SET oui = oui + excluded.oui, non = non + excluded.non";
    KEEP_COMMENT = "
        INSERT INTO avis_commentaire (id, page, utile, commentaire, created_at)
        SELECT ?3, ?4, ?5, ?6, ?7 FROM avis_lieu l WHERE l.jour = ?1 AND l.cle = ?2 AND l.dernier = ?3 AND ?6 IS NOT NULL";
    COUNTS = "SELECT j.page, j.oui, j.non FROM avis_jour j WHERE j.jour > ?1 LIMIT ?2";
    /// Those dealt with or those to be, newest first, after comment ?2.
    COMMENTS = "
        SELECT c.id, c.page, c.utile, c.commentaire, c.created_at, c.traite, c.traite_at,
               (SELECT w.prenom || ' ' || w.nom FROM staff_user w WHERE w.id = c.traite_par AND w.structure_id IS NULL) AS par
        FROM avis_commentaire c
        WHERE c.traite = ?1
          AND (c.created_at, c.id) < (coalesce((SELECT a.created_at FROM avis_commentaire a WHERE a.id = ?2), 9007199254740991), ?2)
        ORDER BY c.created_at DESC, c.id DESC LIMIT ?3";
    /// Before a change: only if there will be one.
    REMEMBER = "
        INSERT INTO journal (id, structure_id, staff_user_id, evenement, detail, created_at)
        SELECT ?2, NULL, ?3, ?4, json_object('page', c.page), ?5 FROM avis_commentaire c WHERE c.id = ?1 AND c.traite <> ?6";
    TREAT = "UPDATE avis_commentaire SET traite = 1, traite_at = ?2, traite_par = ?3 WHERE id = ?1 AND traite = 0";
    TAKE_UP = "UPDATE avis_commentaire SET traite = 0, traite_at = NULL, traite_par = NULL WHERE id = ?1 AND traite = 1";
    ERASE = "DELETE FROM avis_commentaire WHERE id = ?1";
    FORGET_COUNTS = "DELETE FROM avis_jour WHERE jour < ?1";
    FORGET_PLACES = "DELETE FROM avis_lieu WHERE jour < ?1";
    FORGET_COMMENTS = "
        DELETE FROM avis_commentaire WHERE id IN (
            SELECT c.id FROM avis_commentaire c WHERE c.traite IN (0, 1) AND c.created_at < ?1 LIMIT ?2)";
}

/// The day on which answers are counted.
#[must_use]
pub fn day_of(now: Moment) -> Day {
    now.day(zone("Europe/Paris"))
}

/// Keeps what was said from the place `cle`, a hash that tells of none; false when that place, or all of them together, have said
/// enough for today: nothing is kept then.
///
/// # Errors
/// As the database.
pub async fn keep(cx: &Cx, cle: &str, said: &Said) -> Result<bool> {
    let (id, day) = (AvisId::new()?, day_of(cx.now));
    let let_in = || -> [Value; 3] { [day.into(), cle.into(), (&id).into()] };
    let page = || -> [Value; 2] { [said.page.as_str().into(), said.utile.into()] };
    let limits: [Value; 2] = [ANSWERS_OF_A_PLACE.into(), ANSWERS_OF_A_DAY.into()];
    let words: [Value; 2] = [said.commentaire.as_ref().into(), cx.now.into()];
    let [_, counted, _] = cx
        .db
        .batch([
            COUNT_PLACE.with([&let_in()[..], &limits].concat()),
            COUNT_ANSWER.with([&let_in()[..], &page()].concat()),
            KEEP_COMMENT.with([&let_in()[..], &page(), &words].concat()),
        ])
        .await?;
    Ok(counted.changes > 0)
}

/// How each page was found lately, day after day.
///
/// # Errors
/// As the database.
pub async fn counts(db: &Db, now: Moment) -> Result<Vec<Count>> {
    #[derive(Deserialize)]
    struct Row {
        page: String,
        oui: i64,
        non: i64,
    }
    let since = day_of(now).plus_days(-COUNTED_DAYS);
    let rows: Vec<Row> = db
        .all(COUNTS.with([since.into(), COUNTS_MAX.into()]))
        .await?;
    let count = |Row { page, oui, non }| Count { page, oui, non };
    Ok(rows.into_iter().map(count).collect())
}

/// A comment.
#[derive(Debug, Deserialize)]
pub struct Comment {
    /// Its id.
    pub id: AvisId,
    /// The address of the page it is about.
    pub page: String,
    /// Did the page help?
    #[serde(deserialize_with = "flag")]
    pub utile: bool,
    /// Its words.
    pub commentaire: String,
    /// When it was written.
    pub created_at: Moment,
    /// When it was dealt with.
    pub traite_at: Option<Moment>,
    /// By whom.
    pub par: Option<String>,
}

/// A page of the comments that were dealt with, or that are still to be: those after `after`, newest first. Is there more?
///
/// # Errors
/// As the database.
pub async fn comments(
    db: &Db,
    dealt_with: bool,
    after: Option<&AvisId>,
) -> Result<(Vec<Comment>, bool)> {
    let asked = i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX);
    let after: Value = after.map_or("", AvisId::as_str).into();
    let mut rows: Vec<Comment> = db
        .all(COMMENTS.with([dealt_with.into(), after, asked.into()]))
        .await?;
    let more = rows.len() > PAGE_ROWS;
    rows.truncate(PAGE_ROWS);
    Ok((rows, more))
}

/// What an operateur does with a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// « Traité ».
    Treat,
    /// « Remettre à traiter ».
    TakeUp,
    /// « Effacer ».
    Erase,
}

/// Does that, and writes it in the journal; false when there is no such comment, or when it is done already.
///
/// # Errors
/// As the database.
pub async fn act(cx: &Cx, me: &Operator, id: &AvisId, deed: Deed) -> Result<bool> {
    // What a comment must not be for something to be done; -1 is never.
    let (evenement, is_not, change) = match deed {
        Deed::Treat => (
            "AVIS_TRAITE",
            1,
            TREAT.with([id.into(), cx.now.into(), (&me.id).into()]),
        ),
        Deed::TakeUp => ("AVIS_REPRIS", 0, TAKE_UP.with([id.into()])),
        Deed::Erase => ("AVIS_EFFACE", -1, ERASE.with([id.into()])),
    };
    let remember = REMEMBER.with([
        id.into(),
        (&JournalId::new()?).into(),
        (&me.id).into(),
        evenement.into(),
        cx.now.into(),
        is_not.into(),
    ]);
    let [_, changed] = cx.db.batch([remember, change]).await?;
    Ok(changed.changes > 0)
}

/// Forgets what is old, and which places have answered on another day: a part of the nightly work.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    let today = day_of(now);
    let old = today.minus_months(KEPT_MONTHS);
    let before = old.begins_at(zone("Europe/Paris"));
    db.batch([
        FORGET_COUNTS.with([old.into()]),
        FORGET_PLACES.with([today.into()]),
        FORGET_COMMENTS.with([before.into(), FORGOTTEN_MAX.into()]),
    ])
    .await
    .map(drop)
}
