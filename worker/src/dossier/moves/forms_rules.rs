//! The forms of the moves, as typed and as checked. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    dossier::{
        carnet_rules::Carnet,
        motif_rules::{MotifArchivage, MotifRecuperation},
        rules::{NOM_CHARS_MAX, TEXTE_CHARS_MAX, name_key},
    },
    edge::{
        form::{Checks, FieldError},
        typed::line,
    },
};

/// A text of several lines, without what no text has; none when nothing is said.
#[must_use]
pub fn some_text(typed: &str) -> Option<String> {
    let kept: String = typed
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    Some(kept.trim().to_owned()).filter(|text| !text.is_empty())
}

fn fits(text: Option<&String>) -> bool {
    text.is_none_or(|text| text.chars().count() <= TEXTE_CHARS_MAX)
}

const TOO_LONG: &str = "Écrivez 1\u{202f}000\u{a0}caractères au plus.";
const SAY_WHY: &str = "Dites en quelques mots pourquoi.";

/// « Archiver », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ArchiveForm {
    /// The key of the form.
    pub jeton: String,
    /// The last line that its page showed.
    pub rang: String,
    /// The code of a reason.
    pub motif: String,
    /// More about it.
    pub texte: String,
}

impl ArchiveForm {
    /// The reason, or every mistake.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self) -> Result<(&'static str, Option<String>), Vec<FieldError>> {
        let texte = some_text(&self.texte);
        let motif = MotifArchivage::of_code(&self.motif);
        let mut checks = Checks::default();
        checks.require(
            motif.is_some(),
            "motif",
            "Choisissez pourquoi vous archivez ce dossier.",
        );
        let words = texte.is_some() || !motif.is_some_and(MotifArchivage::needs_words);
        checks.require(words, "texte", SAY_WHY);
        checks.require(fits(texte.as_ref()), "texte", TOO_LONG);
        checks.done((motif.map_or("", MotifArchivage::code), texte))
    }
}

/// « Récupérer un dossier », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FetchForm {
    /// The key of the form.
    pub jeton: String,
    /// The surname.
    pub nom: String,
    /// The number of the carnet.
    pub carnet: String,
    /// The code of a reason.
    pub motif: String,
    /// More about it.
    pub texte: String,
}

/// What « Récupérer un dossier » asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The surname, folded.
    pub cle_nom: String,
    /// The number.
    pub carnet: Carnet,
    /// Why.
    pub motif: &'static str,
    /// In words.
    pub texte: Option<String>,
}

impl FetchForm {
    /// What is asked for, or every mistake.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self) -> Result<Fetched, Vec<FieldError>> {
        let nom = line(&self.nom);
        let carnet = Carnet::parse(&self.carnet);
        let texte = some_text(&self.texte);
        let motif = MotifRecuperation::of_code(&self.motif);
        let mut checks = Checks::default();
        let named = !nom.is_empty() && nom.chars().count() <= NOM_CHARS_MAX;
        checks.require(named, "nom", "Écrivez le nom de famille de la personne.");
        checks.require(
            carnet.is_some(),
            "carnet",
            "Écrivez le numéro comme sur le carnet : 3\u{a0}chiffres puis 3\u{a0}lettres, par exemple 000ysz.",
        );
        checks.require(
            motif.is_some(),
            "motif",
            "Choisissez pourquoi vous récupérez ce dossier.",
        );
        let words = texte.is_some() || !motif.is_some_and(MotifRecuperation::needs_words);
        checks.require(words, "texte", SAY_WHY);
        checks.require(fits(texte.as_ref()), "texte", TOO_LONG);
        let motif = motif.map_or("", MotifRecuperation::code);
        let Some(carnet) = checks.done(carnet)? else {
            return Err(Vec::new());
        };
        Ok(Fetched {
            cle_nom: name_key(&nom),
            carnet,
            motif,
            texte,
        })
    }
}

/// « Réorienter », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SendForm {
    /// The key of the form.
    pub jeton: String,
    /// The last line that its page showed.
    pub rang: String,
    /// The place.
    pub lieu: String,
    /// What those who receive the dossier are to know.
    pub message: String,
}

impl SendForm {
    /// The message, or what is wrong with it.
    ///
    /// # Errors
    /// The mistakes.
    pub fn checked(&self) -> Result<Option<String>, Vec<FieldError>> {
        let message = some_text(&self.message);
        let mut checks = Checks::default();
        checks.require(fits(message.as_ref()), "message", TOO_LONG);
        checks.done(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(errors: &[FieldError]) -> Vec<&str> {
        errors.iter().map(|error| error.champ).collect()
    }

    #[test]
    fn a_reason_is_asked_for_and_words_where_it_says_nothing() {
        let archive = |motif: &str, texte: &str| {
            ArchiveForm {
                motif: motif.to_owned(),
                texte: texte.to_owned(),
                ..ArchiveForm::default()
            }
            .checked()
        };
        assert_eq!(archive("TERMINE", " "), Ok(("TERMINE", None)));
        assert_eq!(
            archive("AUTRE", " Parti en mer "),
            Ok(("AUTRE", Some("Parti en mer".to_owned())))
        );
        assert_eq!(fields(&archive("AUTRE", "").unwrap_err()), ["texte"]);
        assert_eq!(
            fields(&archive("X", &"é".repeat(1001)).unwrap_err()),
            ["motif", "texte"]
        );
        assert!(archive("TERMINE", &"é".repeat(1000)).is_ok());
    }

    #[test]
    fn every_mistake_of_fetching_back_is_told_at_once() {
        let empty = FetchForm::default().checked().unwrap_err();
        assert_eq!(fields(&empty), ["nom", "carnet", "motif"]);
        let form = FetchForm {
            nom: "D’ALMEIDA".to_owned(),
            carnet: "000 YSZ".to_owned(),
            motif: "ACCUEIL".to_owned(),
            ..FetchForm::default()
        };
        let fetched = form.checked().expect("fine");
        assert_eq!(
            (fetched.cle_nom.as_str(), fetched.carnet.as_str()),
            ("dalmeida", "000ysz")
        );
    }
}
