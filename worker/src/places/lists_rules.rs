//! The lists of the standard « Lieux de médiation numérique » 1.0.2: a code, which is kept, and the standard's own words, which
//! are shown and exchanged. The standard's other lists (programmes, labels, typology) grow: they are kept as they come. Pure.

/// A code and its words in the standard.
pub type Coded = (&'static str, &'static str);

/// The way in that keeps a place off the public directory.
pub const WELCOMES_NOBODY: &str = "ferme";

/// What a place offers.
pub const SERVICES: &[Coded] = &[
    ("demarches", "Aide aux démarches administratives"),
    ("quotidien", "Maîtrise des outils numériques du quotidien"),
    ("insertion", "Insertion professionnelle via le numérique"),
    ("securite", "Utilisation sécurisée du numérique"),
    ("parentalite", "Parentalité et éducation avec le numérique"),
    ("creations", "Loisirs et créations numériques"),
    ("comprehension", "Compréhension du monde numérique"),
    ("internet", "Accès internet et matériel informatique"),
    (
        "acquisition",
        "Acquisition de matériel informatique à prix solidaire",
    ),
];

/// Whom a place is especially for; none: everyone.
pub const PUBLICS: &[Coded] = &[
    ("jeunes", "Jeunes"),
    ("etudiants", "Étudiants"),
    ("familles", "Familles et/ou enfants"),
    ("seniors", "Seniors"),
    ("femmes", "Femmes"),
];

/// Whom a place knows how to help.
pub const PRISES_EN_CHARGE: &[Coded] = &[
    ("surdite", "Surdité"),
    ("moteurs", "Handicaps moteurs"),
    ("mentaux", "Handicaps mentaux"),
    ("illettrisme", "Illettrisme"),
    ("anglais", "Langues étrangères (anglais)"),
    ("langues", "Langues étrangères (autres)"),
    ("vision", "Déficience visuelle"),
];

/// What it costs.
pub const FRAIS: &[Coded] = &[
    ("gratuit", "Gratuit"),
    ("condition", "Gratuit sous condition"),
    ("payant", "Payant"),
];

/// Does it move?
pub const ITINERANCES: &[Coded] = &[("itinerant", "Itinérant"), ("fixe", "Fixe")];

/// How one comes to a place.
pub const ACCES: &[Coded] = &[
    ("presenter", "Se présenter"),
    ("telephoner", "Téléphoner"),
    ("mail", "Contacter par mail"),
    ("rdv", "Prendre un RDV en ligne"),
    ("ferme", "Ce lieu n'accueille pas de public"),
    (
        "prescription",
        "Envoyer un mail avec une fiche de prescription",
    ),
];

/// How one is helped there.
pub const ACCOMPAGNEMENTS: &[Coded] = &[
    ("autonomie", "En autonomie"),
    ("individuel", "Accompagnement individuel"),
    ("collectif", "Dans un atelier collectif"),
    ("distance", "À distance"),
];

/// The words of a code.
#[must_use]
pub fn words(list: &[Coded], code: &str) -> Option<&'static str> {
    list.iter()
        .find_map(|(known, words)| (*known == code).then_some(*words))
}

/// The code of the standard's words; an apostrophe may be straight or curved.
#[must_use]
pub fn code(list: &[Coded], words: &str) -> Option<&'static str> {
    let words = words.trim().replace('’', "'");
    list.iter()
        .find_map(|(code, known)| (*known == words).then_some(*code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes_are_one_to_one() {
        for list in [
            SERVICES,
            PUBLICS,
            PRISES_EN_CHARGE,
            FRAIS,
            ITINERANCES,
            ACCES,
            ACCOMPAGNEMENTS,
        ] {
            for (known, told) in list {
                assert_eq!(words(list, known), Some(*told));
                assert_eq!(code(list, told), Some(*known));
            }
        }
        assert_eq!(
            code(ACCES, "Ce lieu n’accueille pas de public "),
            Some(WELCOMES_NOBODY)
        );
        assert_eq!(code(FRAIS, "gratuit"), None);
    }
}
