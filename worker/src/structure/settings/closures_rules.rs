//! The days on which a structure is closed, beside its weekly hours. Pure.

use serde::{Deserialize, Serialize};

use super::rules::optional;
use crate::edge::{
    clock::Day,
    form::{Checks, FieldError, LAST_BEFORE_FIRST},
    typed::day,
};

/// The longest reason of a closure, in characters.
const MOTIF_CHARS_MAX: usize = 100;
/// How many closures to come a structure keeps.
pub const FERMETURES_MAX: i64 = 50;
/// The longest closure, in days.
const FERMETURE_DAYS_MAX: i64 = 366;

/// Days on which it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The first.
    pub debut: Day,
    /// The last.
    pub fin: Day,
    /// Why, if it was said.
    pub motif: Option<String>,
}

/// The form of a closure, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    /// First day.
    pub debut: String,
    /// Last day; the first one when there is none.
    pub fin: String,
    /// Why.
    pub motif: String,
}

impl ClosureForm {
    /// The closure, or every mistake.
    ///
    /// # Errors
    /// The mistakes, each with its field.
    pub fn checked(&self, today: Day) -> Result<Closure, Vec<FieldError>> {
        let wanted = "Écrivez une date, par exemple 24/12/2026.";
        let mut checks = Checks::default();
        let debut = day(&self.debut);
        let fin = if self.fin.trim().is_empty() {
            debut
        } else {
            day(&self.fin)
        };
        checks.require(debut.is_some(), "debut", wanted);
        checks.require(fin.is_some() || self.fin.trim().is_empty(), "fin", wanted);
        if let (Some(debut), Some(fin)) = (debut, fin) {
            checks.require(debut <= fin, "fin", LAST_BEFORE_FIRST);
            checks.require(
                fin < debut || fin >= today,
                "fin",
                "Ce jour est déjà passé.",
            );
            checks.require(
                debut.days_until(fin) < FERMETURE_DAYS_MAX,
                "fin",
                "Une fermeture dure un an au plus.",
            );
        }
        let motif = optional(&mut checks, "motif", &self.motif, MOTIF_CHARS_MAX);
        checks.done(Closure {
            debut: debut.unwrap_or(today),
            fin: fin.unwrap_or(today),
            motif,
        })
    }
}

/// « Fermé le jeudi 24 décembre », « Fermé du jeudi 24 décembre au vendredi 1er janvier ».
#[must_use]
pub fn closed_words(debut: Day, fin: Day, motif: Option<&str>) -> String {
    let when = if debut == fin {
        format!("Fermé le {}", debut.with_weekday_near())
    } else {
        format!(
            "Fermé du {} au {}",
            debut.with_weekday_near(),
            fin.with_weekday_near()
        )
    };
    match motif {
        Some(motif) => format!("{when}\u{a0}: {motif}"),
        None => when,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closure_is_one_day_or_several() {
        let today = day("22/11/2026").expect("a day");
        let closure = |debut: &str, fin: &str| {
            ClosureForm {
                debut: debut.to_owned(),
                fin: fin.to_owned(),
                motif: " Congés ".to_owned(),
            }
            .checked(today)
        };
        let one = closure("24/12/2026", "").expect("a closure");
        assert_eq!(
            closed_words(one.debut, one.fin, one.motif.as_deref()),
            "Fermé le jeudi 24 décembre\u{a0}: Congés"
        );
        let several = closure("2026-12-24", "01/01/2027").expect("a closure");
        assert_eq!(
            closed_words(several.debut, several.fin, None),
            "Fermé du jeudi 24 décembre au vendredi 1er janvier"
        );
        for (debut, fin, field) in [
            ("", "", "debut"),
            ("24/12/2026", "demain", "fin"),
            ("24/12/2026", "23/12/2026", "fin"),
            ("01/11/2026", "21/11/2026", "fin"),
            ("24/12/2026", "25/12/2027", "fin"),
        ] {
            let errors = closure(debut, fin).expect_err("a mistake");
            assert_eq!(
                errors.iter().map(|error| error.champ).collect::<Vec<_>>(),
                [field],
                "{debut} {fin}"
            );
        }
    }
}
