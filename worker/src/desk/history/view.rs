//! A line of « Historique » as it is shown, on its page and in the export of the file.

use serde::Serialize;

use super::rules::{self, Told};

/// What happened, when and by whom.
#[derive(Debug, Serialize)]
pub struct EventView {
    date: String,
    texte: String,
    auteur: String,
    champs: Vec<ChangeView>,
}

/// What a field said, and says since.
#[derive(Debug, Serialize)]
struct ChangeView {
    champ: &'static str,
    avant: String,
    apres: String,
}

impl EventView {
    /// The line of an event with its detail, as kept, on that `date`; without an `auteur` it is the domicilié's own doing.
    #[must_use]
    pub fn of((evenement, detail): (&str, &str), date: String, auteur: Option<String>) -> Self {
        let Told { texte, champs } = rules::told(evenement, detail);
        let champs = champs.into_iter().map(|change| ChangeView {
            champ: change.champ.label(),
            avant: change.avant,
            apres: change.apres,
        });
        Self {
            date,
            texte,
            auteur: auteur.unwrap_or_else(|| "la personne elle-même".to_owned()),
            champs: champs.collect(),
        }
    }
}
