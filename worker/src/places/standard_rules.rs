//! The data standard « Lieux de médiation numérique » 1.0.2 (reference.md): its 32 columns in their order, a row read and
//! checked into a [`Place`], and a place written as a row. Pure.

use serde::{Deserialize, Serialize};

use super::{lists_rules as lists, position_rules::Position};
use crate::{
    edge::{clock::Day, ids::LieuId},
    orientation::services::rules::list,
};

mod reader_rules;
#[cfg(test)]
mod tests;

pub use reader_rules::{Read, Wrong, read, telephone};

/// The columns, in the order of the standard.
pub const COLUMNS: [&str; 32] = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
];

/// Those that a row cannot do without.
pub const REQUIRED: [&str; 7] = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "adresse",
    "date_maj",
];

/// What stands between the values of a list.
pub const BETWEEN: char = '|';

/// A place, as the table `lieu` keeps it: what a closed list says is its code, in the order of the standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// What the standard calls `id`.
    pub standard_id: String,
    /// SIRET or RNA of whoever runs it.
    pub pivot: String,
    /// Its name.
    pub nom: String,
    /// Its town.
    pub commune: String,
    /// Its postal code.
    pub code_postal: String,
    /// The town's code.
    pub code_insee: Option<String>,
    /// Number and street.
    pub adresse: String,
    /// Building, floor.
    pub complement_adresse: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// What kind of place it is, as it came.
    pub typologie: Option<String>,
    /// International, without spaces.
    pub telephone: Option<String>,
    /// Where to write.
    #[serde(deserialize_with = "list")]
    pub courriels: Vec<String>,
    /// One address or several.
    pub site_web: Option<String>,
    /// In the syntax of OpenStreetMap.
    pub horaires: Option<String>,
    /// At most 280 characters.
    pub presentation_resume: Option<String>,
    /// Paragraphs.
    pub presentation_detail: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// Codes of [`lists::ITINERANCES`].
    #[serde(deserialize_with = "list")]
    pub itinerance: Vec<String>,
    /// Whoever is behind whoever runs it.
    pub structure_parente: Option<String>,
    /// The day it was last looked at.
    pub date_maj: Day,
    /// Codes of [`lists::SERVICES`].
    #[serde(deserialize_with = "list")]
    pub services: Vec<String>,
    /// Codes of [`lists::PUBLICS`].
    #[serde(deserialize_with = "list")]
    pub publics: Vec<String>,
    /// Codes of [`lists::PRISES_EN_CHARGE`].
    #[serde(deserialize_with = "list")]
    pub prises_en_charge: Vec<String>,
    /// Codes of [`lists::FRAIS`].
    #[serde(deserialize_with = "list")]
    pub frais: Vec<String>,
    /// National programmes, as they came.
    #[serde(deserialize_with = "list")]
    pub programmes: Vec<String>,
    /// Labels and trainings, as they came.
    #[serde(deserialize_with = "list")]
    pub labels: Vec<String>,
    /// Other ones, as they came.
    #[serde(deserialize_with = "list")]
    pub autres_labels: Vec<String>,
    /// Codes of [`lists::ACCES`].
    #[serde(deserialize_with = "list")]
    pub acces: Vec<String>,
    /// Codes of [`lists::ACCOMPAGNEMENTS`].
    #[serde(deserialize_with = "list")]
    pub accompagnement: Vec<String>,
    /// Its sheet on acceslibre.beta.gouv.fr.
    pub fiche_acces_libre: Option<String>,
    /// Where one takes an appointment.
    pub prise_rdv: Option<String>,
}

impl Place {
    /// Does it welcome people? Else it is on no public page (reference.md).
    #[must_use]
    pub fn welcomes(&self) -> bool {
        !self.acces.iter().any(|code| code == lists::WELCOMES_NOBODY)
    }

    /// Where it is.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        Position::new(self.latitude?, self.longitude?)
    }

    /// Its row: a text for each of [`COLUMNS`].
    #[must_use]
    pub fn row(&self) -> [String; 32] {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let degrees = |value: Option<f64>| value.map(|it| it.to_string()).unwrap_or_default();
        [
            self.standard_id.clone(),
            self.pivot.clone(),
            self.nom.clone(),
            self.commune.clone(),
            self.code_postal.clone(),
            text(&self.code_insee),
            self.adresse.clone(),
            text(&self.complement_adresse),
            degrees(self.latitude),
            degrees(self.longitude),
            text(&self.typologie),
            text(&self.telephone),
            joined(&self.courriels),
            text(&self.site_web),
            text(&self.horaires),
            text(&self.presentation_resume),
            text(&self.presentation_detail),
            text(&self.source),
            words(lists::ITINERANCES, &self.itinerance),
            text(&self.structure_parente),
            self.date_maj.0.to_string(),
            words(lists::SERVICES, &self.services),
            words(lists::PUBLICS, &self.publics),
            words(lists::PRISES_EN_CHARGE, &self.prises_en_charge),
            words(lists::FRAIS, &self.frais),
            joined(&self.programmes),
            joined(&self.labels),
            joined(&self.autres_labels),
            words(lists::ACCES, &self.acces),
            words(lists::ACCOMPAGNEMENTS, &self.accompagnement),
            text(&self.fiche_acces_libre),
            text(&self.prise_rdv),
        ]
    }
}

/// A place on its way to the table.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// Its id.
    id: &'a LieuId,
    x: Option<i64>,
    y: Option<i64>,
    /// Does it welcome people? 1 or 0.
    public: i64,
    #[serde(flatten)]
    lieu: &'a Place,
}

impl<'a> Row<'a> {
    /// The row of `lieu`, whose id is `id`.
    #[must_use]
    pub fn of(id: &'a LieuId, lieu: &'a Place) -> Self {
        let cell = lieu.position().map(Position::cell);
        Self {
            id,
            x: cell.map(|(x, _)| x),
            y: cell.map(|(_, y)| y),
            public: i64::from(lieu.welcomes()),
            lieu,
        }
    }
}

fn joined(values: &[String]) -> String {
    values.join(&BETWEEN.to_string())
}

/// The standard's own words of these codes, as its lists are written.
#[must_use]
pub fn words(list: &[lists::Coded], codes: &[String]) -> String {
    let words = codes.iter().filter_map(|code| lists::words(list, code));
    words.collect::<Vec<_>>().join(&BETWEEN.to_string())
}
