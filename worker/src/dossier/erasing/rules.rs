//! When a dossier is erased. Pure.

use serde::Deserialize;

use crate::{dossier::rules::Statut, edge::form::FieldError};

/// An archived dossier is erased so many years after the last line of its log.
pub const DOSSIER_KEPT_YEARS: u32 = 2;
/// That a dossier was erased is kept so many months.
pub const ERASING_KEPT_MONTHS: u32 = 12;

/// May it be erased on demand? Only once it is archived: nobody works with it any more.
#[must_use]
pub fn may_be_erased(statut: Statut) -> bool {
    statut == Statut::Archive
}

/// « Supprimer ce dossier », as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ErasingForm {
    /// The box.
    pub confirmation: String,
    /// How many lines the log had on the page that was read.
    pub rang: String,
}

impl ErasingForm {
    /// The length of the log on the page that was read, once it is confirmed; `None` when the page did not say it.
    ///
    /// # Errors
    /// The box is not ticked.
    pub fn checked(&self) -> Result<Option<i64>, Vec<FieldError>> {
        if self.confirmation == "oui" {
            return Ok(self.rang.parse().ok());
        }
        Err(vec![FieldError {
            champ: "confirmation",
            message: "Cochez cette case pour confirmer.".to_owned(),
        }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_archived_dossier_is_erased_and_knowingly() {
        let may = Statut::ALL.map(may_be_erased);
        assert_eq!(may, [false, false, true]);
        let form = |confirmation: &str| ErasingForm {
            confirmation: confirmation.to_owned(),
            rang: "4".to_owned(),
        };
        assert_eq!(form("oui").checked(), Ok(Some(4)));
        assert!(form("").checked().is_err());
    }
}
