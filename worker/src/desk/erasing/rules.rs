//! Which files may be erased, and how long things are kept. Pure. The privacy page says the same numbers; a test
//! compares them.

use serde::Deserialize;

use crate::{
    desk::{decision::rules::Standing, rules::Statut},
    edge::clock::Day,
};

/// A file is erased so many years after the last contact (CNIL, référentiel « accompagnement social », 2021: two years
/// after the last contact with the person).
pub const FILE_KEPT_YEARS: u32 = 2;
/// A sign-in to the portal that was no visit is kept so many months (CNIL, recommandation sur la journalisation, 2021:
/// six months to a year).
pub const LOGIN_KEPT_MONTHS: u32 = 12;
/// That a file was erased is kept so many months.
pub const ERASING_KEPT_MONTHS: u32 = 12;

/// That somebody of the structure saw a file is kept so many months, as the rest of « Journal ».
pub const CONSULTATION_KEPT_MONTHS: u32 = 12;

/// Why a file can't be erased yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// Mail waits for the person.
    Mail,
    /// The address holds, or is thought to.
    Running,
}

impl Obstacle {
    /// What is in the way, and what to do.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Mail => {
                "Du courrier attend cette personne. Remettez-le, ou retournez-le à l’expéditeur, puis revenez effacer la fiche."
            }
            Self::Running => {
                "La domiciliation est en cours. Radiez d’abord la personne\u{a0}: elle doit recevoir sa lettre, et savoir comment contester."
            }
        }
    }
}

/// What is in the way of erasing a file on `today`; the statement that erases holds the same.
#[must_use]
pub fn obstacle(
    standing: Standing,
    echeance: Option<Day>,
    mail_waits: bool,
    today: Day,
) -> Option<Obstacle> {
    let refused_renewal =
        standing.statut == Statut::Refus && echeance.is_some_and(|end| end >= today);
    let running = standing.statut == Statut::Valide || standing.renouvellement || refused_renewal;
    match (mail_waits, running) {
        (true, _) => Some(Obstacle::Mail),
        (_, true) => Some(Obstacle::Running),
        _ => None,
    }
}

/// Why a file was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Cause {
    /// Somebody asked for it.
    Demande,
    /// Long after the last contact.
    Delai,
}

impl Cause {
    /// Its words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Demande => "À la demande",
            Self::Delai => "Deux ans sans contact",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day(text.parse().expect("a day"))
    }

    #[test]
    fn a_file_goes_when_nothing_waits_and_nothing_runs() {
        let today = day("2026-11-22");
        let (past, to_come) = (Some(day("2026-11-21")), Some(day("2026-11-22")));
        for (statut, renouvellement, echeance, mail, expected) in [
            (Statut::Radie, false, to_come, false, None),
            (Statut::Refus, false, past, false, None),
            (Statut::Refus, false, None, false, None),
            (Statut::Instruction, false, None, false, None),
            (Statut::Radie, false, past, true, Some(Obstacle::Mail)),
            (Statut::Valide, false, past, false, Some(Obstacle::Running)),
            (
                Statut::Instruction,
                true,
                to_come,
                false,
                Some(Obstacle::Running),
            ),
            (
                Statut::Refus,
                false,
                to_come,
                false,
                Some(Obstacle::Running),
            ),
        ] {
            let standing = Standing {
                statut,
                renouvellement,
            };
            assert_eq!(
                obstacle(standing, echeance, mail, today),
                expected,
                "{statut:?} {echeance:?}"
            );
        }
    }
}
