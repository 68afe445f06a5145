//! What a request may become, and the words for it (domain §3). Pure.
//!
//! ```text
//!              ┌─ « Valider la demande » ──▶ VALIDEE
//!              │
//!   OUVERTE ───┼─ « Refuser la demande » ──▶ REFUSEE
//!              │
//!              ├─ 30 days without answer ──▶ EXPIREE
//!              │
//!              └─ « Annuler la demande » ──▶ ANNULEE
//! ```
//!
//! Nothing leads back: whoever comes second is told who came first.

use serde::{Deserialize, Serialize};

use crate::edge::clock::DAY_MS;

/// How long a request waits for its answer, and how long a link to it holds, in milliseconds.
pub const OPEN_MS: i64 = 30 * DAY_MS;
/// When the service is reminded, in milliseconds after the request was sent.
pub const REMINDERS_MS: [i64; 2] = [10 * DAY_MS, 20 * DAY_MS];
/// How long the documents of an accepted request are kept after the answer, in milliseconds: six months.
pub const FILES_MS: i64 = 183 * DAY_MS;
/// When a request loses its names, in milliseconds after it was sent: two years.
pub const NAMES_MS: i64 = 731 * DAY_MS;
/// How long a draft is kept, in milliseconds.
pub const DRAFT_MS: i64 = 7 * DAY_MS;
/// The same person sent to the same service within this time is worth a warning, in milliseconds.
pub const DOUBLE_MS: i64 = 90 * DAY_MS;
/// The longest message, in characters.
pub const MESSAGE_CHARS_MAX: usize = 1000;
/// The longest reason of a request, in characters.
pub const MOTIF_CHARS_MAX: usize = 600;

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Statut {
    /// It waits for its answer.
    Ouverte,
    /// The service takes the person.
    Validee,
    /// The service does not.
    Refusee,
    /// Nobody answered in time.
    Expiree,
    /// The prescriber took it back.
    Annulee,
}

impl Statut {
    /// Every one, in the order of the filters.
    pub const ALL: [Self; 5] = [
        Self::Ouverte,
        Self::Validee,
        Self::Refusee,
        Self::Expiree,
        Self::Annulee,
    ];

    /// Its code, in the database and in URLs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ouverte => "OUVERTE",
            Self::Validee => "VALIDEE",
            Self::Refusee => "REFUSEE",
            Self::Expiree => "EXPIREE",
            Self::Annulee => "ANNULEE",
        }
    }

    /// The statut of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|statut| statut.code() == code)
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ouverte => "À traiter",
            Self::Validee => "Validée",
            Self::Refusee => "Refusée",
            Self::Expiree => "Expirée",
            Self::Annulee => "Annulée",
        }
    }
}

/// How a beneficiary wishes to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Contact {
    /// By phone.
    Telephone,
    /// By e-mail.
    Courriel,
    /// Through whoever accompanies them.
    Referent,
    /// Otherwise, in words.
    Autre,
}

impl Contact {
    /// Every one, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Telephone, Self::Courriel, Self::Referent, Self::Autre];

    /// Its code, in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Telephone => "TELEPHONE",
            Self::Courriel => "COURRIEL",
            Self::Referent => "REFERENT",
            Self::Autre => "AUTRE",
        }
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Telephone => "Par téléphone",
            Self::Courriel => "Par e-mail",
            Self::Referent => "Par l’intermédiaire de la personne qui l’accompagne",
            Self::Autre => "Autrement",
        }
    }
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Motif {
    /// Nobody could reach the person.
    Injoignable,
    /// The person did not come.
    AbsentEntretien,
    /// The person has found work.
    EnEmploi,
    /// The person is in training.
    EnFormation,
    /// The person does not meet the conditions.
    NonEligible,
    /// The person cannot come as far.
    NonMobile,
    /// The person does not wish it.
    PasInteresse,
    /// Something else has to be solved first.
    FreinsPeripheriques,
    /// There is no place left.
    SessionComplete,
    /// It was already asked.
    Doublon,
    /// In one's own words.
    Autre,
}

impl Motif {
    /// Every one, in the order of the form.
    pub const ALL: [Self; 11] = [
        Self::Injoignable,
        Self::AbsentEntretien,
        Self::EnEmploi,
        Self::EnFormation,
        Self::NonEligible,
        Self::NonMobile,
        Self::PasInteresse,
        Self::FreinsPeripheriques,
        Self::SessionComplete,
        Self::Doublon,
        Self::Autre,
    ];

    /// Its code, in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Injoignable => "INJOIGNABLE",
            Self::AbsentEntretien => "ABSENT_ENTRETIEN",
            Self::EnEmploi => "EN_EMPLOI",
            Self::EnFormation => "EN_FORMATION",
            Self::NonEligible => "NON_ELIGIBLE",
            Self::NonMobile => "NON_MOBILE",
            Self::PasInteresse => "PAS_INTERESSE",
            Self::FreinsPeripheriques => "FREINS_PERIPHERIQUES",
            Self::SessionComplete => "SESSION_COMPLETE",
            Self::Doublon => "DOUBLON",
            Self::Autre => "AUTRE",
        }
    }

    /// The motive of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|motif| motif.code() == code)
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Injoignable => "Bénéficiaire injoignable",
            Self::AbsentEntretien => "Absent à l’entretien",
            Self::EnEmploi => "En emploi",
            Self::EnFormation => "En formation",
            Self::NonEligible => "Non éligible",
            Self::NonMobile => "Non mobile",
            Self::PasInteresse => "Pas intéressé",
            Self::FreinsPeripheriques => "Freins périphériques",
            Self::SessionComplete => "Session complète",
            Self::Doublon => "Demande en doublon",
            Self::Autre => "Autre",
        }
    }
}

/// Whose doing a line of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Acteur {
    /// The prescriber, or a colleague.
    Prescripteur,
    /// The service, by its link or signed in.
    Service,
    /// Nobody: time went by.
    Temps,
}

impl Acteur {
    /// Its code, in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Prescripteur => "PRESCRIPTEUR",
            Self::Service => "SERVICE",
            Self::Temps => "TEMPS",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code_of<T: Serialize>(value: T) -> String {
        serde_json::from_value(serde_json::to_value(value).expect("JSON")).expect("a text")
    }

    #[test]
    fn a_code_is_the_one_of_the_database_and_reads_back() {
        for statut in Statut::ALL {
            assert_eq!(code_of(statut), statut.code());
            assert_eq!(Statut::of_code(statut.code()), Some(statut));
        }
        for motif in Motif::ALL {
            assert_eq!(code_of(motif), motif.code());
            assert_eq!(Motif::of_code(motif.code()), Some(motif));
        }
        for contact in Contact::ALL {
            assert_eq!(code_of(contact), contact.code());
        }
        for acteur in [Acteur::Prescripteur, Acteur::Service, Acteur::Temps] {
            assert_eq!(code_of(acteur), acteur.code());
        }
    }

    #[test]
    fn the_service_is_reminded_before_the_request_ends() {
        assert!(REMINDERS_MS.iter().all(|at| *at < OPEN_MS));
        const { assert!(OPEN_MS < FILES_MS && FILES_MS < NAMES_MS) };
    }
}
