//! What is said to people in their own language: a catalog of messages for each (`content/locales/<code>.ftl`, in the
//! syntax of Fluent), with the plural rules of that language, its dates, its numbers and its direction. Shared by the
//! generator, which writes the pages where people sign in, and by the worker, which writes what follows.

mod choice;
mod dates;
mod words;

#[cfg(test)]
mod catalogs_tests;

pub use choice::{language, languages_for, preferred};
pub use dates::{Civil, Time};
pub use words::{Filling, without_marks};

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its code in our addresses: ISO 639-1, or `fr-falc` for French that is easy to read.
    pub code: &'static str,
    /// What `lang` says of it in HTML.
    pub lang: &'static str,
    /// Its own name: how people who read it find it in a menu.
    pub own_name: &'static str,
    /// Its name in French.
    pub name: &'static str,
    /// Is it written from right to left?
    pub rtl: bool,
    /// Its digits from 0 to 9, where they are not those of French.
    digits: Option<[char; 10]>,
    /// Between a number and its decimals.
    pub decimal: char,
    /// Has a person who speaks it read the catalog again? (`content/projet/langues.md`)
    pub reviewed: bool,
    /// Is it French made easy to read, with pictograms?
    pub easy: bool,
    catalog: &'static str,
}

/// A message that could not be said: a fault of a catalog or of whoever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The language.
    pub code: &'static str,
    /// The message, or what else is wrong.
    pub what: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.what)
    }
}

impl std::error::Error for Mistake {}

macro_rules! languages {
    ($($code:literal $own:literal $name:literal;)*) => {
        /// Every language that the product speaks, French first, in the order of the menus.
        pub const LANGUAGES: &[Language] = &[$(with_its_ways(
            $code, $own, $name, include_str!(concat!("../../../content/locales/", $code, ".ftl")),
        )),*];
    };
}

languages! {
    "fr" "Français" "Français";
    "fr-falc" "Français facile à lire" "Français facile à lire";
    "en" "English" "Anglais";
    "es" "Español" "Espagnol";
    "pt" "Português" "Portugais";
    "ar" "العربية" "Arabe";
    "fa" "فارسی" "Persan";
    "ro" "Română" "Roumain";
    "ru" "Русский" "Russe";
    "uk" "Українська" "Ukrainien";
    "am" "አማርኛ" "Amharique";
}

/// French.
pub const FRENCH: &Language = match LANGUAGES {
    [french, ..] => french,
    [] => panic!("no language at all"),
};

const PERSIAN: [char; 10] = ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'];

/// The language of that code with its direction, its digits, its decimals. Arabic is written with the digits of French,
/// as where most of its readers here come from and as on the papers they hold.
const fn with_its_ways(
    code: &'static str,
    own_name: &'static str,
    name: &'static str,
    catalog: &'static str,
) -> Language {
    let key = code.as_bytes();
    let easy = key.len() > 2;
    let french = matches!(key, [b'f', b'r', ..]);
    let persian = matches!(key, b"fa");
    Language {
        code,
        lang: if easy { "fr" } else { code },
        own_name,
        name,
        rtl: persian || matches!(key, b"ar"),
        digits: if persian { Some(PERSIAN) } else { None },
        decimal: match key {
            b"en" | b"am" => '.',
            b"fa" => '٫',
            _ => ',',
        },
        reviewed: french && !easy,
        easy,
        catalog,
    }
}

impl Language {
    /// « rtl » or « ltr », for HTML.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    /// The same text with the digits of this language.
    #[must_use]
    pub fn digits(&self, text: &str) -> String {
        let Some(own) = self.digits else {
            return text.to_owned();
        };
        let digit = |c: char| {
            let value = c.to_digit(10).and_then(|value| usize::try_from(value).ok());
            value.and_then(|value| own.get(value)).copied()
        };
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    }
}
