//! Why signing in did not work, and what to do: said alike on both sides of the house.

use escale_site::locale::Language;
use serde::Serialize;

use super::softlock::{self, Locked, Wait};
use crate::edge::{
    clock::{Moment, SECOND_MS},
    error::Result,
    page::Page,
};

/// What the sign-in pages say when someone can't come in.
#[derive(Debug, Serialize)]
pub struct Trouble {
    /// What happened.
    pub titre: String,
    /// What to do.
    pub message: String,
}

impl Trouble {
    /// One message for an unknown account of staff and for a wrong password.
    #[must_use]
    pub fn wrong_email() -> Self {
        Self {
            titre: "Connexion impossible".to_owned(),
            message: "Vérifiez votre adresse e-mail et votre mot de passe, puis réessayez."
                .to_owned(),
        }
    }

    /// The same for a domicilié.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn wrong(language: &Language) -> Result<Self> {
        Self::said(language, "refus-titre", "refus-texte")
    }

    /// What two messages say.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn said(language: &Language, titre: &str, message: &str) -> Result<Self> {
        Ok(Self {
            titre: language.say(titre, &[])?,
            message: language.say(message, &[])?,
        })
    }

    /// Too many tries: when the next one is allowed, told to a domicilié.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn locked_in(language: &Language, now: Moment, locked: Locked) -> Result<Self> {
        let (key, number) = match softlock::wait(now, locked.until) {
            Wait::Minutes(number) => ("essais-minutes", number),
            Wait::Hours(number) => ("essais-heures", number),
        };
        Ok(Self {
            titre: language.say("essais-titre", &[])?,
            message: language.say(key, &[("nombre", number.into())])?,
        })
    }

    /// The same, told to staff.
    #[must_use]
    pub fn locked(now: Moment, locked: Locked) -> Self {
        let message = format!(
            "Par sécurité, réessayez {}.",
            softlock::wait_in_words(now, locked.until)
        );
        Self {
            titre: "Trop d’essais".to_owned(),
            message,
        }
    }

    /// The page that says so, for machines too: 429 and `Retry-After` in seconds.
    #[must_use]
    pub fn wait(page: Page, now: Moment, locked: Locked) -> Page {
        let seconds = (locked.until.0 - now.0) / SECOND_MS + 1;
        page.status(429).header("Retry-After", seconds.to_string())
    }
}
