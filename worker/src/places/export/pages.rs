//! `/lieux.csv` and `/lieux.geojson`.

use super::{
    store::{self, Exported},
    write_rules::{FILE_ROWS_MAX, csv_head, csv_row, feature, file_name},
};
use crate::{
    edge::{
        clock,
        cx::Cx,
        error::{Error, Result},
        ids::LieuId,
        page::Page,
    },
    places::{
        public_pages::NOT_KEPT,
        search_rules::{Asked, after},
    },
};

/// What the name of a file says of where it is about, when that is around somebody: not where they are.
const AROUND: &str = "alentours";

/// The public places of what is asked for, as many as one file holds; and where the next one begins, if there is more. Around
/// somebody, those that the list shows.
async fn places(
    cx: &Cx,
    asked: &Asked,
    mut each: impl FnMut(&Exported) -> Result<()>,
) -> Result<Option<LieuId>> {
    if let Some(from) = asked.autour {
        let near = store::around(&cx.db, asked, from).await?;
        near.iter().try_for_each(each)?;
        return Ok(None);
    }
    let begins = after(&cx.query("suite"));
    let mut rang = store::after(&cx.db, begins.as_ref()).await?;
    let (mut written, mut last) = (0, None);
    loop {
        let some = store::next(&cx.db, asked, rang).await?;
        for place in &some {
            if written == FILE_ROWS_MAX {
                return Ok(last);
            }
            each(place)?;
            written += 1;
            rang = place.rang;
            last = Some(place.id.clone());
        }
        if some.is_empty() {
            return Ok(None);
        }
    }
}

/// The file, with the address of the next one where there is one.
fn file(
    cx: &Cx,
    asked: &Asked,
    genre: &'static str,
    extension: &str,
    bytes: Vec<u8>,
    next: Option<&LieuId>,
) -> Page {
    let today = cx.now.day(clock::zone("Europe/Paris"));
    let place = asked.autour.map_or(asked.lieu.as_str(), |_| AROUND);
    let name = file_name(today, cx.config.siret.as_deref(), place, extension);
    let page = Page::made_file(genre, &name, bytes);
    if asked.autour.is_some() {
        return page.header("Cache-Control", NOT_KEPT);
    }
    let Some(next) = next else { return page };
    let mut parts = asked.parts();
    parts.push(("suite", next.as_str().to_owned()));
    let query = serde_html_form::to_string(&parts).unwrap_or_default();
    page.header(
        "Link",
        format!("</lieux.{extension}?{query}>; rel=\"next\""),
    )
}

fn unwritten(why: impl std::fmt::Display) -> Error {
    Error::internal("places export", why)
}

/// The places as CSV of the standard.
///
/// # Errors
/// As the database.
pub async fn csv(cx: Cx) -> Result<Page> {
    let asked = Asked::read(|name| cx.query(name));
    let mut text = csv::Writer::from_writer(Vec::new());
    csv_head(&mut text).map_err(unwritten)?;
    let each = |one: &Exported| csv_row(&mut text, &one.lieu).map_err(unwritten);
    let next = places(&cx, &asked, each).await?;
    let bytes = text.into_inner().map_err(unwritten)?;
    Ok(file(
        &cx,
        &asked,
        "text/csv; charset=utf-8",
        "csv",
        bytes,
        next.as_ref(),
    ))
}

/// The places as `GeoJSON`.
///
/// # Errors
/// As the database.
pub async fn geojson(cx: Cx) -> Result<Page> {
    let asked = Asked::read(|name| cx.query(name));
    let mut text = br#"{"type":"FeatureCollection","features":["#.to_vec();
    let mut first = true;
    let next = places(&cx, &asked, |one| {
        if !std::mem::take(&mut first) {
            text.push(b',');
        }
        serde_json::to_writer(&mut text, &feature(&one.lieu)).map_err(unwritten)
    });
    let next = next.await?;
    text.extend(b"]}");
    Ok(file(
        &cx,
        &asked,
        "application/geo+json",
        "geojson",
        text,
        next.as_ref(),
    ))
}
