//! What is said to people in their own language: a catalog of messages for each (`content/locales/<code>.ftl`, in the
//! syntax of Fluent), with the plural rules of that language, its dates and its direction.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use chrono::Datelike;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::{
    clock::Day,
    error::{Error, Result},
};

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its code, ISO 639-1.
    pub code: &'static str,
    /// Its name in French.
    pub name: &'static str,
    /// Is it written from right to left?
    pub rtl: bool,
    catalog: &'static str,
}

macro_rules! languages {
    ($($code:literal $name:literal $rtl:literal;)*) => {
        /// Every language that the product speaks, French first.
        pub const LANGUAGES: &[Language] = &[$(Language {
            code: $code, name: $name, rtl: $rtl,
            catalog: include_str!(concat!("../../../../content/locales/", $code, ".ftl")),
        }),*];
    };
}

languages! {
    "fr" "Français" false;
    "en" "Anglais" false;
    "es" "Espagnol" false;
    "pt" "Portugais" false;
    "ar" "Arabe" true;
    "ro" "Roumain" false;
    "ru" "Russe" false;
    "uk" "Ukrainien" false;
}

/// French.
pub const FRENCH: &Language = match LANGUAGES {
    [french, ..] => french,
    [] => panic!("no language at all"),
};

/// The language of that code, if the product speaks it.
#[must_use]
pub fn language(code: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.code == code)
}

/// What is said to whoever speaks the language of `code` best (none: French): in that language, or in French and in
/// English where we do not speak it.
#[must_use]
pub fn languages_for(code: Option<&str>) -> Vec<&'static Language> {
    match code {
        None => vec![FRENCH],
        Some(code) => match language(code) {
            Some(language) => vec![language],
            None => [FRENCH].into_iter().chain(language("en")).collect(),
        },
    }
}

/// What fills a place in a message.
#[derive(Debug, Clone)]
pub enum Filling {
    /// Words, as they are.
    Text(String),
    /// A number: the message may agree with it.
    Number(i64),
}

impl From<&str> for Filling {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Filling {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

type Catalog = FluentBundle<FluentResource>;

thread_local! {
    /// The catalogs that were needed so far; each is read once per isolate.
    static CATALOGS: RefCell<BTreeMap<&'static str, Rc<Catalog>>> = const { RefCell::new(BTreeMap::new()) };
}

impl Language {
    /// « rtl » or « ltr », for HTML.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    /// The message `key`, its places filled. In a language written from right to left, what fills them is kept apart by
    /// invisible characters, so that a French name does not turn the sentence around.
    ///
    /// # Errors
    /// [`Error::Internal`] when the catalog does not have it, or asks for what is not there.
    pub fn say(&self, key: &str, fillings: &[(&'static str, Filling)]) -> Result<String> {
        let catalog = self.catalog()?;
        let wrong = || Error::internal(self.code, format!("the message {key}"));
        let message = catalog.get_message(key).ok_or_else(wrong)?;
        let pattern = message.value().ok_or_else(wrong)?;
        let mut args = FluentArgs::with_capacity(fillings.len());
        for (name, filling) in fillings {
            args.set(
                *name,
                match filling {
                    Filling::Text(text) => FluentValue::from(text.as_str()),
                    Filling::Number(number) => FluentValue::from(*number),
                },
            );
        }
        let mut errors = Vec::new();
        let said = catalog.format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            Ok(said.into_owned())
        } else {
            Err(wrong())
        }
    }

    /// A day, as one writes it in this language.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn date(&self, day: Day) -> Result<String> {
        let said = self.say(
            "date",
            &[
                ("jour", i64::from(day.0.day()).into()),
                ("mois", i64::from(day.0.month()).into()),
                ("annee", day.0.year().to_string().into()),
            ],
        )?;
        Ok(without_marks(&said))
    }

    fn catalog(&self) -> Result<Rc<Catalog>> {
        if let Some(known) = CATALOGS.with_borrow(|known| known.get(self.code).cloned()) {
            return Ok(known);
        }
        let read = Rc::new(self.read()?);
        CATALOGS.with_borrow_mut(|known| known.insert(self.code, Rc::clone(&read)));
        Ok(read)
    }

    fn read(&self) -> Result<Catalog> {
        let wrong = |what: &str| Error::internal(self.code, what);
        let code = self.code.parse().map_err(|_code| wrong("its code"))?;
        let messages = FluentResource::try_new(self.catalog.to_owned());
        let messages = messages.map_err(|_mistakes| wrong("its catalog"))?;
        let mut catalog = FluentBundle::new(vec![code]);
        catalog.set_use_isolating(self.rtl);
        catalog
            .add_resource(messages)
            .map_err(|_twice| wrong("a message is there twice"))?;
        Ok(catalog)
    }
}

/// The same without the invisible characters that keep directions apart, for where there is no place for them.
#[must_use]
pub fn without_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::FluentResource;

    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    /// The names of the messages of a catalog.
    fn keys(text: &str) -> BTreeSet<String> {
        FluentResource::try_new(text.to_owned()).expect("a catalog");
        text.lines()
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn every_catalog_says_the_same_things() {
        let french = keys(FRENCH.catalog);
        assert!(french.len() > 10, "{french:?}");
        for language in LANGUAGES {
            assert_eq!(keys(language.catalog), french, "{}", language.code);
            assert!(
                language.catalog.starts_with("# "),
                "{} says who has read it again",
                language.code
            );
        }
    }

    #[test]
    fn every_message_is_said_somewhere() {
        let said = [
            include_str!("mod.rs"),
            include_str!("../../notifications/texts.rs"),
            include_str!("../../notifications/stop_pages.rs"),
        ]
        .concat();
        for key in keys(FRENCH.catalog) {
            assert!(
                said.contains(&format!("\"{key}\"")),
                "nobody says « {key} »"
            );
        }
    }

    #[test]
    fn every_language_offered_has_its_catalog_and_no_catalog_is_forgotten() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/locales");
        let there: BTreeSet<String> = std::fs::read_dir(folder)
            .expect("the catalogs")
            .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
            .collect();
        let offered: BTreeSet<String> = LANGUAGES.iter().map(|it| it.code.to_owned()).collect();
        assert_eq!(there, offered);
    }

    #[test]
    fn a_catalog_that_lacks_a_message_is_seen() {
        assert_eq!(
            keys("# x\nun = Un\ndeux = Deux { $a ->\n    [1] a = b\n   *[other] c\n}\n").len(),
            2
        );
        assert!(FRENCH.say("nothing-of-the-kind", &[]).is_err());
        assert!(FRENCH.say("date", &[]).is_err(), "a place left empty");
    }

    #[test]
    fn a_day_is_written_as_each_language_does() {
        let first = day("2026-12-01");
        for (code, written) in [
            ("fr", "1er décembre 2026"),
            ("en", "1 December 2026"),
            ("es", "1 de diciembre de 2026"),
            ("pt", "1 de dezembro de 2026"),
            ("ro", "1 decembrie 2026"),
            ("ru", "1 декабря 2026 г."),
            ("uk", "1 грудня 2026 р."),
            ("ar", "1 ديسمبر 2026"),
        ] {
            let language = language(code).expect("spoken");
            assert_eq!(language.date(first).ok().as_deref(), Some(written));
        }
    }

    #[test]
    fn numbers_agree_as_each_language_wants() {
        let said = |code: &str, number: i64| {
            let language = language(code).expect("spoken");
            let rest = number % 100;
            let fillings = [("jours", number.into()), ("reste", rest.into())];
            let said = language.say("absence", &fillings);
            without_marks(&said.expect("a sentence"))
        };
        assert!(said("ru", 61).contains("61 день"), "{}", said("ru", 61));
        assert!(said("ru", 62).contains("62 дня"));
        assert!(said("ru", 80).contains("80 дней"));
        assert!(said("uk", 61).contains("61 день"));
        assert!(said("uk", 65).contains("65 днів"));
        assert!(said("ar", 62).contains("62 يومًا"));
        assert!(said("ar", 105).contains("105 أيام"));
        assert!(said("ar", 101).contains("101 يوم."));
        assert!(said("ro", 61).contains("61 de zile"));
        assert!(said("fr", 60).contains("60 jours"));
    }

    #[test]
    fn whoever_speaks_another_language_reads_french_and_english() {
        let codes = |code| -> Vec<_> { languages_for(code).iter().map(|it| it.code).collect() };
        assert_eq!(codes(None), ["fr"]);
        assert_eq!(codes(Some("ar")), ["ar"]);
        assert_eq!(codes(Some("bn")), ["fr", "en"]);
    }
}
