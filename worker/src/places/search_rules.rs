//! What is asked of the directory of places: words, a place, filters; and how its index is asked for it. Pure.

use super::{
    lists_rules::{
        ACCES, Coded, FRAIS, PRISES_EN_CHARGE, PUBLICS, SERVICES, WELCOMES_NOBODY, words,
    },
    near_rules::Cell,
    position_rules::Position,
};
use crate::{
    desk::list::rules,
    edge::ids::LieuId,
    orientation::services::{
        search_rules::{TYPED_CHARS_MAX, beginnings, place},
        text_rules::one_line,
    },
};

/// The ways to come that one can look for: a place that welcomes nobody is not in the directory.
#[must_use]
pub fn ways_in() -> Vec<Coded> {
    let all = ACCES.iter().filter(|(code, _)| *code != WELCOMES_NOBODY);
    all.copied().collect()
}

/// What somebody looks for, as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// Words of the place or of what it offers.
    pub q: String,
    /// A town, a postal code, the number of a département.
    pub lieu: String,
    /// A code of a service; empty for all, as the others.
    pub service: String,
    /// A code of a public.
    pub public: String,
    /// A code of whom a place knows how to help.
    pub prise_en_charge: String,
    /// A code of what it costs.
    pub frais: String,
    /// A code of a way to come.
    pub acces: String,
    /// One square of the map: what one point of it stands for.
    pub carre: Option<Cell>,
    /// The nearest first: from about there.
    pub autour: Option<Position>,
    /// Only where a dossier can be sent. Never part of an address.
    pub operatrices: bool,
}

impl Asked {
    /// Reads what an address asks for by the names of its parts; what is in no list asks for nothing.
    #[must_use]
    pub fn read(asked: impl Fn(&str) -> String) -> Self {
        let typed = |name: &str| -> String {
            let text = asked(name);
            one_line(&text).chars().take(TYPED_CHARS_MAX).collect()
        };
        let code = |name: &str, list: &[Coded]| -> String {
            let code = asked(name);
            let known = code != WELCOMES_NOBODY && words(list, &code).is_some();
            if known { code } else { String::new() }
        };
        let lieu = typed("lieu");
        // Whoever writes a place looks there, wherever they are.
        let around = || Position::read(&asked("lat"), &asked("lon"));
        let autour = if lieu.is_empty() { around() } else { None };
        Self {
            q: typed("q"),
            lieu,
            service: code("service", SERVICES),
            public: code("public", PUBLICS),
            prise_en_charge: code("prise_en_charge", PRISES_EN_CHARGE),
            frais: code("frais", FRAIS),
            acces: code("acces", ACCES),
            carre: Cell::read(&asked("carre")),
            autour,
            operatrices: false,
        }
    }

    /// The same, but only places where a dossier can be sent: those of an active structure opératrice.
    #[must_use]
    pub fn only_operatrices(self) -> Self {
        Self {
            operatrices: true,
            ..self
        }
    }

    /// The filters and their codes, as parts of an address name them.
    fn filters(&self) -> [(&'static str, &'static str, &str); 5] {
        [
            ("service", "se", &self.service),
            ("public", "pu", &self.public),
            ("prise_en_charge", "pc", &self.prise_en_charge),
            ("frais", "fr", &self.frais),
            ("acces", "ac", &self.acces),
        ]
    }

    /// Is a filter set?
    #[must_use]
    pub fn filtered(&self) -> bool {
        self.filters().iter().any(|(_, _, code)| !code.is_empty())
    }

    /// The question to the index (`lieu_recherche`, FTS5), wherever one is; `None` when nothing is looked for.
    ///
    /// Words hold letters and digits only, and are quoted: nothing that is typed is a sign of the index's own language.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        let mut parts: Vec<String> = beginnings(&rules::words(&self.q))
            .into_iter()
            .map(|word| format!("mots : {word}"))
            .collect();
        parts.extend(place(&self.lieu));
        parts.extend(self.carre.map(|cell| format!("signes : {}", cell.sign())));
        for (_, kind, code) in self.filters() {
            parts.extend(match (kind, code) {
                (_, "") => None,
                // Who is there for everyone is there for them too.
                ("pu", code) => Some(format!("signes : (\"pu{code}\" OR \"putous\")")),
                (kind, code) => Some(format!("signes : \"{kind}{code}\"")),
            });
        }
        if self.operatrices {
            parts.push("signes : \"operatrice\"".to_owned());
        }
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }

    /// The same question, ring after ring around a position: a JSON list, the nearest first.
    #[must_use]
    pub fn questions_around(&self, from: Position) -> String {
        let asked = self.question();
        let rings = super::near_rules::rings(from);
        let questions: Vec<String> = rings
            .iter()
            .map(|ring| ring.question(asked.as_deref()))
            .collect();
        serde_json::json!(questions).to_string()
    }

    /// The parts of the address that asks for this: names and values, only those that ask for something.
    #[must_use]
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = vec![("q", self.q.clone()), ("lieu", self.lieu.clone())];
        let filters = self.filters();
        parts.extend(filters.map(|(name, _, code)| (name, code.to_owned())));
        parts.extend(self.carre.map(|cell| ("carre", cell.written())));
        if let Some(from) = self.autour {
            parts.push(("lat", format!("{:.2}", from.latitude)));
            parts.push(("lon", format!("{:.2}", from.longitude)));
        }
        parts.retain(|(_, value)| !value.is_empty());
        parts
    }
}

/// Where a page of results begins: after this place.
#[must_use]
pub fn after(typed: &str) -> Option<LieuId> {
    LieuId::parse(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(parts: &[(&str, &str)]) -> Asked {
        Asked::read(|name| {
            let value = parts.iter().find(|(known, _)| *known == name);
            value.map_or(String::new(), |(_, value)| (*value).to_owned())
        })
    }

    fn question(parts: &[(&str, &str)]) -> String {
        asked(parts).question().unwrap_or_default()
    }

    #[test]
    fn words_a_place_and_filters_are_all_asked_for() {
        assert_eq!(
            question(&[("q", "Cyber-base"), ("lieu", "59 491")]),
            "mots : \"cyber\" * AND mots : \"base\" * AND (signes : \"cp59491\")"
        );
        assert_eq!(question(&[("lieu", "2A")]), "signes : (\"dep2a\")");
        let filters = [
            ("service", "demarches"),
            ("prise_en_charge", "vision"),
            ("frais", "gratuit"),
            ("acces", "rdv"),
        ];
        assert_eq!(
            question(&filters),
            "signes : \"sedemarches\" AND signes : \"pcvision\" AND signes : \"frgratuit\" AND signes : \"acrdv\""
        );
        assert_eq!(question(&[]), "");
    }

    #[test]
    fn who_is_there_for_everyone_is_there_for_them_too() {
        assert_eq!(
            question(&[("public", "seniors")]),
            "signes : (\"puseniors\" OR \"putous\")"
        );
    }

    #[test]
    fn what_is_in_no_list_asks_for_nothing() {
        let nothing = asked(&[
            ("service", "x\" OR \"y"),
            ("acces", WELCOMES_NOBODY),
            ("carre", "1/2"),
            ("lat", "nan"),
            ("lon", "2"),
            ("operatrices", "1"),
        ]);
        assert_eq!(nothing, Asked::default());
        assert!(!nothing.filtered());
        assert_eq!(ways_in().len(), ACCES.len() - 1);
    }

    #[test]
    fn whoever_writes_a_place_looks_there() {
        let around = [("lat", "48.85"), ("lon", "2.35"), ("lieu", " ")];
        assert!(asked(&around).autour.is_some());
        let there = [("lat", "48.85"), ("lon", "2.35"), ("lieu", "Lyon")];
        assert_eq!(asked(&there).autour, None);
    }

    #[test]
    fn only_some_are_sent_dossiers() {
        let all = asked(&[("lieu", "44")]);
        assert_eq!(
            all.clone().only_operatrices().question().as_deref(),
            Some("signes : (\"dep44\") AND signes : \"operatrice\"")
        );
        assert_eq!(all.clone().only_operatrices().parts(), all.parts());
    }

    #[test]
    fn an_address_asks_for_the_same_again() {
        let parts = [
            ("q", "wifi"),
            ("frais", "payant"),
            ("carre", "19-260000-180000"),
            ("lat", "48.853"),
            ("lon", "2.3499"),
        ];
        let asked = asked(&parts);
        let written = asked.parts();
        let again = Asked::read(|name| {
            let value = written.iter().find(|(known, _)| *known == name);
            value.map_or(String::new(), |(_, value)| value.clone())
        });
        assert_eq!(again, asked);
        // Not where somebody is: about where.
        assert!(
            written.contains(&("lat", "48.85".to_owned())),
            "{written:?}"
        );
        let around = asked.questions_around(asked.autour.expect("a position"));
        let around: Vec<String> = serde_json::from_str(&around).expect("a list");
        assert!(around.len() > 10);
        for question in around {
            let begun = "(mots : \"wifi\" * AND signes : \"c19x260000y180000\" AND signes : \"frpayant\" AND signes : (\"c";
            assert!(question.starts_with(begun), "{question}");
        }
    }
}
