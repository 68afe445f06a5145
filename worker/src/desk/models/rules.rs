//! What a model may be, and how it is called on the screens. Pure.

use serde::{Deserialize, Serialize};

pub use super::tags_rules::{Braces, Tag, braces, required};

use crate::edge::form::{Checks, FieldError};

/// The most a model may weigh, in bytes: 2 MB. The answer that shows credentials carries its letter with it.
pub const OCTETS_MAX: usize = 2 * 1024 * 1024;
/// The longest name, in characters.
pub const NOM_CHARS_MAX: usize = 100;
/// How many models a structure keeps.
pub const MODELS_MAX: i64 = 30;

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kind {
    /// The attestation of domicile.
    Attestation,
    /// The notice of a refusal.
    Refus,
    /// The notice of a radiation.
    Radiation,
    /// The access letter.
    Acces,
    /// Any other letter; a structure has as many as it wants.
    Libre,
}

impl Kind {
    /// Every kind, in the order of the screen.
    pub const ALL: [Self; 5] = [
        Self::Attestation,
        Self::Refus,
        Self::Radiation,
        Self::Acces,
        Self::Libre,
    ];

    /// Its name in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Attestation => "ATTESTATION",
            Self::Refus => "REFUS",
            Self::Radiation => "RADIATION",
            Self::Acces => "ACCES",
            Self::Libre => "LIBRE",
        }
    }

    /// Reads one from a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its name in addresses and file names.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Attestation => "attestation",
            Self::Refus => "refus",
            Self::Radiation => "radiation",
            Self::Acces => "acces-au-portail",
            Self::Libre => "lettre-libre",
        }
    }

    /// Its name on the screens.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Attestation => "Attestation d’élection de domicile",
            Self::Refus => "Lettre de refus",
            Self::Radiation => "Lettre de radiation",
            Self::Acces => "Courrier d’accès au portail",
            Self::Libre => "Lettre libre",
        }
    }
}

/// The name of a free letter, or its mistakes; other kinds are called by what they are.
///
/// # Errors
/// The mistakes, beside the field `nom`.
pub fn named(kind: Kind, typed: &str) -> Result<String, Vec<FieldError>> {
    if kind != Kind::Libre {
        return Ok(kind.label().to_owned());
    }
    let seen: String = typed.chars().filter(|c| !c.is_control()).collect();
    let nom = seen.trim();
    let mut checks = Checks::default();
    checks.require(
        !nom.is_empty(),
        "nom",
        "Donnez un nom à cette lettre, par exemple «\u{a0}Convocation\u{a0}».",
    );
    checks.require(
        nom.chars().count() <= NOM_CHARS_MAX,
        "nom",
        "Écrivez un nom de 100\u{a0}caractères au plus.",
    );
    checks.done(nom.to_owned())
}

/// The name under which a document made from a model is saved: « Convocation (loyer) » gives `convocation-loyer`.
#[must_use]
pub fn file_word(nom: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = nom.to_lowercase().chars().map(plain).collect();
    let joined = words.split_whitespace().collect::<Vec<_>>().join("-");
    if joined.is_empty() {
        Kind::Libre.word().to_owned()
    } else {
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_letter_has_a_name_of_its_own() {
        assert_eq!(
            named(Kind::Libre, " Convo\u{7}cation "),
            Ok("Convocation".to_owned())
        );
        assert_eq!(named(Kind::Refus, "x"), Ok("Lettre de refus".to_owned()));
        for wrong in ["", " \t ", &"é".repeat(NOM_CHARS_MAX + 1)] {
            assert_eq!(
                named(Kind::Libre, wrong).map_err(|it| it.len()),
                Err(1),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn a_file_is_called_by_plain_words() {
        assert_eq!(file_word("Convocation (loyer)"), "convocation-loyer");
        assert_eq!(file_word("../«»"), "lettre-libre");
    }

    #[test]
    fn codes_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).expect("a code"), kind.code());
        }
    }
}
