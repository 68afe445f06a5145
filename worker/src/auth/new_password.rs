//! The choice of a password by somebody who works in a structure: the same two fields wherever it is made.

use serde::Deserialize;

use super::password::{self, CHARS_MAX, PasswordHash, PlainPassword, Rule};
use crate::edge::{
    error::Result,
    form::{Checks, FieldError},
};

/// The two fields, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    /// « Nouveau mot de passe ».
    pub nouveau: PlainPassword,
    /// « Confirmation du mot de passe ».
    pub confirmation: PlainPassword,
}

impl NewPassword {
    /// Notes every mistake.
    pub fn check(&self, checks: &mut Checks) {
        checks.require(
            !password::is_too_long(&self.nouveau),
            "nouveau",
            &format!("Choisissez au plus {CHARS_MAX}\u{a0}caractères."),
        );
        for rule in password::broken_staff_rules(&self.nouveau) {
            checks.require(false, "nouveau", missing(rule));
        }
        checks.require(
            self.nouveau.reveal() == self.confirmation.reveal(),
            "confirmation",
            "Les deux mots de passe ne sont pas les mêmes.",
        );
    }

    /// Every mistake, if there is one.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self) -> std::result::Result<(), Vec<FieldError>> {
        let mut checks = Checks::default();
        self.check(&mut checks);
        checks.done(())
    }

    /// What the database keeps of it.
    ///
    /// # Errors
    /// As [`PasswordHash::of`].
    pub fn hash(&self) -> Result<PasswordHash> {
        PasswordHash::of(&self.nouveau)
    }
}

/// What to do about a broken rule.
fn missing(rule: Rule) -> &'static str {
    match rule.cle {
        "longueur12" => "Il faut au moins 12\u{a0}caractères.",
        "chiffre" => "Ajoutez au moins un chiffre.",
        "majuscule" => "Ajoutez au moins une lettre majuscule.",
        _ => "Ajoutez au moins une lettre minuscule.",
    }
}
