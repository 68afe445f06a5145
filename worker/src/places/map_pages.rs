//! What the map is told, as JSON: all places by squares, or those of a search one by one.

use serde::Serialize;

use super::{
    map_rules::{POINTS_MAX, Part, Point},
    map_store,
    near_rules::NEAR_MAX,
    public_pages::{KEPT, NOT_KEPT},
    search_rules::Asked,
    search_store::{self, Found},
};
use crate::edge::{
    cx::Cx,
    error::{Error, Result},
    page::Page,
};

/// What there is to draw.
#[derive(Debug, Serialize)]
struct Drawn {
    points: Vec<Point>,
    /// Are there more than these?
    reste: bool,
    /// How many were found; some may have no position.
    trouves: usize,
}

/// A search shows its places; without one, a part of the map shows what is counted ahead.
///
/// # Errors
/// [`Error::BadRequest`] for what is no part of the map, or as the database.
pub async fn points(cx: Cx) -> Result<Page> {
    let asked = Asked::read(|name| cx.query(name));
    let (drawn, kept) = match asked.autour {
        Some(from) if asked.question().is_some() => {
            let near = search_store::nearest(&cx.db, &asked, from, NEAR_MAX).await?;
            let nearest = near.found.into_iter().map(|(_, one)| one);
            let drawn = Drawn {
                reste: near.more,
                ..found(nearest)
            };
            (drawn, NOT_KEPT)
        }
        _ if asked.question().is_some() => {
            let all = search_store::page(&cx.db, &asked, None, POINTS_MAX + 1).await?;
            (found(all.into_iter()), KEPT)
        }
        _ => {
            let part = Part::read(|name| cx.query(name));
            let part = part.ok_or(Error::BadRequest("Cette partie de la carte n’existe pas."))?;
            let points = map_store::points(&cx.db, part).await?;
            let (reste, trouves) = (false, points.len());
            (
                Drawn {
                    points,
                    reste,
                    trouves,
                },
                KEPT,
            )
        }
    };
    Ok(Page::json(&drawn)?.header("Cache-Control", kept))
}

/// Those of a search, as many as the map shows.
fn found(all: impl ExactSizeIterator<Item = Found>) -> Drawn {
    let (trouves, reste) = (all.len().min(POINTS_MAX), all.len() > POINTS_MAX);
    let point = |one: Found| {
        let (x, y) = one.position()?.cell();
        Some(Point::one(x, y, one.id.as_str(), &one.nom))
    };
    Drawn {
        points: all.take(POINTS_MAX).filter_map(point).collect(),
        reste,
        trouves,
    }
}
