//! Whom the address serves and why they ask for it: what the yearly report of the structure counts. Pure.

use serde::{Deserialize, Serialize};

/// Whom the address serves: the household, as the yearly report of the structure counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Menage {
    /// A woman alone.
    FemmeSeule,
    /// A woman alone with children.
    FemmeSeuleEnfants,
    /// A man alone.
    HommeSeul,
    /// A man alone with children.
    HommeSeulEnfants,
    /// A couple.
    Couple,
    /// A couple with children.
    CoupleEnfants,
    /// A minor alone.
    Mineur,
}

impl Menage {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::FemmeSeule,
        Self::FemmeSeuleEnfants,
        Self::HommeSeul,
        Self::HommeSeulEnfants,
        Self::Couple,
        Self::CoupleEnfants,
        Self::Mineur,
    ];

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FemmeSeule => "Femme seule",
            Self::FemmeSeuleEnfants => "Femme seule avec enfants",
            Self::HommeSeul => "Homme seul",
            Self::HommeSeulEnfants => "Homme seul avec enfants",
            Self::Couple => "Couple sans enfant",
            Self::CoupleEnfants => "Couple avec enfants",
            Self::Mineur => "Mineur seul",
        }
    }
}

/// Why a person asks for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Raison {
    /// Sleeps outside.
    Errance,
    /// Sleeps here and there.
    HebergementInstable,
    /// Is lodged where no mail can come.
    HebergementSansCourrier,
    /// Travels.
    Itinerance,
    /// Was evicted.
    Expulsion,
    /// Left their family or partner.
    Rupture,
    /// Fled violence.
    Violences,
    /// Left a prison, a hospital, a home.
    SortieInstitution,
    /// Has just arrived.
    Arrivee,
    /// Another reason, written out.
    Autre,
}

impl Raison {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Errance,
        Self::HebergementInstable,
        Self::HebergementSansCourrier,
        Self::Itinerance,
        Self::Expulsion,
        Self::Rupture,
        Self::Violences,
        Self::SortieInstitution,
        Self::Arrivee,
        Self::Autre,
    ];

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Errance => "Vit à la rue",
            Self::HebergementInstable => "Hébergement instable",
            Self::HebergementSansCourrier => "Hébergement où le courrier n’arrive pas",
            Self::Itinerance => "Itinérance, gens du voyage",
            Self::Expulsion => "Expulsion du logement",
            Self::Rupture => "Rupture familiale ou conjugale",
            Self::Violences => "Violences subies",
            Self::SortieInstitution => "Sortie de prison, d’hôpital ou de foyer",
            Self::Arrivee => "Arrivée récente",
            Self::Autre => "Autre raison",
        }
    }
}
