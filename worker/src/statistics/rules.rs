//! Which days are counted, and what was counted on them. Pure.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::edge::{
    clock::Day,
    form::{Checks, FieldError, LAST_BEFORE_FIRST},
    typed,
};

/// The longest period, in months begun: three years, as a page shows a line a month.
pub const MONTHS_MAX: u32 = 36;
/// The first day that may be asked for: nobody kept mail with this product before.
const FIRST: i32 = 2000;

/// A period that is asked for by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// « Ce mois-ci », until today.
    Month,
    /// « Le mois dernier ».
    LastMonth,
    /// « Cette année », until today.
    Year,
    /// « L’année dernière ».
    LastYear,
}

impl Preset {
    /// Each, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Month, Self::LastMonth, Self::Year, Self::LastYear];

    /// As in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Month => "mois",
            Self::LastMonth => "mois-dernier",
            Self::Year => "annee",
            Self::LastYear => "annee-derniere",
        }
    }

    /// On the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "Ce mois-ci",
            Self::LastMonth => "Le mois dernier",
            Self::Year => "Cette année",
            Self::LastYear => "L’année dernière",
        }
    }

    /// Its days, on `today`.
    #[must_use]
    pub fn period(self, today: Day) -> Period {
        let month = first_of(today, today.0.month());
        let year = first_of(today, 1);
        let (du, au) = match self {
            Self::Month => (month, today),
            Self::LastMonth => (month.minus_months(1), month.plus_days(-1)),
            Self::Year => (year, today),
            Self::LastYear => (year.minus_months(12), year.plus_days(-1)),
        };
        Period { du, au }
    }
}

/// The first day of `month` in the year of `day`.
fn first_of(day: Day, month: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(day.0.year(), month, 1).unwrap_or(day.0))
}

/// Days of the structure's own clock, both included; the last is not after today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub du: Day,
    /// The last.
    pub au: Day,
}

impl Period {
    /// The first day of each month of it, from the earliest.
    #[must_use]
    pub fn months(self) -> Vec<Day> {
        let first = first_of(self.du, self.du.0.month());
        (0..MONTHS_MAX)
            .map(|after| first.plus_months(after))
            .take_while(|month| *month <= self.au)
            .collect()
    }
}

/// The period as the address asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The key of a [`Preset`].
    pub periode: String,
    /// The first day, as typed.
    pub du: String,
    /// The last day, as typed.
    pub au: String,
}

impl Asked {
    /// The period, and its name where it has one; this month when nothing is asked.
    ///
    /// # Errors
    /// Every mistake, beside its field.
    pub fn checked(&self, today: Day) -> Result<(Option<Preset>, Period), Vec<FieldError>> {
        let preset = Preset::ALL
            .into_iter()
            .find(|preset| preset.key() == self.periode);
        let days = !(self.du.is_empty() && self.au.is_empty());
        match (preset, days) {
            (Some(preset), _) => Ok((Some(preset), preset.period(today))),
            (None, false) => Ok((Some(Preset::Month), Preset::Month.period(today))),
            (None, true) => self.days(today).map(|period| (None, period)),
        }
    }

    fn days(&self, today: Day) -> Result<Period, Vec<FieldError>> {
        let (du, au) = (counted_day(&self.du), counted_day(&self.au));
        let mut checks = Checks::default();
        let wanted = "Écrivez une date, par exemple 31/12/2025.";
        checks.require(du.is_some(), "du", wanted);
        checks.require(au.is_some(), "au", wanted);
        let (Some(du), Some(au)) = (du, au) else {
            return checks.done(Period {
                du: today,
                au: today,
            });
        };
        checks.require(
            du <= today,
            "du",
            "Cette période n’a pas encore commencé. Choisissez un premier jour passé, ou aujourd’hui.",
        );
        checks.require(
            au <= today || du > today,
            "au",
            &format!(
                "Ce jour n’est pas encore venu. Choisissez au plus tard aujourd’hui, le {}.",
                today.short()
            ),
        );
        checks.require(du <= au || du > today, "au", LAST_BEFORE_FIRST);
        let first = first_of(du, du.0.month());
        checks.require(
            au > today || au < first.plus_months(MONTHS_MAX),
            "du",
            "La période est trop longue\u{a0}: 36\u{a0}mois au plus. Rapprochez les deux dates.",
        );
        checks.done(Period { du, au })
    }
}

/// A day as typed, of the years in which something can have been counted.
fn counted_day(typed: &str) -> Option<Day> {
    typed::day(typed).filter(|day| day.0.year() >= FIRST)
}

/// Courriers, avis de passage, colis.
pub type Kinds = [i64; 3];

macro_rules! activity {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What was counted in a month, or in several: the columns of `activite_jour`.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
        #[serde(default)]
        #[expect(missing_docs, reason = "migrations/0010_statistics.sql says what each counts")]
        pub struct Activity {
            $(pub $name: i64,)*
        }

        impl std::ops::AddAssign for Activity {
            fn add_assign(&mut self, other: Self) {
                $(self.$name += other.$name;)*
            }
        }
    };
}

activity! {
    courrier_recu, recommande_recu, colis_recu, courrier_remis, recommande_remis, colis_remis,
    courrier_retourne, recommande_retourne, colis_retourne, courrier_transfere, recommande_transfere, colis_transfere,
    remises, remises_mandataire, visites, appels, connexions,
    premieres, renouvellements, refus_hors_agrement, refus_pas_de_lien, refus_saturation, refus_autre,
    fin_a_sa_demande, fin_plus_de_lien, fin_fin_de_domiciliation, fin_non_manifestation, fin_non_respect,
    fin_entree_logement, fin_autre,
}

impl Activity {
    /// What came.
    #[must_use]
    pub fn received(&self) -> Kinds {
        [self.courrier_recu, self.recommande_recu, self.colis_recu]
    }

    /// What was handed over, to the person or to their mandataire.
    #[must_use]
    pub fn handed(&self) -> Kinds {
        [self.courrier_remis, self.recommande_remis, self.colis_remis]
    }

    /// What went back to whoever had sent it.
    #[must_use]
    pub fn returned(&self) -> Kinds {
        [
            self.courrier_retourne,
            self.recommande_retourne,
            self.colis_retourne,
        ]
    }

    /// What was sent on.
    #[must_use]
    pub fn sent_on(&self) -> Kinds {
        [
            self.courrier_transfere,
            self.recommande_transfere,
            self.colis_transfere,
        ]
    }

    /// What left, in any of the three ways.
    #[must_use]
    pub fn left(&self) -> Kinds {
        let mut left = self.handed();
        for way in [self.returned(), self.sent_on()] {
            for (sum, count) in left.iter_mut().zip(way) {
                *sum += count;
            }
        }
        left
    }

    /// Did nothing happen?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was counted in the months of a period; those in which nothing happened are there too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Months(pub Vec<(Day, Activity)>);

impl Months {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> Activity {
        let mut total = Activity::default();
        for (_, month) in &self.0 {
            total += *month;
        }
        total
    }
}

/// One counter of those whose domiciliation runs: the columns of `effectif`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Counted {
    /// What is told apart.
    pub dimension: String,
    /// Which of it; empty: not written on the file.
    pub valeur: String,
    /// How many people.
    pub nombre: i64,
}

/// How things stand now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Files, by the code of their statut.
    pub statuts: Vec<(String, i64)>,
    /// Those whose domiciliation runs.
    pub effectif: Vec<Counted>,
    /// Is the structure's portal open?
    pub portail_actif: bool,
}

impl Standing {
    /// How many files are in that statut.
    #[must_use]
    pub fn in_statut(&self, code: &str) -> i64 {
        let found = self.statuts.iter().find(|(statut, _)| statut == code);
        found.map_or(0, |(_, nombre)| *nombre)
    }

    /// All files.
    #[must_use]
    pub fn files(&self) -> i64 {
        self.statuts.iter().map(|(_, nombre)| nombre).sum()
    }

    /// How many people are counted so.
    #[must_use]
    pub fn of(&self, dimension: &str, valeur: &str) -> i64 {
        self.each(dimension)
            .filter(|counted| counted.valeur == valeur)
            .map(|counted| counted.nombre)
            .sum()
    }

    /// How many domiciliations run: each person has one civilité.
    #[must_use]
    pub fn running(&self) -> i64 {
        self.each("CIVILITE").map(|counted| counted.nombre).sum()
    }

    /// How many are of an age from `from` to `to`, both included: the age they have or will have by the end of that year.
    #[must_use]
    pub fn aged(&self, from: i32, to: i32, today: Day) -> i64 {
        let age = |counted: &Counted| {
            let born: i32 = counted.valeur.parse().unwrap_or_default();
            today.0.year() - born
        };
        self.each("NAISSANCE")
            .filter(|counted| (from..=to).contains(&age(counted)))
            .map(|counted| counted.nombre)
            .sum()
    }

    fn each(&self, dimension: &str) -> impl Iterator<Item = &Counted> {
        self.effectif
            .iter()
            .filter(move |counted| counted.dimension == dimension)
    }
}

/// `part` of `whole`, in thousandths, rounded; `None` of nothing.
#[must_use]
pub fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 2000 + whole) / (whole * 2))
}

#[cfg(test)]
mod tests;
