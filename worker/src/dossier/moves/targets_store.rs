//! The places that a dossier can be sent to: found by the index of the public directory, of other structures only.

use serde::Deserialize;

use crate::{
    edge::{
        db::{Db, Value},
        error::Result,
        ids::{LieuId, StructureId},
    },
    places::{position_rules::Position, search_rules::Asked},
    statements,
};

/// How many places are read at most.
const READ_ROWS: i64 = 60;
/// Fewer than these, and one looks further.
const ENOUGH: usize = 5;

macro_rules! columns {
    () => {
        "l.id, l.nom, l.commune, l.code_postal, l.adresse, l.telephone, l.horaires, l.services, l.latitude, l.longitude, t.nom AS structure"
    };
}

statements! { "dossier::targets";
    /// The index gives its numbers in order: no more are read than asked for.
    SEARCH = concat!("SELECT ", columns!(), "
        FROM lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid CROSS JOIN structure t ON t.id = l.structure_id
        WHERE lieu_recherche MATCH ?1 AND l.operatrice = 1 AND l.structure_id <> ?2
        ORDER BY f.rowid DESC LIMIT ?3");
    /// ?1 is a JSON list of questions, ring after ring around a position.
    NEAREST = concat!("SELECT ", columns!(), "
        FROM json_each(?1) r CROSS JOIN lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid
             CROSS JOIN structure t ON t.id = l.structure_id
        WHERE lieu_recherche MATCH r.value AND l.operatrice = 1 AND l.structure_id <> ?2 LIMIT ?3");
    ONE = concat!("SELECT ", columns!(), "
        FROM lieu l JOIN structure t ON t.id = l.structure_id
        WHERE l.id = ?1 AND l.operatrice = 1 AND l.public = 1 AND l.structure_id <> ?2");
    OWN_PLACE = "
        SELECT l.latitude, l.longitude FROM lieu l
        WHERE l.structure_id = ?1 AND l.latitude IS NOT NULL ORDER BY l.rang LIMIT 1";
}

/// A place that a dossier can be sent to.
#[derive(Debug, Clone, Deserialize)]
pub struct Target {
    /// Its id.
    pub id: LieuId,
    /// Its name.
    pub nom: String,
    /// Its town.
    pub commune: String,
    /// Its postal code.
    pub code_postal: String,
    /// Its street.
    pub adresse: String,
    /// Its phone.
    pub telephone: Option<String>,
    /// When it opens, as OpenStreetMap says it.
    pub horaires: Option<String>,
    /// Codes of what it offers, in JSON.
    pub services: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    /// The structure that runs it.
    pub structure: String,
}

impl Target {
    /// How far it is from there, in metres.
    #[must_use]
    pub fn metres_from(&self, from: Option<Position>) -> Option<f64> {
        let here = Position::new(self.latitude?, self.longitude?)?;
        from.map(|from| from.metres_to(here))
    }
}

#[derive(Debug, Deserialize)]
struct Where {
    latitude: f64,
    longitude: f64,
}

/// Where `structure` has a place of its own.
///
/// # Errors
/// As the database.
pub async fn own_place(db: &Db, structure: &StructureId) -> Result<Option<Position>> {
    let found: Option<Where> = db.first(OWN_PLACE.with([structure.into()])).await?;
    Ok(found.and_then(|one| Position::new(one.latitude, one.longitude)))
}

async fn ask(db: &Db, structure: &StructureId, question: Option<String>) -> Result<Vec<Target>> {
    let Some(question) = question else {
        return Ok(Vec::new());
    };
    let values: [Value; 3] = [Value::Text(question), structure.into(), READ_ROWS.into()];
    db.all(SEARCH.with(values)).await
}

/// The places that are asked for, of other structures than `structure`, the nearest to `from` first. What is in a town that was
/// typed is looked for there; the rest from near to far, and everywhere where there is little.
///
/// # Errors
/// As the database.
pub async fn search(
    db: &Db,
    structure: &StructureId,
    asked: Asked,
    from: Option<Position>,
) -> Result<Vec<Target>> {
    let asked = asked.only_operatrices();
    let mut found = match from {
        Some(from) if asked.lieu.is_empty() => {
            let questions = Value::Text(asked.questions_around(from));
            let values: [Value; 3] = [questions, structure.into(), READ_ROWS.into()];
            db.all(NEAREST.with(values)).await?
        }
        _ => Vec::new(),
    };
    if found.len() < ENOUGH {
        found = ask(db, structure, asked.question()).await?;
    }
    let metres = |one: &Target| one.metres_from(from).unwrap_or(f64::MAX);
    found.sort_by(|one, other| metres(one).total_cmp(&metres(other)));
    Ok(found)
}

/// The place of that id, if a dossier of `structure` can be sent there.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, structure: &StructureId, id: &LieuId) -> Result<Option<Target>> {
    let values: [Value; 2] = [id.into(), structure.into()];
    db.first(ONE.with(values)).await
}
