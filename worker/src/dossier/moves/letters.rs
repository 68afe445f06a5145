//! The e-mails about dossiers that change hands: to people of structures, and never the name of a beneficiary.

use serde::Serialize;

use crate::outbox::Letter;

/// A dossier is sent to one's structure.
#[derive(Debug, Serialize)]
pub struct SentOnLetter {
    /// Who sends it.
    pub structure: String,
    /// The path of the dossier.
    pub page: String,
}

impl Letter for SentOnLetter {
    const MODELE: &'static str = "dossier_reoriente";
    const GENRE: &'static str = "DOSSIER";
}

/// A dossier that one had sent or created goes elsewhere.
#[derive(Debug, Serialize)]
pub struct TakenOverLetter {
    /// The number of its carnet.
    pub carnet: String,
    /// Who held it.
    pub de: String,
    /// Who holds it now.
    pub vers: String,
}

impl Letter for TakenOverLetter {
    const MODELE: &'static str = "dossier_suivi_ailleurs";
    const GENRE: &'static str = "DOSSIER";
}

/// A dossier that one held is fetched back.
#[derive(Debug, Serialize)]
pub struct FetchedLetter {
    /// The number of its carnet.
    pub carnet: String,
    /// Who holds it now.
    pub par: String,
}

impl Letter for FetchedLetter {
    const MODELE: &'static str = "dossier_recupere";
    const GENRE: &'static str = "DOSSIER";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        vec![
            message(&SentOnLetter {
                structure: "Le Relais".to_owned(),
                page: "/gestion/dossiers/AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            }),
            message(&TakenOverLetter {
                carnet: "000ysz".to_owned(),
                de: "Le Relais".to_owned(),
                vers: "CCAS de Villeneuve".to_owned(),
            }),
            message(&FetchedLetter {
                carnet: "000ysz".to_owned(),
                par: "CCAS de Villeneuve".to_owned(),
            }),
        ]
    }
}
