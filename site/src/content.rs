//! Finds what `content/` holds: which file becomes which address, and what its pages know of each other.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::error::Mistake;
use crate::markdown::{self, Facts, Rendered};
use crate::matter::{self, FrontMatter};
use crate::memory::{Stamp, settled_stamp_of};

/// Folders of `content/` and where their pages live. A folder may be absent.
const ROOTS: &[(&str, &str)] = &[
    ("content/help/", "/aide/"),
    ("content/projet/", "/aide/projet/"),
    ("content/legal/", "/"),
];

/// What a page's file says, as far as others need to know; remembered between builds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Tells the text of the file from any other.
    pub hash: u64,
    /// With the same one, the file is not read again.
    pub stamp: Option<Stamp>,
    /// What the page says about itself.
    pub matter: FrontMatter,
    /// Its headings, links and images.
    pub facts: Facts,
}

/// A page of `content/`.
#[derive(Debug)]
pub struct Page {
    /// The file, from the root of the repository, with `/` between folders.
    pub path: String,
    /// Its address, with a slash at the end.
    pub url: String,
    /// The file, from where the program runs.
    pub file: PathBuf,
    /// What others need to know.
    pub known: Known,
    /// The body, when it had to be rendered to know the rest.
    pub html: Option<String>,
    /// What is wrong with the page alone.
    pub mistakes: Vec<Mistake>,
}

impl Page {
    /// The body as HTML, with a mark where each image goes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn body(&self) -> Result<String, Error> {
        if let Some(html) = &self.html {
            return Ok(html.clone());
        }
        let text = fs::read_to_string(&self.file).map_err(Error::io(&self.file))?;
        Ok(rendered(&self.path, &text).html)
    }

    /// The mistake `what` in this page.
    #[must_use]
    pub fn mistake(&self, line: usize, what: String) -> Mistake {
        Mistake {
            path: self.path.clone(),
            line,
            what,
        }
    }

    /// The line of the front matter that names `key`; the first line without one.
    #[must_use]
    pub fn line_of(&self, key: &str) -> usize {
        let named = |line: &str| line.starts_with(key);
        let text = fs::read_to_string(&self.file).unwrap_or_default();
        text.lines().position(named).map_or(1, |at| at + 1)
    }
}

/// Tells `thing` from any other.
#[must_use]
pub fn hash_of(thing: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

/// Every file under `content/` of the repository at `root`: its path from there, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(root: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    walk(root, "content/", &mut found)?;
    found.sort_unstable();
    Ok(found)
}

fn walk(root: &Path, folder: &str, found: &mut Vec<String>) -> Result<(), Error> {
    let dir = root.join(folder);
    for entry in fs::read_dir(&dir).map_err(Error::io(&dir))? {
        let entry = entry.map_err(Error::io(&dir))?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        if entry.file_type().map_err(Error::io(&dir))?.is_dir() {
            walk(root, &format!("{folder}{name}/"), found)?;
        } else {
            found.push(format!("{folder}{name}"));
        }
    }
    Ok(())
}

/// The address of the page that the file at `path` is; `None` when it is no page.
#[must_use]
pub fn address_of(path: &str) -> Option<String> {
    let (root, url) = ROOTS.iter().find(|(root, _)| path.starts_with(root))?;
    let inner = path.strip_prefix(root)?.strip_suffix(".md")?;
    Some(match inner.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{url}{folder}"),
        _ => format!("{url}{inner}/"),
    })
}

/// The page at `path`, or what is wrong with its front matter. `remembered` is what the last build knew of it: when the file has not
/// been touched it is not read, and when the text has not changed nothing is rendered.
///
/// # Errors
/// When the file cannot be read, or does not say what every page says.
pub fn read(root: &Path, path: &str, url: &str, remembered: Option<Known>) -> Result<Page, Error> {
    let file = root.join(path);
    let stamp = settled_stamp_of(&file);
    let page = |known, file| Page {
        path: path.to_owned(),
        url: url.to_owned(),
        file,
        known,
        html: None,
        mistakes: Vec::new(),
    };
    let untouched = |known: &Known| stamp.is_some() && known.stamp == stamp;
    let text = match remembered {
        Some(known) if untouched(&known) => return Ok(page(known, file)),
        remembered => {
            let text = fs::read_to_string(&file).map_err(Error::io(&file))?;
            if let Some(known) = remembered.filter(|known| known.hash == hash_of(&text)) {
                return Ok(page(Known { stamp, ..known }, file));
            }
            text
        }
    };
    let mut page = parse(path, url.to_owned(), &text)?;
    page.known.stamp = stamp;
    page.file = file;
    Ok(page)
}

/// The page whose file, at `path`, is `text`.
///
/// # Errors
/// What is wrong with the front matter.
pub fn parse(path: &str, url: String, text: &str) -> Result<Page, Error> {
    let Rendered {
        html,
        facts,
        mistakes,
    } = rendered(path, text);
    let mistake = |(line, what)| Mistake {
        path: path.to_owned(),
        line,
        what,
    };
    let matter = matter::read(text).map_err(|wrong| {
        let body = mistakes.iter().cloned();
        Error::Mistakes(wrong.into_iter().chain(body).map(mistake).collect())
    })?;
    Ok(Page {
        path: path.to_owned(),
        url,
        file: PathBuf::from(path),
        known: Known {
            hash: hash_of(text),
            stamp: None,
            matter,
            facts,
        },
        html: Some(html),
        mistakes: mistakes.into_iter().map(mistake).collect(),
    })
}

fn rendered(path: &str, text: &str) -> Rendered {
    let at = matter::body_at(text);
    let first_line = 1 + matter::lines_before(text, at);
    markdown::render(path, &text[at..], first_line)
}

/// `target` as written in the file at `path`, from the root of the repository: `a/b.md` and `../c.md` make `a/../c.md`, that is `c.md`.
#[must_use]
pub fn beside(path: &str, target: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            other => steps.push(other),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\ntitle = \"A\"\nsummary = \"B\"\nupdated = 2026-11-21\n+++\n\nTexte.\n";

    #[test]
    fn the_folder_says_the_address() {
        for (path, url) in [
            ("content/help/index.md", "/aide/"),
            ("content/help/a/index.md", "/aide/a/"),
            ("content/help/a/mon-index.md", "/aide/a/mon-index/"),
            ("content/projet/notes.md", "/aide/projet/notes/"),
            ("content/legal/cgu.md", "/cgu/"),
        ] {
            assert_eq!(address_of(path).as_deref(), Some(url));
        }
        assert_eq!(address_of("content/images/a.md"), None);
        assert_eq!(address_of("content/help/a.png"), None);
    }

    #[test]
    fn a_target_is_found_from_the_page() {
        assert_eq!(
            beside("content/help/a/x.md", "../b/y.md"),
            "content/help/b/y.md"
        );
        assert_eq!(
            beside("content/help/a/x.md", "./y.md"),
            "content/help/a/y.md"
        );
        assert_eq!(
            beside("content/help/a/x.md", "../../../README.md"),
            "README.md"
        );
    }

    #[test]
    fn front_matter_and_body_are_found_wrong_together() {
        let text = GOOD
            .replace("summary", "sumary")
            .replace("Texte.", "#### Trop bas");
        let error = parse("content/help/a.md", String::new(), &text).unwrap_err();
        let said = error.to_string();
        assert_eq!(said.lines().count(), 3, "{said}");
        assert!(said.contains("content/help/a.md:3: `sumary`"), "{said}");
        assert!(said.contains("content/help/a.md:7: "), "{said}");
    }

    #[test]
    fn what_has_not_changed_is_not_rendered_again() {
        let root = std::env::temp_dir().join(format!("escale-page-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let read = |known: Option<&Known>| read(&root, "a.md", "/a/", known.cloned());
        fs::write(root.join("a.md"), GOOD).unwrap();
        let first = read(None).unwrap();
        let again = read(Some(&first.known)).unwrap();
        assert!(first.html.is_some() && again.html.is_none());
        assert_eq!(again.known.matter, first.known.matter);
        assert_eq!(again.body().unwrap(), first.body().unwrap());
        fs::write(root.join("a.md"), GOOD.replace("Texte", "Autre")).unwrap();
        let changed = read(Some(&first.known)).unwrap();
        assert!(changed.body().unwrap().contains("Autre"));
        fs::remove_dir_all(&root).unwrap();
    }
}
