//! Every SQL statement of the card of a carnet.

use serde::Deserialize;

use crate::{
    edge::{db::Query, ids::StructureId},
    statements,
};

statements! { "dossier::carnet";
    WHERE_TO_COME = "
        SELECT s.nom, s.adresse, s.code_postal, s.ville, s.telephone, s.horaires, s.horaires_osm,
               s.accueil_adresse, s.accueil_code_postal, s.accueil_ville
        FROM structure s WHERE s.id = ?1";
}

/// Where the person comes.
#[derive(Debug, Clone, Deserialize)]
pub struct Place {
    /// The structure's name.
    pub nom: String,
    /// The address for letters.
    pub adresse: String,
    /// Its postal code.
    pub code_postal: String,
    /// Its town.
    pub ville: String,
    /// Phone.
    pub telephone: Option<String>,
    /// When it is open, in words of its own.
    pub horaires: String,
    /// The same, in the syntax of OpenStreetMap.
    pub horaires_osm: Option<String>,
    /// Where people come, when it is not the address for letters.
    pub accueil_adresse: Option<String>,
    /// Its postal code.
    pub accueil_code_postal: Option<String>,
    /// Its town.
    pub accueil_ville: Option<String>,
}

/// The question for where the person comes.
#[must_use]
pub fn place_query(structure: &StructureId) -> Query {
    WHERE_TO_COME.with([structure.into()])
}
