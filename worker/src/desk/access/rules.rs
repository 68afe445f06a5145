//! What « Accès au portail usager » can be asked, and what its credentials are (domain §1). Pure.

use serde::Deserialize;

use crate::edge::clock::DAY_MS;

/// How long a temporary password is good for.
pub const TEMPORARY_MS: i64 = 30 * DAY_MS;

/// How many people get their first credentials at once. Each costs an Argon2id of 12 MiB and three passes, one after the
/// other, and a letter: 80 ms of CPU, measured in workerd on a build that wasm-opt has not seen. Twenty-five take 2 s of
/// the 30 that a request has, and nobody waits longer than that for the page.
pub const SEVERAL_MAX: usize = 25;

/// The form « Enregistrer les préférences », as sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PreferencesForm {
    /// `oui` or `non`.
    pub acces: String,
    /// `oui` when « Ré-initialiser le mot de passe temporaire du domicilié » is ticked.
    pub reinitialiser: String,
    /// The edition of the credentials that the person saw; 0 when there were none.
    pub edition: i64,
}

/// What the form asks for, given how things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Give credentials, for the first time or anew: the old ones and every live session die.
    Issue,
    /// Close the access.
    Close,
    /// Leave things as they are.
    Nothing,
}

impl PreferencesForm {
    /// The wish, given whether the access is open now; `None` when neither Oui nor Non was chosen.
    #[must_use]
    pub fn wish(&self, open_now: bool) -> Option<Wish> {
        match (self.acces.as_str(), open_now) {
            ("oui", false) => Some(Wish::Issue),
            ("oui", true) if self.reinitialiser == "oui" => Some(Wish::Issue),
            ("non", true) => Some(Wish::Close),
            ("oui", true) | ("non", false) => Some(Wish::Nothing),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(acces: &str, reinitialiser: &str) -> PreferencesForm {
        PreferencesForm {
            acces: acces.into(),
            reinitialiser: reinitialiser.into(),
            edition: 0,
        }
    }

    #[test]
    fn oui_gives_credentials_once_and_again_only_when_asked() {
        assert_eq!(form("oui", "").wish(false), Some(Wish::Issue));
        assert_eq!(form("oui", "").wish(true), Some(Wish::Nothing));
        assert_eq!(form("oui", "oui").wish(true), Some(Wish::Issue));
    }

    #[test]
    fn non_closes_whatever_else_is_ticked() {
        assert_eq!(form("non", "oui").wish(true), Some(Wish::Close));
        assert_eq!(form("non", "").wish(false), Some(Wish::Nothing));
    }

    #[test]
    fn no_answer_is_no_wish() {
        assert_eq!(form("", "oui").wish(true), None);
    }
}
