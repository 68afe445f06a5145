//! What someone asks of the board: a tab, a page, words. Read from an address, and written back into one. Pure.

use std::cmp::Reverse;

use serde::Deserialize;

use crate::{
    desk::list::rules::words,
    dossier::{carnet_rules::Carnet, rules::Statut},
    edge::ids::DossierId,
};

/// Where the board is.
pub const BOARD_URL: &str = "/gestion/dossiers";
/// The highest « Page n » that is told: it only counts the pages one has turned.
const PAGE_MAX: i64 = 10_000;
/// The most words of a search; what is typed beyond them changes nothing.
const WORDS_MAX: usize = 5;
/// The most keys that a search reads at once: with the fifty dossiers it shows, no more than a page of a tab costs.
const KEYS_MAX: usize = 100;
/// The same where words were begun only: what finds nothing costs next to nothing.
const BEGUN_KEYS_MAX: usize = 8;

/// Where a page begins or ends: at a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// The page that follows it.
    After(DossierId),
    /// The page that precedes it.
    Before(DossierId),
}

/// What someone asks of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The tab.
    pub statut: Statut,
    /// Which page.
    pub cursor: Option<Cursor>,
    /// How many pages one has turned, from one.
    pub page: i64,
}

impl Choice {
    /// The first page of a tab.
    #[must_use]
    pub fn of(statut: Statut) -> Self {
        Self {
            statut,
            cursor: None,
            page: 1,
        }
    }

    /// Reads an address; `query` gives the value of a key, empty when it has none. What makes no sense is left out.
    #[must_use]
    pub fn read(query: impl Fn(&str) -> String) -> Self {
        let statut = Statut::of_slug(&query("onglet")).unwrap_or(Statut::Orientation);
        let id = |key| DossierId::parse(&query(key));
        let cursor = id("apres")
            .map(Cursor::After)
            .or_else(|| id("avant").map(Cursor::Before));
        let page: i64 = query("page").parse().unwrap_or(1);
        let page = if cursor.is_some() {
            page.clamp(1, PAGE_MAX)
        } else {
            1
        };
        Self {
            statut,
            cursor,
            page,
        }
    }

    /// Whoever waits comes first where somebody waits; elsewhere whoever came last.
    #[must_use]
    pub fn oldest_first(&self) -> bool {
        self.statut == Statut::Orientation
    }

    /// Is it read against the order of the tab?
    #[must_use]
    pub fn backwards(&self) -> bool {
        matches!(self.cursor, Some(Cursor::Before(_)))
    }

    /// The same tab, from another place.
    #[must_use]
    pub fn at(&self, cursor: Cursor) -> Self {
        let page = match cursor {
            Cursor::After(_) => self.page + 1,
            Cursor::Before(_) => self.page - 1,
        };
        Self {
            cursor: (page > 1).then_some(cursor),
            page: page.max(1),
            statut: self.statut,
        }
    }

    /// Its address: what goes without saying is not said.
    #[must_use]
    pub fn url(&self) -> String {
        let mut parts = vec![format!("onglet={}", self.statut.slug())];
        parts.extend(self.cursor.as_ref().map(|cursor| match cursor {
            Cursor::After(id) => format!("apres={}", id.as_str()),
            Cursor::Before(id) => format!("avant={}", id.as_str()),
        }));
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        format!("{BOARD_URL}?{}", parts.join("&"))
    }
}

/// The address of a dossier, and of what is under it.
#[must_use]
pub fn dossier_url(id: &DossierId, rest: &str) -> String {
    format!("{BOARD_URL}/{}{rest}", id.as_str())
}

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

/// A key that was read.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    /// Its words.
    pub cle: String,
    /// Whose it is.
    pub dossier_id: DossierId,
}

/// What is looked for, each try less strict than the one before: a number, or its beginning; the words as they follow each
/// other in a key; the longest as the first, the others anywhere.
#[must_use]
pub fn tries(typed: &str) -> Vec<Vec<Range>> {
    if let Some(carnet) = Carnet::parse(typed) {
        return vec![vec![Range::of(carnet.as_str().to_owned())]];
    }
    let words: Vec<String> = words(typed).into_iter().take(WORDS_MAX).collect();
    let number = |first: &String| first.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [] => Vec::new(),
        [first, ..] if number(first) => vec![vec![Range::of(words.concat())]],
        [only] => vec![vec![Range::of(only.clone())]],
        several => {
            let exact = vec![Range::of(several.join(" "))];
            vec![exact, broad(several)]
        }
    }
}

fn broad(words: &[String]) -> Vec<Range> {
    let mut by_length: Vec<&String> = words.iter().collect();
    by_length.sort_by_key(|word| Reverse(word.len()));
    let Some((first, rest)) = by_length.split_first() else {
        return Vec::new();
    };
    vec![Range {
        prefix: (*first).clone(),
        others: rest.iter().map(|word| (*word).clone()).collect(),
    }]
}

/// How many keys are read of each of so many ranges.
#[must_use]
pub fn keys_each(ranges: &[Range]) -> usize {
    let begun = ranges.iter().any(|range| !range.others.is_empty());
    let max = if begun { BEGUN_KEYS_MAX } else { KEYS_MAX };
    max / ranges.len().max(1)
}

/// The dossiers whose keys hold every word, each once; and whether there were more keys than are read.
#[must_use]
pub fn hits(ranges: &[Range], read: &[Vec<Key>]) -> (Vec<DossierId>, bool) {
    let each = keys_each(ranges);
    let mut ids: Vec<DossierId> = Vec::new();
    let mut cut = false;
    for (range, keys) in ranges.iter().zip(read) {
        cut |= keys.len() >= each;
        for key in keys.iter().filter(|key| range.has(key)) {
            if !ids.contains(&key.dossier_id) {
                ids.push(key.dossier_id.clone());
            }
        }
    }
    (ids, cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::rules::search_keys;

    fn read(query: &str) -> Choice {
        let pairs: Vec<(&str, &str)> = query
            .split('&')
            .filter_map(|part| part.split_once('='))
            .collect();
        Choice::read(|key| {
            let found = pairs.iter().find(|(name, _)| *name == key);
            found.map_or_else(String::new, |(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_address_reads_back() {
        for query in [
            "onglet=orientation",
            "onglet=archives&apres=AAAAAAAAAAAAAAAAAAAAAA&page=3",
            "onglet=prise-en-charge&avant=AAAAAAAAAAAAAAAAAAAAAA&page=2",
        ] {
            assert_eq!(read(query).url(), format!("{BOARD_URL}?{query}"));
        }
        assert_eq!(
            read("onglet=x&apres=y&page=9"),
            Choice::of(Statut::Orientation)
        );
    }

    /// Which of these people a search finds, as the store asks.
    fn search(world: &[(&str, &str, &str)], typed: &str) -> Vec<usize> {
        let id = |number: usize| DossierId::parse(&format!("{number:022}")).expect("an id");
        let mut all: Vec<Key> = Vec::new();
        for (number, (nom, prenom, carnet)) in world.iter().enumerate() {
            all.extend(search_keys(nom, prenom, carnet).into_iter().map(|cle| Key {
                cle,
                dossier_id: id(number),
            }));
        }
        all.sort_by(|one, other| one.cle.cmp(&other.cle));
        for ranges in tries(typed) {
            let of = |range: &Range| -> Vec<Key> {
                let within = |key: &&Key| key.cle >= range.prefix && key.cle < range.end();
                all.iter()
                    .filter(within)
                    .take(keys_each(&ranges))
                    .cloned()
                    .collect()
            };
            let read: Vec<Vec<Key>> = ranges.iter().map(of).collect();
            let (ids, _) = hits(&ranges, &read);
            if !ids.is_empty() {
                let number = |id: &DossierId| id.as_str().parse().expect("a number");
                let mut found: Vec<usize> = ids.iter().map(number).collect();
                found.sort_unstable();
                return found;
            }
        }
        Vec::new()
    }

    #[test]
    fn a_dossier_is_found_by_names_and_number() {
        let world = [
            ("D’Almeida", "Awa", "000ysz"),
            ("Diallo", "Awa Fatou", "123abc"),
        ];
        for (typed, found) in [
            ("almeida", vec![0]),
            ("AWA", vec![0, 1]),
            ("fatou diallo", vec![1]),
            ("diallo fatou", vec![1]),
            ("dia fat", vec![1]),
            ("awa almeida", vec![0]),
            ("000 YSZ", vec![0]),
            ("123", vec![1]),
            ("123 ab", vec![1]),
            ("999zzz", vec![]),
            ("awa martin", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(search(&world, typed), found, "{typed}");
        }
    }
}
