//! Every SQL statement of the board.

use serde::Deserialize;

use super::rules::{Choice, Cursor, Key, Range, hits, keys_each, tries};
use crate::{
    auth::Staff,
    dossier::rules::{Genre, Statut},
    edge::{
        clock::{Day, Moment},
        db::{Db, Outcome, Statement, Value, flag},
        error::{Error, Result},
        ids::{DossierEventId, DossierId, StructureId},
    },
    statements,
};

/// Dossiers on a page.
pub const PAGE_ROWS: usize = 50;

macro_rules! columns {
    () => {
        "d.id, d.carnet, d.statut, d.rang, d.depuis_at, d.nom, d.prenom, d.date_naissance, e.genre, e.motif,
               (SELECT s.nom FROM structure s WHERE s.id = e.de_structure_id AND e.de_structure_id <> e.vers_structure_id) AS venu_de"
    };
}

/// A page of a tab. ?3 is the dossier at its edge, whose place is looked up here; empty for the first page, which begins at ?4.
macro_rules! page {
    ($than:literal, $order:literal) => {
        concat!(
            "SELECT ", columns!(), "
        FROM dossier d INDEXED BY dossier_by_statut CROSS JOIN dossier_evenement e ON e.dossier_id = d.id AND e.rang = d.rang
        WHERE d.structure_id = ?1 AND d.statut = ?2
          AND (d.depuis_at, d.id) ", $than, " (CASE ?3 WHEN '' THEN ?4 ELSE
              (SELECT c.depuis_at FROM dossier c WHERE c.id = ?3 AND c.structure_id = ?1 AND c.statut = ?2) END, ?3)
        ORDER BY d.depuis_at ", $order, ", d.id ", $order, " LIMIT ?5"
        )
    };
}

statements! { "dossier::board";
    COUNTS = "SELECT c.statut, c.nombre FROM dossier_compte c WHERE c.structure_id = ?1";
    PAGE = page!(">", "ASC");
    PAGE_DOWN = page!("<", "DESC");
    /// Of a range of keys, the first ones: no more are read, whatever is typed.
    KEYS_OF = "
        SELECT k.cle, k.dossier_id FROM dossier_cle k
        WHERE k.structure_id = ?1 AND k.cle >= ?2 AND k.cle < ?3 ORDER BY k.cle, k.dossier_id LIMIT ?4";
    FOUND = concat!("SELECT ", columns!(), "
        FROM json_each(?2) p CROSS JOIN dossier d ON d.id = p.value
        JOIN dossier_evenement e ON e.dossier_id = d.id AND e.rang = d.rang
        WHERE d.structure_id = ?1");
    /// What somebody has just done, for the confirmation; also where the dossier is gone from here.
    JUST_DONE = "
        SELECT e.id, e.dossier_id, e.rang, e.genre, e.created_at, e.vers_statut, e.de_statut, d.carnet, d.nom, d.prenom, d.rang AS rang_present,
               d.structure_id = ?2 AS ici, s.nom AS vers
        FROM dossier_evenement e JOIN dossier d ON d.id = e.dossier_id JOIN structure s ON s.id = e.vers_structure_id
        WHERE e.id = ?1 AND e.structure_id = ?2 AND e.staff_user_id = ?3";
}

/// A dossier, as the board shows it.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    /// Its id.
    pub id: DossierId,
    /// The number of its carnet.
    pub carnet: String,
    /// Its tab.
    pub statut: Statut,
    /// How many lines its log has.
    pub rang: i64,
    /// Since when it is there.
    pub depuis_at: Moment,
    /// The beneficiary's surname.
    pub nom: String,
    /// Their first name.
    pub prenom: String,
    /// Their birth date.
    pub date_naissance: Option<Day>,
    /// What brought it there.
    pub genre: Genre,
    /// Why, as a code.
    pub motif: Option<String>,
    /// The structure it came from, if it came from elsewhere.
    pub venu_de: Option<String>,
}

/// How many dossiers a structure has in a tab, as triggers keep it.
#[derive(Debug, Clone, Deserialize)]
pub struct Count {
    /// The tab.
    pub statut: Statut,
    /// How many.
    pub nombre: i64,
}

/// Some dossiers, in the order one reads, and whether there are more.
#[derive(Debug, Default)]
pub struct Rows {
    /// The dossiers.
    pub found: Vec<Row>,
    /// Is there one after the last?
    pub more: bool,
}

/// What somebody has just done.
#[derive(Debug, Clone, Deserialize)]
pub struct Done {
    /// The line.
    pub id: DossierEventId,
    /// Of which dossier.
    pub dossier_id: DossierId,
    /// Which line of its log.
    pub rang: i64,
    /// What was done.
    pub genre: Genre,
    /// When.
    pub created_at: Moment,
    /// Where it went.
    pub vers_statut: Statut,
    /// Where it was.
    pub de_statut: Option<Statut>,
    /// The number of its carnet.
    pub carnet: String,
    /// The beneficiary's surname.
    pub nom: String,
    /// Their first name.
    pub prenom: String,
    /// The last line of its log.
    pub rang_present: i64,
    /// Is it still held here?
    #[serde(deserialize_with = "flag")]
    pub ici: bool,
    /// The structure it went to.
    pub vers: String,
}

fn limit() -> i64 {
    i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX)
}

/// Beyond every moment, and exact in D1.
const LAST: Moment = Moment(1 << 53);

fn edge(choice: &Choice) -> (Statement, Value, Moment) {
    let up = choice.oldest_first() != choice.backwards();
    let (statement, start) = if up {
        (PAGE, Moment(-1))
    } else {
        (PAGE_DOWN, LAST)
    };
    let edge = match &choice.cursor {
        Some(Cursor::After(id) | Cursor::Before(id)) => id.into(),
        None => "".into(),
    };
    (statement, edge, start)
}

/// A page of a tab, and how many dossiers each tab has.
///
/// # Errors
/// As the database.
pub async fn page(db: &Db, structure: &StructureId, choice: &Choice) -> Result<(Rows, Vec<Count>)> {
    let (statement, edge, start) = edge(choice);
    let values: [Value; 5] = [
        structure.into(),
        choice.statut.code().into(),
        edge,
        start.into(),
        limit().into(),
    ];
    let [counts, rows] = db
        .batch([COUNTS.with([structure.into()]), statement.with(values)])
        .await?;
    let mut found: Vec<Row> = rows.rows()?;
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    if choice.backwards() {
        found.reverse();
    }
    Ok((Rows { found, more }, counts.rows()?))
}

/// How many dossiers each tab has.
///
/// # Errors
/// As the database.
pub async fn counts(db: &Db, structure: &StructureId) -> Result<Vec<Count>> {
    db.all(COUNTS.with([structure.into()])).await
}

async fn read_keys(db: &Db, structure: &StructureId, ranges: &[Range]) -> Result<Vec<Vec<Key>>> {
    let each = i64::try_from(keys_each(ranges)).unwrap_or(i64::MAX);
    let query = |range: &Range| {
        let values: [Value; 4] = [
            structure.into(),
            (&range.prefix).into(),
            (&range.end()).into(),
            each.into(),
        ];
        KEYS_OF.with(values)
    };
    let outcomes = db.batch_of(ranges.iter().map(query).collect()).await?;
    outcomes.iter().map(Outcome::rows).collect()
}

/// What is found by what is typed, in every tab: by name.
///
/// # Errors
/// As the database.
pub async fn search(db: &Db, structure: &StructureId, typed: &str) -> Result<Rows> {
    let mut unsure = false;
    for ranges in tries(typed) {
        let read = read_keys(db, structure, &ranges).await?;
        let (mut ids, cut) = hits(&ranges, &read);
        if ids.is_empty() {
            unsure |= cut;
            continue;
        }
        let more = cut || ids.len() > PAGE_ROWS;
        ids.truncate(PAGE_ROWS);
        let text = serde_json::to_string(&ids).map_err(|error| Error::internal("search", error))?;
        let values: [Value; 2] = [structure.into(), Value::Text(text)];
        let mut found: Vec<Row> = db.all(FOUND.with(values)).await?;
        found.sort_by(|one, other| (&one.nom, &one.prenom).cmp(&(&other.nom, &other.prenom)));
        return Ok(Rows { found, more });
    }
    let found = Vec::new();
    Ok(Rows {
        found,
        more: unsure,
    })
}

/// What `me` has just done, by the line that the address names.
///
/// # Errors
/// As the database.
pub async fn just_done(db: &Db, me: &Staff, id: &DossierEventId) -> Result<Option<Done>> {
    let values: [Value; 3] = [id.into(), (&me.structure).into(), (&me.id).into()];
    db.first(JUST_DONE.with(values)).await
}
