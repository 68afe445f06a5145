//! Every SQL statement of the list.

use serde::Deserialize;

use super::{
    choice::{Bounds, Choice, Cursor, Filter, Sort},
    rules::{OTHER_WORDS_MAX, Search},
};
use crate::{
    desk::{mail::rules::Mail, rules::Statut},
    edge::{
        clock::{Day, Moment},
        db::{Db, Query, Statement, Value, flag},
        error::Result,
        ids::{StructureId, UsagerId},
    },
    statements,
};

/// Domiciliés on a page of the list.
pub const PAGE_ROWS: usize = 50;

macro_rules! columns {
    () => {
        "u.id, u.numero, u.nom, u.prenom, u.surnom, u.date_naissance, u.telephone, u.statut, u.renouvellement, u.echeance,
               u.dernier_passage_at, u.courrier_pending, u.recommande_pending, u.colis_pending"
    };
}

/// A page of the list. ?2 is the person at its edge, whose place is looked up here; empty for the first page, which
/// begins at ?3. ?4 is the other end, ?6 the statut. SQLite is told which index: without statistics it takes any that sorts.
/// Nobody of a running import is seen (`desk::import`).
macro_rules! page {
    (up $column:literal, $index:literal, $which:literal) => {
        concat!(
            "SELECT ", columns!(), " FROM usager u INDEXED BY ", $index, " WHERE u.structure_id = ?1 AND u.import_id IS NULL", $which,
            " AND (u.", $column, ", u.id) > (CASE ?2 WHEN '' THEN ?3 ELSE (SELECT c.", $column,
            " FROM usager c WHERE c.id = ?2 AND c.structure_id = ?1) END, ?2) AND u.", $column, " < ?4 ORDER BY u.",
            $column, ", u.id LIMIT ?5"
        )
    };
    (down $column:literal, $index:literal, $which:literal) => {
        concat!(
            "SELECT ", columns!(), " FROM usager u INDEXED BY ", $index, " WHERE u.structure_id = ?1 AND u.import_id IS NULL", $which,
            " AND (u.", $column, ", u.id) < (CASE ?2 WHEN '' THEN ?3 ELSE (SELECT c.", $column,
            " FROM usager c WHERE c.id = ?2 AND c.structure_id = ?1) END, ?2) AND u.", $column, " >= ?4 ORDER BY u.",
            $column, " DESC, u.id DESC LIMIT ?5"
        )
    };
    (@numbers $index:literal, $which:literal, $edge:literal, $other:literal, $order:literal) => {
        concat!(
            "SELECT ", columns!(), " FROM usager u ", $index, "WHERE u.structure_id = ?1 AND u.import_id IS NULL", $which, " AND u.numero ", $edge,
            " CASE ?2 WHEN '' THEN ?3 ELSE (SELECT c.numero FROM usager c WHERE c.id = ?2 AND c.structure_id = ?1) END AND u.numero ",
            $other, " ?4 ORDER BY u.numero ", $order, "LIMIT ?5"
        )
    };
    (up numbers $index:literal, $which:literal) => { page!(@numbers $index, $which, ">", "<", "") };
    (down numbers $index:literal, $which:literal) => { page!(@numbers $index, $which, "<", ">=", "DESC ") };
}

statements! { "desk::list";
    ALL_BY_NOM = page!(up "cle_tri", "usager_by_nom", "");
    ALL_BY_NOM_DOWN = page!(down "cle_tri", "usager_by_nom", "");
    /// The number is unique in the structure: the database's own index of that rule has no name to be called by.
    ALL_BY_NUMERO = page!(up numbers "", "");
    ALL_BY_NUMERO_DOWN = page!(down numbers "", "");
    ALL_BY_ECHEANCE = page!(up "tri_echeance", "usager_by_echeance", "");
    ALL_BY_ECHEANCE_DOWN = page!(down "tri_echeance", "usager_by_echeance", "");
    ALL_BY_PASSAGE = page!(up "tri_passage", "usager_by_passage", "");
    ALL_BY_PASSAGE_DOWN = page!(down "tri_passage", "usager_by_passage", "");
    ALL_WAITING = page!(up "cle_tri", "usager_waiting_by_nom", " AND u.courrier_pending + u.recommande_pending + u.colis_pending > 0");
    ALL_WAITING_DOWN = page!(down "cle_tri", "usager_waiting_by_nom", " AND u.courrier_pending + u.recommande_pending + u.colis_pending > 0");
    SOME_BY_NOM = page!(up "cle_tri", "usager_of_statut_by_nom", " AND u.statut = ?6");
    SOME_BY_NOM_DOWN = page!(down "cle_tri", "usager_of_statut_by_nom", " AND u.statut = ?6");
    SOME_BY_NUMERO = page!(up numbers "INDEXED BY usager_of_statut_by_numero ", " AND u.statut = ?6");
    SOME_BY_NUMERO_DOWN = page!(down numbers "INDEXED BY usager_of_statut_by_numero ", " AND u.statut = ?6");
    SOME_BY_ECHEANCE = page!(up "tri_echeance", "usager_of_statut_by_echeance", " AND u.statut = ?6");
    SOME_BY_ECHEANCE_DOWN = page!(down "tri_echeance", "usager_of_statut_by_echeance", " AND u.statut = ?6");
    SOME_BY_PASSAGE = page!(up "tri_passage", "usager_of_statut_by_passage", " AND u.statut = ?6");
    SOME_BY_PASSAGE_DOWN = page!(down "tri_passage", "usager_of_statut_by_passage", " AND u.statut = ?6");
    SOME_WAITING = page!(up "cle_tri", "usager_of_statut_waiting_by_nom", " AND u.statut = ?6 AND u.courrier_pending + u.recommande_pending + u.colis_pending > 0");
    SOME_WAITING_DOWN = page!(down "cle_tri", "usager_of_statut_waiting_by_nom", " AND u.statut = ?6 AND u.courrier_pending + u.recommande_pending + u.colis_pending > 0");
    /// Whoever may be radié for not coming: the three months also run while a renewal is instructed.
    RUNNING_BY_PASSAGE = page!(up "tri_passage", "usager_running_by_passage", " AND (u.statut = 'VALIDE' OR u.renouvellement = 1)");
    RUNNING_BY_PASSAGE_DOWN = page!(down "tri_passage", "usager_running_by_passage", " AND (u.statut = 'VALIDE' OR u.renouvellement = 1)");
    COUNTS = "SELECT statut, nombre FROM usager_compte WHERE structure_id = ?1";
    /// By the keys' order, so that the first ones cost no more than they are; a person may come by several keys.
    SEARCH = concat!("
        SELECT ", columns!(), "
        FROM usager_cle k JOIN usager u ON u.id = k.usager_id AND u.structure_id = k.structure_id
        WHERE u.import_id IS NULL AND k.structure_id = ?1 AND k.cle >= ?2 AND k.cle < ?3
          AND instr(' ' || k.cle, ?4) > 0 AND instr(' ' || k.cle, ?5) > 0
          AND instr(' ' || k.cle, ?6) > 0 AND instr(' ' || k.cle, ?7) > 0
        ORDER BY k.cle, k.usager_id LIMIT ?8");
}

/// A domicilié that a search has found, or that the list shows.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    /// Their id.
    pub id: UsagerId,
    /// Their number in the structure.
    pub numero: i64,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// Date of birth.
    pub date_naissance: Day,
    /// Phone.
    pub telephone: Option<String>,
    /// Where their domiciliation stands.
    pub statut: Statut,
    /// Is a renewal being instructed?
    #[serde(deserialize_with = "flag")]
    pub renouvellement: bool,
    /// Its last day.
    pub echeance: Option<Day>,
    /// Their last visit.
    pub dernier_passage_at: Option<Moment>,
    /// Letters that wait.
    pub courrier_pending: i64,
    /// Registered letters that wait.
    pub recommande_pending: i64,
    /// Parcels that wait.
    pub colis_pending: i64,
}

impl Found {
    /// Does their address hold?
    #[must_use]
    pub fn runs(&self) -> bool {
        self.statut.runs(self.renouvellement)
    }

    /// What waits for them.
    #[must_use]
    pub fn mail(&self) -> Mail {
        Mail {
            courrier: self.courrier_pending,
            recommande: self.recommande_pending,
            colis: self.colis_pending,
        }
    }
}

/// How many files a structure has in a statut, as its triggers keep it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Count {
    /// The statut.
    pub statut: Statut,
    /// How many.
    pub nombre: i64,
}

/// Some domiciliés, in order, and whether there are more.
#[derive(Debug)]
pub struct Rows {
    /// The domiciliés.
    pub found: Vec<Found>,
    /// In the direction one reads, is there someone after the last?
    pub more: bool,
}

/// The statement that has a page of `choice`; `down` reads from the last to the first.
fn statement(choice: &Choice, down: bool) -> Statement {
    let everyone = choice.tab.statut().is_none();
    let [up_all, down_all, up_some, down_some] = match (choice.filter, choice.sort) {
        (Some(Filter::Courrier), _) => [
            ALL_WAITING,
            ALL_WAITING_DOWN,
            SOME_WAITING,
            SOME_WAITING_DOWN,
        ],
        (Some(Filter::Passage2 | Filter::Passage3), _) => [
            RUNNING_BY_PASSAGE,
            RUNNING_BY_PASSAGE_DOWN,
            RUNNING_BY_PASSAGE,
            RUNNING_BY_PASSAGE_DOWN,
        ],
        (_, Sort::Nom) => [ALL_BY_NOM, ALL_BY_NOM_DOWN, SOME_BY_NOM, SOME_BY_NOM_DOWN],
        (_, Sort::Numero) => [
            ALL_BY_NUMERO,
            ALL_BY_NUMERO_DOWN,
            SOME_BY_NUMERO,
            SOME_BY_NUMERO_DOWN,
        ],
        (_, Sort::Echeance) => [
            ALL_BY_ECHEANCE,
            ALL_BY_ECHEANCE_DOWN,
            SOME_BY_ECHEANCE,
            SOME_BY_ECHEANCE_DOWN,
        ],
        (_, Sort::Passage) => [
            ALL_BY_PASSAGE,
            ALL_BY_PASSAGE_DOWN,
            SOME_BY_PASSAGE,
            SOME_BY_PASSAGE_DOWN,
        ],
    };
    match (everyone, down) {
        (true, false) => up_all,
        (true, true) => down_all,
        (false, false) => up_some,
        (false, true) => down_some,
    }
}

/// The lowest value of the sorted column, and the first one beyond the highest.
fn ends(sort: Sort, bounds: Bounds) -> (Value, Value) {
    /// Beyond every name and every day.
    const LAST_TEXT: &str = "\u{10ffff}";
    /// Beyond every number and every moment, and exact in D1.
    const LAST_NUMBER: i64 = 1 << 53;
    match (bounds, sort) {
        (Bounds::Days(from, below), _) => {
            (from.map_or_else(|| "".into(), Value::from), below.into())
        }
        (Bounds::Moments(from, below), _) => (from.into(), below.into()),
        (Bounds::None, Sort::Nom | Sort::Echeance) => ("".into(), LAST_TEXT.into()),
        (Bounds::None, Sort::Numero | Sort::Passage) => (0.into(), LAST_NUMBER.into()),
    }
}

/// The question for a page of `choice`, and whether its rows come in the other direction than one reads.
fn page_of(structure: &StructureId, choice: &Choice, bounds: Bounds, rows: usize) -> (Query, bool) {
    let backwards = matches!(choice.cursor, Some(Cursor::Before(_)));
    let down = choice.descending != backwards;
    let edge: Value = match &choice.cursor {
        Some(Cursor::After(id) | Cursor::Before(id)) => id.into(),
        None => "".into(),
    };
    let (lowest, beyond) = ends(choice.sort, bounds);
    let (start, end) = if down {
        (beyond, lowest)
    } else {
        (lowest, beyond)
    };
    let limit = i64::try_from(rows).unwrap_or(i64::MAX);
    let mut values: Vec<Value> = vec![structure.into(), edge, start, end, limit.into()];
    values.extend(choice.tab.statut().map(|statut| statut.code().into()));
    (statement(choice, down).with(values), backwards)
}

/// The rows of a page, in the order one reads.
fn as_read(mut found: Vec<Found>, backwards: bool) -> Rows {
    let more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    if backwards {
        found.reverse();
    }
    Rows { found, more }
}

/// A page of what someone chose, and the counts of the tabs, in one trip.
///
/// # Errors
/// As the database.
pub async fn list(
    db: &Db,
    structure: &StructureId,
    choice: &Choice,
    bounds: Bounds,
) -> Result<(Rows, Vec<Count>)> {
    let (query, backwards) = page_of(structure, choice, bounds, PAGE_ROWS + 1);
    let [page, counts] = db.batch([query, COUNTS.with([structure.into()])]).await?;
    Ok((as_read(page.rows()?, backwards), counts.rows()?))
}

/// A page of what someone chose, without the counts.
///
/// # Errors
/// As the database.
pub async fn page(
    db: &Db,
    structure: &StructureId,
    choice: &Choice,
    bounds: Bounds,
) -> Result<Rows> {
    let (query, backwards) = page_of(structure, choice, bounds, PAGE_ROWS + 1);
    Ok(as_read(db.all(query).await?, backwards))
}

/// The next `rows` people of what someone chose, beyond its cursor.
///
/// # Errors
/// As the database.
pub async fn next(
    db: &Db,
    structure: &StructureId,
    choice: &Choice,
    bounds: Bounds,
    rows: usize,
) -> Result<Vec<Found>> {
    let (query, _) = page_of(structure, choice, bounds, rows);
    db.all(query).await
}

/// What a statement looks for among the keys: ?1 the structure, ?2 and ?3 where the prefix begins and ends, then the other
/// words.
#[must_use]
pub fn sought(structure: &StructureId, search: &Search) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        structure.into(),
        (&search.prefix).into(),
        (&search.end()).into(),
    ];
    // A word that is not there is found everywhere: a space begins every key.
    let others = search.others.iter().map(|word| format!(" {word}"));
    let padded = others.chain(std::iter::repeat(" ".to_owned()));
    values.extend(padded.take(OTHER_WORDS_MAX).map(|word| (&word).into()));
    values
}

fn search_for(structure: &StructureId, search: &Search, limit: usize) -> Query {
    let mut values = sought(structure, search);
    values.push(i64::try_from(keys_read(limit)).unwrap_or(i64::MAX).into());
    SEARCH.with(values)
}

/// The most keys read beyond those wanted.
const KEYS_BESIDE: usize = 4;

/// Someone whose two names begin alike comes twice, which is rare: a few keys more than people make up for it. Reading
/// twice as many would cost twice as much, each time that one letter finds half the structure.
fn keys_read(limit: usize) -> usize {
    limit + limit.min(KEYS_BESIDE)
}

/// Each person once, at most `limit` of them; there are more when there are, or when some keys were not read.
fn each_once(rows: Vec<Found>, limit: usize) -> Rows {
    let mut more = rows.len() >= keys_read(limit);
    let mut found: Vec<Found> = Vec::with_capacity(limit);
    for row in rows {
        if found.iter().any(|one| one.id == row.id) {
            continue;
        }
        if found.len() == limit {
            more = true;
            break;
        }
        found.push(row);
    }
    Rows { found, more }
}

/// The first `limit` domiciliés that `search` finds, each once, whatever their statut.
///
/// # Errors
/// As the database.
pub async fn search(
    db: &Db,
    structure: &StructureId,
    search: &Search,
    limit: usize,
) -> Result<Vec<Found>> {
    let rows = db.all(search_for(structure, search, limit)).await?;
    Ok(each_once(rows, limit).found)
}

/// The same with whether there are more, and the counts of the tabs, in one trip.
///
/// # Errors
/// As the database.
pub async fn search_with_counts(
    db: &Db,
    structure: &StructureId,
    search: &Search,
    limit: usize,
) -> Result<(Rows, Vec<Count>)> {
    let [rows, counts] = db
        .batch([
            search_for(structure, search, limit),
            COUNTS.with([structure.into()]),
        ])
        .await?;
    Ok((each_once(rows.rows()?, limit), counts.rows()?))
}
