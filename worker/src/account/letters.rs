//! The e-mails about one's own account.

use serde::Serialize;

use crate::outbox::Letter;

/// To the new address: confirm it.
#[derive(Debug, Serialize)]
pub struct ConfirmLetter {
    /// Whose account.
    pub prenom: String,
}

impl Letter for ConfirmLetter {
    const MODELE: &'static str = "adresse_a_confirmer";
    const GENRE: &'static str = "ADRESSE";
}

/// To the present address: another was asked for.
#[derive(Debug, Serialize)]
pub struct AskedLetter {
    /// Whose account.
    pub prenom: String,
    /// When, in words.
    pub quand: String,
}

impl Letter for AskedLetter {
    const MODELE: &'static str = "adresse_demandee";
    const GENRE: &'static str = "ADRESSE";
}

/// To the former address: it is no longer the account's.
#[derive(Debug, Serialize)]
pub struct MovedLetter {
    /// Whose account.
    pub prenom: String,
    /// When, in words.
    pub quand: String,
}

impl Letter for MovedLetter {
    const MODELE: &'static str = "adresse_changee";
    const GENRE: &'static str = "ADRESSE";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        let prenom = || "Awa".to_owned();
        vec![
            message(&ConfirmLetter { prenom: prenom() }),
            message(&AskedLetter {
                prenom: prenom(),
                quand: "22/11/2026 à 10:00".to_owned(),
            }),
            message(&MovedLetter {
                prenom: prenom(),
                quand: "22/11/2026 à 10:00".to_owned(),
            }),
        ]
    }
}
