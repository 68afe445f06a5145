//! What one may write of oneself. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    edge::{
        clock::DAY_MS,
        form::{Checks, FieldError},
    },
    outbox::rules::{Address, one_line},
};

/// The longest name or function, in characters.
const NAME_CHARS_MAX: usize = 100;
/// How long the link holds that confirms a new address, in milliseconds.
pub const CONFIRMATION_MS: i64 = DAY_MS;

/// « Qui vous êtes », as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentityForm {
    /// First name.
    pub prenom: String,
    /// Name.
    pub nom: String,
    /// What one is called at work; may be empty.
    pub fonction: String,
}

impl IdentityForm {
    /// The same on one line each, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self) -> Result<Self, Vec<FieldError>> {
        let mut checks = Checks::default();
        let mut text = |typed: &str, champ| {
            let text = one_line(typed);
            checks.require(
                text.chars().count() <= NAME_CHARS_MAX,
                champ,
                "Écrivez 100\u{a0}caractères au plus.",
            );
            text
        };
        let (prenom, nom) = (text(&self.prenom, "prenom"), text(&self.nom, "nom"));
        let fonction = text(&self.fonction, "fonction");
        checks.require(!prenom.is_empty(), "prenom", "Écrivez votre prénom.");
        checks.require(!nom.is_empty(), "nom", "Écrivez votre nom.");
        checks.done(Self {
            prenom,
            nom,
            fonction,
        })
    }
}

/// A new address, other than the present one.
///
/// # Errors
/// The mistake.
pub fn new_address(typed: &str, present: &str) -> Result<Address, Vec<FieldError>> {
    let mistake = |message: &str| {
        vec![FieldError {
            champ: "email",
            message: message.to_owned(),
        }]
    };
    match Address::parse(typed) {
        None => Err(mistake(
            "Écrivez une adresse e-mail, par exemple prenom@exemple.fr.",
        )),
        Some(address) if address.as_str() == present => Err(mistake("C’est déjà votre adresse.")),
        Some(address) => Ok(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_needed_and_a_function_is_not() {
        let form = |prenom: &str, fonction: &str| IdentityForm {
            prenom: prenom.to_owned(),
            nom: " Diallo ".to_owned(),
            fonction: fonction.to_owned(),
        };
        let kept = form("Awa", "").checked().expect("an identity");
        assert_eq!((kept.nom.as_str(), kept.fonction.as_str()), ("Diallo", ""));
        let mistakes = form("", &"é".repeat(120)).checked().expect_err("mistakes");
        let fields: Vec<&str> = mistakes.iter().map(|mistake| mistake.champ).collect();
        assert_eq!(fields, ["fonction", "prenom"]);
    }

    #[test]
    fn a_new_address_is_another_one() {
        assert!(new_address("awa@exemple.fr", "b@exemple.fr").is_ok());
        for typed in ["", "awa", "B@exemple.fr"] {
            assert!(new_address(typed, "b@exemple.fr").is_err(), "{typed}");
        }
    }
}
