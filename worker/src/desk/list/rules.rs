//! How a person is found and where they stand in the list: names, numbers, days and phones, folded. Pure.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::edge::{clock::Day, typed::phone_digits};

/// The most words of a person's names that the search box knows.
const WORDS_MAX: usize = 12;
/// The longest search key, in characters (`usager_cle.cle`).
const KEY_CHARS_MAX: usize = 200;
/// The longest sort key, in characters (`usager.cle_tri`).
const SORT_KEY_CHARS_MAX: usize = 210;

/// Without accents nor case: « Évrard » and « EVRARD » are one name. Letters that are two in French are two.
#[must_use]
pub fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .fold(String::with_capacity(text.len()), |mut folded, c| {
            match c {
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                'ß' => folded.push_str("ss"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' => folded.push('d'),
                'ı' => folded.push('i'),
                _ => folded.push(c),
            }
            folded
        })
}

/// The words of a name or of a search, folded: « Jean-Noël d’Almeida » has four.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whom the search keys and the sort key are of.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// Last name.
    pub nom: &'a str,
    /// First name.
    pub prenom: &'a str,
    /// The name they go by.
    pub surnom: Option<&'a str>,
}

/// Where a person stands in the list: name, then first name, folded.
#[must_use]
pub fn sort_key(names: Names) -> String {
    let mut all = words(names.nom);
    all.extend(words(names.prenom));
    let key = all.join(" ");
    // A name of signs alone has no letter to be sorted by.
    let key = if key.is_empty() {
        folded(names.nom)
    } else {
        key
    };
    key.chars().take(SORT_KEY_CHARS_MAX).collect()
}

/// What the search box finds a person by: each word of their names followed by the others, so that any of them may be
/// typed first; their number; their birth date; their phone.
#[must_use]
pub fn search_keys(
    names: Names,
    numero: i64,
    date_naissance: Day,
    telephone: Option<&str>,
) -> Vec<String> {
    let mut all = words(names.nom);
    all.extend(words(names.prenom));
    all.extend(names.surnom.map(words).unwrap_or_default());
    all.truncate(WORDS_MAX);
    let mut keys: Vec<String> = (0..all.len())
        .map(|_| {
            let key = all.join(" ").chars().take(KEY_CHARS_MAX).collect();
            all.rotate_left(1);
            key
        })
        .collect();
    keys.push(numero.to_string());
    keys.push(date_naissance.short());
    keys.extend(
        telephone
            .map(phone_digits)
            .filter(|digits| !digits.is_empty()),
    );
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What was typed in the search box, as `usager_cle` is asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The keys looked at begin with this: the longest word typed, which leaves the fewest.
    pub prefix: String,
    /// Each of these begins a word of the key too.
    pub others: Vec<String>,
}

/// The most words of a search beside the longest; what is typed beyond them changes nothing.
pub const OTHER_WORDS_MAX: usize = 4;

impl Search {
    /// Reads what was typed; `None` when there is nothing to look for.
    #[must_use]
    pub fn of(typed: &str) -> Option<Self> {
        let typed: String = typed.trim().chars().take(KEY_CHARS_MAX).collect();
        let is_date = |c: char| c.is_ascii_digit() || c == '/';
        if typed.contains('/') && typed.chars().all(is_date) {
            return Some(Self {
                prefix: typed,
                others: Vec::new(),
            });
        }
        let is_phone = |c: char| c.is_ascii_digit() || " .+-()\u{a0}\u{202f}".contains(c);
        if typed.chars().any(|c| c.is_ascii_digit()) && typed.chars().all(is_phone) {
            return Some(Self {
                prefix: phone_digits(&typed),
                others: Vec::new(),
            });
        }
        let mut words = words(&typed);
        let longest = words
            .iter()
            .enumerate()
            .max_by_key(|(_, word)| word.len())?
            .0;
        let prefix = words.remove(longest);
        words.truncate(OTHER_WORDS_MAX);
        Some(Self {
            prefix,
            others: words,
        })
    }

    /// The first text beyond every key that begins with the prefix.
    #[must_use]
    pub fn end(&self) -> String {
        format!("{}\u{10ffff}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALMEIDA: Names = Names {
        nom: "D’ALMEIDA",
        prenom: "N’Deye",
        surnom: Some("Œillet"),
    };

    #[test]
    fn accents_and_case_are_folded() {
        assert_eq!(folded("ÉVRARD Gaël Ñandú"), "evrard gael nandu");
        assert_eq!(folded("Cœur Łukasz Straße"), "coeur lukasz strasse");
        assert_eq!(
            words("  Jean-Noël d’Almeida "),
            ["jean", "noel", "d", "almeida"]
        );
    }

    #[test]
    fn names_are_sorted_as_read() {
        assert_eq!(sort_key(ALMEIDA), "d almeida n deye");
        let evrard = Names {
            nom: "Évrard",
            prenom: "Claude",
            surnom: None,
        };
        let zeller = Names {
            nom: "ZELLER",
            prenom: "Xénia",
            surnom: None,
        };
        assert!(sort_key(evrard) < sort_key(zeller));
        assert_eq!(
            sort_key(Names {
                nom: "—",
                prenom: "-",
                surnom: None
            }),
            "—"
        );
    }

    #[test]
    fn any_word_may_come_first() {
        let day = Day("1991-02-09".parse().expect("a day"));
        let keys = search_keys(ALMEIDA, 40, day, Some("+33 6 12 34 00 40"));
        for begins in [
            "almeida n deye oeillet",
            "deye oeillet d",
            "oeillet d almeida",
            "40",
            "09/02/1991",
            "0612340040",
        ] {
            assert!(
                keys.iter().any(|key| key.starts_with(begins)),
                "{begins}: {keys:?}"
            );
        }
        assert_eq!(keys.len(), 8, "{keys:?}");
    }

    #[test]
    fn what_is_typed_is_read() {
        let read =
            |typed: &str| Search::of(typed).map(|search| (search.prefix, search.others.join(" ")));
        let found = |prefix: &str, others: &str| Some((prefix.to_owned(), others.to_owned()));
        assert_eq!(read("  "), None);
        assert_eq!(read("-"), None);
        assert_eq!(read("Éva"), found("eva", ""));
        assert_eq!(read("al Jean-noëlle"), found("noelle", "al jean"));
        assert_eq!(read("12"), found("12", ""));
        assert_eq!(read("03/02/19"), found("03/02/19", ""));
        assert_eq!(read("+33 6 12"), found("0612", ""));
        assert_eq!(read("06 12"), found("0612", ""));
    }

    #[test]
    fn a_phone_is_one_however_written() {
        for text in [
            "06 12 34 00 40",
            "06.12.34.00.40",
            "+33612340040",
            "0033 6 12 34 00 40",
            "+33 (0)6 12 34 00 40",
        ] {
            assert_eq!(phone_digits(text), "0612340040", "{text}");
        }
        assert_eq!(phone_digits("+262 692 12 34 56"), "262692123456");
    }
}
