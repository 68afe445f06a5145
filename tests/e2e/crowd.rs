//! The people of a large CCAS, and whoever looks for one of them by a few letters.

use escale_tests::{
    db,
    stories::{Desk, today},
};
use escale_worker::desk::list::rules::Search;
use serde_json::json;

/// A large CCAS.
pub(crate) const PEOPLE: usize = 10_000;
/// As many matches as the page shows.
const MATCHES: usize = 8;

const SYLLABLES: [&str; 22] = [
    "ba", "cor", "du", "fer", "gar", "hal", "ja", "kou", "lam", "mar", "nel", "o", "pi", "quin",
    "ro", "san", "tra", "u", "vi", "wa", "yan", "zo",
];
const PRENOMS: [&str; 20] = [
    "Adama", "Brigitte", "Claude", "Dalila", "Ernesto", "Fatou", "Georges", "Houria", "Ilyes",
    "Jeanne", "Karim", "Lucie", "Mamadou", "Nadia", "Olga", "Pascal", "Rachid", "Sonia", "Thierry",
    "Yvette",
];

/// Someone of the crowd: their id, and their names as typed.
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) nom: String,
    pub(crate) prenom: String,
    pub(crate) numero: usize,
}

fn person(structure: &str, index: usize) -> Person {
    let code = index * 7_919 % (22 * 22 * 22);
    let nom = [code / 484, code / 22 % 22, code % 22].map(|at| SYLLABLES[at]);
    Person {
        id: format!("{}{index:0>8}", &structure[8..22]),
        nom: nom.concat(),
        prenom: PRENOMS[index % 20].to_lowercase(),
        numero: index + 1,
    }
}

/// Ten thousand people in one structure, written by the database itself, as [`person`] names them.
pub(crate) fn crowd(desk: &Desk) -> Vec<Person> {
    let params = [
        json!(desk.id),
        json!(&desk.id[8..22]),
        json!(json!(SYLLABLES).to_string()),
        json!(json!(PRENOMS).to_string()),
        json!(PEOPLE),
        json!(today()),
    ];
    db::sql(
        "WITH RECURSIVE crowd (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM crowd WHERE i + 1 < ?5),
              named (i, nom, prenom) AS (
                  SELECT i, json_extract(?3, '$[' || (i * 7919 % 10648 / 484) || ']') || json_extract(?3, '$[' || (i * 7919 % 10648 / 22 % 22) || ']')
                            || json_extract(?3, '$[' || (i * 7919 % 10648 % 22) || ']'), json_extract(?4, '$[' || (i % 20) || ']') FROM crowd)
         INSERT INTO usager (id, structure_id, numero, civilite, prenom, nom, cle_tri, date_naissance, statut, debut, echeance, created_at)
         SELECT ?2 || printf('%08d', i), ?1, i + 1, 'F', prenom, upper(nom), nom || ' ' || lower(prenom), '1980-02-03', 'VALIDE',
                date(?6, '-30 days'), date(?6, '+300 days'), 0 FROM named",
        &params,
    );
    for key in [
        "lower(nom) || ' ' || lower(prenom)",
        "lower(prenom) || ' ' || lower(nom)",
        "CAST(numero AS TEXT)",
    ] {
        db::sql(
            &format!(
                "INSERT INTO usager_cle (structure_id, cle, usager_id) SELECT structure_id, {key}, id FROM usager WHERE structure_id = ?1"
            ),
            &params[..1],
        );
    }
    (0..PEOPLE).map(|index| person(&desk.id, index)).collect()
}

/// What the search box would find, in its order: whoever types sees it, and stops when the right one is in sight.
pub(crate) struct Eye {
    keys: Vec<(String, usize)>,
}

impl Eye {
    pub(crate) fn of(people: &[Person]) -> Self {
        let mut keys: Vec<(String, usize)> = people
            .iter()
            .enumerate()
            .flat_map(|(index, one)| {
                let keys = [
                    format!("{} {}", one.nom, one.prenom),
                    format!("{} {}", one.prenom, one.nom),
                    one.numero.to_string(),
                ];
                keys.map(|key| (key, index))
            })
            .collect();
        keys.sort();
        Self { keys }
    }

    pub(crate) fn sees(&self, typed: &str) -> Vec<usize> {
        let Some(search) = Search::of(typed) else {
            return Vec::new();
        };
        let from = self.keys.partition_point(|(key, _)| *key < search.prefix);
        let fits = |key: &str| {
            search
                .others
                .iter()
                .all(|word| format!(" {key}").contains(&format!(" {word}")))
        };
        let mut found = Vec::new();
        let matching = self.keys[from..]
            .iter()
            .take_while(|(key, _)| key.starts_with(&search.prefix));
        for (_, index) in matching.filter(|(key, _)| fits(key)).take(2 * MATCHES) {
            if found.len() < MATCHES && !found.contains(index) {
                found.push(*index);
            }
        }
        found
    }

    /// The fewest keys that bring `index` under Enter: letters of the name, then perhaps of the first name, then arrows.
    pub(crate) fn shortest(&self, people: &[Person], index: usize) -> (String, usize) {
        let one = &people[index];
        let mut best: Option<(String, usize)> = None;
        for letters in 1..=one.nom.len() {
            for more in 0..=4 {
                let typed = match more {
                    0 => one.nom[..letters].to_owned(),
                    _ => format!("{} {}", &one.nom[..letters], &one.prenom[..more]),
                };
                let Some(downs) = self.sees(&typed).iter().position(|at| *at == index) else {
                    continue;
                };
                let cost = typed.len() + downs;
                if best
                    .as_ref()
                    .is_none_or(|(typed, downs)| typed.len() + downs > cost)
                {
                    best = Some((typed, downs));
                }
            }
        }
        best.expect("the whole name finds its person")
    }
}
