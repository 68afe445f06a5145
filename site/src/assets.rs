//! Style sheets and scripts: bundled, made small, named after their content.
//!
//! A bundle's name carries the first half of the SHA-256 of its bytes, so that it can be kept for ever by
//! browsers and still change at once when its content does.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::content::hash_of;

/// A file to publish under its fingerprinted address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// What templates call it: `portail.css`.
    pub name: String,
    /// Where it is published: `/assets/portail-1a2b3c4d.css`.
    pub url: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// Whether its name ends with `.extension`.
    #[must_use]
    pub fn is(&self, extension: &str) -> bool {
        Path::new(&self.name)
            .extension()
            .is_some_and(|found| found == extension)
    }
}

/// One style sheet a side of the product; each is an entry file in `assets/css/` that imports what it needs.
const STYLES: &[&str] = &["portail.css", "gestion.css", "aide.css"];

/// One script a side: modules of `assets/js/`, one small behaviour each, put one after the other.
const SCRIPTS: &[(&str, &[&str])] = &[
    (
        "portail.js",
        &[
            "afficher-mot-de-passe.js",
            "regles.js",
            "appareil-partage.js",
            "erreurs.js",
            "envoi-unique.js",
            "retour.js",
        ],
    ),
    (
        "gestion.js",
        &[
            "copier.js",
            "imprimer.js",
            "fichier.js",
            "brouillon.js",
            "replier.js",
            "recherche.js",
            "selection.js",
            "message.js",
            "motifs.js",
            "erreurs.js",
            "courrier-du-jour.js",
            "envois.js",
            "suivre.js",
            "annuler.js",
            "envoi-unique.js",
            "retour.js",
        ],
    ),
    ("lieux.js", &["autour.js", "carte.js"]),
    ("aide.js", &["recherche-aide.js"]),
];

/// The library of the map, as npm brings it: in `dist/`, what templates call each file. The build for strict policies: its worker is
/// a file too.
const MAP: &[(&str, &str)] = &[
    ("carte-maplibre.js", "maplibre-gl-csp.js"),
    ("carte-maplibre-worker.js", "maplibre-gl-csp-worker.js"),
    ("carte-maplibre.css", "maplibre-gl.css"),
    ("carte-maplibre.txt", "LICENSE.txt"),
];

/// The name and the address of each file of the map's library. npm never changes what it has published: the version in the address
/// is its fingerprint, so that a page can name them before npm has brought them.
///
/// # Errors
/// When `package.json`, beside `site_root`, does not say which version.
pub fn map_urls(site_root: &Path) -> Result<Vec<(String, String)>, Error> {
    let path = site_root.join("../package.json");
    let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
    let version = text
        .split_once("\"maplibre-gl\": \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(version, _)| version)
        .filter(|version| version.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        .ok_or_else(|| Error::Settings {
            path: path.clone(),
            reason: "it does not say which maplibre-gl, to a version".to_owned(),
        })?;
    let url = |name: &str| {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        format!("/assets/{stem}-{version}.{extension}")
    };
    Ok(MAP
        .iter()
        .map(|(name, _)| ((*name).to_owned(), url(name)))
        .collect())
}

/// The files of the map's library, from where npm has put them.
///
/// # Errors
/// As [`map_urls`], or when npm has not brought that version.
pub fn map_library(site_root: &Path) -> Result<Vec<Asset>, Error> {
    let library = site_root.join("../node_modules/maplibre-gl");
    let manifest = library.join("package.json");
    let brought = fs::read_to_string(&manifest).map_err(Error::io(&manifest))?;
    let urls = map_urls(site_root)?;
    let mut files = Vec::with_capacity(MAP.len());
    for ((name, file), (_, url)) in MAP.iter().zip(urls) {
        let version = url.rsplit_once('-').map_or("", |(_, rest)| rest);
        let version = version.rsplit_once('.').map_or("", |(version, _)| version);
        if !brought.contains(&format!("\"version\": \"{version}\"")) {
            return Err(Error::Settings {
                path: manifest,
                reason: format!("it is not maplibre-gl {version}: npm ci"),
            });
        }
        let path = library.join("dist").join(file);
        files.push(Asset {
            name: (*name).to_owned(),
            url,
            bytes: fs::read(&path).map_err(Error::io(&path))?,
        });
    }
    Ok(files)
}

/// The oldest browsers that must lay out well (old telephones): Chrome 60, Safari 12, Firefox 60.
fn targets() -> Targets {
    Targets::from(Browsers {
        chrome: Some(60 << 16),
        android: Some(60 << 16),
        safari: Some(12 << 16),
        ios_saf: Some(12 << 16),
        firefox: Some(60 << 16),
        ..Browsers::default()
    })
}

/// Bundles every style sheet and script found under `site_root/assets`.
///
/// # Errors
/// When a file cannot be read or a style sheet does not parse.
pub fn bundle(site_root: &Path) -> Result<Vec<Asset>, Error> {
    let assets = site_root.join("assets");
    let mut bundled = Vec::with_capacity(STYLES.len() + SCRIPTS.len());
    for name in STYLES {
        bundled.push(named(
            name,
            style(&assets.join("css").join(name))?.into_bytes(),
        ));
    }
    for (name, modules) in SCRIPTS {
        bundled.push(named(
            name,
            script(&assets.join("js"), modules)?.into_bytes(),
        ));
    }
    Ok(bundled)
}

/// Tells the sources of the style sheets and scripts found under `site_root/assets` from any others.
///
/// # Errors
/// When a file cannot be read.
pub fn sources(site_root: &Path) -> Result<u64, Error> {
    let mut all = Vec::new();
    for folder in ["assets/css", "assets/js"] {
        let folder = site_root.join(folder);
        for entry in fs::read_dir(&folder).map_err(Error::io(&folder))? {
            let path = entry.map_err(Error::io(&folder))?.path();
            let text = fs::read(&path).map_err(Error::io(&path))?;
            all.push((path, text));
        }
    }
    all.sort();
    Ok(hash_of(&all))
}

/// Follows the imports of a style sheet, lowers what old browsers lack, removes what nobody reads.
fn style(entry: &Path) -> Result<String, Error> {
    let refused = |reason: String| Error::Css {
        path: entry.to_owned(),
        reason,
    };
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler
        .bundle(entry)
        .map_err(|error| refused(error.to_string()))?;
    sheet
        .minify(MinifyOptions {
            targets: targets(),
            ..MinifyOptions::default()
        })
        .map_err(|error| refused(error.to_string()))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets: targets(),
            ..PrinterOptions::default()
        })
        .map_err(|error| refused(error.to_string()))?;
    Ok(printed.code)
}

/// Puts modules one after the other without their indentation and their comment lines.
///
/// Each module is a closed function, so order and neighbours do not matter; none has a text over several lines.
fn script(folder: &Path, modules: &[&str]) -> Result<String, Error> {
    let mut code = String::new();
    for module in modules {
        let path = folder.join(module);
        let source = fs::read_to_string(&path).map_err(Error::io(&path))?;
        let lines = source
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("//"));
        for line in lines {
            code.push_str(line);
            code.push('\n');
        }
    }
    Ok(code)
}

fn named(name: &str, bytes: Vec<u8>) -> Asset {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let url = format!("/assets/{stem}-{}.{extension}", fingerprint(&bytes));
    Asset {
        name: name.to_owned(),
        url,
        bytes,
    }
}

/// The first 8 hexadecimal digits of the SHA-256 of `bytes`.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(4)
        .fold(String::with_capacity(8), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn site() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn every_bundle_parses_and_has_content() {
        let bundled = bundle(&site()).unwrap();
        assert_eq!(bundled.len(), STYLES.len() + SCRIPTS.len());
        for asset in bundled {
            assert!(!asset.bytes.is_empty(), "{} is empty", asset.name);
        }
    }

    #[test]
    fn nothing_in_a_style_sheet_is_beyond_the_oldest_browsers() {
        for asset in bundle(&site())
            .unwrap()
            .iter()
            .filter(|asset| asset.is("css"))
        {
            let css = String::from_utf8(asset.bytes.clone()).unwrap();
            for unknown in [
                ":has(",
                "@layer",
                "aspect-ratio",
                "inset-",
                "inline-start",
                "inline-end",
                "color-mix",
                ":is(",
            ] {
                assert!(!css.contains(unknown), "{} has {unknown}", asset.name);
            }
            assert!(!css.contains("http"), "{} asks a third party", asset.name);
        }
    }

    #[test]
    fn the_address_follows_the_content() {
        let (before, after) = (
            named("a.css", b"a{}".to_vec()),
            named("a.css", b"b{}".to_vec()),
        );
        assert_ne!(before.url, after.url);
        assert_eq!(before.url, named("a.css", b"a{}".to_vec()).url);
        assert!(before.url.starts_with("/assets/a-"));
        assert_eq!(Path::new(&before.url).extension().unwrap(), "css");
    }

    #[test]
    fn the_map_is_named_by_its_version() {
        let urls = map_urls(&site()).unwrap();
        assert_eq!(urls.len(), MAP.len());
        for (name, url) in urls {
            let stem = name.rsplit_once('.').unwrap().0;
            let digit = url.strip_prefix(&format!("/assets/{stem}-")).unwrap();
            assert!(digit.starts_with(|c: char| c.is_ascii_digit()), "{url}");
        }
    }

    #[test]
    fn a_mistake_in_a_style_sheet_names_the_file() {
        let folder = std::env::temp_dir().join(format!("escale-css-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let entry = folder.join("faute.css");
        fs::write(&entry, "p { color: red; ::: }").unwrap();
        let error = style(&entry).unwrap_err();
        fs::remove_dir_all(&folder).unwrap();
        assert!(error.to_string().contains("faute.css"), "{error}");
    }

    #[test]
    fn scripts_are_plain_old_javascript() {
        for asset in bundle(&site())
            .unwrap()
            .iter()
            .filter(|asset| asset.is("js"))
        {
            let code = String::from_utf8(asset.bytes.clone()).unwrap();
            for modern in [
                "?.",
                "??",
                "import ",
                "export ",
                "localStorage",
                "innerHTML",
            ] {
                assert!(!code.contains(modern), "{} has {modern}", asset.name);
            }
        }
    }
}
