//! Builds the static site: loads and checks everything, and only then writes `site/dist`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::assets::{self, Asset};
use crate::content::{self, Source};
use crate::markdown::{self, Rendered};
use crate::pages::{self, File};
use crate::{Error, headers, links, look, templates};

/// What was built, for the person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Pages written.
    pub pages: usize,
    /// All files written.
    pub files: usize,
}

/// Builds the site of the repository at `root` into `root/site/dist`. `origin` is where it will be served,
/// such as `https://escale.example`, for the addresses that must be whole.
///
/// # Errors
/// When anything in `content/` or `site/` is wrong; what was in `site/dist` is then left as it was.
pub fn publish(root: &Path, origin: &str) -> Result<Report, Error> {
    let mut files = build(root, origin)?;
    files.extend(files_of(assets::map_library(&root.join("site"))?));
    let pages = files.iter().filter(|file| file.is_page()).count();
    write(&root.join("site/dist"), &files)?;
    Ok(Report {
        pages,
        files: files.len(),
    })
}

fn files_of(assets: Vec<Asset>) -> impl Iterator<Item = File> {
    assets
        .into_iter()
        .map(|Asset { url, bytes, .. }| File::new(url.trim_start_matches('/'), bytes))
}

/// Every file of the site but the map's library, in memory.
///
/// # Errors
/// As [`publish`].
pub fn build(root: &Path, origin: &str) -> Result<Vec<File>, Error> {
    let site = root.join("site");
    let bundled = assets::bundle(&site)?;
    let urls = bundled
        .iter()
        .map(|asset| (asset.name.clone(), asset.url.clone()))
        .chain(assets::map_urls(&site)?)
        .collect();
    let environment = look::environment_of(templates::collect(&site.join("templates"))?, urls)?;
    let pages = read(&root.join("content"))?;
    let mut files = pages::fixed(&environment)?;
    files.extend(pages::written(&environment, &pages)?);
    files.extend(files_of(bundled));
    files.push(File::new("_headers", headers_file()));
    files.push(File::new("sitemap.xml", sitemap(origin, &pages)));
    files.push(File::new("robots.txt", robots(origin)));
    let icon = site.join("assets/icons/favicon.svg");
    files.push(File::new(
        "favicon.svg",
        fs::read(&icon).map_err(Error::io(&icon))?,
    ));
    Ok(files)
}

/// Loads, renders and checks the pages of `content`.
fn read(content: &Path) -> Result<Vec<(Source, Rendered)>, Error> {
    let sources = content::load(content)?;
    let rendered: Vec<Rendered> = sources
        .iter()
        .map(|source| markdown::render(source, &sources))
        .collect();
    let pages: Vec<(Source, Rendered)> = sources.into_iter().zip(rendered).collect();
    links::check(&pages)?;
    Ok(pages)
}

/// The host's file of headers: security everywhere, assets kept for a year.
fn headers_file() -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers::SECURITY {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    }
    // Of a header that two lines set, the host would send both: the first is taken away.
    let _ = writeln!(
        text,
        "{}\n  ! Content-Security-Policy\n  Content-Security-Policy: {}",
        headers::SEARCH,
        headers::policy_of_the_search()
    );
    let _ = writeln!(text, "/assets/*\n  Cache-Control: {}", headers::IMMUTABLE);
    text
}

/// Pages for search engines: home, sign-in and everything of `content/`.
fn sitemap(origin: &str, pages: &[(Source, Rendered)]) -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    ));
    let addresses = ["/", "/connexion"]
        .into_iter()
        .chain(pages.iter().map(|(source, _)| source.url.as_str()));
    for address in addresses {
        let _ = writeln!(text, "<url><loc>{origin}{address}</loc></url>");
    }
    text.push_str("</urlset>\n");
    text
}

/// What is personal is behind a sign-in; robots need not try.
fn robots(origin: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /portail\nDisallow: /gestion\nDisallow: /operateur\n\nSitemap: {origin}/sitemap.xml\nSitemap: {origin}/services/sitemap.xml\nSitemap: {origin}/lieux/sitemap.xml\n"
    )
}

/// Replaces what `dist` holds.
fn write(dist: &Path, files: &[File]) -> Result<(), Error> {
    if dist.exists() {
        fs::remove_dir_all(dist).map_err(Error::io(dist))?;
    }
    for file in files {
        let path = dist.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::io(folder))?;
        }
        fs::write(&path, &file.bytes).map_err(Error::io(&path))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "publish_tests.rs"]
mod tests;
