//! The choice of a password: the same two fields wherever it is made, by a domicilié or by somebody of a structure.

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
    /// Notes every mistake of somebody who works in a structure.
    pub fn check(&self, checks: &mut Checks) {
        self.note(password::broken_staff_rules(&self.nouveau), checks);
    }

    /// Every mistake of a domicilié, if there is one; `former` is the password it replaces.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked_by_domicilie(
        &self,
        former: &PasswordHash,
    ) -> std::result::Result<&PlainPassword, Vec<FieldError>> {
        let mut checks = Checks::default();
        self.note(password::broken_rules(&self.nouveau, former), &mut checks);
        checks.done(&self.nouveau)
    }

    fn note(&self, broken: Vec<Rule>, checks: &mut Checks) {
        checks.require(
            !password::is_too_long(&self.nouveau),
            "nouveau",
            &format!("Choisissez au plus {CHARS_MAX}\u{a0}caractères."),
        );
        for rule in broken {
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
        "different" => "Choisissez un mot de passe différent de celui que vous venez d’utiliser.",
        "longueur" => "Il faut au moins 8\u{a0}caractères.",
        "longueur12" => "Il faut au moins 12\u{a0}caractères.",
        "chiffre" => "Ajoutez au moins un chiffre.",
        "majuscule" => "Ajoutez au moins une lettre majuscule.",
        _ => "Ajoutez au moins une lettre minuscule.",
    }
}
