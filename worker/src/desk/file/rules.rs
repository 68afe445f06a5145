//! What is written on a domicilié's file, and what has changed between two versions of it (domain §2). Pure.

use serde::{Deserialize, Serialize};

pub use super::{
    change_rules::{Change, Edit},
    langue_rules,
    row_rules::{fits, is_name},
};
use crate::{
    desk::{
        list::rules::{Names, sort_key},
        people_rules::{Menage, Raison},
    },
    edge::{clock::Day, typed},
};

/// The most relatives on a file.
pub const RELATIVES_MAX: usize = 20;
/// The most procurations on a file (domain §2).
pub const PROCURATIONS_MAX: i64 = 5;
/// The most notes on a file.
pub const NOTES_MAX: i64 = 100;
/// The longest note, in characters.
pub const NOTE_CHARS_MAX: usize = 1000;

/// « M. » or « Mme », as the database names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Civilite {
    /// « Mme ».
    F,
    /// « M. ».
    H,
}

impl Civilite {
    /// As in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::F => "F",
            Self::H => "H",
        }
    }

    /// On the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::F => "Mme",
            Self::H => "M.",
        }
    }

    /// Reads the code of a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::F, Self::H]
            .into_iter()
            .find(|civilite| civilite.code() == code)
    }
}

/// What a relative is to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Lien {
    /// Husband, wife, partner.
    Conjoint,
    /// Child.
    Enfant,
    /// Parent.
    Parent,
    /// Somebody else.
    Autre,
}

impl Lien {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Conjoint, Self::Enfant, Self::Parent, Self::Autre];

    /// As in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Conjoint => "CONJOINT",
            Self::Enfant => "ENFANT",
            Self::Parent => "PARENT",
            Self::Autre => "AUTRE",
        }
    }

    /// On the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Conjoint => "Conjoint ou conjointe",
            Self::Enfant => "Enfant",
            Self::Parent => "Parent",
            Self::Autre => "Autre lien",
        }
    }
}

/// Someone of the household whom the address serves too.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Relative {
    /// What they are to the person.
    pub lien: Lien,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth.
    pub date_naissance: Day,
}

impl Relative {
    /// « Enfant : DUPONT Léa, 03/02/2015 ».
    #[must_use]
    pub fn words(&self) -> String {
        let (lien, birth) = (self.lien.label(), self.date_naissance.short());
        format!("{lien}\u{a0}: {} {}, {birth}", self.nom, self.prenom)
    }
}

/// All that is written on a file by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// « M. » or « Mme ».
    pub civilite: Civilite,
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// The name they go by.
    pub surnom: Option<String>,
    /// Date of birth.
    pub naissance: Day,
    /// Place of birth.
    pub lieu_naissance: Option<String>,
    /// Phone, as [`typed::phone`] gives it.
    pub telephone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// The language they speak best, ISO 639-1; `None`: French, or not asked.
    pub langue: Option<String>,
    /// Whom the address serves.
    pub menage: Option<Menage>,
    /// Why they ask for an address.
    pub raison: Option<Raison>,
    /// The same, written out.
    pub raison_texte: Option<String>,
    /// Their relatives, in order.
    pub ayants: Vec<Relative>,
}

/// A field of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Champ {
    /// « M. » or « Mme ».
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
    /// Language.
    Langue,
    /// Household.
    Menage,
    /// Reason.
    Raison,
    /// Reason, written out.
    RaisonTexte,
    /// Relatives.
    Ayants,
}

impl Champ {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 13] = [
        Self::Civilite,
        Self::Nom,
        Self::Prenom,
        Self::Surnom,
        Self::Naissance,
        Self::LieuNaissance,
        Self::Telephone,
        Self::Email,
        Self::Langue,
        Self::Menage,
        Self::Ayants,
        Self::Raison,
        Self::RaisonTexte,
    ];

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Civilite => "Civilité",
            Self::Nom => "Nom",
            Self::Prenom => "Prénom",
            Self::Surnom => "Surnom",
            Self::Naissance => "Date de naissance",
            Self::LieuNaissance => "Lieu de naissance",
            Self::Telephone => "Téléphone",
            Self::Email => "E-mail",
            Self::Langue => "Langue parlée",
            Self::Menage => "Composition du ménage",
            Self::Raison => "Raison de la demande",
            Self::RaisonTexte => "Précisions sur la raison",
            Self::Ayants => "Ayants droit",
        }
    }
}

impl Content {
    /// By what they are called, for keys.
    #[must_use]
    pub fn names(&self) -> Names<'_> {
        Names {
            nom: &self.nom,
            prenom: &self.prenom,
            surnom: self.surnom.as_deref(),
        }
    }

    /// By what two files of the same person are told: the folded name and the birth date.
    #[must_use]
    pub fn whose(&self) -> String {
        format!("{} {}", sort_key(self.names()), self.naissance.short())
    }

    /// What the field says, in words; empty when nothing is written there.
    #[must_use]
    pub fn words(&self, champ: Champ) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        match champ {
            Champ::Civilite => self.civilite.label().to_owned(),
            Champ::Nom => self.nom.clone(),
            Champ::Prenom => self.prenom.clone(),
            Champ::Surnom => text(&self.surnom),
            Champ::Naissance => self.naissance.short(),
            Champ::LieuNaissance => text(&self.lieu_naissance),
            Champ::Telephone => {
                let phone = self.telephone.as_deref();
                phone.map(typed::phone_grouped).unwrap_or_default()
            }
            Champ::Email => text(&self.email),
            Champ::Langue => {
                let code = self.langue.as_deref();
                code.map(langue_rules::label).unwrap_or_default()
            }
            Champ::Menage => self.menage.map(Menage::label).unwrap_or_default().into(),
            Champ::Raison => self.raison.map(Raison::label).unwrap_or_default().into(),
            Champ::RaisonTexte => text(&self.raison_texte),
            Champ::Ayants => {
                let lines: Vec<String> = self.ayants.iter().map(Relative::words).collect();
                lines.join("\n")
            }
        }
    }

    /// Takes what `other` says in that field.
    pub(super) fn take(&mut self, champ: Champ, other: &Self) {
        match champ {
            Champ::Civilite => self.civilite = other.civilite,
            Champ::Nom => self.nom.clone_from(&other.nom),
            Champ::Prenom => self.prenom.clone_from(&other.prenom),
            Champ::Surnom => self.surnom.clone_from(&other.surnom),
            Champ::Naissance => self.naissance = other.naissance,
            Champ::LieuNaissance => self.lieu_naissance.clone_from(&other.lieu_naissance),
            Champ::Telephone => self.telephone.clone_from(&other.telephone),
            Champ::Email => self.email.clone_from(&other.email),
            Champ::Langue => self.langue.clone_from(&other.langue),
            Champ::Menage => self.menage = other.menage,
            Champ::Raison => self.raison = other.raison,
            Champ::RaisonTexte => self.raison_texte.clone_from(&other.raison_texte),
            Champ::Ayants => self.ayants.clone_from(&other.ayants),
        }
    }
}

/// Where something that runs from one day to another stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// Not yet begun.
    AVenir,
    /// On that day.
    EnCours,
    /// Ended.
    Terminee,
}

/// Where it stands on `today`; both days count.
#[must_use]
pub fn course(debut: Day, fin: Day, today: Day) -> Course {
    if today < debut {
        Course::AVenir
    } else if today > fin {
        Course::Terminee
    } else {
        Course::EnCours
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    pub(crate) fn content() -> Content {
        Content {
            civilite: Civilite::F,
            nom: "D’ALMEIDA".to_owned(),
            prenom: "N’Deye".to_owned(),
            surnom: None,
            naissance: day("1991-02-09"),
            lieu_naissance: Some("Dakar".to_owned()),
            telephone: Some("06 12 34 00 40".to_owned()),
            email: None,
            langue: Some("wo".to_owned()),
            menage: Some(Menage::FemmeSeuleEnfants),
            raison: Some(Raison::Autre),
            raison_texte: Some("Caravane vendue".to_owned()),
            ayants: vec![Relative {
                lien: Lien::Enfant,
                nom: "D’ALMEIDA".to_owned(),
                prenom: "Awa".to_owned(),
                date_naissance: day("2018-05-01"),
            }],
        }
    }

    #[test]
    fn both_days_count() {
        let (debut, fin) = (day("2026-11-01"), day("2026-11-30"));
        assert_eq!(course(debut, fin, day("2026-10-31")), Course::AVenir);
        assert_eq!(course(debut, fin, debut), Course::EnCours);
        assert_eq!(course(debut, fin, fin), Course::EnCours);
        assert_eq!(course(debut, fin, day("2026-12-01")), Course::Terminee);
    }
}
