//! The catalogs, beside one another and beside whoever says their messages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

use super::*;

/// What a message is made of.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Made {
    /// The places that are filled.
    variables: BTreeSet<String>,
    /// The other messages it takes words from.
    messages: BTreeSet<String>,
    /// For each selector by plural, the categories it has words for.
    plurals: Vec<BTreeSet<String>>,
}

type Catalog = BTreeMap<String, Made>;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The messages of a catalog, and what each is made of.
fn read(text: &str) -> Catalog {
    let resource = FluentResource::try_new(text.to_owned());
    let resource = resource.unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut catalog = Catalog::new();
    for entry in resource.entries() {
        if let Entry::Message(message) = entry {
            let mut made = Made::default();
            take_pattern(message.value.as_ref().expect("words"), &mut made);
            let twice = catalog.insert(message.id.name.to_owned(), made);
            assert!(twice.is_none(), "{} is there twice", message.id.name);
        }
    }
    catalog
}

fn take_pattern(pattern: &Pattern<&str>, made: &mut Made) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            take(expression, made);
        }
    }
}

fn take(expression: &Expression<&str>, made: &mut Made) {
    match expression {
        Expression::Inline(inline) => take_inline(inline, made),
        Expression::Select { selector, variants } => {
            take_inline(selector, made);
            let mut names = BTreeSet::new();
            for variant in variants {
                take_pattern(&variant.value, made);
                if let VariantKey::Identifier { name } = &variant.key {
                    names.insert((*name).to_owned());
                }
            }
            if names.len() > 1 {
                made.plurals.push(names);
            }
        }
    }
}

fn take_inline(inline: &InlineExpression<&str>, made: &mut Made) {
    match inline {
        InlineExpression::VariableReference { id } => {
            made.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, .. } => {
            made.messages.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => take(expression, made),
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => positional.iter().for_each(|one| take_inline(one, made)),
        _ => {}
    }
}

/// Every place that is filled in `key`, those of the messages it takes words from included.
fn places(catalog: &Catalog, key: &str) -> BTreeSet<String> {
    let made = &catalog[key];
    let borrowed = made
        .messages
        .iter()
        .flat_map(|other| places(catalog, other));
    made.variables.iter().cloned().chain(borrowed).collect()
}

#[test]
fn every_catalog_says_the_same_things() {
    let french = read(FRENCH.catalog);
    assert!(french.len() > 200, "{}", french.len());
    for language in LANGUAGES {
        let other = read(language.catalog);
        let keys = |catalog: &Catalog| catalog.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = keys(&french).difference(&keys(&other)).cloned().collect();
        let more: Vec<_> = keys(&other).difference(&keys(&french)).cloned().collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", language.code);
        assert!(more.is_empty(), "{} has too much: {more:?}", language.code);
        for key in french.keys() {
            assert_eq!(
                places(&other, key),
                places(&french, key),
                "{}: the places of {key}",
                language.code
            );
        }
    }
}

#[test]
fn a_catalog_says_who_has_read_it_again() {
    for language in LANGUAGES {
        let first = language.catalog.lines().next().unwrap_or_default();
        assert!(first.starts_with("# "), "{}: {first}", language.code);
        assert_ne!(first.contains("non relue"), language.reviewed, "{first}");
    }
    let told = fs::read_to_string(repository().join("content/projet/langues.md")).expect("a page");
    for language in LANGUAGES {
        let state = if language.reviewed { "oui" } else { "non" };
        let line = format!("| {} | `{}` | {state} |", language.own_name, language.code);
        assert!(told.contains(&line), "langues.md lacks « {line} »");
    }
}

/// The files whose names end so, under a folder.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found
}

/// Everything that could say a message: the templates and the code, tests of catalogs aside.
fn sayers() -> Vec<(PathBuf, String)> {
    let root = repository();
    let code = |folder: &str| files(&root.join(folder), ".rs");
    let templates = |folder: &str| files(&root.join(folder), ".html");
    [
        code("worker/src"),
        code("site/src"),
        templates("worker/templates"),
        templates("site/templates"),
    ]
    .concat()
    .into_iter()
    .filter(|path| !path.ends_with("catalogs_tests.rs"))
    .map(|path| {
        let text = fs::read_to_string(&path).expect("a text");
        (path, text)
    })
    .collect()
}

#[test]
fn every_message_is_said_somewhere() {
    let french = read(FRENCH.catalog);
    let borrowed: BTreeSet<&String> = french.values().flat_map(|made| &made.messages).collect();
    let said: String = sayers().into_iter().map(|(_, text)| text).collect();
    let idle: Vec<&String> = french
        .keys()
        .filter(|key| !borrowed.contains(key) && !said.contains(&format!("\"{key}\"")))
        .collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
}

#[test]
fn every_message_that_is_asked_for_is_there() {
    let french = read(FRENCH.catalog);
    let mut asked = 0;
    for (path, text) in sayers() {
        for call in [" t(\"", "(t(\"", ".say(\"", ".dated(\""] {
            for (at, _) in text.match_indices(call) {
                let rest = &text[at + call.len()..];
                let key = rest.split('"').next().unwrap_or_default();
                let wrong = key.contains("nothing") || key == "rien" || key == "a-message";
                assert!(
                    wrong || french.contains_key(key),
                    "{}: {key}",
                    path.display()
                );
                asked += 1;
            }
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn every_language_offered_has_its_catalog_and_no_catalog_is_forgotten() {
    let there: BTreeSet<String> = fs::read_dir(repository().join("content/locales"))
        .expect("the catalogs")
        .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    let offered: BTreeSet<String> = LANGUAGES.iter().map(|it| it.code.to_owned()).collect();
    assert_eq!(there, offered);
}

#[test]
fn a_faulty_catalog_is_seen() {
    let catalog =
        read("un = Un { $a }\ndeux = Deux { un } { $b ->\n    [one] x\n   *[other] { $c }\n}\n");
    assert_eq!(catalog.len(), 2);
    assert_eq!(
        places(&catalog, "deux"),
        BTreeSet::from(["a", "b", "c"].map(str::to_owned))
    );
    assert_eq!(catalog["deux"].plurals[0].len(), 2);
    assert!(FRENCH.say("nothing-of-the-kind", &[]).is_err());
    assert!(FRENCH.say("date", &[]).is_err(), "a place left empty");
}

/// The categories of plural of each language, for whole numbers (CLDR).
fn categories(code: &str) -> &'static [&'static str] {
    match code {
        "ar" => &["few", "many", "one", "other", "two", "zero"],
        "ru" | "uk" => &["few", "many", "one", "other"],
        "ro" => &["few", "one", "other"],
        _ => &["one", "other"],
    }
}

#[test]
fn each_language_has_all_its_plurals() {
    let french = read(FRENCH.catalog);
    for language in LANGUAGES {
        let expected: BTreeSet<String> = categories(language.code)
            .iter()
            .map(|it| (*it).to_owned())
            .collect();
        let catalog = read(language.catalog);
        for (key, made) in &french {
            for plural in made
                .plurals
                .iter()
                .zip(&catalog[key].plurals)
                .map(|(_, own)| own)
            {
                assert_eq!(plural, &expected, "{}: {key}", language.code);
            }
            assert!(
                made.plurals.len() <= catalog[key].plurals.len(),
                "{}: {key} does not agree with its number",
                language.code
            );
        }
    }
}

fn counted(code: &str, number: i64) -> String {
    let language = language(code).expect("spoken");
    let said = language.say("courrier-lettres", &[("nombre", number.into())]);
    without_marks(&said.expect("a sentence"))
}

/// Numbers of the same category are said alike but for the number, those of others are not.
#[test]
fn numbers_agree_as_each_language_wants() {
    let groups: [(&str, &[&[i64]]); 5] = [
        ("fr", &[&[0, 1], &[2, 21, 101]]),
        ("en", &[&[1], &[0, 2, 11, 21, 101]]),
        (
            "ru",
            &[&[1, 21, 101], &[2, 4, 22], &[0, 5, 11, 12, 25, 111]],
        ),
        (
            "uk",
            &[&[1, 21, 101], &[2, 4, 22], &[0, 5, 11, 12, 25, 111]],
        ),
        (
            "ro",
            &[&[1], &[0, 2, 19, 102, 119], &[20, 25, 100, 101, 120]],
        ),
    ];
    for (code, groups) in groups {
        let words = |number: i64| {
            counted(code, number)
                .replace(|c: char| c.is_ascii_digit(), "")
                .trim()
                .to_owned()
        };
        let mut kinds = BTreeSet::new();
        for group in groups {
            let said: BTreeSet<String> = group.iter().map(|number| words(*number)).collect();
            assert_eq!(said.len(), 1, "{code} {group:?} {said:?}");
            kinds.extend(said);
        }
        assert_eq!(kinds.len(), groups.len(), "{code} {kinds:?}");
    }
}

#[test]
fn arabic_has_six_and_keeps_them_beyond_a_hundred() {
    let arabic = language("ar").expect("spoken");
    let form = |number: i64| {
        let said = arabic.say("courrier-lettres", &[("nombre", number.into())]);
        let said = without_marks(&said.expect("a sentence"));
        said.replace(&number.to_string(), "").trim().to_owned()
    };
    // One and two are said without their number; from three on it agrees.
    assert_ne!(form(1), form(2));
    assert_ne!(form(2), form(3));
    assert_ne!(form(3), form(11));
    for (one, other) in [
        (3, 10),
        (3, 103),
        (11, 99),
        (11, 111),
        (100, 101),
        (100, 202),
    ] {
        assert_eq!(form(one), form(other), "{one} {other}");
    }
}

#[test]
fn a_day_and_a_time_are_written_as_each_language_does() {
    let first = Civil {
        year: 2026,
        month: 12,
        day: 1,
        weekday: 2,
    };
    for (code, written) in [
        ("fr", "1er décembre 2026"),
        ("en", "1 December 2026"),
        ("es", "1 de diciembre de 2026"),
        ("pt", "1 de dezembro de 2026"),
        ("ro", "1 decembrie 2026"),
        ("ru", "1 декабря 2026 г."),
        ("uk", "1 грудня 2026 р."),
        ("ar", "1 ديسمبر 2026"),
        ("am", "1 ዲሴምበር 2026"),
    ] {
        let language = language(code).expect("spoken");
        assert_eq!(language.date(first).ok().as_deref(), Some(written));
    }
    assert_eq!(FRENCH.date_in_digits(first).as_deref(), Ok("01/12/2026"));
    assert_eq!(FRENCH.date_near(first).as_deref(), Ok("1er décembre"));
    let said = FRENCH.dated("passage-avant", first);
    assert_eq!(
        said.as_deref(),
        Ok("Prochain passage avant le mardi 1er décembre 2026")
    );
    let half_past = Time {
        hours: 9,
        minutes: 30,
    };
    assert_eq!(FRENCH.time(half_past).as_deref(), Ok("9\u{a0}h\u{a0}30"));
}
