//! The directory of places, asked: a page of it, what is near, a place, what search engines are told.

use serde::Deserialize;

use super::{
    near_rules::{self, Near},
    position_rules::Position,
    search_rules::Asked,
};
use crate::{
    edge::{
        clock::{Day, Moment},
        db::{Db, Value},
        error::Result,
        ids::LieuId,
    },
    orientation::services::rules::list,
    statements,
};

/// Places on a page of the directory.
pub const PAGE_ROWS: usize = 20;
/// Places on a page of the sitemap: those of so many numbers in the directory.
pub const SITEMAP_ROWS: i64 = 1000;

macro_rules! found {
    () => {
        "l.id, l.nom, l.adresse, l.code_postal, l.commune, l.horaires, l.services, l.latitude, l.longitude"
    };
}

statements! { "places::search";
    /// ?2 is the place after which the page begins; the first page for one that is not there. The index gives its numbers in order: a page
    /// reads what it shows.
    SEARCH = concat!("SELECT ", found!(), "
        FROM lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid
        WHERE lieu_recherche MATCH ?1
          AND f.rowid < coalesce((SELECT c.rang FROM lieu c WHERE c.id = ?2), 9007199254740991)
        ORDER BY f.rowid DESC LIMIT ?3");
    LATEST = concat!("SELECT ", found!(), "
        FROM lieu l INDEXED BY lieu_by_public WHERE l.public = 1
          AND l.rang < coalesce((SELECT c.rang FROM lieu c WHERE c.id = ?1), 9007199254740991)
        ORDER BY l.rang DESC LIMIT ?2");
    /// ?1 is a JSON list of questions, ring after ring: no more are asked once there is enough.
    NEAREST = concat!("SELECT ", found!(), "
        FROM json_each(?1) r CROSS JOIN lieu_recherche f CROSS JOIN lieu l ON l.rang = f.rowid
        WHERE lieu_recherche MATCH r.value LIMIT ?2");
    ONE = "
        SELECT l.id, l.nom, l.commune, l.code_postal, l.adresse, l.complement_adresse, l.latitude, l.longitude, l.typologie, l.telephone,
               l.site_web, l.horaires, l.presentation_resume, l.presentation_detail, l.source, l.structure_parente, l.date_maj,
               l.fiche_acces_libre, l.prise_rdv, l.courriels, l.itinerance, l.services, l.publics, l.prises_en_charge, l.frais, l.programmes,
               l.labels, l.autres_labels, l.acces, l.accompagnement
        FROM lieu l WHERE l.id = ?1 AND l.public = 1";
    LAST = "SELECT l.rang FROM lieu l WHERE l.public = 1 ORDER BY l.rang DESC LIMIT 1";
    LISTED = "
        SELECT l.id, l.updated_at FROM lieu l INDEXED BY lieu_by_public
        WHERE l.public = 1 AND l.rang > ?1 AND l.rang <= ?2 ORDER BY l.rang LIMIT ?3";
}

/// A place that was found.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    /// Its id.
    pub id: LieuId,
    /// Its name.
    pub nom: String,
    /// Number and street.
    pub adresse: String,
    /// Its postal code.
    pub code_postal: String,
    /// Its town.
    pub commune: String,
    /// Its opening hours, as OpenStreetMap writes them.
    pub horaires: Option<String>,
    /// Codes of what it offers.
    #[serde(deserialize_with = "list")]
    pub services: Vec<String>,
    /// Where it is, degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
}

impl Found {
    /// Where it is, when that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }
}

/// A place, all that everyone may know of it.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the columns of the standard, by their names")]
pub struct Place {
    pub id: LieuId,
    pub nom: String,
    pub commune: String,
    pub code_postal: String,
    pub adresse: String,
    pub complement_adresse: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub typologie: Option<String>,
    pub telephone: Option<String>,
    pub site_web: Option<String>,
    pub horaires: Option<String>,
    pub presentation_resume: Option<String>,
    pub presentation_detail: Option<String>,
    pub source: Option<String>,
    pub structure_parente: Option<String>,
    pub date_maj: Day,
    pub fiche_acces_libre: Option<String>,
    pub prise_rdv: Option<String>,
    #[serde(deserialize_with = "list")]
    pub courriels: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub itinerance: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub services: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub publics: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub prises_en_charge: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub frais: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub programmes: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub labels: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub autres_labels: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub acces: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub accompagnement: Vec<String>,
}

fn rows(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// `count` places that are asked for at most, the newest first, after that one.
///
/// # Errors
/// As the database.
pub async fn page(
    db: &Db,
    asked: &Asked,
    after: Option<&LieuId>,
    count: usize,
) -> Result<Vec<Found>> {
    let after = after.map_or("", LieuId::as_str);
    let query = match asked.question() {
        Some(question) => SEARCH.with([(&question).into(), after.into(), rows(count)]),
        None => LATEST.with([after.into(), rows(count)]),
    };
    db.all(query).await
}

/// The places asked for that are nearest to `from`, `most` of them. Where the last ring that is read holds more than can be
/// read, those that are in it are near, not surely the nearest.
///
/// # Errors
/// As the database.
pub async fn nearest(db: &Db, asked: &Asked, from: Position, most: usize) -> Result<Near<Found>> {
    let questions = asked.questions_around(from);
    let looked_at = rows(near_rules::looked_at(most));
    let found: Vec<Found> = db
        .all(NEAREST.with([(&questions).into(), looked_at]))
        .await?;
    Ok(near_rules::nearest(from, found, most, Found::position))
}

/// A place that everyone may see.
///
/// # Errors
/// As the database.
pub async fn one(db: &Db, id: &LieuId) -> Result<Option<Place>> {
    db.first(ONE.with([id.as_str().into()])).await
}

/// A place as a search engine is told of it.
#[derive(Debug, Deserialize)]
pub struct Listed {
    /// Its id.
    pub id: LieuId,
    /// When it was last written.
    pub updated_at: Moment,
}

/// How many pages the sitemap has.
///
/// # Errors
/// As the database.
pub async fn sitemap_pages(db: &Db) -> Result<i64> {
    #[derive(Deserialize)]
    struct Last {
        rang: i64,
    }
    let last: Option<Last> = db.first(LAST.with([])).await?;
    Ok(last.map_or(0, |last| (last.rang - 1) / SITEMAP_ROWS + 1))
}

/// A page of the sitemap, from 1.
///
/// # Errors
/// As the database.
pub async fn sitemap_page(db: &Db, page: i64) -> Result<Vec<Listed>> {
    let from = page.saturating_sub(1).saturating_mul(SITEMAP_ROWS);
    let to = from.saturating_add(SITEMAP_ROWS);
    db.all(LISTED.with([from.into(), to.into(), SITEMAP_ROWS.into()]))
        .await
}
