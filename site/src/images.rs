//! Images of the pages: found beside the page or in `content/images/`, measured, published under a name that follows their content.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::assets::fingerprint;
use crate::content::{Page, beside};
use crate::error::Mistake;
use crate::markdown::ImageUse;
use crate::memory::{Stamp, settled_stamp_of};
use crate::variants::{self, Kind};

/// Kinds of files that are images.
const EXTENSIONS: [&str; 5] = ["png", "jpg", "jpeg", "webp", "gif"];

/// An image that pages show.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Image {
    /// The file, from the root of the repository.
    pub path: String,
    /// Where it is published: `/images/portail-1a2b3c4d.png`.
    pub url: String,
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// The smaller kinds of it that the build has made, best first.
    pub kinds: Vec<Kind>,
    /// With the same one, the file is not read again.
    stamp: Option<Stamp>,
}

/// The images that pages show, by their files.
pub type Images = BTreeMap<String, Image>;

/// The images that `pages` show, among the `files` of `content/`. What `remembered` knows of a file that has not changed is kept.
///
/// # Errors
/// When a file cannot be read.
pub fn collect(
    root: &Path,
    files: &[String],
    pages: &[Page],
    remembered: &Images,
) -> Result<(Images, Vec<Mistake>), Error> {
    let mut images = Images::new();
    let mut mistakes = Vec::new();
    for page in pages {
        for shown in &page.known.facts.images {
            let Some(path) = file_of(&page.path, &shown.written, files) else {
                let what = format!("image introuvable « {} »", shown.written);
                mistakes.push(page.mistake(shown.line, what));
                continue;
            };
            if images.contains_key(path) {
                continue;
            }
            match measured(root, path, remembered.get(path))? {
                Some(mut image) => {
                    image.kinds = variants::of(root, path, &image.url);
                    images.insert(path.to_owned(), image);
                }
                None => mistakes.push(page.mistake(
                    shown.line,
                    format!("« {} » n’est pas une image lisible", shown.written),
                )),
            }
        }
    }
    Ok((images, mistakes))
}

/// The file among `files` that the page at `page` means by `written`: beside the page, or in `content/`.
#[must_use]
pub fn file_of<'a>(page: &str, written: &str, files: &'a [String]) -> Option<&'a str> {
    let extension = written.rsplit_once('.').map(|(_, extension)| extension);
    if !extension.is_some_and(|extension| EXTENSIONS.contains(&extension)) {
        return None;
    }
    let in_content = beside("content/x", written.trim_start_matches('/'));
    [beside(page, written), in_content]
        .iter()
        .skip(usize::from(written.starts_with('/')))
        .find_map(|path| files.binary_search(path).ok())
        .and_then(|at| files.get(at))
        .map(String::as_str)
}

/// `None` when the file is no image that can be measured.
fn measured(root: &Path, path: &str, before: Option<&Image>) -> Result<Option<Image>, Error> {
    let file = root.join(path);
    let stamp = settled_stamp_of(&file);
    if let Some(image) = before.filter(|image| stamp.is_some() && image.stamp == stamp) {
        return Ok(Some(image.clone()));
    }
    let bytes = fs::read(&file).map_err(Error::io(&file))?;
    let Ok(size) = imagesize::blob_size(&bytes) else {
        return Ok(None);
    };
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    Ok(Some(Image {
        path: path.to_owned(),
        url: format!("/images/{stem}-{}.{extension}", fingerprint(&bytes)),
        width: size.width,
        height: size.height,
        kinds: Vec::new(),
        stamp,
    }))
}

/// An image as HTML: the one place where that is decided.
#[must_use]
pub fn html(image: &Image, alt: &str) -> String {
    let img = format!(
        "<img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\">",
        image.url,
        image.width,
        image.height,
        escaped(alt)
    );
    variants::around(&image.url, &image.kinds, &img)
}

/// What stands for an image in the body of its page: by itself with its caption, or among words.
fn placed(image: &Image, shown: &ImageUse) -> String {
    let img = html(image, &shown.alt);
    match (&shown.caption, shown.alone) {
        (Some(caption), true) => {
            let caption = escaped(caption);
            format!("<figure>{img}<figcaption>{caption}</figcaption></figure>\n")
        }
        (None, true) => format!("<figure>{img}</figure>\n"),
        (_, false) => img,
    }
}

/// The body of `page` with its images where [`mark`] was.
#[must_use]
pub fn put_in(body: String, page: &Page, files: &[String], images: &Images) -> String {
    let mut body = body;
    for (rank, shown) in page.known.facts.images.iter().enumerate() {
        let image = file_of(&page.path, &shown.written, files).and_then(|path| images.get(path));
        if let Some(image) = image {
            body = body.replacen(&mark(rank), &placed(image, shown), 1);
        }
    }
    body
}

/// Where the image number `rank` of a page goes. Comments of writers are not published: nothing else looks like it.
#[must_use]
pub fn mark(rank: usize) -> String {
    format!("<!--image {rank}-->")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> Image {
        Image {
            path: "content/images/a.png".to_owned(),
            url: "/images/a-12345678.png".to_owned(),
            width: 360,
            height: 800,
            kinds: Vec::new(),
            stamp: None,
        }
    }

    #[test]
    fn an_image_is_found_beside_its_page_or_among_all() {
        let files = ["content/help/a/x.png", "content/images/y.png"].map(str::to_owned);
        let page = "content/help/a/page.md";
        assert_eq!(file_of(page, "x.png", &files), Some("content/help/a/x.png"));
        for written in ["images/y.png", "/images/y.png", "../../images/y.png"] {
            assert_eq!(file_of(page, written, &files), Some("content/images/y.png"));
        }
        assert_eq!(file_of(page, "/help/z.png", &files), None);
        assert_eq!(
            file_of(page, "page.md", &["content/help/a/page.md".to_owned()]),
            None
        );
    }

    #[test]
    fn an_image_says_its_size_and_its_words() {
        let html = html(&image(), "Le bouton « A & B »");
        for part in [
            "width=\"360\"",
            "height=\"800\"",
            "alt=\"Le bouton « A &amp; B »\"",
            "src=\"/images/a-12345678.png\"",
        ] {
            assert!(html.contains(part), "{html} should have {part}");
        }
    }

    #[test]
    fn alone_it_is_a_figure() {
        let shown = |alone, caption: Option<&str>| ImageUse {
            line: 1,
            written: "a.png".to_owned(),
            alt: "A".to_owned(),
            caption: caption.map(str::to_owned),
            alone,
        };
        let captioned = placed(&image(), &shown(true, Some("Ici")));
        assert!(
            captioned.starts_with("<figure><img")
                && captioned.contains("<figcaption>Ici</figcaption>")
        );
        assert!(!placed(&image(), &shown(true, None)).contains("figcaption"));
        assert!(placed(&image(), &shown(false, None)).starts_with("<img"));
    }

    #[test]
    fn a_file_that_is_no_image_is_not_measured() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(measured(&root, "README.md", None).unwrap(), None);
        let portail = measured(&root, "content/images/portail.png", None)
            .unwrap()
            .unwrap();
        assert!(portail.width > 300 && portail.url.starts_with("/images/portail-"));
    }
}
