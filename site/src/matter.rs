//! Front matter: what a page says about itself, between two lines `+++`.

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::dates::Day;

/// The line that opens and closes the front matter.
const FENCE: &str = "+++";

/// The lines between `+++`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// The heading of the page; the body starts under it.
    pub title: String,
    /// One sentence, shown under the title and in lists.
    pub summary: String,
    /// Whom the page is for.
    pub audience: Audience,
    /// Last time the words changed.
    pub updated: Day,
    /// Place among its neighbours, smallest first; then by title.
    pub order: u32,
    /// Whether it is still being written: left out of what is put online.
    pub draft: bool,
    /// The section of the folder's page that lists it.
    pub group: Option<String>,
    /// Addresses it had before, which lead to it now.
    pub moved_from: Vec<String>,
}

/// Whom a page is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// What writers write for each audience.
const AUDIENCES: [(&str, Audience); 6] = [
    ("tous", Audience::Tous),
    ("domicilies", Audience::Domicilies),
    ("structures", Audience::Structures),
    ("services", Audience::Services),
    ("exploitants", Audience::Exploitants),
    ("projet", Audience::Projet),
];

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

/// A mistake in the front matter: the line of the file, from 1, and what is wrong.
pub type Wrong = (usize, String);

/// Where the front matter of `text` is, and where the body under it begins, in bytes.
fn split(text: &str) -> Result<(&str, usize), Wrong> {
    let inner = text
        .strip_prefix(FENCE)
        .and_then(|rest| rest.strip_prefix('\n'))
        .ok_or_else(|| {
            let what = "la page doit commencer par une ligne +++, puis title, summary, updated";
            (1, what.to_owned())
        })?;
    let end = inner
        .find("\n+++\n")
        .ok_or_else(|| (1, "il manque la ligne +++ qui ferme l’en-tête".to_owned()))?;
    let head = &inner[..end];
    Ok((head, FENCE.len() + 1 + end + "\n+++\n".len()))
}

/// Where the body of `text` begins, in bytes: at its end when it has no front matter.
#[must_use]
pub fn body_at(text: &str) -> usize {
    split(text).map_or(text.len(), |(_, at)| at)
}

/// What `text` says about itself.
///
/// # Errors
/// Everything that is wrong in the front matter.
pub fn read(text: &str) -> Result<FrontMatter, Vec<Wrong>> {
    let (head, _) = split(text).map_err(|wrong| vec![wrong])?;
    let table: Table = head.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start.min(head.len()));
        vec![(2 + lines_before(head, at), error.message().to_owned())]
    })?;
    let mut fields = Fields {
        head,
        table,
        wrong: Vec::new(),
    };
    let matter = fields.matter();
    fields.nothing_else();
    match matter {
        Some(matter) if fields.wrong.is_empty() => Ok(matter),
        _ => Err(fields.wrong),
    }
}

struct Fields<'a> {
    head: &'a str,
    table: Table,
    wrong: Vec<Wrong>,
}

impl Fields<'_> {
    /// The front matter; `None`, and why, when something it needs is missing.
    fn matter(&mut self) -> Option<FrontMatter> {
        let title = self.words("title");
        let summary = self.words("summary");
        let updated = self.day("updated");
        let audience = self.audience();
        let order = self.optional("order", "un nombre entier", |value| {
            value
                .as_integer()
                .and_then(|number| u32::try_from(number).ok())
        });
        let draft = self.optional("draft", "true ou false", Value::as_bool);
        let group = self.optional("group", "quelques mots entre guillemets", words);
        let moved_from = self.optional(
            "moved_from",
            "une liste d’adresses, comme [\"/aide/avant/\"]",
            |value| value.as_array()?.iter().map(address).collect(),
        );
        Some(FrontMatter {
            title: title?,
            summary: summary?,
            audience,
            updated: updated?,
            order: order.unwrap_or(u32::MAX),
            draft: draft.unwrap_or_default(),
            group,
            moved_from: moved_from.unwrap_or_default(),
        })
    }

    fn words(&mut self, key: &str) -> Option<String> {
        if !self.table.contains_key(key) {
            self.wrong
                .push((1, format!("il manque `{key}` dans l’en-tête")));
        }
        self.optional(key, "des mots entre guillemets", words)
    }

    fn day(&mut self, key: &str) -> Option<Day> {
        if !self.table.contains_key(key) {
            self.wrong
                .push((1, format!("il manque `{key}` dans l’en-tête")));
        }
        self.optional(key, "un jour, comme 2026-11-21", |value| {
            value.as_datetime().copied().and_then(Day::of)
        })
    }

    fn audience(&mut self) -> Audience {
        let known = AUDIENCES.map(|(name, _)| name).join(", ");
        self.optional(
            "audience",
            &format!("l’un de ces mots : {known}"),
            |value| {
                let written = value.as_str()?;
                AUDIENCES
                    .iter()
                    .find(|(name, _)| *name == written)
                    .map(|(_, audience)| *audience)
            },
        )
        .unwrap_or_default()
    }

    /// The value of `key`, if it is there and `read` makes something of it.
    fn optional<T>(
        &mut self,
        key: &str,
        must_be: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.table.remove(key)?;
        let found = read(&value);
        if found.is_none() {
            let line = self.line_of(key);
            self.wrong
                .push((line, format!("`{key}` doit être {must_be}")));
        }
        found
    }

    /// What no page may say.
    fn nothing_else(&mut self) {
        let others: Vec<String> = self.table.keys().cloned().collect();
        for key in others {
            let line = self.line_of(&key);
            self.wrong.push((
                line,
                format!("`{key}` n’existe pas dans l’en-tête d’une page"),
            ));
        }
    }

    fn line_of(&self, key: &str) -> usize {
        let says = |line: &str| {
            line.trim_start()
                .trim_start_matches('[')
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(['=', '.', ']']))
        };
        2 + self.head.lines().position(says).unwrap_or_default()
    }
}

fn words(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn address(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let plain = text.starts_with('/') && !text.contains(char::is_whitespace);
    plain.then(|| text.to_owned())
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

    #[test]
    fn a_page_has_its_matter_and_its_body() {
        let matter = read(GOOD).unwrap();
        assert_eq!((matter.title.as_str(), matter.summary.as_str()), ("A", "B"));
        assert_eq!(matter.audience, Audience::Tous);
        assert!(!matter.draft && matter.group.is_none() && matter.moved_from.is_empty());
        assert_eq!(&GOOD[body_at(GOOD)..], "\nTexte.\n");
    }

    #[test]
    fn everything_a_page_may_say_is_read() {
        let text = GOOD.replace(
            "updated",
            "audience = \"services\"\norder = 3\ndraft = true\ngroup = \"Le matin\"\nmoved_from = [\"/aide/a/\"]\nupdated",
        );
        let matter = read(&text).unwrap();
        assert_eq!(
            (matter.audience, matter.order, matter.draft),
            (Audience::Services, 3, true)
        );
        assert_eq!(matter.group.as_deref(), Some("Le matin"));
        assert_eq!(matter.moved_from, ["/aide/a/"]);
    }

    #[test]
    fn a_mistake_says_its_line_and_what() {
        for (text, line, words) in [
            ("Texte.", 1, "doit commencer"),
            ("+++\ntitle = \"A\"\n", 1, "qui ferme"),
            (
                &*GOOD.replace("summary = \"B\"\n", ""),
                1,
                "il manque `summary`",
            ),
            (&*GOOD.replace("\"A\"", "\" \""), 2, "`title` doit être"),
            (&*GOOD.replace("2026-11-21", "10:00:00"), 4, "un jour"),
            (&*GOOD.replace("\"B\"", "\"B"), 3, ""),
            (
                &*GOOD.replace("updated", "audience = \"gens\"\nupdated"),
                4,
                "domicilies",
            ),
            (
                &*GOOD.replace("updated", "order = \"un\"\nupdated"),
                4,
                "nombre entier",
            ),
            (
                &*GOOD.replace("updated", "moved_from = [\"avant\"]\nupdated"),
                4,
                "liste d’adresses",
            ),
        ] {
            let wrong = read(text).unwrap_err();
            assert!(
                wrong
                    .iter()
                    .any(|(at, what)| *at == line && what.contains(words)),
                "{wrong:?} should say {words} at line {line}"
            );
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let text = GOOD.replace("summary", "sumary").replace("\"A\"", "12");
        let wrong = read(&text).unwrap_err();
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong.contains(&(
            3,
            "`sumary` n’existe pas dans l’en-tête d’une page".to_owned()
        )));
    }
}
