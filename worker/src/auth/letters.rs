//! The e-mails about passwords.

use serde::Serialize;

use crate::outbox::Letter;

/// « Mot de passe oublié »: the link. Says nothing of who: the address is as typed.
#[derive(Debug, Serialize)]
pub struct ForgottenLetter {
    /// How long the link holds, in words.
    pub duree: &'static str,
}

impl Letter for ForgottenLetter {
    const MODELE: &'static str = "mot_de_passe_oublie";
    const GENRE: &'static str = "MOT_DE_PASSE";
}

/// A password was changed: whoever did not do it is warned.
#[derive(Debug, Serialize)]
pub struct ChangedLetter {
    /// When, in words.
    pub quand: String,
}

impl Letter for ChangedLetter {
    const MODELE: &'static str = "mot_de_passe_change";
    const GENRE: &'static str = "MOT_DE_PASSE";
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
            message(&ForgottenLetter {
                duree: "30 minutes",
            }),
            message(&ChangedLetter {
                quand: "22/11/2026 à 10:00".to_owned(),
            }),
        ]
    }
}
