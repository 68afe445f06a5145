//! The e-mails of the platform itself.

use serde::Serialize;

use crate::outbox::Letter;

/// « Envoyer un e-mail d’essai »: does the transport work?
#[derive(Debug, Serialize)]
pub struct TrialLetter {
    /// When it was asked for, in words.
    pub demande: String,
    /// By whom.
    pub par: String,
}

impl Letter for TrialLetter {
    const MODELE: &'static str = "essai";
    const GENRE: &'static str = "ESSAI";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        vec![message(&TrialLetter {
            demande: "22/11/2026 à 10:00".to_owned(),
            par: "Olive Demo".to_owned(),
        })]
    }
}
