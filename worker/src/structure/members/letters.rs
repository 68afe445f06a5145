//! The e-mail that invites.

use serde::Serialize;

use crate::outbox::Letter;

/// An invitation to a structure.
#[derive(Debug, Serialize)]
pub struct InvitationLetter {
    /// Whom.
    pub prenom: String,
    /// Where.
    pub structure: String,
    /// As what.
    pub role: &'static str,
    /// By whom.
    pub par: String,
    /// Until when, in words.
    pub jusqu_au: String,
}

impl Letter for InvitationLetter {
    const MODELE: &'static str = "invitation";
    const GENRE: &'static str = "INVITATION";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        vec![message(&InvitationLetter {
            prenom: "Awa".to_owned(),
            structure: "CCAS de Villeneuve".to_owned(),
            role: "Agent d’accueil",
            par: "Olive Demo".to_owned(),
            jusqu_au: "29/11/2026 à 10:00".to_owned(),
        })]
    }
}
