//! What is asked of the directory: words, a place, a theme, a public; and how its index is asked for it. Pure.

use super::{
    lists_rules::{Coded, EVERYONE, PUBLICS, THEMES, knows},
    text_rules::{is_postal_code, one_line},
};
use crate::{desk::list::rules::words, edge::ids::ServiceId};

/// The most words of a search; what is typed beyond them changes nothing.
const WORDS_MAX: usize = 6;
/// The longest word looked for, in characters.
const WORD_CHARS_MAX: usize = 40;
/// The longest text looked at, in characters.
pub const TYPED_CHARS_MAX: usize = 200;

/// Whom one can look for: everyone is no filter.
#[must_use]
pub fn publics() -> Vec<Coded> {
    let all = PUBLICS.iter().filter(|(code, _)| *code != EVERYONE);
    all.copied().collect()
}

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
            public: code(knows(PUBLICS, public) && public != EVERYONE, public),
        }
    }

    /// The question to the index (`service_recherche`, FTS5); `None` when nothing is looked for.
    ///
    /// Words hold letters and digits only, and are quoted: nothing that is typed is a sign of the index's own language.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        let mut parts: Vec<String> = beginnings(&words(&self.q))
            .into_iter()
            .map(|word| format!("mots : {word}"))
            .collect();
        // What happens at a distance is found wherever one looks.
        parts.extend(place(&self.lieu).map(|here| {
            if here == NOWHERE {
                here
            } else {
                format!("({here} OR signes : \"distance\")")
            }
        }));
        let sign = |kind: &str, code: &str| format!("\"{kind}{}\"", code.replace('-', ""));
        if !self.theme.is_empty() {
            parts.push(format!("signes : {}", sign("th", &self.theme)));
        }
        // Who serves everyone serves them too.
        if !self.public.is_empty() {
            let (own, everyone) = (sign("pu", &self.public), sign("pu", EVERYONE));
            parts.push(format!("signes : ({own} OR {everyone})"));
        }
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }
}

/// What finds nothing: a number that is no place, rather than everything.
const NOWHERE: &str = "signes : \"cp00000\"";

/// Each word that tells something, as the beginning of a word of the index. A single letter among other words (« à l’accès »)
/// tells nothing and is found nearly everywhere, as is what another word begins with: both would only make the index work.
#[must_use]
pub fn beginnings(typed: &[String]) -> Vec<String> {
    let cut = |word: &String| -> String { word.chars().take(WORD_CHARS_MAX).collect() };
    let all: Vec<String> = typed.iter().map(cut).collect();
    let mut telling: Vec<&String> = Vec::new();
    for (index, word) in all.iter().enumerate() {
        let begins_another = all.iter().enumerate().any(|(other, longer)| {
            other != index && longer.starts_with(word.as_str()) && (longer != word || other < index)
        });
        if word.chars().count() > 1 && !begins_another {
            telling.push(word);
        }
    }
    if telling.is_empty() {
        telling.extend(all.first());
    }
    let begun = telling.into_iter().take(WORDS_MAX);
    begun.map(|word| format!("\"{word}\" *")).collect()
}

/// How an index with the columns `lieu` and `signes` is asked for a place: « 93200 », « 59 491 », « 93 », « 2A », « 97 »,
/// « Saint-Denis », « 93200 Saint-Denis », « Lyon 3 ».
#[must_use]
pub fn place(typed: &str) -> Option<String> {
    let typed = whole_numbers(words(typed));
    let numbered = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
    if let [only] = typed.as_slice()
        && let Some(signs) = department(only)
    {
        return Some(format!("signes : ({signs})"));
    }
    let (numbers, names): (Vec<String>, Vec<String>) = typed.into_iter().partition(numbered);
    let codes = numbers.iter().filter(|word| is_postal_code(word)).take(1);
    let mut parts: Vec<String> = codes.map(|code| format!("signes : \"cp{code}\"")).collect();
    let names = beginnings(&names);
    parts.extend(names.into_iter().map(|word| format!("lieu : {word}")));
    if parts.is_empty() {
        return (!numbers.is_empty()).then(|| NOWHERE.to_owned());
    }
    Some(format!("({})", parts.join(" AND ")))
}

/// « 59 491 » is one postal code.
fn whole_numbers(typed: Vec<String>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for word in typed {
        match whole.last_mut() {
            Some(before) if is_postal_code(&format!("{before}{word}")) => before.push_str(&word),
            _ => whole.push(word),
        }
    }
    whole
}

/// The signs of a département: « 20 » was both of Corsica, « 97 » and « 98 » begin those overseas.
fn department(word: &str) -> Option<String> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let overseas = word.starts_with("97") || word.starts_with("98");
    match word {
        "20" => Some("\"dep2a\" OR \"dep2b\"".to_owned()),
        "97" | "98" => Some(format!("\"dep{word}\" *")),
        "2a" | "2b" => Some(format!("\"dep{word}\"")),
        _ if digits && (word.len() == 2 || (word.len() == 3 && overseas)) => {
            Some(format!("\"dep{word}\""))
        }
        _ => None,
    }
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
            question("Aide de l’Œuvre", "", "", ""),
            "mots : \"aide\" * AND mots : \"de\" * AND mots : \"oeuvre\" *"
        );
        assert_eq!(question(" – ! ", "", "", ""), "");
    }

    #[test]
    fn what_tells_nothing_is_not_looked_for() {
        let asked = |q: &str| question(q, "", "", "");
        assert_eq!(asked("à l’accès"), "mots : \"acces\" *");
        assert_eq!(asked("a b c d e f g h"), "mots : \"a\" *");
        assert_eq!(asked("acc accès acc"), "mots : \"acces\" *");
        assert_eq!(asked("acc acc"), "mots : \"acc\" *");
        assert_eq!(
            asked("un deux trois quatre cinq six sept")
                .matches("mots")
                .count(),
            WORDS_MAX
        );
        let place = question("", "Villeneuve d’Ascq", "", "");
        assert!(!place.contains("\"d\""), "{place}");
    }

    #[test]
    fn nothing_typed_is_a_sign_of_the_index() {
        assert_eq!(
            question("\"aa\" OR lieu:* NEAR(bb)", "", "", ""),
            "mots : \"aa\" * AND mots : \"or\" * AND mots : \"lieu\" * AND mots : \"near\" * AND mots : \"bb\" *"
        );
    }

    #[test]
    fn a_place_is_a_town_a_code_or_a_department() {
        let place = |typed: &str| question("", typed, "", "");
        let here = |parts: &str| format!("(({parts}) OR signes : \"distance\")");
        let within = |signs: &str| format!("(signes : ({signs}) OR signes : \"distance\")");
        assert_eq!(place("93200"), here("signes : \"cp93200\""));
        assert_eq!(place("59 491"), here("signes : \"cp59491\""));
        assert_eq!(place("93"), within("\"dep93\""));
        assert_eq!(place("2A"), within("\"dep2a\""));
        assert_eq!(place("20"), within("\"dep2a\" OR \"dep2b\""));
        assert_eq!(place("97"), within("\"dep97\" *"));
        assert_eq!(place("974"), within("\"dep974\""));
        assert_eq!(
            place("59 491 Villeneuve"),
            here("signes : \"cp59491\" AND lieu : \"villeneuve\" *")
        );
        assert_eq!(place("Lyon 3"), here("lieu : \"lyon\" *"));
        assert_eq!(place("12345678"), "signes : \"cp00000\"");
        assert_eq!(place(" "), "");
    }

    #[test]
    fn who_serves_everyone_serves_them_too() {
        assert_eq!(
            question("", "", "logement-hebergement", "femmes"),
            "signes : \"thlogementhebergement\" AND signes : (\"pufemmes\" OR \"putouspublics\")"
        );
        assert_eq!(question("", "", "inconnu", "inconnu"), "");
    }

    #[test]
    fn everyone_is_no_filter() {
        assert_eq!(question("", "", "", EVERYONE), "");
        assert_eq!(publics().len(), PUBLICS.len() - 1);
    }
}
