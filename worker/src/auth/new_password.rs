//! The choice of a password: the same two fields wherever it is made, by a domicilié or by somebody of a structure.

use escale_site::locale::{FRENCH, Language};
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
        let broken = password::broken_staff_rules(&self.nouveau);
        for (field, mistake) in self.mistakes(&broken) {
            checks.require(false, field, &in_french(mistake));
        }
    }

    /// Every mistake of a domicilié, told in `language`; `former` is the password it replaces.
    ///
    /// # Errors
    /// As [`Language::say`].
    pub fn mistakes_of_domicilie(
        &self,
        language: &Language,
        former: &PasswordHash,
    ) -> Result<Vec<FieldError>> {
        let broken = password::broken_rules(&self.nouveau, former);
        let told = self.mistakes(&broken).into_iter().map(|(champ, mistake)| {
            let limit = [(
                "nombre",
                i64::try_from(CHARS_MAX).unwrap_or_default().into(),
            )];
            let message = language.say(mistake, &limit)?;
            Ok(FieldError { champ, message })
        });
        told.collect()
    }

    /// The fields that are wrong, and the message that says why.
    fn mistakes(&self, broken: &[Rule]) -> Vec<(&'static str, &'static str)> {
        let long = password::is_too_long(&self.nouveau).then_some(("nouveau", "erreur-trop-long"));
        let rules = broken.iter().map(|rule| ("nouveau", missing(rule)));
        let same = self.nouveau.reveal() == self.confirmation.reveal();
        let other = (!same).then_some(("confirmation", "erreur-confirmation"));
        long.into_iter().chain(rules).chain(other).collect()
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

/// What to do about a broken rule: the name of a message.
fn missing(rule: &Rule) -> &'static str {
    match rule.cle {
        "different" => "erreur-different",
        "longueur" => "erreur-longueur",
        "longueur12" => LONG_ENOUGH_FOR_STAFF,
        "chiffre" => "erreur-chiffre",
        "majuscule" => "erreur-majuscule",
        _ => "erreur-minuscule",
    }
}

/// The one mistake that only staff can make.
const LONG_ENOUGH_FOR_STAFF: &str = "Il faut au moins 12\u{a0}caractères.";

/// What staff read: the same messages, in French.
fn in_french(mistake: &str) -> String {
    let limit = [(
        "nombre",
        i64::try_from(CHARS_MAX).unwrap_or_default().into(),
    )];
    FRENCH
        .say(mistake, &limit)
        .unwrap_or_else(|_own| mistake.to_owned())
}
