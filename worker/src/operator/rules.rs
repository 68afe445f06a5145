//! What a new structure may be. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    desk::list::rules::words,
    edge::{
        form::{Checks, FieldError},
        typed,
    },
    outbox::rules::one_line,
};

/// The zones a structure may live in: metropolitan France and overseas.
pub const ZONES: [(&str, &str); 12] = [
    ("Europe/Paris", "Métropole"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("America/St_Barthelemy", "Saint-Barthélemy"),
    ("America/Marigot", "Saint-Martin"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
];

/// A structure that may be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// Name.
    pub nom: String,
    /// Street.
    pub adresse: String,
    /// Five digits.
    pub code_postal: String,
    /// Town.
    pub ville: String,
    /// Phone, if any.
    pub telephone: Option<String>,
    /// Time zone.
    pub fuseau: &'static str,
}

/// « Créer une structure », as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StructureForm {
    /// Name.
    pub structure_nom: String,
    /// Street.
    pub adresse: String,
    /// Postal code.
    pub code_postal: String,
    /// Town.
    pub ville: String,
    /// Phone.
    pub telephone: String,
    /// Time zone.
    pub fuseau: String,
}

impl StructureForm {
    /// The structure, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self) -> Result<Structure, Vec<FieldError>> {
        let mut checks = Checks::default();
        let mut text = |typed: &str, champ, max: usize, ask: &str| {
            let text = one_line(typed);
            checks.require(!text.is_empty(), champ, ask);
            checks.require(
                typed.trim().chars().count() <= max,
                champ,
                &format!("Écrivez {max}\u{a0}caractères au plus."),
            );
            text
        };
        let nom = text(
            &self.structure_nom,
            "structure_nom",
            150,
            "Écrivez le nom de la structure.",
        );
        let adresse = text(&self.adresse, "adresse", 150, "Écrivez l’adresse.");
        let ville = text(&self.ville, "ville", 100, "Écrivez la ville.");
        let code_postal = typed::postal_code(&self.code_postal);
        checks.require(
            code_postal.is_some(),
            "code_postal",
            "Écrivez un code postal de 5\u{a0}chiffres.",
        );
        let telephone = one_line(&self.telephone);
        let digits = |c: char| c.is_ascii_digit() || "+ .-".contains(c);
        checks.require(
            telephone.chars().count() <= 20 && telephone.chars().all(digits),
            "telephone",
            "Écrivez un numéro de téléphone, ou laissez vide.",
        );
        let zone = ZONES.iter().find(|(zone, _)| *zone == self.fuseau);
        checks.require(zone.is_some(), "fuseau", "Choisissez un fuseau horaire.");
        checks.done(Structure {
            nom,
            adresse,
            code_postal: code_postal.unwrap_or_default(),
            ville,
            telephone: Some(telephone).filter(|telephone| !telephone.is_empty()),
            fuseau: zone.map_or("Europe/Paris", |(zone, _)| zone),
        })
    }
}

/// What an operateur looks for among the structures.
#[derive(Debug, Default)]
pub struct Searched(Vec<String>);

impl Searched {
    /// The words that were typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        Self(words(typed))
    }

    /// Is nothing looked for?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Has a structure of that name in that town all of it? Each word begins one of theirs.
    #[must_use]
    pub fn fits(&self, nom: &str, ville: &str) -> bool {
        let theirs = [words(nom), words(ville)].concat();
        let has = |word: &String| theirs.iter().any(|their| their.starts_with(word.as_str()));
        self.0.iter().all(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edge::clock;

    fn form() -> StructureForm {
        StructureForm {
            structure_nom: " CCAS de Brest ".to_owned(),
            adresse: "2 rue Frézier".to_owned(),
            code_postal: "29 200".to_owned(),
            ville: "Brest".to_owned(),
            telephone: String::new(),
            fuseau: "Europe/Paris".to_owned(),
        }
    }

    #[test]
    fn a_structure_is_read_as_typed() {
        let read = form().checked().expect("a structure");
        assert_eq!(
            (read.nom.as_str(), read.code_postal.as_str(), read.telephone),
            ("CCAS de Brest", "29200", None)
        );
    }

    #[test]
    fn every_mistake_is_told() {
        let fields = |form: StructureForm| -> Vec<&str> {
            let mistakes = form.checked().expect_err("mistakes");
            mistakes.iter().map(|mistake| mistake.champ).collect()
        };
        assert_eq!(
            fields(StructureForm::default()),
            ["structure_nom", "adresse", "ville", "code_postal", "fuseau"]
        );
        let wrong = StructureForm {
            code_postal: "2920A".to_owned(),
            telephone: "appelez-moi".to_owned(),
            fuseau: "Mars/Olympus".to_owned(),
            ..form()
        };
        assert_eq!(fields(wrong), ["code_postal", "telephone", "fuseau"]);
    }

    #[test]
    fn every_zone_is_known_to_the_clock() {
        for (name, _) in ZONES {
            assert_eq!(clock::zone(name).name(), name);
        }
    }

    #[test]
    fn a_structure_is_found_by_its_name_and_its_town() {
        let fits = |typed| Searched::of(typed).fits("Accueil de l’Île Noé", "Évry-Courcouronnes");
        for typed in ["", "ile", "NOE evry", "accueil cour", "l'île"] {
            assert!(fits(typed), "{typed}");
        }
        for typed in ["brest", "noe brest", "oé"] {
            assert!(!fits(typed), "{typed}");
        }
    }
}
