//! The same picture in smaller kinds of file, for the browsers that know them: `site/build/images.mjs` makes them in `build/images/`
//! before the generator, under the name of the PNG's address. Without them, pages show the PNG alone.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::content::hash_of;
use crate::memory::Memory;
use crate::pages::File;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// The smallest; browsers since 2020 to 2022.
    Avif,
    /// Browsers since 2014 to 2020.
    Webp,
}

impl Kind {
    /// What its files' names end with; also what follows `image/` in its type.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Webp => "webp",
        }
    }
}

/// `/images/a-12345678.png` as that kind.
fn url(png: &str, kind: Kind) -> String {
    let stem = png.rsplit_once('.').map_or(png, |(stem, _)| stem);
    format!("{stem}.{}", kind.extension())
}

/// Where the build has put it.
fn file(root: &Path, png: &str, kind: Kind) -> PathBuf {
    let url = url(png, kind);
    let name = url.rsplit_once('/').map_or(url.as_str(), |(_, name)| name);
    root.join("build/images").join(name)
}

/// The kinds that the build has made of the PNG at `path`, published at `png`, best first: those that are smaller than it.
#[must_use]
pub fn of(root: &Path, path: &str, png: &str) -> Vec<Kind> {
    let bytes = fs::metadata(root.join(path)).map_or(0, |about| about.len());
    let smaller = |kind: &Kind| {
        fs::metadata(file(root, png, *kind))
            .is_ok_and(|about| about.len() > 0 && about.len() < bytes)
    };
    [Kind::Avif, Kind::Webp]
        .into_iter()
        .filter(smaller)
        .collect()
}

/// `img`, the HTML of the picture published at `png`, inside of what offers `kinds` first.
#[must_use]
pub fn around(png: &str, kinds: &[Kind], img: &str) -> String {
    if kinds.is_empty() {
        return img.to_owned();
    }
    let sources: Vec<String> = kinds
        .iter()
        .map(|kind| {
            format!(
                "<source type=\"image/{}\" srcset=\"{}\">",
                kind.extension(),
                url(png, *kind)
            )
        })
        .collect();
    format!("<picture>{}{img}</picture>", sources.concat())
}

/// The files of `kinds` of the picture published at `png`.
///
/// # Errors
/// When one that the build has made can't be read.
pub fn published(
    root: &Path,
    png: &str,
    kinds: &[Kind],
    memory: &Memory,
) -> Result<Vec<File>, Error> {
    let file = |kind: &Kind| {
        let path = url(png, *kind).trim_start_matches('/').to_owned();
        let key = hash_of(&path);
        let bytes = if memory.has(&path, key) {
            None
        } else {
            let source = file(root, png, *kind);
            Some(fs::read(&source).map_err(Error::io(&source))?)
        };
        Ok(File { path, key, bytes })
    };
    kinds.iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_kind_comes_first_and_the_png_last() {
        let html = around("/images/a-12345678.png", &[Kind::Avif, Kind::Webp], "<img>");
        assert_eq!(
            html,
            "<picture><source type=\"image/avif\" srcset=\"/images/a-12345678.avif\">\
             <source type=\"image/webp\" srcset=\"/images/a-12345678.webp\"><img></picture>"
        );
        assert_eq!(around("/images/a-12345678.png", &[], "<img>"), "<img>");
    }

    #[test]
    fn only_what_is_there_and_smaller_is_offered() {
        let root = std::env::temp_dir().join(format!("escale-kinds-{}", std::process::id()));
        let made = root.join("build/images");
        fs::create_dir_all(&made).unwrap();
        fs::write(made.join("a-12345678.avif"), [1; 10]).unwrap();
        fs::write(made.join("a-12345678.webp"), [1; 30]).unwrap();
        let kinds = |bytes, url| {
            fs::write(root.join("a.png"), vec![1; bytes]).unwrap();
            of(&root, "a.png", url)
        };
        let url = "/images/a-12345678.png";
        assert_eq!(kinds(40, url), [Kind::Avif, Kind::Webp]);
        assert_eq!(kinds(20, url), [Kind::Avif]);
        assert_eq!(kinds(40, "/images/b-12345678.png"), []);
        fs::remove_dir_all(&root).unwrap();
    }
}
