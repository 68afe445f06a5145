//! The e-mail to administrateurs when no SMS is left this month.

use serde::Serialize;

use crate::outbox::Letter;

/// « Plus de SMS ce mois-ci ».
#[derive(Debug, Serialize)]
pub struct CeilingLetter {
    /// The structure.
    pub structure: String,
    /// How many SMS a month it allows.
    pub plafond: i64,
}

impl Letter for CeilingLetter {
    const MODELE: &'static str = "plafond_sms";
    const GENRE: &'static str = "PLAFOND_SMS";
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;
    use crate::{
        edge::error::Result,
        outbox::{Message, letter::samples::message},
    };

    pub(crate) fn rendered() -> Vec<(&'static str, Result<Message>)> {
        vec![message(&CeilingLetter {
            structure: "CCAS de Villeneuve".to_owned(),
            plafond: 200,
        })]
    }
}
