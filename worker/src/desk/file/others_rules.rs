//! Procurations, the transfer and notes: their forms, as typed, and what they mean. Pure.

use serde::{Deserialize, Serialize};

use super::{row_rules::is_name, rules::NOTE_CHARS_MAX};
use crate::edge::{
    clock::Day,
    form::{Checks, FieldError},
    typed,
};

/// Who may fetch mail in the person's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procuration {
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth, when it is known.
    pub naissance: Option<Day>,
    /// The first day it holds.
    pub debut: Day,
    /// The last day it holds.
    pub fin: Day,
}

/// « Ajouter une procuration », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcurationForm {
    /// Last name.
    pub nom: String,
    /// First name.
    pub prenom: String,
    /// Date of birth.
    pub naissance: String,
    /// First day.
    pub debut: String,
    /// Last day.
    pub fin: String,
    /// The id it will have: sent twice, it is one.
    pub jeton: String,
}

impl ProcurationForm {
    /// What it means, on `today`.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<Procuration, Vec<FieldError>> {
        let mut checks = Checks::default();
        let (nom, prenom) = (typed::line(&self.nom), typed::line(&self.prenom));
        checks.require(
            is_name(&nom),
            "procuration-nom",
            "Écrivez le nom, 100\u{a0}caractères au plus.",
        );
        checks.require(
            is_name(&prenom),
            "procuration-prenom",
            "Écrivez le prénom, 100\u{a0}caractères au plus.",
        );
        let naissance = typed::day(&self.naissance).filter(|day| *day <= today);
        checks.require(
            naissance.is_some() || self.naissance.trim().is_empty(),
            "procuration-naissance",
            "Écrivez la date de naissance comme 03/02/1980, ou laissez vide.",
        );
        let days = days(
            &mut checks,
            [&self.debut, &self.fin],
            ["procuration-debut", "procuration-fin"],
            today,
            &PROCURATION_LONGEST,
        );
        checks.done(Procuration {
            nom,
            prenom,
            naissance,
            debut: days.0,
            fin: days.1,
        })
    }
}

/// Where mail is sent on to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfert {
    /// To whom.
    pub nom: String,
    /// Where, as on an envelope.
    pub adresse: String,
    /// The first day it holds.
    pub debut: Day,
    /// The last day it holds.
    pub fin: Day,
}

/// « Mettre en place un transfert », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TransfertForm {
    /// To whom.
    pub nom: String,
    /// Where.
    pub adresse: String,
    /// First day.
    pub debut: String,
    /// Last day.
    pub fin: String,
}

/// The longest name of whoever receives what is sent on, in characters (`transfert.nom`).
const RECIPIENT_CHARS_MAX: usize = 200;
/// The longest address, in characters (`transfert.adresse`).
pub const ADDRESS_CHARS_MAX: usize = 500;

impl TransfertForm {
    /// What it means, on `today`.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<Transfert, Vec<FieldError>> {
        let mut checks = Checks::default();
        let nom = typed::line(&self.nom);
        let adresse = self.adresse.trim().to_owned();
        let within = |text: &str, max: usize| (1..=max).contains(&text.chars().count());
        checks.require(
            within(&nom, RECIPIENT_CHARS_MAX),
            "transfert-nom",
            "Écrivez le nom à mettre sur l’enveloppe, 200\u{a0}caractères au plus.",
        );
        checks.require(
            within(&adresse, ADDRESS_CHARS_MAX),
            "transfert-adresse",
            "Écrivez l’adresse, 500\u{a0}caractères au plus.",
        );
        let days = days(
            &mut checks,
            [&self.debut, &self.fin],
            ["transfert-debut", "transfert-fin"],
            today,
            &TRANSFERT_LONGEST,
        );
        checks.done(Transfert {
            nom,
            adresse,
            debut: days.0,
            fin: days.1,
        })
    }
}

/// How long something may hold: in months, and what is said of longer.
struct Longest {
    months: u32,
    message: &'static str,
}

/// A trust that nobody looks at again is no longer one.
const PROCURATION_LONGEST: Longest = Longest {
    months: 60,
    message: "Une procuration dure 5\u{a0}ans au plus.",
};
/// Mail is sent on for a time; who has left for longer needs another address.
const TRANSFERT_LONGEST: Longest = Longest {
    months: 12,
    message: "Un transfert dure un an au plus.",
};

/// The first and the last day; the last is not over yet, or there would be nothing to put in place.
fn days(
    checks: &mut Checks,
    typed_days: [&str; 2],
    ids: [&'static str; 2],
    today: Day,
    longest: &Longest,
) -> (Day, Day) {
    let [debut, fin] = typed_days.map(typed::day);
    let [debut_id, fin_id] = ids;
    checks.require(
        debut.is_some(),
        debut_id,
        "Écrivez le premier jour comme 01/12/2026.",
    );
    checks.require(
        fin.is_some(),
        fin_id,
        "Écrivez le dernier jour comme 31/12/2026.",
    );
    if let (Some(debut), Some(fin)) = (debut, fin) {
        checks.require(
            debut <= fin,
            fin_id,
            "Le dernier jour vient après le premier.",
        );
        checks.require(fin >= today, fin_id, "Le dernier jour est déjà passé.");
        let latest = debut.plus_months(longest.months);
        checks.require(fin <= latest, fin_id, longest.message);
    }
    (debut.unwrap_or(today), fin.unwrap_or(today))
}

/// « Ajouter une note », as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// The note.
    pub texte: String,
    /// `oui` when it is to be shown first.
    pub epinglee: String,
    /// The id it will have: sent twice, it is one.
    pub jeton: String,
}

impl NoteForm {
    /// The text of the note.
    ///
    /// # Errors
    /// The mistake, beside its field.
    pub fn checked(&self) -> Result<String, Vec<FieldError>> {
        let texte = self.texte.trim().to_owned();
        let mut checks = Checks::default();
        checks.require(!texte.is_empty(), "note-texte", "Écrivez la note.");
        let short = texte.chars().count() <= NOTE_CHARS_MAX;
        checks.require(short, "note-texte", "Écrivez au plus 1000\u{a0}caractères.");
        checks.done(texte)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::rules::tests::day, *};

    fn procuration(debut: &str, fin: &str) -> Vec<&'static str> {
        let form = ProcurationForm {
            nom: "Diallo".into(),
            prenom: "Awa".into(),
            debut: debut.into(),
            fin: fin.into(),
            ..ProcurationForm::default()
        };
        match form.checked(day("2026-11-22")) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| error.champ).collect(),
        }
    }

    #[test]
    fn days_follow_each_other_and_are_not_over() {
        assert!(procuration("01/11/2026", "22/11/2026").is_empty());
        assert!(procuration("23/11/2026", "23/11/2026").is_empty());
        assert_eq!(procuration("01/11/2026", "21/11/2026"), ["procuration-fin"]);
        assert_eq!(procuration("24/11/2026", "23/11/2026"), ["procuration-fin"]);
        assert_eq!(
            procuration("", "demain"),
            ["procuration-debut", "procuration-fin"]
        );
    }

    #[test]
    fn a_procuration_lasts_five_years_and_a_transfer_one() {
        assert!(procuration("22/11/2026", "22/11/2031").is_empty());
        assert_eq!(procuration("22/11/2026", "23/11/2031"), ["procuration-fin"]);
        let transfert = |fin: &str| {
            let form = TransfertForm {
                nom: "Awa Diallo".into(),
                adresse: "1 rue du Port".into(),
                debut: "22/11/2026".into(),
                fin: fin.into(),
            };
            form.checked(day("2026-11-22"))
                .map_err(|errors| errors.iter().map(|error| error.champ).collect::<Vec<_>>())
        };
        assert!(transfert("22/11/2027").is_ok());
        assert_eq!(transfert("23/11/2027"), Err(vec!["transfert-fin"]));
    }

    #[test]
    fn empty_forms_say_all_they_lack() {
        let today = day("2026-11-22");
        let missing = ProcurationForm::default()
            .checked(today)
            .expect_err("mistakes");
        assert_eq!(missing.len(), 4);
        let missing = TransfertForm::default()
            .checked(today)
            .expect_err("mistakes");
        assert_eq!(missing.len(), 4);
    }

    #[test]
    fn a_note_says_something_and_not_too_much() {
        let note = |texte: &str| {
            NoteForm {
                texte: texte.to_owned(),
                ..NoteForm::default()
            }
            .checked()
        };
        assert_eq!(
            note(" Absente le lundi\n").as_deref(),
            Ok("Absente le lundi")
        );
        assert!(note(" \n").is_err() && note(&"a".repeat(1001)).is_err());
        assert!(note(&"é".repeat(1000)).is_ok());
    }
}
