//! What an announcement may be, and on which days it is shown. Pure.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::edge::{
    clock::Day,
    form::{Checks, FieldError, LAST_BEFORE_FIRST},
    typed,
};

/// The longest title, in characters.
pub const TITRE_CHARS_MAX: usize = 120;
/// The longest text, in characters.
pub const TEXTE_CHARS_MAX: usize = 1000;
/// How many announcements a structure keeps, past ones included.
pub const ANNONCES_MAX: i64 = 50;
/// The years one may plan for: a typing mistake shows nothing for a century.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2099;

/// Where an announcement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not shown yet.
    ToCome,
    /// Shown.
    Running,
    /// No longer shown.
    Over,
}

impl State {
    /// The state on `today` of what is shown from `debut` to `fin`, both included.
    #[must_use]
    pub fn on(today: Day, debut: Day, fin: Day) -> Self {
        if today < debut {
            Self::ToCome
        } else if today > fin {
            Self::Over
        } else {
            Self::Running
        }
    }

    /// Its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ToCome => "À venir",
            Self::Running => "En cours",
            Self::Over => "Terminée",
        }
    }
}

/// An announcement that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annonce {
    /// Its title.
    pub titre: String,
    /// Its text.
    pub texte: String,
    /// The first day it is shown.
    pub debut: Day,
    /// The last one.
    pub fin: Day,
}

/// The form of an announcement, as typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnnonceForm {
    /// Title.
    pub titre: String,
    /// Text.
    pub texte: String,
    /// First day, `YYYY-MM-DD` from a browser that knows dates, else as one writes it.
    pub debut: String,
    /// Last day.
    pub fin: String,
}

impl AnnonceForm {
    /// The announcement, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, today: Day) -> Result<Annonce, Vec<FieldError>> {
        let (titre, texte) = (self.titre.trim(), self.texte.trim());
        let (debut, fin) = (near_day(&self.debut), near_day(&self.fin));
        let mut checks = Checks::default();
        let chars = |text: &str| text.chars().count();
        checks.require(!titre.is_empty(), "titre", "Écrivez un titre.");
        checks.require(
            chars(titre) <= TITRE_CHARS_MAX,
            "titre",
            "Écrivez un titre de 120\u{a0}caractères au plus.",
        );
        checks.require(!texte.is_empty(), "texte", "Écrivez le texte de l’annonce.");
        checks.require(
            chars(texte) <= TEXTE_CHARS_MAX,
            "texte",
            "Écrivez un texte de 1\u{202f}000\u{a0}caractères au plus.",
        );
        let wanted = "Écrivez une date, par exemple 24/12/2026.";
        checks.require(debut.is_some(), "debut", wanted);
        checks.require(fin.is_some(), "fin", wanted);
        if let (Some(debut), Some(fin)) = (debut, fin) {
            checks.require(debut <= fin, "fin", LAST_BEFORE_FIRST);
            checks.require(
                fin < debut || fin >= today,
                "fin",
                "Ce jour est déjà passé\u{a0}: l’annonce ne serait jamais montrée.",
            );
        }
        let day = |day: Option<Day>| day.unwrap_or(today);
        checks.done(Annonce {
            titre: titre.to_owned(),
            texte: texte.to_owned(),
            debut: day(debut),
            fin: day(fin),
        })
    }
}

/// A day as typed, of the years in which an announcement may be.
fn near_day(typed: &str) -> Option<Day> {
    typed::day(typed).filter(|day| YEARS.contains(&day.0.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        near_day(text).expect("a day")
    }

    fn form(debut: &str, fin: &str) -> AnnonceForm {
        AnnonceForm {
            titre: " Fermeture ".to_owned(),
            texte: "Nous fermons.".to_owned(),
            debut: debut.to_owned(),
            fin: fin.to_owned(),
        }
    }

    #[test]
    fn both_days_are_included() {
        let state = |today| State::on(day(today), day("2026-12-24"), day("2026-12-26"));
        assert_eq!(state("2026-12-23"), State::ToCome);
        assert_eq!(state("2026-12-24"), State::Running);
        assert_eq!(state("2026-12-26"), State::Running);
        assert_eq!(state("2026-12-27"), State::Over);
    }

    #[test]
    fn a_day_is_read_as_sent_or_as_typed() {
        let annonce = form("2026-12-24", "26/12/2026")
            .checked(day("2026-11-22"))
            .expect("an announcement");
        assert_eq!(
            (annonce.titre.as_str(), annonce.debut, annonce.fin),
            ("Fermeture", day("2026-12-24"), day("2026-12-26"))
        );
        for typed in [
            "",
            "demain",
            "2026-02-30",
            "31/02/2026",
            "0026-12-24",
            "9999-01-01",
        ] {
            assert_eq!(near_day(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_mistake_is_told() {
        let fields = |form: &AnnonceForm| -> Vec<&str> {
            let errors = form.checked(day("2026-11-22")).expect_err("mistakes");
            errors.iter().map(|error| error.champ).collect()
        };
        assert_eq!(
            fields(&AnnonceForm::default()),
            ["titre", "texte", "debut", "fin"]
        );
        assert_eq!(fields(&form("2026-12-26", "2026-12-24")), ["fin"]);
        assert_eq!(fields(&form("2026-11-01", "2026-11-21")), ["fin"]);
        let long = AnnonceForm {
            titre: "é".repeat(TITRE_CHARS_MAX + 1),
            texte: "é".repeat(TEXTE_CHARS_MAX + 1),
            ..form("2026-12-24", "2026-12-24")
        };
        assert_eq!(fields(&long), ["titre", "texte"]);
    }
}
