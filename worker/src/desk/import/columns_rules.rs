//! The columns of an imported list, and how its first line names them. Pure.

use crate::desk::list::rules::words;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Number of the file.
    Numero,
    /// H or F.
    Civilite,
    /// Last name.
    Nom,
    /// First name.
    Prenom,
    /// The name they go by.
    Surnom,
    /// Date of birth.
    Naissance,
    /// Place of birth.
    LieuNaissance,
    /// Phone.
    Telephone,
    /// E-mail.
    Email,
    /// Where the domiciliation stands.
    Statut,
    /// Why it was refused.
    MotifRefus,
    /// Why it was ended.
    MotifRadiation,
    /// First one or renewal.
    Genre,
    /// First day.
    Debut,
    /// Last day; the day of a refusal.
    Fin,
    /// First day of the first one.
    Premiere,
    /// Last visit.
    Passage,
    /// Language.
    Langue,
}

/// How many columns there are.
pub const COLUMNS: usize = 18;

/// Each column, in the order of the model, its name there, whether it must be there, and what else it is called.
pub const ALL: [(Column, &str, bool, &[&str]); COLUMNS] = [
    (
        Column::Numero,
        "Numéro d'identification",
        false,
        &["numero", "identifiant", "n", "n d identification", "no"],
    ),
    (Column::Civilite, "Civilité", true, &["sexe"]),
    (
        Column::Nom,
        "Nom",
        true,
        &["nom de famille", "nom de naissance"],
    ),
    (Column::Prenom, "Prénom", true, &["prenoms"]),
    (
        Column::Surnom,
        "Surnom",
        false,
        &["nom d usage", "surnom nom d usage"],
    ),
    (
        Column::Naissance,
        "Date naissance",
        true,
        &["date de naissance", "ne le", "naissance"],
    ),
    (
        Column::LieuNaissance,
        "Lieu naissance",
        true,
        &["lieu de naissance", "ville de naissance"],
    ),
    (
        Column::Telephone,
        "Téléphone",
        false,
        &["tel", "numero de telephone", "portable"],
    ),
    (
        Column::Email,
        "Email",
        false,
        &[
            "e mail",
            "courriel",
            "adresse e mail",
            "adresse email",
            "mail",
        ],
    ),
    (
        Column::Statut,
        "Statut",
        true,
        &["statut domiciliation", "statut de la domiciliation"],
    ),
    (
        Column::MotifRefus,
        "Motif refus",
        false,
        &["motif de refus", "motif du refus"],
    ),
    (
        Column::MotifRadiation,
        "Motif radiation",
        false,
        &["motif de radiation", "motif de la radiation"],
    ),
    (
        Column::Genre,
        "Type de domiciliation",
        true,
        &["type domiciliation", "type"],
    ),
    (
        Column::Debut,
        "Date de début",
        false,
        &["date debut", "date de debut de la domiciliation", "debut"],
    ),
    (
        Column::Fin,
        "Date de fin",
        true,
        &[
            "date fin",
            "date de fin de la domiciliation",
            "fin",
            "echeance",
        ],
    ),
    (
        Column::Premiere,
        "Première domiciliation",
        false,
        &[
            "date premiere domiciliation",
            "date de premiere domiciliation",
            "date de la premiere domiciliation",
        ],
    ),
    (
        Column::Passage,
        "Dernier passage",
        false,
        &[
            "date de dernier passage",
            "date dernier passage",
            "date du dernier passage",
        ],
    ),
    (Column::Langue, "Langue", false, &["langue parlee"]),
];

impl Column {
    /// Its place in [`ALL`].
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }

    /// Its name in the model.
    #[must_use]
    pub fn label(self) -> &'static str {
        ALL.get(self.place()).map_or("", |(_, label, ..)| *label)
    }

    fn named(text: &str) -> Option<Self> {
        let name = words(text).join(" ");
        ALL.into_iter()
            .find(|(_, label, _, others)| {
                words(label).join(" ") == name || others.contains(&name.as_str())
            })
            .map(|(column, ..)| column)
    }
}

/// Where each column of ours is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// For each of [`ALL`], its place in the file.
    pub places: [Option<usize>; COLUMNS],
    /// What the file has beside: left out, and said.
    pub unknown: Vec<String>,
}

/// What is wrong with a first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongHeading {
    /// It names no column of ours: it is no heading at all.
    None,
    /// These columns must be there.
    Missing(Vec<&'static str>),
    /// This one is there twice.
    Twice(&'static str),
}

/// Other columns named at most.
const UNKNOWN_SHOWN: usize = 20;
/// The longest name shown of them, in characters.
const UNKNOWN_CHARS: usize = 40;

/// Reads the first line: any order, whatever its accents and case.
///
/// # Errors
/// What is wrong with it.
pub fn heading<'a>(cells: impl IntoIterator<Item = &'a str>) -> Result<Heading, WrongHeading> {
    let mut places = [None; COLUMNS];
    let mut unknown = Vec::new();
    for (at, text) in cells.into_iter().enumerate() {
        let Some(column) = Column::named(text) else {
            if !text.trim().is_empty() && unknown.len() < UNKNOWN_SHOWN {
                unknown.push(text.trim().chars().take(UNKNOWN_CHARS).collect());
            }
            continue;
        };
        match places.get_mut(column.place()) {
            Some(Some(_)) => return Err(WrongHeading::Twice(column.label())),
            Some(place) => *place = Some(at),
            None => {}
        }
    }
    if places.iter().all(Option::is_none) {
        return Err(WrongHeading::None);
    }
    let missing: Vec<_> = ALL
        .iter()
        .zip(&places)
        .filter(|((_, _, required, _), place)| *required && place.is_none())
        .map(|((_, label, ..), _)| *label)
        .collect();
    if missing.is_empty() {
        Ok(Heading { places, unknown })
    } else {
        Err(WrongHeading::Missing(missing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Vec<&'static str> {
        ALL.iter().map(|(_, label, ..)| *label).collect()
    }

    #[test]
    fn each_column_is_where_it_says() {
        for (place, (column, ..)) in ALL.iter().enumerate() {
            assert_eq!(column.place(), place, "{column:?}");
        }
        for (index, (_, label, ..)) in ALL.iter().enumerate() {
            assert_eq!(
                Column::named(label).map(Column::place),
                Some(index),
                "{label}"
            );
        }
    }

    #[test]
    fn a_heading_is_read_in_any_order_and_spelling() {
        let mut names: Vec<String> = labels().iter().map(|it| it.to_uppercase()).collect();
        names.reverse();
        names.push("Couleur".to_owned());
        names.push(" ".to_owned());
        let read = heading(names.iter().map(String::as_str)).expect("a heading");
        assert_eq!(read.places[Column::Langue.place()], Some(0));
        assert_eq!(read.places[Column::Numero.place()], Some(17));
        assert_eq!(read.unknown, ["Couleur"]);
        let starred = [
            "civilite *",
            "NOM*",
            "prenom",
            "date de naissance",
            "Lieu de naissance",
            "statut",
            "Type de Domiciliation*",
            "date  de fin",
        ];
        assert!(heading(starred).is_ok());
    }

    #[test]
    fn what_is_not_a_heading_is_told() {
        assert_eq!(heading(["Dupont", "Léa"]), Err(WrongHeading::None));
        assert_eq!(
            heading(["Nom", "Prénom", "nom"]),
            Err(WrongHeading::Twice("Nom"))
        );
        let Err(WrongHeading::Missing(missing)) = heading(["Nom", "Prénom"]) else {
            panic!("columns are missing")
        };
        assert_eq!(missing.first(), Some(&"Civilité"));
        assert_eq!(missing.len(), 6);
    }
}
