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

/// The words as they follow each other, begun anywhere: « Awa Diallo » and « Diallo Awa » are keys of one person.
#[must_use]
pub fn exact(words: &[String]) -> Vec<Range> {
    let mut turned = words.to_vec();
    let mut ranges = Vec::new();
    for _ in words {
        ranges.push(Range::of(turned.join(" ")));
        turned.rotate_left(1);
    }
    ranges.dedup();
    ranges
}

/// The words as those of a service, in their order.
#[must_use]
pub fn of_a_service(words: &[String]) -> Vec<Range> {
    vec![Range::of(format!("#{}", words.join(" ")))]
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

/// How many keys of a word tell whether it is rare: a search of which a word is ends there.
pub const PROBE_KEYS: usize = 2;

/// The same ranges, then each of their words as one of a service.
#[must_use]
pub fn probes(ranges: &[Range]) -> Vec<Range> {
    let service = |range: &Range| Range::of(format!("#{}", range.prefix));
    ranges
        .iter()
        .cloned()
        .chain(ranges.iter().map(service))
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

/// What a search has found: those that hold every word, then those that come near.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The requests, each once.
    pub ids: Vec<OrientationId>,
    /// How many of them, at the end, hold only one of the words.
    pub near: usize,
    /// Were there more keys than are read? Then more may match.
    pub cut: bool,
}

impl Hits {
    /// Adds the request of `key`, once; says whether it was new.
    fn add(&mut self, key: &Key) -> bool {
        let new = !self.ids.contains(&key.orientation_id);
        if new {
            self.ids.push(key.orientation_id.clone());
        }
        new
    }

    /// Adds those of `keys` that hold every word of `range`.
    fn add_matching(&mut self, range: &Range, keys: &[Key]) {
        for key in keys.iter().filter(|key| range.has(key)) {
            self.add(key);
        }
    }
}

/// What holds every word among the keys of each range, of which at most `each` were read.
#[must_use]
pub fn hits(ranges: &[Range], read: &[Vec<Key>], each: usize) -> Hits {
    let mut found = Hits::default();
    for (range, keys) in ranges.iter().zip(read) {
        found.cut |= keys.len() >= each;
        found.add_matching(range, keys);
    }
    found
}

/// What the first keys of `ranges` already tell, as [`probes`] asks for them: nothing where a word is nowhere, else what is
/// found by a name that is rare.
#[must_use]
pub fn told(ranges: &[Range], read: &[Vec<Key>]) -> Option<Hits> {
    let names = read.iter().take(ranges.len());
    let services = read.iter().skip(ranges.len());
    let nowhere = |(name, service): (&Vec<Key>, &Vec<Key>)| name.is_empty() && service.is_empty();
    if names.zip(services).any(nowhere) {
        return Some(Hits::default());
    }
    let mut found = Hits::default();
    let both = ranges.iter().zip(read);
    for (range, keys) in both.filter(|(_, keys)| keys.len() < PROBE_KEYS) {
        found.add_matching(range, keys);
    }
    (!found.ids.is_empty()).then_some(found)
}

/// What holds every word, then, up to `at_most` in all, what holds one: what was read is shown, rather than nothing.
#[must_use]
pub fn nearest(ranges: &[Range], read: &[Vec<Key>], each: usize, at_most: usize) -> Hits {
    let mut found = hits(ranges, read, each);
    for key in read.iter().flatten() {
        if found.ids.len() < at_most && found.add(key) {
            found.near += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orientation::request::rules::search_keys;

    fn id(number: usize) -> OrientationId {
        OrientationId::parse(&format!("{number:022}")).expect("an id")
    }

    /// What a search finds among requests, as the store asks: those that hold every word, how many come near; and how many
    /// keys it reads.
    fn search(world: &[(&str, &str, &str)], typed: &str) -> (Vec<usize>, usize, usize) {
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
        let mut ask = |ranges: &[Range], each: usize| -> Vec<Vec<Key>> {
            let of = |range: &Range| -> Vec<Key> {
                let within = |key: &&Key| key.cle >= range.prefix && key.cle < range.end();
                all.iter().filter(within).take(each).cloned().collect()
            };
            let read: Vec<Vec<Key>> = ranges.iter().map(of).collect();
            count += read.iter().map(Vec::len).sum::<usize>();
            read
        };
        let words = typed_words(typed);
        let mut found = Hits::default();
        for ranges in [exact(&words), of_a_service(&words)] {
            if found.ids.is_empty() && !words.is_empty() {
                let each = keys_each(&ranges);
                found = hits(&ranges, &ask(&ranges, each), each);
            }
        }
        let ranges = broad(&words);
        if found.ids.is_empty() && !ranges.is_empty() {
            let probe = ask(&probes(&ranges), PROBE_KEYS);
            found = told(&ranges, &probe).unwrap_or_else(|| {
                let each = keys_each(&ranges);
                nearest(&ranges, &ask(&ranges, each), each, 50)
            });
        }
        let number = |one: &OrientationId| one.as_str().parse().expect("a number");
        let near = found.near;
        let all = found.ids.iter().take(found.ids.len() - near);
        (all.map(number).collect(), near, count)
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
        assert_eq!(search(&world, "awa fatou"), (vec![], 2, 4));
        assert_eq!(search(&world, " - ").2, 0);
    }

    #[test]
    fn a_search_reads_no_more_than_its_share_and_says_so() {
        let names: Vec<String> = (0..3000).map(|number| format!("Nom{number:04}")).collect();
        let world: Vec<(&str, &str, &str)> = names
            .iter()
            .map(|nom| (nom.as_str(), "Awa", "Accompagnement"))
            .collect();
        for (typed, found, near, at_most) in [
            ("awa zzzz", 0, 0, PROBE_KEYS),
            ("nom awa", 100, 0, 200),
            ("awa nom0007", 1, 0, 2),
            ("aw nom0007", 1, 0, PROBE_KEYS + 1),
            ("nom0007 accompagnement", 1, 0, PROBE_KEYS + 1),
            ("zzzz", 0, 0, 0),
            ("accompagnement", 200, 0, 200),
        ] {
            let (ids, close, read) = search(&world, typed);
            assert_eq!((ids.len(), close), (found, near), "{typed}");
            assert!(read <= at_most, "{typed}: {read}");
        }
    }

    #[test]
    fn where_every_word_is_frequent_the_nearest_are_shown() {
        let names: Vec<(String, &str)> = (0..300)
            .map(|number| {
                (
                    format!("Nom{number:04}"),
                    if number % 2 == 0 { "Awa" } else { "Fatou" },
                )
            })
            .collect();
        let world: Vec<(&str, &str, &str)> = names
            .iter()
            .map(|(nom, prenom)| (nom.as_str(), *prenom, "Accompagnement"))
            .collect();
        let (ids, near, _) = search(&world, "awa fatou");
        assert_eq!((ids.len(), near), (0, 50));
    }
}
