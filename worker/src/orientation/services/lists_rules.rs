//! The lists a service chooses from, with their words: the codes are those of data·inclusion v1, so that what is written
//! here and what is imported are one thing. Pure.

/// A code and its words.
pub type Coded = (&'static str, &'static str);

/// The public that leaves out all others: everyone.
pub const EVERYONE: &str = "tous-publics";

/// Whom a service is for.
pub const PUBLICS: &[Coded] = &[
    (EVERYONE, "Tous publics"),
    ("actifs", "Actifs"),
    (
        "beneficiaires-des-minimas-sociaux",
        "Bénéficiaires de minimas sociaux",
    ),
    ("demandeurs-emploi", "Demandeurs d’emploi"),
    ("etudiants", "Étudiants"),
    ("familles", "Familles"),
    ("femmes", "Femmes"),
    ("jeunes", "Jeunes"),
    (
        "personnes-en-situation-de-handicap",
        "Personnes en situation de handicap",
    ),
    (
        "personnes-en-situation-durgence",
        "Personnes en situation d’urgence",
    ),
    (
        "personnes-en-situation-juridique-specifique",
        "Personnes en situation juridique spécifique",
    ),
    ("personnes-exilees", "Personnes exilées"),
    (
        "residents-qpv-frr",
        "Habitants d’un quartier prioritaire ou d’une zone rurale",
    ),
    ("seniors", "Seniors"),
];

/// What a service helps with: the categories of the themes, which stand before `--` in a theme's code.
pub const THEMES: &[Coded] = &[
    ("choisir-un-metier", "Choisir un métier"),
    ("creer-une-entreprise", "Créer une entreprise"),
    (
        "difficultes-administratives-ou-juridiques",
        "Difficultés administratives ou juridiques",
    ),
    ("difficultes-financieres", "Difficultés financières"),
    ("equipement-et-alimentation", "Équipement et alimentation"),
    ("famille", "Famille"),
    ("lecture-ecriture-calcul", "Lecture, écriture et calcul"),
    ("logement-hebergement", "Logement et hébergement"),
    ("mobilite", "Mobilité"),
    ("numerique", "Numérique"),
    ("preparer-sa-candidature", "Préparer sa candidature"),
    ("remobilisation", "Reprendre confiance, se remobiliser"),
    ("sante", "Santé"),
    ("se-former", "Se former"),
    ("souvrir-a-linternational", "S’ouvrir à l’international"),
    ("trouver-un-emploi", "Trouver un emploi"),
];

/// What kind of help it is.
pub const TYPES: &[Coded] = &[
    ("accompagnement", "Accompagnement"),
    ("aide-financiere", "Aide financière"),
    ("aide-materielle", "Aide matérielle"),
    ("atelier", "Atelier"),
    ("formation", "Formation"),
    ("information", "Information"),
];

/// By e-mail: what opens the orientation form.
pub const BY_EMAIL: &str = "envoyer-un-courriel";
/// By a page of the service's own.
pub const BY_LINK: &str = "utiliser-lien-mobilisation";

/// How one asks for it.
pub const MODES: &[Coded] = &[
    (BY_EMAIL, "E-mail"),
    ("telephoner", "Téléphone"),
    ("se-presenter", "Se présenter sur place"),
    (BY_LINK, "Page web du service"),
];

/// Someone who accompanies the person.
pub const PROFESSIONALS: &str = "professionnels";

/// Who asks for it.
pub const ASKERS: &[Coded] = &[
    ("usagers", "La personne elle-même"),
    (PROFESSIONALS, "Un professionnel qui l’accompagne"),
];

/// Where people are received.
pub const WELCOMES: &[Coded] = &[("en-presentiel", "Sur place"), ("a-distance", "À distance")];

/// What it costs.
pub const FEES: &[Coded] = &[("gratuit", "Gratuit"), ("payant", "Payant")];

/// The words of a code of `list`.
#[must_use]
pub fn label(list: &'static [Coded], code: &str) -> Option<&'static str> {
    list.iter()
        .find(|(known, _)| *known == code)
        .map(|(_, words)| *words)
}

/// The words of those `codes` that `list` knows, in its order.
#[must_use]
pub fn labels(list: &'static [Coded], codes: &[String]) -> Vec<String> {
    list.iter()
        .filter(|(known, _)| codes.iter().any(|code| code == known))
        .map(|(_, words)| (*words).to_owned())
        .collect()
}

/// Is it a code of `list`?
#[must_use]
pub fn knows(list: &'static [Coded], code: &str) -> bool {
    label(list, code).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_the_order_of_the_list() {
        let codes = ["seniors", "inconnu", "femmes"].map(str::to_owned);
        assert_eq!(labels(PUBLICS, &codes), ["Femmes", "Seniors"]);
        assert_eq!(label(FEES, "gratuit"), Some("Gratuit"));
        assert!(!knows(MODES, "fax"));
    }
}
