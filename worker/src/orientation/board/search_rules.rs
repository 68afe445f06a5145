//! What a search asks of the keys of requests, and what it finds among those that were read. A key begins with any word of
//! the names, the others and the service's after it (`request::rules::search_keys`): two words of a name that follow each
//! other are one range of keys, so that what is not there costs nothing. Pure.

use std::cmp::Reverse;

use serde::Deserialize;

use crate::{desk::list::rules::words, edge::ids::OrientationId};

/// The most words of a search; what is typed beyond them changes nothing.
const WORDS_MAX: usize = 5;
/// How many of the words are tried as the first word of a name, when they do not follow each other.
const TRIES_MAX: usize = 3;
/// The most keys that a search reads at once: with the fifty requests it shows, no more than a page of a list costs.
const KEYS_MAX: usize = 200;

/// Keys that begin with a text, and what else they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// They begin with this.
    pub prefix: String,
    /// Each of these begins a word of theirs.
    others: Vec<String>,
}

impl Range {
    fn of(prefix: String) -> Self {
        let others = Vec::new();
        Self { prefix, others }
    }

    /// The first text beyond every key that begins with the prefix.
    #[must_use]
    pub fn end(&self) -> String {
        format!("{}\u{10ffff}", self.prefix)
    }

    fn is_of_a_service(&self) -> bool {
        self.prefix.starts_with('#')
    }

    fn has(&self, key: &Key) -> bool {
        let text = format!(" {}", key.cle);
        let begins = |word: &String| text.contains(&format!(" {word}"));
        self.others.iter().all(begins)
    }
}

/// The words typed.
#[must_use]
pub fn typed_words(typed: &str) -> Vec<String> {
    words(typed).into_iter().take(WORDS_MAX).collect()
}

/// The words as they follow each other, begun anywhere: « Awa Diallo » and « Diallo Awa » are keys of one person. Then the
/// same as a service's words.
#[must_use]
pub fn exact(words: &[String]) -> Vec<Range> {
    let mut turned = words.to_vec();
    let mut ranges = Vec::new();
    for _ in words {
        ranges.push(Range::of(turned.join(" ")));
        turned.rotate_left(1);
    }
    ranges.dedup();
    if !words.is_empty() {
        ranges.push(Range::of(format!("#{}", words.join(" "))));
    }
    ranges
}

/// Each of the longest words as the first of a name, the others anywhere: a name and a service, two beginnings of names.
#[must_use]
pub fn broad(words: &[String]) -> Vec<Range> {
    if words.len() < 2 {
        return Vec::new();
    }
    let mut by_length: Vec<usize> = (0..words.len()).collect();
    by_length.sort_by_key(|at| Reverse(words.get(*at).map_or(0, String::len)));
    let range = |first: usize| {
        let rest = words.iter().enumerate().filter(|(at, _)| *at != first);
        Some(Range {
            prefix: words.get(first)?.clone(),
            others: rest.map(|(_, word)| word.clone()).collect(),
        })
    };
    by_length
        .into_iter()
        .take(TRIES_MAX)
        .filter_map(range)
        .collect()
}

/// How many keys are read of each of so many ranges.
#[must_use]
pub fn keys_each(ranges: &[Range]) -> usize {
    KEYS_MAX / ranges.len().max(1)
}

/// A key that was read.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    /// Its words.
    pub cle: String,
    /// Whose it is.
    pub orientation_id: OrientationId,
}

/// What a search has found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The requests, each once.
    pub ids: Vec<OrientationId>,
    /// Were there more keys than are read? Then more may match.
    pub cut: bool,
}

/// What is found among the keys read of each range; services only where no name is.
#[must_use]
pub fn hits(ranges: &[Range], read: &[Vec<Key>]) -> Hits {
    let each = keys_each(ranges);
    let among = |service: bool| {
        let mut found = Hits::default();
        let both = ranges.iter().zip(read);
        for (range, keys) in both.filter(|(range, _)| range.is_of_a_service() == service) {
            found.cut |= keys.len() >= each;
            for key in keys.iter().filter(|key| range.has(key)) {
                if !found.ids.contains(&key.orientation_id) {
                    found.ids.push(key.orientation_id.clone());
                }
            }
        }
        found
    };
    let names = among(false);
    if names.ids.is_empty() && !names.cut {
        among(true)
    } else {
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orientation::request::rules::search_keys;

    fn id(number: usize) -> OrientationId {
        OrientationId::parse(&format!("{number:022}")).expect("an id")
    }

    /// What a search finds among requests, as the store asks; and how many keys it reads.
    fn search(world: &[(&str, &str, &str)], typed: &str) -> (Vec<usize>, bool, usize) {
        let mut all: Vec<Key> = Vec::new();
        for (number, (nom, prenom, service)) in world.iter().enumerate() {
            let key = |cle| Key {
                cle,
                orientation_id: id(number),
            };
            all.extend(search_keys(nom, prenom, service).into_iter().map(key));
        }
        all.sort_by(|one, other| one.cle.cmp(&other.cle));
        let mut count = 0;
        let mut ask = |ranges: &[Range]| {
            let of = |range: &Range| -> Vec<Key> {
                let within = |key: &&Key| key.cle >= range.prefix && key.cle < range.end();
                let some = all.iter().filter(within).take(keys_each(ranges));
                some.cloned().collect()
            };
            let read: Vec<Vec<Key>> = ranges.iter().map(of).collect();
            count += read.iter().map(Vec::len).sum::<usize>();
            hits(ranges, &read)
        };
        let words = typed_words(typed);
        let mut found = ask(&exact(&words));
        if found == Hits::default() {
            found = ask(&broad(&words));
        }
        let number = |one: &OrientationId| one.as_str().parse().expect("a number");
        (found.ids.iter().map(number).collect(), found.cut, count)
    }

    #[test]
    fn a_person_is_found_by_names_in_any_order_and_with_the_service() {
        let world = [
            ("D’Almeida", "Awa", "Aide au logement"),
            ("Diallo", "Fatou", "Aide au logement"),
        ];
        for typed in [
            "d almeida awa",
            "awa d’almeida",
            "almeida aw",
            "awa logement",
            "logement awa",
            "alm aw",
        ] {
            assert_eq!(search(&world, typed).0, [0], "{typed}");
        }
        assert_eq!(search(&world, "aide au").0, [0, 1]);
        assert_eq!(search(&world, "awa fatou"), (vec![], false, 2));
        assert_eq!(search(&world, " - ").2, 0);
    }

    #[test]
    fn a_search_reads_no_more_than_its_share_and_says_so() {
        let names: Vec<String> = (0..3000).map(|number| format!("Nom{number:04}")).collect();
        let world: Vec<(&str, &str, &str)> = names
            .iter()
            .map(|nom| (nom.as_str(), "Awa", "Accompagnement"))
            .collect();
        for (typed, found, cut, at_most) in [
            ("awa zzzz", 0, true, 100),
            ("nom awa", 66, true, 66),
            ("awa nom0007", 1, false, 2),
            ("nom0007 accompagnement", 1, false, 1),
            ("zzzz", 0, false, 0),
            ("accompagnement", 100, true, 100),
        ] {
            let (ids, was_cut, read) = search(&world, typed);
            assert_eq!((ids.len(), was_cut), (found, cut), "{typed}");
            assert!(read <= at_most, "{typed}: {read}");
        }
    }
}
