//! Builds the static site: loads and checks everything, and only then writes `site/dist`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::assets::{self, Asset};
use crate::content::{self, Page, hash_of};
use crate::error::Mistake;
use crate::images::{self, Images};
use crate::memory::{Memory, Output, stamp_of};
use crate::pages::{self, File, Site};
use crate::{Error, hosts, links, look, parallel, templates, variants};

/// Which site to build.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The repository.
    pub root: &'a Path,
    /// Where the site will be served, such as `https://escale.example`, for the addresses that must be whole.
    pub origin: &'a str,
    /// Whether pages that are still being written are part of it.
    pub drafts: bool,
}

/// What was built, for the person who asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Pages of the site.
    pub pages: usize,
    /// All its files.
    pub files: usize,
    /// Files that had to be written.
    pub written: usize,
}

/// Builds the site into `site/dist` of the repository.
///
/// # Errors
/// When anything in `content/` or `site/` is wrong; what was in `site/dist` is then left as it was.
pub fn publish(order: Order<'_>) -> Result<Report, Error> {
    let mut memory = Memory::of(order.root);
    let mut files = build(order, &mut memory)?;
    files.extend(map_library(&order.root.join("site"), &memory)?);
    let report = Report {
        pages: files.iter().filter(|file| file.is_page()).count(),
        files: files.len(),
        written: files.iter().filter(|file| file.bytes.is_some()).count(),
    };
    write(&order.root.join("site/dist"), files, &mut memory)?;
    memory.save(order.root)?;
    Ok(report)
}

/// Every file of the site but the map's library. What `memory` knows is not done again; it then knows this build.
///
/// # Errors
/// As [`publish`].
pub fn build(order: Order<'_>, memory: &mut Memory) -> Result<Vec<File>, Error> {
    let site = order.root.join("site");
    let (mut files, urls) = bundles(&site, memory)?;
    let templates = templates::collect(&site.join("templates"))?;
    let look = hash_of((&templates, &urls, order.origin));
    let environment = look::environment_of(templates, urls)?;

    let content = content::files(order.root)?;
    let (pages, images) = read(order, &content, memory)?;
    let whole = Site {
        origin: order.origin,
        files: &content,
        pages: &pages,
        images: &images,
        look,
    };
    files.extend(pages::fixed(&environment, &whole, memory)?);
    files.extend(pages::written(&environment, &whole, memory)?);
    for image in images.values() {
        files.push(published(order.root, image, memory)?);
        files.extend(variants::published(
            order.root,
            &image.url,
            &image.kinds,
            memory,
        )?);
    }
    let icon = site.join("assets/icons/favicon.svg");
    let icon = fs::read(&icon).map_err(Error::io(&icon))?;
    files.extend([
        File::new("_headers", hosts::headers_file(), memory),
        File::new("sitemap.xml", hosts::sitemap(order.origin, &pages), memory),
        File::new("robots.txt", hosts::robots(order.origin), memory),
        File::new("favicon.svg", icon, memory),
    ]);
    let redirects = hosts::redirects(&pages);
    if !redirects.is_empty() {
        files.push(File::new("_redirects", redirects, memory));
    }
    memory.remember(pages);
    memory.images = images;
    Ok(files)
}

/// What templates call each style sheet and script, and its address.
type Names = Vec<(String, String)>;

/// The style sheets and scripts, and the names that templates know.
fn bundles(site: &Path, memory: &mut Memory) -> Result<(Vec<File>, Names), Error> {
    let key = assets::sources(site)?;
    let path = |url: &str| url.trim_start_matches('/').to_owned();
    let kept = memory.assets_key == key
        && memory
            .assets
            .iter()
            .all(|(_, url)| memory.has(&path(url), key));
    let files = if kept && !memory.assets.is_empty() {
        let urls = memory.assets.iter().map(|(_, url)| path(url));
        urls.map(|path| File {
            path,
            key,
            bytes: None,
        })
        .collect()
    } else {
        let bundled = assets::bundle(site)?;
        memory.assets = bundled
            .iter()
            .map(|asset| (asset.name.clone(), asset.url.clone()))
            .collect();
        memory.assets_key = key;
        let file = |Asset { url, bytes, .. }| File {
            path: path(&url),
            key,
            bytes: Some(bytes),
        };
        bundled.into_iter().map(file).collect()
    };
    let mut urls = memory.assets.clone();
    urls.extend(assets::map_urls(site)?);
    Ok((files, urls))
}

/// The map's library: its version is in its addresses.
fn map_library(site: &Path, memory: &Memory) -> Result<Vec<File>, Error> {
    let file = |url: &str, bytes| File {
        path: url.trim_start_matches('/').to_owned(),
        key: hash_of(url),
        bytes,
    };
    let urls = assets::map_urls(site)?;
    let files: Vec<File> = urls.iter().map(|(_, url)| file(url, None)).collect();
    if files.iter().all(|file| memory.has(&file.path, file.key)) {
        return Ok(files);
    }
    let library = assets::map_library(site)?;
    Ok(library
        .into_iter()
        .map(|asset| file(&asset.url, Some(asset.bytes)))
        .collect())
}

/// An image as it is.
fn published(root: &Path, image: &images::Image, memory: &Memory) -> Result<File, Error> {
    let path = image.url.trim_start_matches('/').to_owned();
    let key = hash_of(&image.url);
    let bytes = if memory.has(&path, key) {
        None
    } else {
        let source = root.join(&image.path);
        Some(fs::read(&source).map_err(Error::io(&source))?)
    };
    Ok(File { path, key, bytes })
}

/// The pages of the site and their images, with nothing wrong.
///
/// # Errors
/// [`Error::Mistakes`], with everything to mend.
fn read(
    order: Order<'_>,
    files: &[String],
    memory: &mut Memory,
) -> Result<(Vec<Page>, Images), Error> {
    let mut known = std::mem::take(&mut memory.pages);
    let found: Vec<_> = files
        .iter()
        .filter_map(|path| Some((path, content::address_of(path)?, known.remove(path))))
        .collect();
    let read = parallel::map(found, |(path, url, known)| {
        content::read(order.root, path, &url, known)
    });
    let mut mistakes = Vec::new();
    let mut pages = Vec::with_capacity(read.len());
    let mut drafts = BTreeSet::new();
    for page in read {
        match page {
            Ok(page) if page.known.matter.draft && !order.drafts => {
                drafts.insert(page.url);
            }
            Ok(page) => pages.push(page),
            Err(Error::Mistakes(more)) => mistakes.extend(more),
            Err(other) => return Err(other),
        }
    }
    let (images, missing) = images::collect(order.root, files, &pages, &memory.images)?;
    mistakes.extend(missing);
    mistakes.extend(pages.iter().flat_map(|page| page.mistakes.iter().cloned()));
    mistakes.extend(links::check(&pages, &drafts));
    if mistakes.is_empty() {
        return Ok((pages, images));
    }
    memory.remember(pages);
    Err(in_order(mistakes))
}

fn in_order(mut mistakes: Vec<Mistake>) -> Error {
    mistakes.sort();
    mistakes.dedup();
    Error::Mistakes(mistakes)
}

/// Writes what changed into `dist` and removes what is no longer part of the site.
fn write(dist: &Path, files: Vec<File>, memory: &mut Memory) -> Result<(), Error> {
    let fresh = memory.is_empty();
    if fresh && dist.exists() {
        fs::remove_dir_all(dist).map_err(Error::io(dist))?;
    }
    let before = std::mem::take(&mut memory.outputs);
    let written = parallel::map(files, |file| {
        let stamp = match &file.bytes {
            Some(bytes) => {
                put(&dist.join(&file.path), bytes, !fresh)?;
                stamp_of(&dist.join(&file.path))
            }
            None => before.get(&file.path).and_then(|output| output.stamp),
        };
        let key = Some(file.key);
        Ok((file.path, Output { key, stamp }))
    });
    memory.outputs = written.into_iter().collect::<Result<_, Error>>()?;
    for path in before
        .keys()
        .filter(|path| !memory.outputs.contains_key(*path))
    {
        remove(dist, path)?;
    }
    Ok(())
}

/// Writes a file; one that was there before stays as it is if it says the same.
fn put(path: &Path, bytes: &[u8], may_be_there: bool) -> Result<(), Error> {
    if may_be_there && fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
    }
    fs::write(path, bytes).map_err(Error::io(path))
}

/// Removes a file and the folders that it leaves empty.
fn remove(dist: &Path, path: &str) -> Result<(), Error> {
    let file = dist.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::io(&file)(error));
        }
        _ => {}
    }
    let mut folder = file.parent();
    while let Some(empty) =
        folder.filter(|folder| *folder != dist && fs::remove_dir(folder).is_ok())
    {
        folder = empty.parent();
    }
    Ok(())
}

#[cfg(test)]
#[path = "publish_tests.rs"]
mod tests;
