//! Every SQL statement of the export of places.

use serde::Deserialize;

use crate::{
    edge::{
        db::{Db, Value},
        error::Result,
        ids::LieuId,
    },
    places::{
        near_rules::{NEAR_MAX, looked_at, nearest},
        position_rules::Position,
        search_rules::Asked,
        standard_rules::Place,
    },
    statements,
};

macro_rules! columns {
    () => {
        "l.rang, l.id, l.standard_id, l.pivot, l.nom, l.commune, l.code_postal, l.code_insee, l.adresse, l.complement_adresse, l.latitude,
         l.longitude, l.typologie, l.telephone, l.courriels, l.site_web, l.horaires, l.presentation_resume, l.presentation_detail,
         l.source, l.itinerance, l.structure_parente, l.date_maj, l.services, l.publics, l.prises_en_charge, l.frais, l.programmes,
         l.labels, l.autres_labels, l.acces, l.accompagnement, l.fiche_acces_libre, l.prise_rdv"
    };
}

statements! { "places::export";
    /// What the index finds, in the order of the list; ?2 is the row after which it goes on.
    FOUND = concat!("SELECT ", columns!(), "
        FROM lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid
        WHERE lieu_recherche MATCH ?1 AND f.rowid < ?2 ORDER BY f.rowid DESC LIMIT ?3");
    ALL = concat!("SELECT ", columns!(), "
        FROM lieu l INDEXED BY lieu_by_public WHERE l.public = 1 AND l.rang < ?1 ORDER BY l.rang DESC LIMIT ?2");
    /// As the list does (`places::search::NEAREST`): ring after ring.
    AROUND = concat!("SELECT ", columns!(), "
        FROM json_each(?1) r CROSS JOIN lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid
        WHERE lieu_recherche MATCH r.value LIMIT ?2");
    AFTER = "SELECT rang FROM lieu WHERE id = ?1";
}

/// Places read at once.
const ROWS_AT_ONCE: i64 = 500;
/// Before the first.
const FIRST: i64 = 9_007_199_254_740_991;

/// A place, as exported.
#[derive(Debug, Clone, Deserialize)]
pub struct Exported {
    /// Its place in the list.
    pub rang: i64,
    /// Its id.
    pub id: LieuId,
    /// What it says.
    #[serde(flatten)]
    pub lieu: Place,
}

/// Where a file that goes on after that place begins; at the first where there is no such place.
///
/// # Errors
/// As the database.
pub async fn after(db: &Db, id: Option<&LieuId>) -> Result<i64> {
    #[derive(Deserialize)]
    struct Row {
        rang: i64,
    }
    let Some(id) = id else { return Ok(FIRST) };
    let row: Option<Row> = db.first(AFTER.with([id.into()])).await?;
    Ok(row.map_or(FIRST, |row| row.rang))
}

/// The next places of what is asked for, those before the row `after`; none when there are no more.
///
/// # Errors
/// As the database.
pub async fn next(db: &Db, asked: &Asked, after: i64) -> Result<Vec<Exported>> {
    let rest: [Value; 2] = [after.into(), ROWS_AT_ONCE.into()];
    let query = match asked.question() {
        None => ALL.with(rest),
        Some(question) => {
            let [after, rows] = rest;
            FOUND.with([(&question).into(), after, rows])
        }
    };
    db.all(query).await
}

/// The places of what is asked for that are nearest to `from`, the nearest first: those that the list shows.
///
/// # Errors
/// As the database.
pub async fn around(db: &Db, asked: &Asked, from: Position) -> Result<Vec<Exported>> {
    let questions = asked.questions_around(from);
    let rows = i64::try_from(looked_at(NEAR_MAX)).unwrap_or_default();
    let found: Vec<Exported> = db
        .all(AROUND.with([(&questions).into(), rows.into()]))
        .await?;
    let near = nearest(from, found, NEAR_MAX, |one| one.lieu.position());
    Ok(near.found.into_iter().map(|(_, one)| one).collect())
}
