//! Notes of the diagnosis: what is typed, and until when one takes back one's own. Pure.

use serde::{Deserialize, Serialize};

use crate::edge::{
    clock::{HOUR_MS, Moment},
    form::{Checks, FieldError},
};

/// The most notes of a dossier.
pub const NOTES_MAX: i64 = 200;
/// The longest note, in characters (`dossier_note.texte`).
pub const NOTE_CHARS_MAX: usize = 2000;
/// One's own note can be taken back for so many hours.
pub const TAKE_BACK_HOURS: i64 = 24;

/// Written before this moment, a note stays.
#[must_use]
pub fn kept_before(now: Moment) -> Moment {
    now.plus_ms(-TAKE_BACK_HOURS * HOUR_MS)
}

/// « Ajouter une note », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// What it says.
    pub texte: String,
    /// The id it will have: sent twice, it is one.
    pub jeton: String,
}

impl NoteForm {
    /// What it says.
    ///
    /// # Errors
    /// What is wrong, beside the field.
    pub fn checked(&self) -> Result<String, Vec<FieldError>> {
        let mut checks = Checks::default();
        let texte = self.texte.trim().to_owned();
        let length = texte.chars().count();
        checks.require(
            (1..=NOTE_CHARS_MAX).contains(&length),
            "note-texte",
            "Écrivez la note, 2\u{202f}000\u{a0}caractères au plus.",
        );
        checks.done(texte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_something_and_not_too_much() {
        let form = |texte: String| NoteForm {
            texte,
            jeton: String::new(),
        };
        assert_eq!(
            form(" Deux lignes\nen tout ".to_owned()).checked(),
            Ok("Deux lignes\nen tout".to_owned())
        );
        assert!(form("x".repeat(NOTE_CHARS_MAX)).checked().is_ok());
        for wrong in [" \n".to_owned(), "x".repeat(NOTE_CHARS_MAX + 1)] {
            assert!(form(wrong).checked().is_err());
        }
    }
}
