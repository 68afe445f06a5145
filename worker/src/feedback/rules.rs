//! What may be said of a page of the help, how much of it a day, how long it is kept, and which pages helped least.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::edge::form::{Checks, FieldError};

/// The longest comment, in characters.
pub const COMMENT_CHARS_MAX: usize = 500;
/// Answers from one place on one day: a day centre shares one address.
pub const ANSWERS_OF_A_PLACE: i64 = 20;
/// Answers from everywhere on one day.
pub const ANSWERS_OF_A_DAY: i64 = 1_000;
/// The days that the list of an operateur counts.
pub const COUNTED_DAYS: i64 = 90;
/// Everything is forgotten after so many months.
pub const KEPT_MONTHS: u32 = 12;

/// The longest address of a page, in characters.
const PAGE_CHARS_MAX: usize = 200;
const ROOT: &str = "/aide/";

/// The address of a page of the help, such as `/aide/structures/donner-l-acces/`. Whether there is such a page only the site knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage(String);

impl HelpPage {
    /// Reads one from a form or an address; `None` when it can't be one: it leads nowhere else than into the help.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folders = text.strip_prefix(ROOT)?;
        let word = |part: &str| {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            plain(part.bytes().next().unwrap_or_default())
                && part.bytes().all(|byte| plain(byte) || byte == b'-')
        };
        let fine = folders.is_empty()
            || folders
                .strip_suffix('/')
                .is_some_and(|inside| inside.split('/').all(word));
        (fine && text.len() <= PAGE_CHARS_MAX).then(|| Self(text.to_owned()))
    }

    /// Its text, as in the database and in links.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody says of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which page.
    pub page: HelpPage,
    /// Did it help?
    pub utile: bool,
    /// What they add.
    pub commentaire: Option<String>,
}

/// A comment as kept: without what nobody sees, and nothing when there are no words.
fn comment(typed: &str) -> Option<String> {
    let seen = |c: &char| !c.is_control() || *c == '\n';
    let text: String = typed.chars().filter(seen).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What is said, or the mistakes of the form.
///
/// # Errors
/// The mistakes.
pub fn checked(page: HelpPage, utile: bool, typed: &str) -> Result<Said, Vec<FieldError>> {
    let commentaire = comment(typed);
    let length = commentaire.as_deref().unwrap_or_default().chars().count();
    let mut checks = Checks::default();
    checks.require(
        length <= COMMENT_CHARS_MAX,
        "commentaire",
        &format!("Le commentaire a {length} caractères. Il peut en avoir {COMMENT_CHARS_MAX}."),
    );
    checks.done(Said {
        page,
        utile,
        commentaire,
    })
}

/// How often a page helped, and how often not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Its address.
    pub page: String,
    /// « Oui ».
    pub oui: i64,
    /// « Non ».
    pub non: i64,
}

/// The counts of several days made one a page: first those that most often did not help, then those that least often did.
#[must_use]
pub fn worst_first(days: Vec<Count>) -> Vec<Count> {
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for day in days {
        let sum = sums.entry(day.page).or_default();
        sum.0 += day.oui;
        sum.1 += day.non;
    }
    let mut pages: Vec<Count> = sums
        .into_iter()
        .map(|(page, (oui, non))| Count { page, oui, non })
        .collect();
    pages.sort_by_key(|page| (Reverse(page.non), page.oui));
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(text: &str) -> HelpPage {
        HelpPage::parse(text).expect("a page of the help")
    }

    #[test]
    fn only_addresses_of_the_help_are_pages_of_it() {
        for text in [
            "/aide/",
            "/aide/structures/",
            "/aide/domicilies/lire-ma-page/",
            "/aide/projet/decisions/courriels/",
        ] {
            assert_eq!(help(text).as_str(), text);
        }
        for text in [
            "",
            "/",
            "/aide",
            "/aide/structures",
            "/aide//",
            "/aide/../gestion/",
            "/aide/./",
            "/aide/-/",
            "/aide/A/",
            "/aide/é/",
            "/aide/a b/",
            "/aide/a?b/",
            "/aide/a%2f/",
            "/aide/a\n/",
            "//evil.test/aide/",
            "https://evil.test/aide/a/",
            "/aide/a//b/",
            "/aide/\\evil.test/",
            " /aide/a/",
        ] {
            assert_eq!(HelpPage::parse(text), None, "{text:?}");
        }
        let long = format!("/aide/{}/", "a".repeat(PAGE_CHARS_MAX));
        assert_eq!(HelpPage::parse(&long), None);
    }

    #[test]
    fn a_comment_has_words_and_an_end() {
        let said = |typed: &str| checked(help("/aide/"), false, typed);
        let of = |typed: &str| said(typed).expect("a comment").commentaire;
        assert_eq!(of("  \n\t "), None);
        assert_eq!(
            of(" Où est\nle\u{7} bouton ? ").as_deref(),
            Some("Où est\nle bouton ?")
        );
        assert!(of(&"é".repeat(COMMENT_CHARS_MAX)).is_some());
        let mistakes = said(&"é".repeat(COMMENT_CHARS_MAX + 1)).expect_err("too long");
        assert!(
            mistakes
                .iter()
                .all(|it| it.champ == "commentaire" && it.message.contains("501"))
        );
    }

    #[test]
    fn the_page_that_helped_least_comes_first() {
        let day = |page: &str, oui, non| Count {
            page: page.to_owned(),
            oui,
            non,
        };
        let days = vec![
            day("/aide/a/", 9, 2),
            day("/aide/b/", 1, 1),
            day("/aide/c/", 0, 2),
            day("/aide/b/", 0, 2),
        ];
        assert_eq!(
            worst_first(days),
            [
                day("/aide/b/", 1, 3),
                day("/aide/c/", 0, 2),
                day("/aide/a/", 9, 2)
            ]
        );
    }
}
