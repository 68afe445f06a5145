//! Renders every page of the static site, in memory.

use std::path::Path;

use minijinja::value::Serde;
use minijinja::{Environment, context};
use serde::Serialize;

use crate::content::Source;
use crate::markdown::Rendered;
use crate::tree::{self, Place};
use crate::{Error, dates};

/// A file of the site: its path under `site/dist` and its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// With `/` between folders, without one in front.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl File {
    /// A file at `path`.
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: content.into(),
        }
    }

    /// Whether it is a page, rather than an asset or a word to the host.
    #[must_use]
    pub fn is_page(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "html")
    }
}

/// What the template of a help or legal page receives.
#[derive(Debug, Serialize)]
struct PageView<'a> {
    title: &'a str,
    summary: &'a str,
    audience: Option<&'static str>,
    updated: Option<String>,
    updated_iso: Option<String>,
    body: &'a str,
    place: Place,
}

/// The pages that are not written in Markdown.
///
/// # Errors
/// When a template asks for something it is not given.
pub fn fixed(environment: &Environment<'_>) -> Result<Vec<File>, Error> {
    let sign_in = context! { identifiant => "", partage => true, partage_suggere => true, avis => (), erreur => () };
    let staff = context! { email => "", avis => (), erreur => () };
    [
        ("index.html", "accueil.html", context! {}),
        ("connexion/index.html", "auth/connexion.html", sign_in),
        ("aide/recherche/index.html", "aide/recherche.html", context! {}),
        (
            "gestion/connexion/index.html",
            "auth/gestion_connexion.html",
            staff,
        ),
    ]
    .into_iter()
    .map(|(path, template, view)| {
        Ok(File::new(
            path,
            environment.get_template(template)?.render(view)?,
        ))
    })
    .collect()
}

/// The help and legal pages.
///
/// # Errors
/// When the template asks for something it is not given.
pub fn written(
    environment: &Environment<'_>,
    pages: &[(Source, Rendered)],
) -> Result<Vec<File>, Error> {
    let template = environment.get_template("aide/page.html")?;
    let sources: Vec<Source> = pages.iter().map(|(source, _)| source.clone()).collect();
    pages
        .iter()
        .map(|(source, rendered)| {
            let page = view(source, rendered, &sources);
            let path = format!("{}index.html", source.url.trim_start_matches('/'));
            Ok(File::new(
                path,
                template.render(context! { page => Serde(&page) })?,
            ))
        })
        .collect()
}

fn view<'a>(source: &'a Source, rendered: &'a Rendered, pages: &[Source]) -> PageView<'a> {
    let date = source.matter.updated.date;
    PageView {
        title: &source.matter.title,
        summary: &source.matter.summary,
        audience: source.matter.audience.in_words(),
        updated: date.and_then(dates::in_words),
        updated_iso: date.map(dates::iso),
        body: &rendered.html,
        place: tree::place_of(&source.url, pages),
    }
}
