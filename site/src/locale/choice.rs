//! Which language is spoken to whom.

use super::{FRENCH, LANGUAGES, Language};

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

/// The first language of an `Accept-Language` header that the product speaks, by weight, then by order.
#[must_use]
pub fn preferred(header: &str) -> Option<&'static Language> {
    let mut wanted: Vec<(f32, &'static Language)> = header.split(',').filter_map(weighed).collect();
    // A stable sort: of two that weigh the same, the first said stays first.
    wanted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    wanted.first().map(|(_, language)| *language)
}

/// « ar-MA;q=0.8 »: 0.8 and Arabic; none for what we do not speak and for what is refused.
fn weighed(part: &str) -> Option<(f32, &'static Language)> {
    let (range, weight) = part.split_once(";q=").unwrap_or((part, "1"));
    let weight: f32 = weight.trim().parse().ok()?;
    let main = range.trim().split('-').next()?.to_ascii_lowercase();
    let language = language(&main)?;
    (weight > 0.0).then_some((weight, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_speaks_another_language_reads_french_and_english() {
        let codes = |code| -> Vec<_> { languages_for(code).iter().map(|it| it.code).collect() };
        assert_eq!(codes(None), ["fr"]);
        assert_eq!(codes(Some("ar")), ["ar"]);
        assert_eq!(codes(Some("bn")), ["fr", "en"]);
    }

    #[test]
    fn a_browser_says_which_language_is_preferred() {
        for (header, code) in [
            ("ar-MA,ar;q=0.9,fr;q=0.8", Some("ar")),
            ("bn, uk;q=0.5, fr;q=0.7", Some("fr")),
            ("fr-FR,fr;q=0.9,en-US;q=0.8", Some("fr")),
            ("EN-us", Some("en")),
            ("es;q=0, bn", None),
            ("*", None),
            ("", None),
            (";q=;;,,q=1", None),
        ] {
            assert_eq!(preferred(header).map(|it| it.code), code, "{header}");
        }
    }
}
