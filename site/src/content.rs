//! Reads `content/`: which file becomes which address, and what its front matter says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::value::Datetime;

use crate::Error;

/// Folders of `content/` and where their pages live. A folder may be absent.
const ROOTS: &[(&str, &str)] = &[
    ("help", "/aide/"),
    ("projet", "/aide/projet/"),
    ("legal", "/"),
];

/// The line that opens and closes the front matter.
const FENCE: &str = "+++";

/// A page as written: its front matter and its Markdown.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file.
    pub path: PathBuf,
    /// Its address, with a slash at the end.
    pub url: String,
    /// What the page says about itself.
    pub matter: FrontMatter,
    /// The Markdown under the front matter.
    pub body: String,
    /// Line of the file at which `body` begins, from 1: messages name lines of the file.
    pub body_line: usize,
}

/// The lines between `+++`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The heading of the page; the body starts under it.
    pub title: String,
    /// One sentence, shown under the title and in lists.
    pub summary: String,
    /// Whom the page is for.
    #[serde(default)]
    pub audience: Audience,
    /// Last time the words changed, a date: `updated = 2026-11-21`.
    pub updated: Datetime,
    /// Place among its neighbours, smallest first; then by title.
    #[serde(default = "last")]
    pub order: u32,
}

/// Whom a page is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody.
    #[default]
    Tous,
    /// People who get mail.
    Domicilies,
    /// People who receive and hand over mail.
    Structures,
    /// Services that receive orientations.
    Services,
    /// People who run Escale.
    Exploitants,
    /// People who build Escale.
    Projet,
}

impl Audience {
    /// « Pour les structures »; nothing for everybody.
    #[must_use]
    pub fn in_words(self) -> Option<&'static str> {
        match self {
            Self::Tous => None,
            Self::Domicilies => Some("Pour les domiciliés"),
            Self::Structures => Some("Pour les structures"),
            Self::Services => Some("Pour les services"),
            Self::Exploitants => Some("Pour qui exploite Escale"),
            Self::Projet => Some("Pour qui construit Escale"),
        }
    }
}

fn last() -> u32 {
    u32::MAX
}

/// Every page under `content/`, sorted by address.
///
/// # Errors
/// When a file cannot be read, a front matter is wrong, or two files would have the same address.
pub fn load(content: &Path) -> Result<Vec<Source>, Error> {
    let mut found = BTreeMap::new();
    for (folder, url) in ROOTS {
        let dir = content.join(folder);
        if dir.is_dir() {
            walk(&dir, url, &mut found)?;
        }
    }
    Ok(found.into_values().collect())
}

fn walk(dir: &Path, url: &str, found: &mut BTreeMap<String, Source>) -> Result<(), Error> {
    for entry in fs::read_dir(dir).map_err(Error::io(dir))? {
        let path = entry.map_err(Error::io(dir))?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() {
            walk(&path, &format!("{url}{name}/"), found)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let address = if name == "index" {
                url.to_owned()
            } else {
                format!("{url}{name}/")
            };
            let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
            let source = parse(path, address, &text)?;
            if let Some(first) = found.get(&source.url) {
                return Err(same_address(first, source));
            }
            found.insert(source.url.clone(), source);
        }
    }
    Ok(())
}

fn same_address(first: &Source, second: Source) -> Error {
    Error::SameAddress {
        url: second.url,
        first: first.path.clone(),
        second: second.path,
    }
}

/// Splits a file into front matter and body.
fn parse(path: PathBuf, url: String, text: &str) -> Result<Source, Error> {
    let wrong = |line, reason: &str| Error::FrontMatter {
        path: path.clone(),
        line,
        reason: reason.to_owned(),
    };
    let inner = text
        .strip_prefix(FENCE)
        .and_then(|rest| rest.strip_prefix('\n'))
        .ok_or_else(|| {
            wrong(
                1,
                "the file must begin with a line +++, then title, summary, updated",
            )
        })?;
    let end = inner
        .find("\n+++\n")
        .ok_or_else(|| wrong(1, "the front matter has no closing line +++"))?;
    let (head, rest) = inner.split_at(end);
    let matter: FrontMatter = toml::from_str(head).map_err(|error| {
        let before = error.span().map_or(0, |span| span.start.min(head.len()));
        wrong(2 + lines_before(head, before), error.message())
    })?;
    if matter
        .updated
        .date
        .and_then(crate::dates::in_words)
        .is_none()
    {
        return Err(wrong(2, "`updated` must be a date, such as 2026-11-21"));
    }
    let body = rest.trim_start_matches("\n+++\n");
    let body_line = 1 + lines_before(text, text.len() - body.len());
    Ok(Source {
        path,
        url,
        matter,
        body: body.to_owned(),
        body_line,
    })
}

/// How many lines end before byte `at` of `text`.
#[must_use]
pub fn lines_before(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\ntitle = \"A\"\nsummary = \"B\"\nupdated = 2026-11-21\n+++\n\nTexte.\n";

    fn parsed(text: &str) -> Result<Source, Error> {
        parse(PathBuf::from("page.md"), "/aide/page/".to_owned(), text)
    }

    #[test]
    fn a_page_has_its_matter_and_its_body() {
        let page = parsed(GOOD).unwrap();
        assert_eq!(page.matter.title, "A");
        assert_eq!(page.matter.audience, Audience::Tous);
        assert_eq!(page.body.trim(), "Texte.");
        assert_eq!(page.body_line, 6);
    }

    #[test]
    fn a_mistake_says_file_line_and_what() {
        for (text, line, words) in [
            ("Texte.", 1, "must begin with"),
            ("+++\ntitle = \"A\"\n", 1, "no closing line"),
            (
                "+++\ntitle = \"A\"\nupdated = 2026-11-21\n+++\n",
                2,
                "missing field `summary`",
            ),
            (
                &GOOD.replace("summary", "sumary"),
                3,
                "unknown field `sumary`",
            ),
            (&GOOD.replace("2026-11-21", "10:00:00"), 2, "must be a date"),
            (&GOOD.replace("\"B\"", "\"B"), 3, "string"),
        ] {
            let message = parsed(text).unwrap_err().to_string();
            assert!(
                message.starts_with(&format!("page.md:{line}: ")),
                "{message}"
            );
            assert!(message.contains(words), "{message} should say {words}");
        }
    }

    #[test]
    fn an_unknown_audience_lists_the_known_ones() {
        let text = GOOD.replace("updated", "audience = \"gens\"\nupdated");
        let message = parsed(&text).unwrap_err().to_string();
        assert!(
            message.contains("gens") && message.contains("domicilies"),
            "{message}"
        );
    }
}
