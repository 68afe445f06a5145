//! The directory, for everyone: searching it, reading a service, and what search engines are told.

use serde::Serialize;

use super::{
    jsonld,
    lists_rules::{Coded, THEMES, labels},
    rules::Service,
    search_rules::{Asked, after, publics},
    search_store::{self, Found, PAGE_ROWS, Placed},
    sheet::Sheet,
    store,
};
use crate::edge::{
    clock,
    cx::Cx,
    error::{Error, Result},
    ids::ServiceId,
    links,
    page::{self, Page, View},
    words::counted,
};

/// The directory is one for all: nothing in it depends on who asks, so that it may be kept for some minutes.
const KEPT: &str = "public, max-age=300";

/// Where a request to `service` is written, if one can be: the page asks who is there, so that this one need not know.
#[must_use]
pub fn orientable_link(service: &Service) -> Option<String> {
    service
        .oriented()
        .map(|_| format!("/gestion/services/{}/orienter", service.id.as_str()))
}

/// « Trouver un service ».
#[derive(Debug, Serialize)]
pub struct DirectoryView {
    q: String,
    lieu: String,
    theme: String,
    public: String,
    themes: &'static [Coded],
    publics: Vec<Coded>,
    /// Is something looked for?
    cherche: bool,
    /// How many were found, in words.
    trouve: String,
    services: Vec<FoundView>,
    /// The next page.
    suite: Option<String>,
    /// The first page, from another one.
    debut: Option<String>,
    canonique: Option<String>,
}

#[derive(Debug, Serialize)]
struct FoundView {
    href: String,
    nom: String,
    porteur: String,
    lieu: String,
    themes: Vec<String>,
    debut: String,
}

impl View for DirectoryView {
    const TEMPLATE: &'static str = "orientation/annuaire.html";
}

impl FoundView {
    fn of(found: &Found) -> Self {
        let place = [&found.code_postal, &found.commune];
        let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
        Self {
            href: format!("/services/{}", found.id.as_str()),
            nom: found.nom.clone(),
            porteur: found.porteur.clone(),
            lieu: place.join(" "),
            themes: labels(THEMES, &found.themes),
            debut: shortened(&found.debut, 200),
        }
    }
}

/// The beginning of a text, cut between two words.
fn shortened(text: &str, chars_max: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= chars_max {
        return text;
    }
    let cut: String = text.chars().take(chars_max).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

impl DirectoryView {
    fn of(asked: Asked, found: &[Found], first: bool, site: &str) -> Self {
        let more = found.len() > PAGE_ROWS;
        let shown = found.get(..PAGE_ROWS).unwrap_or(found);
        let (asks, count) = (asked != Asked::default(), shown.len());
        let count = counted(
            i64::try_from(count).unwrap_or_default(),
            "service",
            "services",
        );
        let last = shown.last().filter(|_| more);
        Self {
            themes: THEMES,
            publics: publics(),
            trouve: if more {
                format!("{count} sur cette page, et d’autres à la suite")
            } else {
                count
            },
            services: shown.iter().map(FoundView::of).collect(),
            suite: last.map(|last| address(&asked, Some(&last.id))),
            debut: (!first).then(|| address(&asked, None)),
            canonique: (first && !asks).then(|| format!("{site}/services")),
            cherche: asks,
            q: asked.q,
            lieu: asked.lieu,
            theme: asked.theme,
            public: asked.public,
        }
    }
}

/// The page of the directory that answers `asked`, after that service.
fn address(asked: &Asked, after: Option<&ServiceId>) -> String {
    let mut parts = vec![
        ("q", asked.q.clone()),
        ("lieu", asked.lieu.clone()),
        ("theme", asked.theme.clone()),
        ("public", asked.public.clone()),
        ("apres", after.map_or("", ServiceId::as_str).to_owned()),
    ];
    parts.retain(|(_, value)| !value.is_empty());
    links::asked("/services", &parts)
}

/// The directory.
///
/// # Errors
/// As the database.
pub async fn directory(cx: Cx) -> Result<Page> {
    let asked = Asked::read(
        &cx.query("q"),
        &cx.query("lieu"),
        &cx.query("theme"),
        &cx.query("public"),
    );
    let after = after(&cx.query("apres"));
    let found = search_store::page(&cx.db, &asked, after.as_ref()).await?;
    let view = DirectoryView::of(asked, &found, after.is_none(), &cx.config.site_url);
    Ok(Page::show(&view)?.header("Cache-Control", KEPT))
}

/// A service, for everyone.
#[derive(Debug, Serialize)]
pub struct ServiceView {
    fiche: Sheet,
    /// What search engines read: JSON that can stand in a page.
    donnees: String,
    resume: String,
    canonique: String,
    /// Where a request is written.
    orienter: Option<String>,
}

impl View for ServiceView {
    const TEMPLATE: &'static str = "orientation/service.html";
}

impl ServiceView {
    fn of(service: &Service, site: &str) -> Self {
        let url = format!("{site}/services/{}", service.id.as_str());
        Self {
            fiche: Sheet::of(service),
            donnees: page::in_a_page(&jsonld::of(service, &url)),
            resume: shortened(&service.content.description, 155),
            canonique: url,
            orienter: orientable_link(service),
        }
    }
}

/// A service of the directory.
///
/// # Errors
/// [`Error::NotFound`] for one that is not in it, or as the database.
pub async fn service(cx: Cx) -> Result<Page> {
    let id = cx.param("service", ServiceId::parse)?;
    let service = store::published(&cx.db, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let view = ServiceView::of(&service, &cx.config.site_url);
    Ok(Page::show(&view)?.header("Cache-Control", KEPT))
}

/// The services, for search engines: an index of pages of at most a thousand.
///
/// # Errors
/// [`Error::NotFound`] for a page that is none, or as the database.
pub async fn sitemap(cx: Cx) -> Result<Page> {
    let (site, page) = (&cx.config.site_url, cx.query("page"));
    if page.is_empty() {
        let pages = 1..=search_store::sitemap_pages(&cx.db).await?;
        let line =
            |page| format!("<sitemap><loc>{site}/services/sitemap.xml?page={page}</loc></sitemap>");
        let lines: Vec<String> = pages.map(line).collect();
        return Ok(Page::sitemap("sitemapindex", &lines).header("Cache-Control", KEPT));
    }
    let page = page.parse().ok().filter(|page: &i64| *page > 0);
    let services = search_store::sitemap_page(&cx.db, page.ok_or(Error::NotFound)?).await?;
    let line = |one: &Placed| {
        let (id, day) = (
            one.id.as_str(),
            one.updated_at.day(clock::zone("Europe/Paris")).0,
        );
        format!("<url><loc>{site}/services/{id}</loc><lastmod>{day}</lastmod></url>")
    };
    let lines: Vec<String> = services.iter().map(line).collect();
    Ok(Page::sitemap("urlset", &lines).header("Cache-Control", KEPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_two_words() {
        assert_eq!(shortened("un  deux\ntrois", 20), "un deux trois");
        assert_eq!(shortened("un deux trois", 8), "un deux…");
    }

    #[test]
    fn what_is_typed_is_data_in_an_address() {
        let asked = Asked::read("a&b=é", "", "sante", "");
        assert_eq!(
            address(&asked, None),
            "/services?q=a%26b%3D%C3%A9&theme=sante"
        );
        assert_eq!(address(&Asked::default(), None), "/services");
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use serde_json::json;

    use super::*;
    use crate::orientation::services::rules::{Content, samples::service};

    fn found() -> Found {
        let row = json!({ "id": "AAAAAAAAAAAAAAAAAAAAAA", "nom": "Épicerie", "porteur": "Le Relais", "commune": "Villeneuve",
            "code_postal": "93200", "themes": "[\"sante\"]", "debut": "Une épicerie." });
        serde_json::from_value(row).expect("a row")
    }

    pub(crate) fn rendered() -> Vec<(&'static str, Result<String>)> {
        let site = "https://escale.example";
        let many = vec![found(); PAGE_ROWS + 1];
        let asked = || Asked::read("épi", "93200", "sante", "femmes");
        let pages = [
            DirectoryView::of(Asked::default(), &many, true, site),
            DirectoryView::of(asked(), &many, false, site),
            DirectoryView::of(asked(), &[], true, site),
            DirectoryView::of(Asked::default(), &[], true, site),
        ];
        let mut bare = service();
        bare.content = Content {
            nom: "Aide".to_owned(),
            description: "Brève.".to_owned(),
            ..Content::default()
        };
        bare.source = Some("dora".to_owned());
        let mut answering = service();
        (answering.reponses, answering.reponses_ms) = (3, 1_000_000_000);
        let open = ServiceView {
            orienter: Some("/gestion/services/a/orienter".to_owned()),
            ..ServiceView::of(&answering, site)
        };
        let services = [ServiceView::of(&bare, site), open];
        let mut rendered: Vec<_> = pages
            .iter()
            .map(|view| (DirectoryView::TEMPLATE, page::render(view)))
            .collect();
        rendered.extend(
            services
                .iter()
                .map(|view| (ServiceView::TEMPLATE, page::render(view))),
        );
        rendered
    }
}
