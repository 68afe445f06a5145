//! Renders every page of the static site, in memory.

use std::collections::HashMap;
use std::path::Path;

use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use serde::Serialize;

use crate::content::{Page, hash_of};
use crate::images::{self, Image, Images};
use crate::locale::LANGUAGES;
use crate::markdown::Heading;
use crate::memory::Memory;
use crate::tree::{PageLink, Place, Tree, link, parent};
use crate::{Error, look, parallel};

/// From how many headings on a page has a table of contents.
const HEADINGS_OF_A_LONG_PAGE: usize = 3;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path under `site/dist`, with `/` between folders, without one in front.
    pub path: String,
    /// Tells what it is made of from anything else.
    pub key: u64,
    /// Its content; none when it is as the last build left it.
    pub bytes: Option<Vec<u8>>,
}

impl File {
    /// A file at `path`, which is kept as it is when the last build made the same.
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>, memory: &Memory) -> Self {
        let (path, bytes) = (path.into(), content.into());
        let key = hash_of(&bytes);
        let bytes = (!memory.has(&path, key)).then_some(bytes);
        Self { path, key, bytes }
    }

    /// Whether it is a page, rather than an asset or a word to the host.
    #[must_use]
    pub fn is_page(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "html")
    }
}

/// Everything pages are made of.
pub struct Site<'a> {
    /// Where it will be served, such as `https://escale.example`.
    pub origin: &'a str,
    /// Every file under `content/`, sorted.
    pub files: &'a [String],
    /// The pages of `content/`.
    pub pages: &'a [Page],
    /// The images they show.
    pub images: &'a Images,
    /// Tells the templates, the addresses of assets and the origin from any others.
    pub look: u64,
}

/// What the template of a help or legal page receives.
#[derive(Debug, Serialize)]
struct PageView<'a> {
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    audience: Option<&'static str>,
    draft: bool,
    updated: String,
    updated_iso: String,
    address: String,
    picture: Option<String>,
    data: String,
    contents: &'a [Heading],
    body: &'a str,
    place: &'a Place<'a>,
    near: &'a str,
}

/// A page of the plan and those under it.
#[derive(Debug, Serialize)]
struct Branch<'a> {
    page: PageLink<'a>,
    below: Vec<Branch<'a>>,
}

/// The pages that are not written in Markdown.
///
/// # Errors
/// When a template asks for something it is not given.
pub fn fixed(
    environment: &Environment<'static>,
    site: &Site<'_>,
    memory: &Memory,
) -> Result<Vec<File>, Error> {
    let sign_in = context! { identifiant => "", partage => true, partage_suggere => true, avis => (), erreur => (), offre => () };
    let staff = context! { email => "", avis => (), erreur => () };
    let tree = Tree::of(site.pages);
    let plan = context! {
        aide => Serde(branches(&tree, "/aide/")),
        legal => Serde(branches(&tree, "/")),
    };
    let mut files = shells(environment, &sign_in, memory)?;
    let french = [
        ("index.html", "accueil.html", context! {}),
        ("connexion/index.html", "auth/connexion.html", sign_in),
        (
            "aide/recherche/index.html",
            "aide/recherche.html",
            context! {},
        ),
        (
            "gestion/connexion/index.html",
            "auth/gestion_connexion.html",
            staff,
        ),
        ("plan-du-site/index.html", "aide/plan.html", plan),
    ];
    for (path, template, view) in french {
        let html = environment.get_template(template)?.render(view)?;
        files.push(File::new(path, html, memory));
    }
    Ok(files)
}

/// The sign-in page of each language, and its short help.
fn shells(
    environment: &Environment<'static>,
    sign_in: &Value,
    memory: &Memory,
) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    for language in LANGUAGES {
        let environment = look::in_language(environment, language);
        for (template, end) in [
            ("auth/connexion.html", ""),
            ("auth/aide_connexion.html", "aide/"),
        ] {
            let html = environment.get_template(template)?.render(sign_in)?;
            let path = format!("connexion/{}/{end}index.html", language.code);
            files.push(File::new(path, html, memory));
        }
    }
    Ok(files)
}

/// The pages under the one at `url`; at the top, those that stand alone.
fn branches<'a>(tree: &Tree<'a>, url: &str) -> Vec<Branch<'a>> {
    let below = tree.below(url).iter().filter(|page| page.url != "/aide/");
    below
        .map(|page| Branch {
            page: link(page),
            below: branches(tree, &page.url),
        })
        .collect()
}

/// The help and legal pages: those that the last build did not make of the same are rendered.
///
/// # Errors
/// When the template asks for something it is not given.
pub fn written(
    environment: &Environment<'_>,
    site: &Site<'_>,
    memory: &Memory,
) -> Result<Vec<File>, Error> {
    let tree = Tree::of(site.pages);
    let near = near(environment, site, &tree)?;
    let files = parallel::map(site.pages.iter().collect(), |page: &Page| {
        let place = tree.place_of(&page.url);
        let (near, near_key) = parent(&page.url)
            .and_then(|above| near.get(above))
            .map_or(("", 0), |(html, key)| (html.as_str(), *key));
        let pictures = pictures(page, site);
        let key = hash_of((site.look, page.known.hash, near_key, &place, &pictures));
        let path = format!("{}index.html", page.url.trim_start_matches('/'));
        let bytes = if memory.has(&path, key) {
            None
        } else {
            let near = marked(near, &page.url);
            Some(render(environment, page, site, &place, &near)?.into_bytes())
        };
        Ok(File { path, key, bytes })
    });
    files.into_iter().collect()
}

/// The images that `page` shows.
fn pictures<'a>(page: &Page, site: &Site<'a>) -> Vec<&'a Image> {
    let shown = page.known.facts.images.iter();
    shown
        .filter_map(|shown| images::file_of(&page.path, &shown.written, site.files))
        .filter_map(|path| site.images.get(path))
        .collect()
}

/// « À lire aussi » of each folder, and what tells it from any other.
fn near<'a>(
    environment: &Environment<'_>,
    site: &Site<'a>,
    tree: &Tree<'a>,
) -> Result<HashMap<&'a str, (String, u64)>, Error> {
    let template = environment.get_template("aide/voisines.html")?;
    let mut folders = HashMap::new();
    for page in site.pages {
        let beside = tree.beside(&page.url);
        let Some(above) =
            parent(&page.url).filter(|above| beside.len() > 1 && !folders.contains_key(above))
        else {
            continue;
        };
        let links: Vec<PageLink<'_>> = beside.iter().map(|page| link(page)).collect();
        let html = template.render(context! { pages => Serde(links) })?;
        let key = hash_of(&html);
        folders.insert(above, (html, key));
    }
    Ok(folders)
}

/// `near` with the page at `url` marked as the one that is read.
fn marked(near: &str, url: &str) -> String {
    let href = format!("href=\"{url}\"");
    near.replacen(&href, &format!("{href} aria-current=\"page\""), 1)
}

fn render(
    environment: &Environment<'_>,
    page: &Page,
    site: &Site<'_>,
    place: &Place<'_>,
    near: &str,
) -> Result<String, Error> {
    let matter = &page.known.matter;
    let headings = &page.known.facts.headings;
    let long = headings.len() >= HEADINGS_OF_A_LONG_PAGE;
    let body = images::put_in(page.body()?, page, site.files, site.images);
    let address = format!("{}{}", site.origin, page.url);
    let first = pictures(page, site)
        .first()
        .map(|image| format!("{}{}", site.origin, image.url));
    let view = PageView {
        url: &page.url,
        title: &matter.title,
        summary: &matter.summary,
        audience: matter.audience.in_words(),
        draft: matter.draft,
        updated: matter.updated.in_words(),
        updated_iso: matter.updated.iso(),
        data: data(page, &address, first.as_deref()),
        address,
        picture: first,
        contents: if long { headings } else { &[] },
        body: &body,
        place,
        near,
    };
    let template = environment.get_template("aide/page.html")?;
    Ok(template.render(context! { page => Serde(&view) })?)
}

/// The page for search engines, in the words of schema.org. Nothing in it can end the `<script>` it stands in.
fn data(page: &Page, address: &str, picture: Option<&str>) -> String {
    let matter = &page.known.matter;
    let mut article = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": matter.title,
        "description": matter.summary,
        "dateModified": matter.updated.iso(),
        "inLanguage": "fr",
        "mainEntityOfPage": address,
        "publisher": { "@type": "Organization", "name": "Escale" },
    });
    if let (Some(fields), Some(picture)) = (article.as_object_mut(), picture) {
        fields.insert("image".to_owned(), picture.into());
    }
    article.to_string().replace('<', "\\u003c")
}
