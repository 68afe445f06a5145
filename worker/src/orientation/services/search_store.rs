//! The directory, asked: a page of it, what an index of it finds, what search engines are told.

use serde::Deserialize;

use super::{rules::list, search_rules::Asked};
use crate::{
    edge::{
        clock::Moment,
        db::{Db, Value},
        error::Result,
        ids::ServiceId,
    },
    statements,
};

/// Services on a page of the directory.
pub const PAGE_ROWS: usize = 20;
/// Services on a page of the sitemap: those of so many places in the directory.
pub const SITEMAP_ROWS: i64 = 1000;

macro_rules! found {
    () => {
        "s.id, s.nom, s.porteur, s.commune, s.code_postal, s.themes, substr(s.description, 1, 240) AS debut"
    };
}

statements! { "orientation::search";
    /// ?2 is the service after which the page begins; the first page for one that is not there. The index gives its numbers in order: a page
    /// reads what it shows.
    SEARCH = concat!("SELECT ", found!(), "
        FROM service_recherche f CROSS JOIN service s ON s.rang = f.rowid
        WHERE service_recherche MATCH ?1
          AND f.rowid < coalesce((SELECT c.rang FROM service c WHERE c.id = ?2), 9007199254740991)
        ORDER BY f.rowid DESC LIMIT ?3");
    LATEST = concat!("SELECT ", found!(), "
        FROM service s INDEXED BY service_by_statut WHERE s.statut = 'PUBLIE' AND s.visible = 1
          AND s.rang < coalesce((SELECT c.rang FROM service c WHERE c.id = ?1), 9007199254740991)
        ORDER BY s.rang DESC LIMIT ?2");
    LAST_PLACE = "SELECT s.rang FROM service s WHERE s.statut = 'PUBLIE' AND s.visible = 1 ORDER BY s.rang DESC LIMIT 1";
    PLACES = "
        SELECT s.id, s.updated_at FROM service s INDEXED BY service_by_statut
        WHERE s.statut = 'PUBLIE' AND s.visible = 1 AND s.rang > ?1 AND s.rang <= ?2 ORDER BY s.rang LIMIT ?3";
}

/// A service that was found.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    /// Its id.
    pub id: ServiceId,
    /// Its name.
    pub nom: String,
    /// Whoever offers it.
    pub porteur: String,
    /// Where it is.
    pub commune: Option<String>,
    /// Its postal code.
    pub code_postal: Option<String>,
    /// Codes of its themes.
    #[serde(deserialize_with = "list")]
    pub themes: Vec<String>,
    /// How its description begins.
    pub debut: String,
}

fn rows(count: usize) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// A page of what is asked for, and one more if there is more; the newest first.
///
/// # Errors
/// As the database.
pub async fn page(db: &Db, asked: &Asked, after: Option<&ServiceId>) -> Result<Vec<Found>> {
    let after = after.map_or("", ServiceId::as_str);
    let query = match asked.question() {
        Some(question) => SEARCH.with([(&question).into(), after.into(), rows(PAGE_ROWS + 1)]),
        None => LATEST.with([after.into(), rows(PAGE_ROWS + 1)]),
    };
    db.all(query).await
}

/// A service as a search engine is told of it.
#[derive(Debug, Deserialize)]
pub struct Placed {
    /// Its id.
    pub id: ServiceId,
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
    let last: Option<Last> = db.first(LAST_PLACE.with([])).await?;
    Ok(last.map_or(0, |last| (last.rang - 1) / SITEMAP_ROWS + 1))
}

/// A page of the sitemap, from 1.
///
/// # Errors
/// As the database.
pub async fn sitemap_page(db: &Db, page: i64) -> Result<Vec<Placed>> {
    let from = page.saturating_sub(1).saturating_mul(SITEMAP_ROWS);
    let to = from.saturating_add(SITEMAP_ROWS);
    db.all(PLACES.with([from.into(), to.into(), SITEMAP_ROWS.into()]))
        .await
}
