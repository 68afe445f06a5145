//! The directory of places, for everyone: searching it, reading a place, and what search engines are told.

use escale_site::headers;
use serde::Serialize;

use super::{
    directory_views::{Answer, DirectoryView, FoundView, Next},
    jsonld, near_rules,
    onward_rules::Onward,
    search_rules::{Asked, after},
    search_store::{self, Found, Listed, PAGE_ROWS, Place},
    sheet::Sheet,
};
use crate::edge::{
    clock::{self, Moment},
    cx::Cx,
    error::{Error, Result},
    ids::LieuId,
    page::{self, Page, View},
};

/// The directory is one for all: nothing in it depends on who asks, so that it may be kept for some minutes.
pub(super) const KEPT: &str = "public, max-age=300";
/// About where somebody is: nothing on the way keeps it.
pub(super) const NOT_KEPT: &str = "no-store";

/// The directory.
///
/// # Errors
/// As the database.
pub async fn directory(cx: Cx) -> Result<Page> {
    let asked = Asked::read(|name| cx.query(name));
    let tiles = cx.config.tiles.as_ref();
    let onward = Onward::read(|name| cx.query(name));
    let kept = if asked.autour.is_some() || onward.is_set() {
        NOT_KEPT
    } else {
        KEPT
    };
    let answer = found(&cx, &asked, &onward).await?;
    let view = DirectoryView::of(asked, &onward, answer, (&cx.config.site_url, tiles));
    let mut shown = Page::show(&view)?.header("Cache-Control", kept);
    for (name, value) in headers::of_the_map(tiles.map(|tiles| tiles.origin.as_str())) {
        shown = shown.header(name, value);
    }
    Ok(shown)
}

async fn found(cx: &Cx, asked: &Asked, onward: &Onward) -> Result<Answer> {
    let operatrices = onward.is_set().then(|| asked.clone().only_operatrices());
    let (asked, here) = (operatrices.as_ref().unwrap_or(asked), (onward, cx.now));
    if let Some(from) = asked.autour {
        let most = near_rules::shown(&cx.query("combien"));
        let near = search_store::nearest(&cx.db, asked, from, most).await?;
        let view = |(metres, one): &(f64, Found)| FoundView::of(one, Some(*metres), here);
        return Ok(Answer {
            lieux: near.found.iter().map(view).collect(),
            next: near.more.then_some(Next::Farther(most)),
            first: true,
            metres: near.found.last().map(|(metres, _)| *metres),
        });
    }
    let after = after(&cx.query("apres"));
    let rows = search_store::page(&cx.db, asked, after.as_ref(), PAGE_ROWS + 1).await?;
    let shown = rows.get(..PAGE_ROWS).unwrap_or(&rows);
    let last = shown.last().filter(|_| rows.len() > PAGE_ROWS);
    let view = |one| FoundView::of(one, None, here);
    Ok(Answer {
        lieux: shown.iter().map(view).collect(),
        next: last.map(|last| Next::After(last.id.clone())),
        first: after.is_none(),
        metres: None,
    })
}

/// A place, for everyone.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    fiche: Sheet,
    /// What search engines read: JSON that can stand in a page.
    donnees: String,
    resume: String,
    canonique: String,
    /// The list one comes from.
    retour: String,
    /// Where the dossier that one looks for a place for is sent here.
    reorienter: Option<String>,
}

impl View for PlaceView {
    const TEMPLATE: &'static str = "places/lieu.html";
}

impl PlaceView {
    fn of(place: &Place, onward: &Onward, now: Moment, site: &str) -> Self {
        let url = format!("{site}/lieux/{}", place.id.as_str());
        let fiche = Sheet::of(place, now);
        let resume = place.presentation_resume.clone().unwrap_or_else(|| {
            format!(
                "Aide numérique à {} ({}) : adresse, horaires, services.",
                place.commune, place.code_postal
            )
        });
        Self {
            donnees: page::in_a_page(&jsonld::of(place, &fiche, &url)),
            fiche,
            resume,
            canonique: url,
            retour: onward.on("/lieux"),
            reorienter: onward.to(&place.id),
        }
    }
}

/// A place of the directory.
///
/// # Errors
/// [`Error::NotFound`] for one that is not in it, or as the database.
pub async fn place(cx: Cx) -> Result<Page> {
    let id = cx.param("lieu", LieuId::parse)?;
    let place = search_store::one(&cx.db, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let onward = Onward::read(|name| cx.query(name));
    let view = PlaceView::of(&place, &onward, cx.now, &cx.config.site_url);
    let kept = if onward.is_set() { NOT_KEPT } else { KEPT };
    Ok(Page::show(&view)?.header("Cache-Control", kept))
}

/// The places, for search engines: an index of pages of at most a thousand.
///
/// # Errors
/// [`Error::NotFound`] for a page that is none, or as the database.
pub async fn sitemap(cx: Cx) -> Result<Page> {
    let (site, page) = (&cx.config.site_url, cx.query("page"));
    if page.is_empty() {
        let pages = 1..=search_store::sitemap_pages(&cx.db).await?;
        let line =
            |page| format!("<sitemap><loc>{site}/lieux/sitemap.xml?page={page}</loc></sitemap>");
        let lines: Vec<String> = pages.map(line).collect();
        return Ok(Page::sitemap("sitemapindex", &lines).header("Cache-Control", KEPT));
    }
    let page = page.parse().ok().filter(|page: &i64| *page > 0);
    let places = search_store::sitemap_page(&cx.db, page.ok_or(Error::NotFound)?).await?;
    let line = |one: &Listed| {
        let (id, day) = (
            one.id.as_str(),
            one.updated_at.day(clock::zone("Europe/Paris")).0,
        );
        format!("<url><loc>{site}/lieux/{id}</loc><lastmod>{day}</lastmod></url>")
    };
    let lines: Vec<String> = places.iter().map(line).collect();
    Ok(Page::sitemap("urlset", &lines).header("Cache-Control", KEPT))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::places::sheet::samples::{bare, place};

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let site = "https://escale.example";
        let (none, onward) = (
            Onward::default(),
            Onward::read(|_| "AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
        );
        [(place(), &none), (bare(), &onward)]
            .map(|(place, onward)| PlaceView::of(&place, onward, Moment(0), site))
            .iter()
            .map(|view| (PlaceView::TEMPLATE, page::render(view)))
            .collect()
    }
}
