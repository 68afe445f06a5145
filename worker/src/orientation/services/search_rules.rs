//! What is asked of the directory: words, a place, a theme, a public; and how its index is asked for it. Pure.

use super::{
    lists_rules::{EVERYONE, PUBLICS, THEMES, knows},
    text_rules::{is_postal_code, one_line},
};
use crate::{desk::list::rules::words, edge::ids::ServiceId};

/// The most words of a search; what is typed beyond them changes nothing.
const WORDS_MAX: usize = 8;
/// The longest word looked for, in characters.
const WORD_CHARS_MAX: usize = 40;
/// The longest text looked at, in characters.
pub const TYPED_CHARS_MAX: usize = 200;

/// What somebody looks for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words of the service or of whoever offers it.
    pub q: String,
    /// A town, a postal code, the number of a département.
    pub lieu: String,
    /// A code of a theme; empty for all.
    pub theme: String,
    /// A code of a public; empty for all.
    pub public: String,
}

impl Asked {
    /// Reads what an address asks for; what is in no list asks for nothing.
    #[must_use]
    pub fn read(q: &str, lieu: &str, theme: &str, public: &str) -> Self {
        let typed =
            |text: &str| -> String { one_line(text).chars().take(TYPED_CHARS_MAX).collect() };
        let code = |fine: bool, code: &str| if fine { code.to_owned() } else { String::new() };
        Self {
            q: typed(q),
            lieu: typed(lieu),
            theme: code(knows(THEMES, theme), theme),
            public: code(knows(PUBLICS, public), public),
        }
    }

    /// The question to the index (`service_recherche`, FTS5); `None` when nothing is looked for.
    ///
    /// Words hold letters and digits only, and are quoted: nothing that is typed is a sign of the index's own language.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        let mut parts: Vec<String> = beginnings(&self.q)
            .into_iter()
            .map(|word| format!("mots : {word}"))
            .collect();
        parts.extend(place(&self.lieu));
        let sign = |kind: &str, code: &str| format!("\"{kind}{}\"", code.replace('-', ""));
        if !self.theme.is_empty() {
            parts.push(format!("signes : {}", sign("th", &self.theme)));
        }
        // Who serves everyone serves them too.
        if !self.public.is_empty() && self.public != EVERYONE {
            let (own, everyone) = (sign("pu", &self.public), sign("pu", EVERYONE));
            parts.push(format!("signes : ({own} OR {everyone})"));
        } else if self.public == EVERYONE {
            parts.push(format!("signes : {}", sign("pu", EVERYONE)));
        }
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }
}

/// Each word typed, as the beginning of a word of the index.
fn beginnings(typed: &str) -> Vec<String> {
    let words = words(typed).into_iter().take(WORDS_MAX);
    words
        .map(|word| word.chars().take(WORD_CHARS_MAX).collect::<String>())
        .map(|word| format!("\"{word}\" *"))
        .collect()
}

/// « 93200 », « 93 », « 2A », « Saint-Denis », « 93200 Saint-Denis », « Lyon 3 ».
fn place(typed: &str) -> Vec<String> {
    let typed = words(typed);
    let numbered = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    if let [only] = typed.as_slice()
        && is_department(only)
    {
        return vec![format!("signes : \"dep{only}\"")];
    }
    let (numbers, names): (Vec<String>, Vec<String>) = typed.into_iter().partition(numbered);
    let codes = numbers.iter().filter(|word| is_postal_code(word)).take(1);
    let mut parts: Vec<String> = codes.map(|code| format!("signes : \"cp{code}\"")).collect();
    parts.extend(
        beginnings(&names.join(" "))
            .into_iter()
            .map(|word| format!("lieu : {word}")),
    );
    if parts.is_empty() && !numbers.is_empty() {
        // A number that is no place finds nothing, rather than everything.
        parts.push("signes : \"cp00000\"".to_owned());
    }
    parts
}

fn is_department(word: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(word, "2a" | "2b")
        || (digits && word.len() == 2)
        || (digits && word.len() == 3 && (word.starts_with("97") || word.starts_with("98")))
}

/// Where a page of results begins: after this service.
#[must_use]
pub fn after(typed: &str) -> Option<ServiceId> {
    ServiceId::parse(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(q: &str, lieu: &str, theme: &str, public: &str) -> String {
        let asked = Asked::read(q, lieu, theme, public);
        asked.question().unwrap_or_default()
    }

    #[test]
    fn every_word_is_the_beginning_of_one() {
        assert_eq!(
            question("Aide à l’Œuvre", "", "", ""),
            "mots : \"aide\" * AND mots : \"a\" * AND mots : \"l\" * AND mots : \"oeuvre\" *"
        );
        assert_eq!(question(" – ! ", "", "", ""), "");
    }

    #[test]
    fn nothing_typed_is_a_sign_of_the_index() {
        assert_eq!(
            question("\"a\" OR lieu:* NEAR(b)", "", "", ""),
            "mots : \"a\" * AND mots : \"or\" * AND mots : \"lieu\" * AND mots : \"near\" * AND mots : \"b\" *"
        );
    }

    #[test]
    fn a_place_is_a_town_a_code_or_a_department() {
        let place = |typed: &str| question("", typed, "", "");
        assert_eq!(place("93200"), "signes : \"cp93200\"");
        assert_eq!(place("93"), "signes : \"dep93\"");
        assert_eq!(place("2A"), "signes : \"dep2a\"");
        assert_eq!(place("974"), "signes : \"dep974\"");
        assert_eq!(
            place("93200 Saint-Denis"),
            "signes : \"cp93200\" AND lieu : \"saint\" * AND lieu : \"denis\" *"
        );
        assert_eq!(place("Lyon 3"), "lieu : \"lyon\" *");
        assert_eq!(place("12345678"), "signes : \"cp00000\"");
    }

    #[test]
    fn who_serves_everyone_serves_them_too() {
        assert_eq!(
            question("", "", "logement-hebergement", "femmes"),
            "signes : \"thlogementhebergement\" AND signes : (\"pufemmes\" OR \"putouspublics\")"
        );
        assert_eq!(question("", "", "inconnu", "inconnu"), "");
        assert_eq!(question("", "", "", EVERYONE), "signes : \"putouspublics\"");
    }
}
