//! Why signing in did not work, and what to do: said alike on both sides of the house.

use serde::Serialize;

use super::softlock::{self, Locked};
use crate::edge::{
    clock::{Moment, SECOND_MS},
    page::Page,
};

/// What the sign-in pages say when someone can't come in.
#[derive(Debug, Serialize)]
pub struct Trouble {
    /// What happened.
    pub titre: &'static str,
    /// What to do.
    pub message: String,
}

impl Trouble {
    /// One message for an unknown account and for a wrong password; `name` is what accounts are called here.
    #[must_use]
    pub fn wrong(name: &str) -> Self {
        let message = format!("Vérifiez votre {name} et votre mot de passe, puis réessayez.");
        Self {
            titre: "Connexion impossible",
            message,
        }
    }

    /// Too many tries: when the next one is allowed.
    #[must_use]
    pub fn locked(now: Moment, locked: Locked) -> Self {
        let message = format!(
            "Par sécurité, réessayez {}.",
            softlock::wait_in_words(now, locked.until)
        );
        Self {
            titre: "Trop d’essais",
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
