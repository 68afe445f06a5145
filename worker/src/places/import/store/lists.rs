//! What is kept of a file until it is confirmed, and what is told of it afterwards.

pub use crate::edge::steps::Etat;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::places::import::{file::Read, rules::Told};
use crate::{
    auth::Operator,
    edge::{
        clock::{DAY_MS, Moment},
        db::{Db, Query, Value, flag},
        error::{Error, Result},
        ids::ImportId,
    },
    statements,
};

macro_rules! import {
    () => {
        "SELECT i.id, i.fichier, i.etat, i.retirer, i.sources <> '[]' AS de_source, i.lieux, i.refuses, i.remarques, i.absents, i.lots,
                i.fait, i.ecrits, i.tenus, i.retires, i.created_at, w.prenom || ' ' || w.nom AS auteur
         FROM lieu_import i JOIN staff_user w ON w.id = i.staff_user_id"
    };
}

statements! { "places::import";
    FORGET_MINE = "
        DELETE FROM lieu_import WHERE id IN (
            SELECT i.id FROM lieu_import i WHERE i.etat IN ('LECTURE', 'APERCU') AND i.staff_user_id = ?1 AND i.id <> ?2)";
    BEGIN = "
        INSERT INTO lieu_import (id, staff_user_id, fichier, etat, sources, lieux, refuses, remarques, lots, created_at, touche_at)
        VALUES (?1, ?2, ?3, 'LECTURE', ?4, ?5, ?6, ?7, ?8, ?9, ?9)
        ON CONFLICT (id) DO NOTHING";
    ADD_LOT = "
        INSERT INTO lieu_import_lot (import_id, genre, rang, contenu)
        SELECT i.id, ?2, ?3, ?4 FROM lieu_import i WHERE i.id = ?1 AND i.etat = 'LECTURE'
        ON CONFLICT DO NOTHING";
    OFFER = "UPDATE lieu_import SET etat = 'APERCU', absents = ?2, tenus = ?3 WHERE id = ?1 AND etat = 'LECTURE'";
    HERE = "
        SELECT count(*) AS nombre FROM json_each(?1) x CROSS JOIN lieu l
        WHERE l.source = x.value AND l.structure_id IS NULL AND l.retire = 0";
    /// Are there more than ?2? Asked first, so that no more are ever counted.
    HERE_MORE = "
        SELECT 1 AS nombre FROM json_each(?1) x CROSS JOIN lieu l
        WHERE l.source = x.value AND l.structure_id IS NULL AND l.retire = 0 LIMIT 1 OFFSET ?2";
    /// Of these, those of its sources; and those that a structure keeps up to date.
    HERE_OF = "
        SELECT coalesce(sum(l.structure_id IS NULL AND l.retire = 0 AND l.source IN (SELECT s.value FROM json_each(?2) s)), 0) AS nombre,
               coalesce(sum(l.structure_id IS NOT NULL), 0) AS tenus
        FROM json_each(?1) x CROSS JOIN lieu l WHERE l.standard_id = x.value";
    ONE = concat!(import!(), " WHERE i.id = ?1");
    LATEST = concat!(import!(), " WHERE i.etat <> 'LECTURE' AND i.created_at > ?2 ORDER BY i.created_at DESC, i.id DESC LIMIT ?1");
    LOTS = "SELECT contenu FROM lieu_import_lot WHERE import_id = ?1 AND genre = ?2 ORDER BY rang LIMIT ?3";
    /// The places of the file that a structure keeps up to date, while it waits to be confirmed.
    KEPT = "
        SELECT l.standard_id AS id, l.nom, t.nom AS structure
        FROM lieu_import i CROSS JOIN lieu_import_lot o CROSS JOIN json_each(o.contenu) p CROSS JOIN lieu l CROSS JOIN structure t
        WHERE i.id = ?1 AND i.etat = 'APERCU' AND i.tenus > 0 AND o.import_id = i.id AND o.genre = 'LIEUX'
          AND l.standard_id = p.value->>'standard_id' AND t.id = l.structure_id LIMIT ?2";
    GIVE_UP = "DELETE FROM lieu_import WHERE id = ?1 AND etat IN ('LECTURE', 'APERCU')";
    FORGET_WAITING = "
        DELETE FROM lieu_import WHERE id IN (
            SELECT i.id FROM lieu_import i WHERE i.etat IN ('LECTURE', 'APERCU') AND i.created_at < ?1 LIMIT ?2)";
    FORGET_OLD = "
        DELETE FROM lieu_import WHERE id IN (
            SELECT i.id FROM lieu_import i WHERE i.created_at < ?1 ORDER BY i.created_at LIMIT ?2)
          AND etat IN ('FAIT', 'ECHEC')";
}

/// Parts written in one trip.
const LOTS_AT_ONCE: usize = 6;
/// Rows told, or ids of refused rows, in a part.
const TOLD_IN_A_LOT: usize = 250;
/// Ids looked up in one question: at their longest, less than the 2 MB that a value may weigh.
const IDS_AT_ONCE: usize = 2_000;
/// More places than this that the file does not hold are « plus de 1 000 ».
pub const ABSENT_COUNTED: i64 = 1_000;
/// Places that a structure keeps up to date, told before the import.
const KEPT_SHOWN: i64 = 50;
/// Imports shown.
const LATEST_SHOWN: i64 = 10;
/// How long an import is remembered.
const KEPT_MS: i64 = 365 * DAY_MS;
/// Imports forgotten at once.
const FORGOTTEN_AT_ONCE: i64 = 50;

/// An import, as its page shows it.
#[derive(Debug, Clone, Deserialize)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The name of the file.
    pub fichier: String,
    /// Where it stands.
    pub etat: Etat,
    /// Withdraw what the file no longer holds?
    #[serde(deserialize_with = "flag")]
    pub retirer: bool,
    /// Does a row say where it comes from?
    #[serde(deserialize_with = "flag")]
    pub de_source: bool,
    /// Places to be put in.
    pub lieux: i64,
    /// Rows refused.
    pub refuses: i64,
    /// Rows of which something was left out.
    pub remarques: i64,
    /// Places of its sources that the file does not hold, up to one more than [`ABSENT_COUNTED`].
    pub absents: i64,
    /// Parts.
    pub lots: i64,
    /// Parts put in.
    pub fait: i64,
    /// Places added or changed.
    pub ecrits: i64,
    /// Places left as they are: a structure keeps them up to date.
    pub tenus: i64,
    /// Places withdrawn.
    pub retires: i64,
    /// When it was read.
    pub created_at: Moment,
    /// Who read it.
    pub auteur: String,
}

/// A place of the file that a structure keeps up to date here.
#[derive(Debug, Clone, Deserialize)]
pub struct Kept {
    /// Its id in the standard.
    pub id: String,
    /// Its name here.
    pub nom: String,
    /// Whose it is.
    pub structure: String,
}

#[derive(Deserialize)]
struct Count {
    nombre: i64,
    #[serde(default)]
    tenus: i64,
}

/// How many places of these sources are here and not in the file, up to one more than [`ABSENT_COUNTED`]; and how many of the
/// file a structure keeps up to date here.
async fn beside(db: &Db, sources: &str, read: &Read) -> Result<(i64, i64)> {
    let ids: Vec<&String> = read.ids.iter().chain(&read.gardes).collect();
    let (mut there, mut kept) = (0, 0);
    for some in ids.chunks(IDS_AT_ONCE) {
        let question = HERE_OF.with([(&written(&some)?).into(), sources.into()]);
        let found: Option<Count> = db.first(question).await?;
        there += found.as_ref().map_or(0, |it| it.nombre);
        kept += found.map_or(0, |it| it.tenus);
    }
    let more = HERE_MORE.with([sources.into(), (there + ABSENT_COUNTED).into()]);
    let more: Option<Count> = db.first(more).await?;
    if more.is_some() {
        return Ok((ABSENT_COUNTED + 1, kept));
    }
    let here: Option<Count> = db.first(HERE.with([sources.into()])).await?;
    let absent = here.map_or(0, |it| it.nombre) - there;
    Ok((absent.max(0), kept))
}

fn number(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::internal("places import", error))
}

fn parts<T: Serialize>(rows: &[T]) -> Result<Vec<String>> {
    rows.chunks(TOLD_IN_A_LOT)
        .map(|some| written(&some))
        .collect()
}

/// Keeps what was read until it is confirmed.
///
/// # Errors
/// As the database.
pub async fn keep(
    db: &Db,
    me: &Operator,
    id: &ImportId,
    fichier: &str,
    read: Read,
    now: Moment,
) -> Result<()> {
    let sources = written(&read.sources)?;
    let (absent, kept) = beside(db, &sources, &read).await?;
    let gardes = parts(&read.gardes)?;
    let places = read.lots.len();
    let begin: [Value; 9] = [
        id.into(),
        (&me.id).into(),
        fichier.into(),
        (&sources).into(),
        number(read.lieux),
        number(read.refuses.len()),
        number(read.remarques.len()),
        number(places + gardes.len()),
        now.into(),
    ];
    let mut lots: Vec<(&str, usize, String)> = Vec::new();
    let mut add = |genre, from: usize, parts: Vec<String>| {
        let numbered = parts.into_iter().enumerate();
        lots.extend(numbered.map(|(rang, part)| (genre, from + rang, part)));
    };
    add("REFUS", 0, parts(&read.refuses)?);
    add("REMARQUES", 0, parts(&read.remarques)?);
    add("LIEUX", 0, read.lots);
    add("GARDES", places, gardes);
    let mut waiting: Vec<Query> = vec![
        FORGET_MINE.with([(&me.id).into(), id.into()]),
        BEGIN.with(begin),
    ];
    for (genre, rang, part) in lots {
        if waiting.len() >= LOTS_AT_ONCE {
            db.batch_of(std::mem::take(&mut waiting)).await?;
        }
        waiting.push(ADD_LOT.with([id.into(), genre.into(), number(rang), Value::Text(part)]));
    }
    waiting.push(OFFER.with([id.into(), absent.into(), kept.into()]));
    db.batch_of(waiting).await?;
    Ok(())
}

/// The import of that id.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, id: &ImportId) -> Result<Option<Import>> {
    db.first(ONE.with([id.into()])).await
}

/// The latest imports.
///
/// # Errors
/// As the database.
pub async fn latest(db: &Db, now: Moment) -> Result<Vec<Import>> {
    let since = now.plus_ms(-KEPT_MS);
    db.all(LATEST.with([LATEST_SHOWN.into(), since.into()]))
        .await
}

/// The places of a file, not yet confirmed, that a structure keeps up to date: the first ones.
///
/// # Errors
/// As the database.
pub async fn kept(db: &Db, id: &ImportId) -> Result<Vec<Kept>> {
    db.all(KEPT.with([id.into(), KEPT_SHOWN.into()])).await
}

/// What is told of a file.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// Rows refused.
    Refused,
    /// Values left out.
    LeftOut,
}

/// The rows of which that is told, at least the first `rows` if there are as many.
///
/// # Errors
/// As the database.
pub async fn told(db: &Db, id: &ImportId, about: About, rows: usize) -> Result<Vec<Told>> {
    let genre = match about {
        About::Refused => "REFUS",
        About::LeftOut => "REMARQUES",
    };
    let lots = number(rows.div_ceil(TOLD_IN_A_LOT));
    let found: Vec<Lot> = db.all(LOTS.with([id.into(), genre.into(), lots])).await?;
    let mut all = Vec::new();
    for lot in &found {
        all.extend(lot.read::<Told>()?);
    }
    Ok(all)
}

#[derive(Deserialize)]
struct Lot {
    contenu: String,
}

impl Lot {
    fn read<T: DeserializeOwned>(&self) -> Result<Vec<T>> {
        serde_json::from_str(&self.contenu)
            .map_err(|_shape| Error::internal("places import", "a part has another shape"))
    }
}

/// Forgets an import that is not confirmed; false when there is none.
///
/// # Errors
/// As the database.
pub async fn give_up(db: &Db, id: &ImportId) -> Result<bool> {
    Ok(db.run(GIVE_UP.with([id.into()])).await?.changes > 0)
}

/// Forgets what nobody has confirmed for a day, and imports of long ago.
///
/// # Errors
/// As the database.
pub async fn forget(db: &Db, now: Moment) -> Result<()> {
    let since = |ms: i64| [now.plus_ms(-ms).into(), FORGOTTEN_AT_ONCE.into()];
    db.batch([
        FORGET_WAITING.with(since(DAY_MS)),
        FORGET_OLD.with(since(KEPT_MS)),
    ])
    .await?;
    Ok(())
}
